using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>A loop over steps that are code, in which each step is given what the one before it made of the item.</summary>
/// <param name="Body">The method.</param>
/// <param name="Steps">What holds the steps.</param>
/// <param name="Item">The variable that carries the item.</param>
/// <param name="Call">The call of a step.</param>
internal sealed record DelegateFold(Body Body, Slot Steps, ISymbol Item, Call Call)
{
    /// <summary>The type holds a sequence of code that answers with what it takes. No binding.</summary>
    public static bool MayStandIn(TypeFacts type) => StepsOf(type).Any();

    public static DelegateFold? In(TypeFacts type)
    {
        foreach (var steps in StepsOf(type))
            foreach (var body in type.Bodies)
                if (body.Words.Has(steps.Name) && In(body, steps) is { } fold) return fold;
        return null;
    }

    private static IEnumerable<Slot> StepsOf(TypeFacts type) => type.Slots.Where(slot => !slot.IsStatic && Stages.IsSequence(slot.Type)
        && slot.Type.ElementType().DelegateSignature() is { Parameters.Length: > 0 } step && IsItem(step.ReturnType.Awaited())
        && Derivation.Same(step.Parameters[0].Type, step.ReturnType.Awaited()));

    /// <summary>Something to work on; what a library has others configure is none.</summary>
    private static bool IsItem(ITypeSymbol item) => Stages.IsItem(item) && item.TypeKind != TypeKind.Error
        && (item.SpecialType != SpecialType.None || item is not INamedTypeSymbol || item.Locations.Any(place => place.IsInSource));

    private static DelegateFold? In(Body body, Slot steps)
    {
        foreach (var call in body.Calls)
        {
            if (!call.IsDelegate || call.Arguments.IsEmpty || call.Arguments[0].Referenced() is not { } item) continue;
            if (call.Operation.Enclosing<IForEachLoopOperation>() is { } loop ? IsCarried(call, item, loop, steps) : IsAggregated(call, item, steps))
                return new(body, steps, item, call);
        }
        return null;
    }

    /// <summary><c>foreach (var step in steps) item = step(item);</c></summary>
    private static bool IsCarried(Call call, ISymbol item, IForEachLoopOperation loop, Slot steps) =>
        call.ReceiverSymbol is ILocalSymbol step && loop.Locals.Contains(step, SymbolEqualityComparer.Default)
        && loop.Collection.Mentions(steps.Symbol)
        && loop.Body.Contains(inner => inner is ISimpleAssignmentOperation { Target: var target, Value: var value }
            && Derivation.Same(target.Referenced(), item) && value.Contains(made => made == call.Operation));

    /// <summary><c>steps.Aggregate(item, (item, step) => step(item))</c></summary>
    private static bool IsAggregated(Call call, ISymbol item, Slot steps) =>
        item is IParameterSymbol { Ordinal: 0, ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.LambdaMethod } function }
        && call.ReceiverSymbol is IParameterSymbol { Ordinal: 1 } step && Derivation.Same(step.ContainingSymbol, function)
        && call.Operation.Ancestors().OfType<IInvocationOperation>().Select(outer => Call.From(outer)).Any(outer =>
            outer is { Name: "Aggregate", Receiver: { } all, Arguments.Length: > 1 } && all.Mentions(steps.Symbol));
}
