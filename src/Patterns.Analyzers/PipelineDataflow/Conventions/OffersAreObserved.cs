using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow.Conventions;

/// <summary>PAT0203: the answer of an offer that can be refused is thrown away, and the item with it.</summary>
internal static class OffersAreObserved
{
    private const string Full = "refuses items while it is full";
    private static readonly Words Verbs = new("Post", "SendAsync", "TryWrite", "TryAdd");

    public static void Check(PipelineModel model, ConventionContext context)
    {
        foreach (var body in model.Type.Bodies)
        {
            if (!body.Words.HasAny(Verbs)) continue;
            foreach (var call in body.Calls)
            {
                if (call.Target is not { } target || !IsDiscarded(call.Operation) || target.ReturnType.Awaited().SpecialType != SpecialType.System_Boolean)
                    continue;
                if (!Stages.IsSystem(call.Owner!) || WhyRefused(call, model.Type) is not { } why) continue;
                context.Report(
                    PipelineRules.OffersAreObserved, call.Syntax.GetLocation(), ImmutableArray.Create(why.Because.GetLocation()), null, call.Name,
                    why.Holder.Name, why.Reason);
            }
        }
    }

    private static (ISymbol Holder, SyntaxNode Because, string Reason)? WhyRefused(Call call, TypeFacts type)
    {
        if (call.Name is "TryWrite" or "TryAdd") return Bounded(call, type);
        if (call.Name is not ("Post" or "SendAsync") || call.Receiver is not { } block || !Blocks.IsTarget(block.Type) || block.Referenced() is not { } symbol)
            return null;
        if (CompletionOf(symbol, type) is { } end) return (symbol, end, "is completed elsewhere");
        return call.Name == "Post" && CapacityOf(symbol, type) is { } bound ? (symbol, bound, Full) : null;
    }

    /// <summary>Where a block is told how many items it may hold. An offer that does not wait is refused beyond that.</summary>
    private static SyntaxNode? CapacityOf(ISymbol block, TypeFacts type)
    {
        foreach (var slot in type.AllSlots)
        {
            if (!Derivation.Same(slot.Symbol, block)) continue;
            foreach (var made in Creations.Of(slot, type))
                foreach (var setting in made.SelfAndDescendants().OfType<ISimpleAssignmentOperation>())
                    if (setting is { Target: IPropertyReferenceOperation { Property.Name: "BoundedCapacity" }, Value: var capacity }
                        && !capacity.IsConstant(-1)) return setting.Syntax;
        }
        return null;
    }

    /// <summary>A bounded channel that refuses when it is full; one that is declared to drop says so itself.</summary>
    private static (ISymbol, SyntaxNode, string)? Bounded(Call call, TypeFacts type)
    {
        foreach (var slot in type.AllSlots)
        {
            if (!Queues.Holder(call.Receiver, slot.Symbol)) continue;
            foreach (var made in Creations.Of(slot, type))
                if (made is IInvocationOperation { TargetMethod.Name: "CreateBounded" }
                    && !made.SelfAndDescendants()
                        .Any(inner => inner is IFieldReferenceOperation { Field: { Name: not "Wait", ContainingType.Name: "BoundedChannelFullMode" } })
                    && (made.SelfAndDescendants().OfType<IObjectCreationOperation>().Any()
                        || made is IInvocationOperation { Arguments: { Length: > 0 } arguments }
                            && arguments[0].Value.Type?.SpecialType == SpecialType.System_Int32))
                    return (slot.Symbol, made.Syntax, Full);
                else if (made is IObjectCreationOperation { Type.Name: "BlockingCollection", Arguments: { Length: > 0 } given }
                    && given.Any(argument => argument.Parameter is { Name: "boundedCapacity" }))
                    return (slot.Symbol, made.Syntax, Full);
        }
        return null;
    }

    private static SyntaxNode? CompletionOf(ISymbol block, TypeFacts type) => type.AllBodies
        .Where(body => body.Words.Has(block.Name))
        .SelectMany(body => body.Calls)
        .FirstOrDefault(call => call.Name == "Complete" && Derivation.Same(call.ReceiverSymbol, block)) is { Operation: { } end } ? end.Syntax : null;

    private static bool IsDiscarded(IOperation offer)
    {
        var used = offer.Parent;
        while (used is IAwaitOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" }) used = used.Parent;
        return used is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation };
    }
}
