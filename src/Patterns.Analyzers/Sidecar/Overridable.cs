using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar;

/// <summary>Endpoints that a setting decides, with what is written in the code as the fallback.</summary>
internal static class Overridable
{
    /// <summary>The expressions of a type that can name an endpoint, or a field that does, each with the member and a body to look around in.</summary>
    public static IEnumerable<(IOperation Operation, ISymbol Member, Body Body)> PlacesIn(TypeFacts type)
    {
        if (type.Bodies.IsEmpty) yield break;
        foreach (var slot in type.Slots)
            if (Initializers.MayName(slot.Symbol, OwnMachine.Words, Literals.Hosts(type.Project))
                && Initializers.ValueOf(slot.Symbol, type.Project) is { } initial)
                foreach (var operation in initial.SelfAndDescendants()) yield return (operation, slot.Symbol, type.Bodies[0]);
        var fields = Fields(type);
        foreach (var body in type.Bodies)
            if (body.Words.HasAny(OwnMachine.Words) || body.Words.HasAny(Literals.Hosts(type.Project)) || fields.Any(field => body.Words.Has(field.Name)))
                foreach (var operation in body.Operations) yield return (operation, body.Method.AssociatedSymbol ?? body.Method, body);
    }

    /// <summary>The read of the setting that replaces an endpoint, or its port; null for an endpoint that nothing replaces.</summary>
    public static IOperation? By(LocalEndpoint endpoint, Body body)
    {
        if (endpoint.Port is { } port && Settings.ReadBehind(port, body) is { } read) return read;
        return Coalesced(endpoint.Place, body) ?? Branched(endpoint.Place, body) ?? HandedOn(endpoint.Place, body);
    }

    /// <summary>The other side of <c>??</c>, <c>?:</c> or a look-up with a default.</summary>
    private static IOperation? Coalesced(IOperation place, Body body)
    {
        foreach (var outer in place.Ancestors()
            .TakeWhile(outer => outer is not (IExpressionStatementOperation or IReturnOperation or IAnonymousFunctionOperation or IBlockOperation)))
        {
            var other = outer switch
            {
                ICoalesceOperation coalesce when coalesce.WhenNull.Syntax.Span.Contains(place.Syntax.Span) => coalesce.Value,
                IConditionalOperation conditional when !conditional.Condition.Syntax.Span.Contains(place.Syntax.Span) => conditional,
                ICoalesceAssignmentOperation assignment => assignment.Target,
                IInvocationOperation call when Settings.IsRead(call) => call,
                _ => null,
            };
            if (other is not null && Settings.ReadBehind(other, body) is { } read) return read;
        }
        return null;
    }

    /// <summary>Another assignment to the same variable, or another result of the same member.</summary>
    private static IOperation? Branched(IOperation place, Body body)
    {
        if (!body.Words.HasAny(Settings.Words)) return null;
        foreach (var outer in place.Ancestors())
        {
            if (outer is IReturnOperation && !body.Method.ReturnsVoid)
                return body.Of<IReturnOperation>().Where(other => other != outer && other.ReturnedValue is not null)
                    .Select(other => Settings.ReadBehind(other.ReturnedValue!, body)).FirstOrDefault(read => read is not null);
            var target = outer is IVariableDeclaratorOperation declarator ? declarator.Symbol : outer.Assigned()?.Target.Referenced();
            if (target is not null)
                return Settings.AssignedTo(target, body).Where(value => !value.Syntax.Span.Contains(place.Syntax.Span))
                    .Select(value => Settings.ReadBehind(value, body)).FirstOrDefault(read => read is not null);
        }
        return null;
    }

    /// <summary>What is read is handed to a member of the type that falls back on the endpoint, itself or by a new object of the type.</summary>
    private static IOperation? HandedOn(IOperation place, Body body)
    {
        if (place is not IFieldReferenceOperation && !body.IsConstructor && !body.Method.IsStatic) return null;
        foreach (var reader in body.Type.Bodies)
        {
            if (!reader.Words.HasAny(Settings.Words)) continue;
            foreach (var (call, callee) in reader.Callees)
                if (callee.Type == body.Type
                    && (callee == body
                        || body.IsConstructor
                            && callee.Of<IObjectCreationOperation>().Any(made => body.Type.Symbol.Equals(made.Type, SymbolEqualityComparer.Default))))
                    foreach (var argument in call.Arguments)
                        if (Settings.ReadBehind(argument, reader) is { } read) return read;
        }
        return null;
    }

    /// <summary>The fields of a type that are declared with what may be an endpoint.</summary>
    private static List<IFieldSymbol> Fields(TypeFacts type) => type.Symbol.GetMembers().OfType<IFieldSymbol>()
        .Where(field =>
            field.Type.SpecialType == SpecialType.System_String && field.HasConstantValue && field.ConstantValue is string text && text.IndexOf(':') >= 0
            || field.IsReadOnly && field.IsStatic)
        .ToList();
}
