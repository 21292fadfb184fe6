using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow.Conventions;

/// <summary>
/// PAT0204: nothing keeps a queue from growing between a writer that does not wait and a reader that does; or a block is told how many items to work on at
/// once and not how many to hold.
/// </summary>
internal static class CapacityIsBounded
{
    private static readonly Words Options = new("ExecutionDataflowBlockOptions");

    public static void Check(PipelineModel model, ConventionContext context)
    {
        CheckQueue(model, context);
        foreach (var (head, made) in UnboundedHeads(model.Type))
            context.Report(PipelineRules.CapacityIsBounded, made.Syntax.GetLocation(), $"'{head.Name}', which stands before a bounded block,");
        foreach (var options in OptionsIn(model.Type))
            if (Sets(options, "MaxDegreeOfParallelism") && !Sets(options, "BoundedCapacity"))
                context.Report(PipelineRules.CapacityIsBounded, options.Syntax.GetLocation(), "A block with these options");
    }

    /// <summary>A block without a bound that others put items into, linked to one with a bound: the writers never feel it.</summary>
    private static IEnumerable<(Slot Head, IOperation Made)> UnboundedHeads(TypeFacts type)
    {
        foreach (var link in BlockLink.In(type))
        {
            if (type.Slots.FirstOrDefault(slot => Derivation.Same(slot.Symbol, link.Source)) is not { } head || !IsOpen(head, type)) continue;
            if (!MadeWith(link.Target, link.Body).Any(IsBounded) || Creations.Of(head, type).ToList() is not { Count: 1 } made) continue;
            if (made[0] is IObjectCreationOperation { Type.Name: "BufferBlock" or "BatchBlock" } creation && !IsBounded(creation) && OptionsAreSeen(creation))
                yield return (head, creation);
        }
    }

    private static bool IsOpen(Slot head, TypeFacts type) => type.Bodies.Any(body => body.IsOpen && !body.IsConstructor && body.Words.Has(head.Name)
        && body.Calls.Any(call => Blocks.IsOffer(call) && Derivation.Same(call.ReceiverSymbol, head.Symbol)));

    private static IEnumerable<IOperation> MadeWith(ISymbol block, Body body) => body.DeclaredValue(block)?.Plain() is { } declared
        ? new[] { declared }
        : body.Type.Slots.Where(slot => Derivation.Same(slot.Symbol, block)).SelectMany(slot => Creations.Of(slot, body.Type));

    private static bool IsBounded(IOperation made) => made.SelfAndDescendants().Any(setting => setting is ISimpleAssignmentOperation
        { Target: IPropertyReferenceOperation { Property.Name: "BoundedCapacity" }, Value: var capacity } && !capacity.IsConstant(-1));

    /// <summary>Where options come from elsewhere, nobody here knows the bound.</summary>
    private static bool OptionsAreSeen(IObjectCreationOperation made) => made.Arguments.All(argument =>
        argument.ArgumentKind == ArgumentKind.DefaultValue || argument.Value.Plain() is IObjectCreationOperation or ILiteralOperation
            || argument.Value.Type?.SpecialType == SpecialType.System_Int32);

    /// <summary>The options that the type makes and does not complete later.</summary>
    private static IEnumerable<IObjectCreationOperation> OptionsIn(TypeFacts type)
    {
        if (!type.Words.HasAny(Options)) return Enumerable.Empty<IObjectCreationOperation>();
        var inDeclarations = type.Slots.Where(slot => Blocks.IsBlock(slot.Type)).Select(slot => Creations.InitializerOf(slot, type)).OfType<IOperation>();
        var inBodies = type.Bodies.Where(body => body.Words.HasAny(Options) && !IsSetLater(body)).SelectMany(body => body.Operations);
        return inDeclarations.SelectMany(value => value.SelfAndDescendants()).Concat(inBodies).OfType<IObjectCreationOperation>()
            .Where(creation => creation.Type is { Name: "ExecutionDataflowBlockOptions" } options && Stages.IsSystem(options));
    }

    private static void CheckQueue(PipelineModel model, ConventionContext context)
    {
        if (model.Queue is not { Writer: not null } stage
            || stage.HandOver.Operation.Ancestors().TakeWhile(outer => outer is not IExpressionStatementOperation).All(outer => outer is not IAwaitOperation))
            return;
        foreach (var made in Creations.Of(stage.Queue, model.Type))
            if (made is IInvocationOperation { TargetMethod: { Name: "CreateUnbounded", ContainingType.Name: "Channel" } }
                or IObjectCreationOperation { Arguments.IsEmpty: true, Type.Name: "BlockingCollection" })
                context.Report(PipelineRules.CapacityIsBounded, made.Syntax.GetLocation(), $"'{stage.Queue.Name}'");
    }

    private static bool Sets(IObjectCreationOperation options, string property) => options.Initializer?.Initializers.Any(initializer =>
        initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { } set }, Value: var value } && set.Name == property
        && !value.IsConstant(1)) == true;

    private static bool IsSetLater(Body body) => body.Of<ISimpleAssignmentOperation>().Any(assignment =>
        assignment.Target is IPropertyReferenceOperation { Property.Name: "BoundedCapacity",
            Instance: not IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } });
}
