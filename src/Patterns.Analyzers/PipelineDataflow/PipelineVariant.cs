using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>Which reference project moves its items in that way.</summary>
internal static class PipelineVariant
{
    private const int ManySteps = 5;

    /// <summary>One receiver before one exporter, a listener, and a branch for every item are a collector's way; a graph of operators is Flink's.</summary>
    public static ReferenceProject Of(BlockGraph graph) =>
        graph.Routes.Concat(graph.Feeds).Any(offer => offer.Operation.Enclosing<IForEachLoopOperation>() is not null)
        || graph.Links.Any(link => Blocks.IsBroadcast(link.Receiver?.Type))
        || !graph.Feeds.IsEmpty
        || graph is { Links.Length: 1, Routes.IsEmpty: true, Input: null, Output: null }
            ? ReferenceProjects.OpenTelemetryCollector
            : ReferenceProjects.Flink;

    /// <summary>Chunks that operators pass between a source and a sink are DuckDB's way, trees that rules rewrite are Spark's, nodes with dependencies
    /// Airflow's; else a line that one method orders.</summary>
    public static ReferenceProject Of(Fold fold) =>
        fold.Step.Body.Type.Slots.Any(slot => slot.Type.ElementType() is INamedTypeSymbol node && TaskGraph.IsNode(node)) ? ReferenceProjects.Airflow
            : StandsBetweenEnds(fold) ? ReferenceProjects.DuckDB : IsTree(fold.ItemType) ? ReferenceProjects.Spark : ReferenceProjects.Trivy;

    public static ReferenceProject Of(NamedSequence sequence) => sequence.Steps.Length >= ManySteps ? ReferenceProjects.DuckDB : ReferenceProjects.Trivy;

    /// <summary>The item is taken from one object of the type before the line, in an outer loop, and given to another one behind it.</summary>
    private static bool StandsBetweenEnds(Fold fold)
    {
        var body = fold.Step.Body;
        if (fold.Step.Loop.Enclosing<ILoopOperation>() is not { } outer) return false;
        var derivation = Derivation.Of(body);
        var sources = body.Calls
            .Where(call => IsOnOtherStage(call, fold) && outer.Syntax.Span.Contains(call.Syntax.Span)
                && derivation.SourcesOf(fold.Item).Any(source => derivation.ComesFrom(source, made => made == call.Operation))).ToList();
        return sources.Any(source => body.Calls.Any(call => IsOnOtherStage(call, fold) && call.Operation != source.Operation
            && outer.Syntax.Span.Contains(call.Syntax.Span) && call.Arguments.Any(argument => derivation.ComesFrom(argument, fold.Item))));
    }

    private static bool IsOnOtherStage(Call call, Fold fold) =>
        call.Receiver is { } receiver && call.Operation != fold.Step.Call.Operation && Stages.IsContract(receiver.Type)
        && !Derivation.Same(receiver.Type, fold.Step.Contract);

    /// <summary>The item holds items of its own kind.</summary>
    private static bool IsTree(ITypeSymbol item) => item.SelfAndBases().Any(type => !Stages.IsSystem(type) && type.GetMembers().Any(member =>
        member is IPropertySymbol or IFieldSymbol { IsImplicitlyDeclared: false } && !member.IsStatic && HeldBy(member) is { } held
        && (item.Is(held as INamedTypeSymbol) && !Stages.IsSystem(held)
            || Stages.IsSequence(held) && held.ElementType() is INamedTypeSymbol element && !Stages.IsSystem(element) && item.Is(element))));

    private static ITypeSymbol? HeldBy(ISymbol member) => member switch
    {
        IPropertySymbol property => property.Type,
        IFieldSymbol field => field.Type,
        _ => null,
    };

    /// <summary>Rules that work on one tree or plan are Spark's way, and so is any list of passes over one object.</summary>
    public static ReferenceProject Of(PassList _) => ReferenceProjects.Spark;
}
