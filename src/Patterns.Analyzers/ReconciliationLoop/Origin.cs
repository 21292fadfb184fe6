using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop;

/// <summary>Where the members of a collection come from: the two states of a pass have different origins.</summary>
/// <param name="Root">The member, parameter or method that holds or gives them; for an unresolved call its receiver.</param>
/// <param name="IsFetched">True when the body asks somebody for them, so that they show a state as of now.</param>
internal sealed record Origin(ISymbol Root, bool IsFetched)
{
    private const int Steps = 8;

    private static readonly Words Queries = new(
        "Where", "Select", "SelectMany", "ToList", "ToArray", "ToHashSet", "ToSet", "ToDictionary", "ToImmutableDictionary", "ToImmutableHashSet",
        "AsEnumerable", "OfType", "Cast",
        "Distinct", "DistinctBy", "OrderBy", "Concat", "Keys", "Values", "Except", "Intersect");

    public bool IsOf(Origin other) => SymbolEqualityComparer.Default.Equals(Root, other.Root);

    /// <summary>The origin of a value, followed through locals, queries, copies and collections that a loop fills.</summary>
    public static Origin? Of(IOperation value, Body body) => Of(value, body, Steps);

    private static Origin? Of(IOperation value, Body body, int steps)
    {
        if (steps == 0) return null;
        value = value.Plain();
        if (Call.From(value) is { } call) return OfCall(call, body, steps);
        return value switch
        {
            ILocalReferenceOperation { Local: var local } => OfLocal(local, body, steps),
            IParameterReferenceOperation { Parameter: var parameter } => OfParameter(parameter, body, steps),
            IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation, Member: var member } => new(member, IsFetched: false),
            IMemberReferenceOperation { Instance: { } holder } => Of(holder, body, steps - 1),
            IObjectCreationOperation { Arguments: { Length: > 0 } arguments } => Of(arguments[0].Value, body, steps - 1),
            ICoalesceOperation either => Of(either.Value, body, steps - 1),
            IConditionalAccessOperation access => Of(access.Operation, body, steps - 1),
            _ => null,
        };
    }

    private static Origin? OfCall(Call call, Body body, int steps)
    {
        if (call.Receiver is { } receiver && (call.Target is { } target ? IsQuery(target) : Queries.Contains(call.Name))) return Of(receiver, body, steps - 1);
        if (call.Target is { IsStatic: true } parser && parser.ContainingType.IsFramework() && IsParser(parser.Name))
            return call.Arguments.IsEmpty ? null : Of(call.Arguments[0], body, steps - 1);
        if (call is { Receiver.Type.SpecialType: SpecialType.System_String, Receiver: { } text }) return Of(text, body, steps - 1);
        if (call.Receiver?.Plain() is IParameterReferenceOperation { Parameter.Type.SpecialType: SpecialType.System_Object } message)
            return Of(message, body, steps - 1);
        if (call.Target is { IsStatic: true, Name: "Empty" or "Create" or "Range" or "Repeat" } || call.Target is { } asked && IsReflection(asked)) return null;
        return (call.IsDelegate ? call.ReceiverSymbol : call.Target ?? call.ReceiverSymbol) is { } root ? new(root, IsFetched: true) : null;
    }

    /// <summary>A query of the framework over what it is called on, or an extension that only copies.</summary>
    private static bool IsQuery(IMethodSymbol method) =>
        method.ContainingType.IsFramework() && (method.IsExtensionMethod || Queries.Contains(method.Name))
        || method.IsExtensionMethod && Queries.Contains(method.Name);

    /// <summary>Reading a text, like taking it apart, does not ask anybody: the state is where the text is from. So it is with a message that may be
    /// anything.</summary>
    private static bool IsParser(string name) => name.StartsWith("Deserialize", StringComparison.Ordinal) || name.StartsWith("Parse", StringComparison.Ordinal);

    /// <summary>What code is made of does not change while it runs: it is nobody's state.</summary>
    private static bool IsReflection(IMethodSymbol method) =>
        method.ContainingType.Named("System.Type")
        || method.ContainingNamespace?.ToDisplayString().StartsWith("System.Reflection", StringComparison.Ordinal) == true;

    /// <summary>What a member of the type hands to its private helper has the origin that it has there.</summary>
    private static Origin OfParameter(IParameterSymbol parameter, Body body, int steps)
    {
        if (!body.IsOpen && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, body.Method))
            foreach (var caller in body.Type.Bodies)
            {
                if (caller == body || !caller.Words.Has(body.DisplayName)) continue;
                foreach (var call in caller.Calls)
                    if (SymbolEqualityComparer.Default.Equals(call.Target?.OriginalDefinition, body.Method) && call.Argument(parameter.Name) is { } argument
                        && Of(argument, caller, steps - 1) is { } origin) return origin;
            }
        return new(parameter, IsFetched: false);
    }

    private static Origin? OfLocal(ILocalSymbol local, Body body, int steps)
    {
        var given = body.DeclaredValue(local);
        if (given is not null && Of(given, body, steps - 1) is { } origin) return origin;
        foreach (var operation in body.Operations)
        {
            if (given is null && operation is ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var set }, Value: { } later }
                && SymbolEqualityComparer.Default.Equals(set, local)) return Of(later, body, steps - 1);
            if (operation is IForEachLoopOperation loop && loop.Locals.Contains(local, SymbolEqualityComparer.Default))
                return Of(loop.Collection, body, steps - 1);
            if (operation is IDeconstructionAssignmentOperation { Target: var target, Value: var whole }
                && target.Contains(part => part is ILocalReferenceOperation one && SymbolEqualityComparer.Default.Equals(one.Local, local)))
                return new(local, whole.Contains(part => Call.From(part) is not null));
            if (IsFilling(operation, local) && operation.Enclosing<IForEachLoopOperation>() is { } filling) return Of(filling.Collection, body, steps - 1);
        }
        return null;
    }

    /// <summary><c>local.Add(x)</c> or <c>local[x] = y</c>.</summary>
    public static bool IsFilling(IOperation operation, ISymbol local) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd", Instance: { } instance } =>
            SymbolEqualityComparer.Default.Equals(instance.Referenced(), local),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } } =>
            SymbolEqualityComparer.Default.Equals(instance.Referenced(), local),
        _ => false,
    };
}
