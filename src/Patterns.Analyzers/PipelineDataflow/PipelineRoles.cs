using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>The parts that types play in a pipeline.</summary>
internal static class PipelineRoles
{
    public static readonly Role Driver = new("driver", "the driver of a pipeline");
    public static readonly Role Graph = new("graph", "a dataflow graph");
    public static readonly Role Stage = new("stage", "a stage of a pipeline");
    public static readonly Role Source = new("source", "the source of a pipeline");
    public static readonly Role Sink = new("sink", "the sink of a pipeline");
}
