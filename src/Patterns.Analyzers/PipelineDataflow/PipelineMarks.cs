using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>Base types and contracts of frameworks that say by themselves that their implementations are stages.</summary>
internal static class PipelineMarks
{
    private static readonly ImmutableDictionary<string, (Role Role, ReferenceProject Closest)> Marks = new Dictionary<string, (Role, ReferenceProject)>
    {
        ["System.Threading.Tasks.Dataflow.IPropagatorBlock`2"] = (PipelineRoles.Stage, ReferenceProjects.Flink),
        ["System.Threading.Tasks.Dataflow.ITargetBlock`1"] = (PipelineRoles.Sink, ReferenceProjects.Flink),
        ["System.Threading.Tasks.Dataflow.ISourceBlock`1"] = (PipelineRoles.Source, ReferenceProjects.Flink),
        ["Akka.Streams.Stage.GraphStage`1"] = (PipelineRoles.Stage, ReferenceProjects.Flink),
        ["Akka.Streams.Stage.GraphStageWithMaterializedValue`2"] = (PipelineRoles.Stage, ReferenceProjects.Flink),
        ["Gridsum.DataflowEx.Dataflow`1"] = (PipelineRoles.Stage, ReferenceProjects.Flink),
        ["Microsoft.StreamProcessing.IStreamObserver`2"] = (PipelineRoles.Stage, ReferenceProjects.Flink),
        ["OpenTelemetry.BaseProcessor`1"] = (PipelineRoles.Stage, ReferenceProjects.OpenTelemetryCollector),
        ["OpenTelemetry.BaseExporter`1"] = (PipelineRoles.Sink, ReferenceProjects.OpenTelemetryCollector),
        ["Serilog.Core.IBatchedLogEventSink"] = (PipelineRoles.Sink, ReferenceProjects.OpenTelemetryCollector),
        ["Serilog.Sinks.PeriodicBatching.IBatchedLogEventSink"] = (PipelineRoles.Sink, ReferenceProjects.OpenTelemetryCollector),
        ["Shuttle.Core.Pipelines.Pipeline"] = (PipelineRoles.Driver, ReferenceProjects.Trivy),
        ["Lucene.Net.Analysis.TokenFilter"] = (PipelineRoles.Stage, ReferenceProjects.DuckDB),
        ["Statiq.Common.IModule"] = (PipelineRoles.Stage, ReferenceProjects.Airflow),
        ["Microsoft.Xna.Framework.Content.Pipeline.ContentProcessor`2"] = (PipelineRoles.Stage, ReferenceProjects.Trivy),
    }.ToImmutableDictionary(StringComparer.Ordinal);

    private static readonly ILookup<string, string> FullNames = Marks.Keys.ToLookup(name => name.Substring(name.LastIndexOf('.') + 1), StringComparer.Ordinal);

    /// <summary>The mark that a type bears among its base types and contracts, and what it says. No binding of bodies.</summary>
    public static (INamedTypeSymbol Mark, Role Role, ReferenceProject Closest)? Of(TypeFacts facts)
    {
        var type = facts.Symbol;
        if (type is { BaseType.SpecialType: SpecialType.System_Object, Interfaces.IsEmpty: true }
            || FullNames[type.MetadataName].Contains(type.FullMetadataName())) return null;
        var found = type.SelfAndBases().Skip(1).Concat(type.AllInterfaces)
            .SelectMany(above => NamesOf(above, facts).Select(name => (Mark: above, Marks[name].Role, Marks[name].Closest)))
            .ToList();
        // A propagator is a target and a source as well: what it is as a whole comes first.
        return found.Count == 0 ? null : found.OrderByDescending(mark => mark.Role == PipelineRoles.Stage).First();
    }

    /// <summary>Where an assembly is missing, the name counts if the framework's namespace is in scope.</summary>
    private static IEnumerable<string> NamesOf(INamedTypeSymbol above, TypeFacts facts) => above.TypeKind == TypeKind.Error
        ? FullNames[above.Arity == 0 ? above.Name : above.Name + "`" + above.Arity]
            .Where(name => facts.SelfAndSourceBases.Any(declaring => declaring.SeesNamespace(name.Substring(0, name.LastIndexOf('.')))))
        : FullNames[above.MetadataName].Where(name => name == above.FullMetadataName());
}
