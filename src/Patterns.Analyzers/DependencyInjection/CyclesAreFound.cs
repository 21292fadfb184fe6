using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>PAT1505: two services that need each other end in a message, not in an exhausted stack.</summary>
internal static class CyclesAreFound
{
    /// <summary>Parts of words that say that somebody has thought of it.</summary>
    private static readonly ImmutableArray<string> Thoughts = ImmutableArray.Create("circular", "cycle", "cyclic", "recurs", "EnsureSufficientExecutionStack");

    private static readonly ImmutableArray<string> Questions = ImmutableArray.Create("Contains", "ContainsKey", "Add", "TryAdd");

    public static void Check(DependencyInjectionModel model, ConventionContext context)
    {
        if (model.Container is not { Map.IsBehind: false } container || Reentry(container) is not var (reentry, body)) return;
        if (IsLazy(container) || ThinksOfIt(container.Type) || container.Type.AllBodies.Any(own => Refuses(own, container))) return;
        context.Report(DependencyInjectionRules.CyclesAreFound, reentry.Syntax.GetLocation(), container.Type.Symbol.Name, body.DisplayName);
    }

    /// <summary>Where resolving can come back to itself: the container gives itself to what makes a service, or resolves a parameter.</summary>
    private static (IOperation Operation, Body Body)? Reentry(Container container)
    {
        if (container.HandsItselfOn)
            foreach (var body in container.Type.AllBodies)
            {
                if (!body.Words.Has("this") || body.IsConstructor) continue;
                foreach (var call in body.Calls)
                    if (GivesItself(call) && Makes(call, container)) return (call.Operation, body);
            }
        return container.Construction is null ? null : ParameterReentry(container.Type);
    }

    private static bool GivesItself(Call call) => call.Arguments.Any(argument => argument is IInstanceReferenceOperation);

    private static bool Makes(Call call, Container container) => call.Target is { ReturnsVoid: false } target
        && (call.IsDelegate
            || container.Type.Project.Of(target.ContainingType) is { } maker && maker != container.Type
                && target.ReturnType is { SpecialType: SpecialType.System_Object } or ITypeParameterSymbol);

    private static (IOperation, Body)? ParameterReentry(TypeFacts type)
    {
        foreach (var body in type.AllBodies)
        {
            if (!body.Words.Has("ParameterType")) continue;
            foreach (var call in body.Calls)
                if (call.Target is { } target && type.Symbol.Is(target.ContainingType) && Resolving.Is(target) && call.Arguments.Any(IsParameterType))
                    return (call.Operation, body);
        }
        return null;
    }

    private static bool IsParameterType(IOperation argument) =>
        argument.SelfAndDescendants().Any(operation => operation is IPropertyReferenceOperation { Property.Name: "ParameterType" });

    /// <summary>A <c>Lazy</c> that is asked for its value while it makes it throws.</summary>
    private static bool IsLazy(Container container) =>
        Container.ServiceMaps(container.Type).Any(map => Mentions(map.Slot.Type, "Lazy"))
        || container.Type.Project.Of(container.Map.Value) is { } registration && registration.AllSlots.Any(slot => Mentions(slot.Type, "Lazy"));

    private static bool Mentions(ITypeSymbol type, string name) =>
        type.Name == name || type is INamedTypeSymbol named && named.TypeArguments.Any(argument => Mentions(argument, name));

    private static bool ThinksOfIt(TypeFacts type) => type.SelfAndSourceBases.SelectMany(self => self.Symbol.DeclaringSyntaxReferences)
        .SelectMany(reference => reference.GetSyntax().DescendantTokens())
        .Any(token => token.IsKind(SyntaxKind.IdentifierToken)
            && Thoughts.Any(thought => token.ValueText.IndexOf(thought, StringComparison.OrdinalIgnoreCase) >= 0));

    /// <summary>A branch throws when something that is no table of services already holds what is being made, or when it has become too deep.</summary>
    private static bool Refuses(Body body, Container container)
    {
        if (!body.Words.Has("throw")) return false;
        return body.Of<IConditionalOperation>()
            .Any(branch => (Throws(branch.WhenTrue) || Throws(branch.WhenFalse))
                && branch.Condition.Contains(condition => IsInProgress(condition, container) || IsDepth(condition)));
    }

    private static bool Throws(IOperation? branch) => branch is not null && branch.Contains(operation => operation is IThrowOperation);

    private static bool IsInProgress(IOperation operation, Container container) =>
        Call.From(operation) is { ReceiverSymbol: { } asked } call && Questions.Contains(call.Name)
        && !Tables(container).Any(table => SymbolEqualityComparer.Default.Equals(table, asked));

    private static IEnumerable<ISymbol> Tables(Container container) =>
        container.Type.Nested.SelectMany(ServiceMap.In).Concat(Container.ServiceMaps(container.Type)).Append(container.Map).Select(map => map.Slot.Symbol);

    private static bool IsDepth(IOperation operation) =>
        operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual, LeftOperand: var left }
        && left.Type?.SpecialType == SpecialType.System_Int32
        && left.Plain() is IFieldReferenceOperation or IParameterReferenceOperation or IIncrementOrDecrementOperation or ILocalReferenceOperation;
}
