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
        foreach (var options in OptionsIn(model.Type))
            if (Sets(options, "MaxDegreeOfParallelism") && !Sets(options, "BoundedCapacity"))
                context.Report(PipelineRules.CapacityIsBounded, options.Syntax.GetLocation(), "A block with these options");
    }

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
