using static Patterns.Analyzers.Catalog.ReferenceProjects;

namespace Patterns.Analyzers.Catalog;

public static partial class PatternCatalog
{
    /// <summary>02: work as a graph of stages through which data flows.</summary>
    public static CatalogEntry PipelineDataflow { get; } = new(
        Number: 2,
        Slug: "pipeline-dataflow",
        Title: "Pipeline / Dataflow Architecture",
        Anchor: "pipeline--dataflow-architecture",
        Intent: "Cut a computation into stages with explicit inputs and outputs and let data flow from stage to stage, so that "
            + "each can be written, tested, replaced and scaled alone.",
        Rows:
        [
            new(OpenTelemetryCollector,
                "Receivers, processors and exporters are built from configuration and linked through one consumer contract; a connector ends one pipeline "
                    + "and begins another, which gives fan-out and a change of signal."),
            new(Trivy,
                "One run method fixes the order of artifact analysis, detection and report, and calls replaceable parts for each step."),
            new(Flink,
                "A program becomes a graph of operators, which the job manager expands into parallel subtasks; neighbours that need no exchange are "
                    + "chained into one task so that records pass by method call."),
            new(Spark,
                "A logical plan is rewritten by rules and cost into a physical one, cut into stages wherever data must be shuffled, and run as tasks; the "
                    + "operators within a stage are fused into generated code."),
            new(Envoy,
                "Bytes pass listener filters, then network filters, then HTTP filters; every filter answers "
                    + "continue or stop, and the lists can be replaced at run time."),
            new(CockroachDB,
                "A statement descends through fixed layers (SQL, transaction, distribution, replication, storage), "
                    + "each of which speaks only to the next one's interface."),
            new(Airflow,
                "The scheduler turns a task graph into task instances, an interchangeable executor hands them to workers, "
                    + "and each transition is recorded in the metadata database."),
            new(DuckDB,
                "A physical plan is cut at its breakers (hash build, sort, aggregate) into pipelines of source, operators and sink, through which "
                    + "vectors of rows are pushed without being materialised."),
        ],
        CSharpProjects:
        [
            new("TPL Dataflow in the .NET libraries", "https://github.com/dotnet/runtime",
                "TransformBlock in System.Threading.Tasks.Dataflow, then LinkTo: bounded buffers, offers that a target may "
                    + "postpone, and completion that travels along the links."),
            new("Akka.Streams", "https://github.com/akkadotnet/akka.net",
                "GraphInterpreter in Akka.Streams: stages with typed ports are fused into one interpreter, and demand flows against the data."),
            new("ML.NET", "https://github.com/dotnet/machinelearning",
                "EstimatorChain in Microsoft.ML.Data: each step is fitted on the output of the one before, and the "
                    + "result is a chain of transformers with a checked schema."),
        ]);
}
