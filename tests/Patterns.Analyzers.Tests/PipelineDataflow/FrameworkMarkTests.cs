using Microsoft.CodeAnalysis;
using Patterns.Analyzers.PipelineDataflow;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.PipelineDataflow;

public class FrameworkMarkTests
{
    [Theory]
    [InlineData("OpenTelemetry", "class BaseProcessor<T>", "BaseProcessor<int>", "stage", "OpenTelemetry Collector")]
    [InlineData("OpenTelemetry", "class BaseExporter<T>", "BaseExporter<int>", "sink", "OpenTelemetry Collector")]
    [InlineData("Serilog.Core", "interface IBatchedLogEventSink", "IBatchedLogEventSink", "sink", "OpenTelemetry Collector")]
    [InlineData("Serilog.Sinks.PeriodicBatching", "interface IBatchedLogEventSink", "IBatchedLogEventSink", "sink", "OpenTelemetry Collector")]
    [InlineData("Akka.Streams.Stage", "class GraphStage<T>", "GraphStage<int>", "stage", "Flink")]
    [InlineData("Akka.Streams.Stage", "class GraphStageWithMaterializedValue<S, M>", "GraphStageWithMaterializedValue<int, int>", "stage", "Flink")]
    [InlineData("Lucene.Net.Analysis", "class TokenFilter", "TokenFilter", "stage", "DuckDB")]
    [InlineData("Gridsum.DataflowEx", "class Dataflow<T>", "Dataflow<int>", "stage", "Flink")]
    [InlineData("Microsoft.StreamProcessing", "interface IStreamObserver<K, P>", "IStreamObserver<int, int>", "stage", "Flink")]
    [InlineData("Statiq.Common", "interface IModule", "IModule", "stage", "Airflow")]
    [InlineData("Microsoft.Xna.Framework.Content.Pipeline", "class ContentProcessor<I, O>", "ContentProcessor<int, int>", "stage", "Trivy")]
    public async Task A_type_of_a_framework_is_a_mark(string space, string mark, string use, string role, string closest)
    {
        var library = Source.Compile($"namespace {space} {{ public {mark} {{ }} }}").WithAssemblyName("Library").ToMetadataReference();
        var found = Assert.Single(await Finds.In<PipelineAnalyzer>(Source.Compile($"class Mine : {space}.{use} {{ }}").AddReferences(library)));
        Assert.Equal(("Mine", role, closest), (found.Text, found.Role, found.Closest));
    }

    [Theory]
    [InlineData("using OpenTelemetry; class Mine : BaseProcessor<int> { }", 1)]
    [InlineData("using Theatre; class Mine : BaseProcessor<int> { }", 0)]
    public async Task A_missing_base_type_counts_where_its_namespace_is_in_scope(string source, int findings) => Assert.Equal(findings, (await Finds.In<PipelineAnalyzer>(source)).Length);

    [Theory]
    [InlineData("one.OfferMessage(h, n, s, c)", "sink")]
    [InlineData("n > 0 ? one.OfferMessage(h, n, s, c) : two.OfferMessage(h, n, s, c)", "stage")]
    public async Task A_target_that_chooses_between_two_is_no_end(string offer, string role) => Assert.Equal(role, Assert.Single(await Finds.In<PipelineAnalyzer>($$"""
        using System.Threading.Tasks.Dataflow;
        class Router(ITargetBlock<int> one, ITargetBlock<int> two) : ITargetBlock<int>
        {
            public Task Completion => two.Completion;
            public void Complete() { }
            public void Fault(Exception e) { }
            public DataflowMessageStatus OfferMessage(DataflowMessageHeader h, int n, ISourceBlock<int>? s, bool c) => {{offer}};
        }
        """)).Role);

