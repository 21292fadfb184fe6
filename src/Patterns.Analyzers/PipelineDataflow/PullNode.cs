using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>
/// A node of a tree of operators: it goes over what the node behind a member yields through the contract that both fulfil, and yields what it makes of that.
/// One such
/// type alone is a decorator of a sequence; several over one contract are operators.
/// </summary>
/// <param name="Upstream">What holds the node that it pulls from.</param>
/// <param name="Body">The method that yields.</param>
/// <param name="Yield">Where it yields.</param>
internal sealed record PullNode(Slot Upstream, Body Body, IOperation Yield)
{
    private static readonly Words Yields = new("yield");

    public static bool MayBe(TypeFacts type) => type.Words.HasAny(Yields) && OperatorNode.DownstreamsOf(type).Any(upstream => !upstream.IsList);

    public static PullNode? Of(TypeFacts type)
    {
        if (!MayBe(type)) return null;
        foreach (var (slot, contract, isList) in OperatorNode.DownstreamsOf(type))
        {
            if (isList || IsStore(contract) || !HasKin(type, contract)) continue;
            foreach (var body in type.Bodies)
                if (body.Words.HasAny(Yields) && body.Words.Has(slot.Name) && YieldIn(body, slot) is { } found) return new(slot, body, found);
        }
        return null;
    }

    /// <summary>A contract that answers several kinds of questions with a sequence is a store's; a node yields one thing only.</summary>
    private static bool IsStore(INamedTypeSymbol contract) => contract.GetMembers().OfType<IMethodSymbol>()
        .Count(member => member is { MethodKind: MethodKind.Ordinary, IsStatic: false } && IsStream(member.ReturnType)
            && !member.Parameters.All(parameter => Stages.IsToken(parameter.Type))) > 1;

    private static bool IsStream(ITypeSymbol answer) => Stages.IsSequence(answer) || answer.Named("System.Collections.Generic.IAsyncEnumerable`1");

    /// <summary>Another type of the project pulls from a node of the same contract.</summary>
    private static bool HasKin(TypeFacts type, INamedTypeSymbol contract) =>
        type.Project.ImplementationsOf(contract).Any(symbol => !SymbolEqualityComparer.Default.Equals(symbol, type.Symbol)
        && type.Project.Of(symbol) is { } kin && kin.Words.HasAny(Yields)
            && OperatorNode.DownstreamsOf(kin)
                .Any(upstream => SymbolEqualityComparer.Default.Equals(upstream.Contract.OriginalDefinition, contract.OriginalDefinition)));

    private static IOperation? YieldIn(Body body, Slot slot)
    {
        foreach (var loop in body.Of<IForEachLoopOperation>())
            if (Pulled(loop, slot, body) && loop.Body.SelfAndDescendants().FirstOrDefault(operation => IsMade(operation, loop, body)) is { } found)
                return found;
        return null;
    }

    /// <summary>The loop goes over what the member that the body itself fulfils answers on the node behind.</summary>
    private static bool Pulled(IForEachLoopOperation loop, Slot slot, Body body)
    {
        var source = loop.Collection.Plain();
        while (Call.From(source) is { Name: "ConfigureAwait" or "WithCancellation", Receiver: { } waited }) source = waited.Plain();
        return Call.From(source) is { Target: { } pulled } call && Derivation.Same(call.ReceiverSymbol, slot.Symbol) && Stages.Implements(body.Method, pulled);
    }

    /// <summary>What is yielded was computed from the item, or is the item where a condition lets it through.</summary>
    private static bool IsMade(IOperation operation, IForEachLoopOperation loop, Body body)
    {
        if (operation is not IReturnOperation { Kind: OperationKind.YieldReturn, ReturnedValue: { } value }) return false;
        if (value.Referenced() is { } same && loop.Locals.Contains(same, SymbolEqualityComparer.Default))
            return operation.Ancestors().TakeWhile(outer => outer != loop).Any(outer => outer is IConditionalOperation { WhenFalse: null });
        return loop.Locals.Any(item => Derivation.Of(body).ComesFrom(value, item));
    }
}