    [Theory]
    [InlineData("ISourceBlock<int>", "ITargetBlock<int>[] Inputs", "stage")]
    [InlineData("ISourceBlock<int>", "ITargetBlock<int> Next", "source")]
    [InlineData("ITargetBlock<int>", "IReadOnlyList<ISourceBlock<int>> Outputs", "stage")]
    [InlineData("ITargetBlock<int>", "IReadOnlyList<int> Counts", "sink")]
    public async Task A_block_with_several_inputs_or_outputs_is_between_them(string kind, string member, string role) =>
        Assert.Equal(role, Assert.Single(await Finds.In<PipelineAnalyzer>($$"""
            using System.Threading.Tasks.Dataflow;
            abstract class Base : {{kind}} { public {{member}} => default!; }
            class Join : Base { }
            """)).Role);

    [Theory]
    [InlineData("LinkTo", "stage")]
    [InlineData("Begin", "graph")]
    public async Task A_block_that_has_its_part_linked_is_no_graph(string name, string role) => Assert.Equal(role, Assert.Single(await Finds.In<PipelineAnalyzer>($$"""
        using System.Threading.Tasks.Dataflow;
        class One : IPropagatorBlock<int, int> { readonly BufferBlock<int> part = new(); public IDisposable {{name}}(ITargetBlock<int> next, DataflowLinkOptions options) => part.LinkTo(next, options); }
        """)).Role);

    [Fact]
    public async Task A_block_of_ones_own_is_a_stage() => Assert.Equal("sink", Assert.Single(await Finds.In<PipelineAnalyzer>("""
        using System.Threading.Tasks.Dataflow;
        class Last : ITargetBlock<int>
        {
            public Task Completion => Task.CompletedTask;
            public void Complete() { }
            public void Fault(Exception e) { }
            public DataflowMessageStatus OfferMessage(DataflowMessageHeader h, int n, ISourceBlock<int>? s, bool c) => DataflowMessageStatus.Accepted;
        }
        """)).Role);

    [Theory]
    [InlineData("builder.Stream(\"in\").To(\"out\");", 1)]
    [InlineData("Console.WriteLine(builder);", 0)]
    public async Task A_topology_that_a_stream_builder_begins_is_a_graph(string use, int findings)
    {
        var library = Source.Compile("namespace Streamiz.Kafka.Net { public class StreamBuilder { public Line Stream(string topic) => new(); public class Line { public void To(string topic) { } } } }").WithAssemblyName("Library").ToMetadataReference();
        var found = await Finds.In<PipelineAnalyzer>(Source.Compile($"class App {{ public void Run() {{ var builder = new Streamiz.Kafka.Net.StreamBuilder(); {use} }} }}").AddReferences(library));
        Assert.Equal(findings, found.Length);
    }

    [Theory]
    [InlineData("AddObserver(a); AddObserver(b);", 1)]
    [InlineData("AddStage(\"Read\"); AddStage(\"Handle\"); AddObserver(a);", 0)]
    public async Task A_line_of_a_library_needs_more_than_one_stage(string add, int findings) => Assert.Equal(findings, (await Finds.In<PipelineAnalyzer>(
        $"using Shuttle.Core.Pipelines; class Inbox : Pipeline {{ public Inbox(Uri a, Uri b) {{ {add} }} }}")).Length);

    [Theory]
    [InlineData("Source.Queue<int>(9).Batch(9, Sum).SelectAsync(2, Put).To(Sink.Ignore<int>()).Run(materializer);", 1)]
    [InlineData("Source.Single(9).RunWith(Sink.First<int>(), materializer);", 0)]
    [InlineData("return Source.Queue<int>(9).Batch(9, Sum).SelectAsync(2, Put);", 0)]
    public async Task A_line_of_operators_that_is_run_is_a_graph(string line, int findings) => Assert.Equal(findings, (await Finds.In<PipelineAnalyzer>(
        $"using Akka.Streams.Dsl; class Writer {{ object Make(object materializer) {{ {line} return null!; }} }}")).Length);
}
