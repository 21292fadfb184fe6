namespace Patterns.Analyzers.Tests.PipelineDataflow;

/// <summary>Sources of small pipelines, with one part left open.</summary>
internal static class Pipelines
{
    public const string Contracts = """
        public class Item { public string Text { get; set; } = ""; }
        public interface IStep { Item Do(Item item); }
        public interface ISink { Task Put(IReadOnlyList<Item> items); }
        """;

    /// <summary>A loop over stages, in a type of the given kind and with the given loop.</summary>
    public static string Line(string kind = "class", string loop = "foreach (var s in steps) item = s.Do(item);") => $$"""
        public {{kind}} Line
        {
            private readonly IStep[] steps;
            public Line(IStep[] steps) => this.steps = steps;
            public Item Run(Item item) { {{loop}} return item; }
        }
        """ + Contracts;

    /// <summary>A queue that is read in a loop, with what the type does besides.</summary>
    public static string Queue(
        string create = "Channel.CreateBounded<Item>(9)", string rest = "", string read = "queue.Reader.ReadAllAsync()", string give = "await sink.Put(new[] { item });", string bases = "") => $$"""
        using System.Threading.Channels;
        public class Stage(ISink sink){{bases}}
        {
            private readonly Channel<Item> queue = {{create}};
            public ValueTask Put(Item item) => queue.Writer.WriteAsync(item);
            private async Task Loop(CancellationToken token = default)
            {
                await foreach (var item in {{read}}) { {{give}} }
            }
            {{rest}}
        }
        """ + Contracts;

    /// <summary>A second operator beside that of <see cref="Pull"/>.</summary>
    public const string PullKin = "class Two(IOp child) : IOp { public IEnumerable<Row> Rows() { foreach (var row in child.Rows()) if (row.N > 1) yield return row; } }";

    /// <summary>An operator that pulls rows from another one.</summary>
    public static string Pull(string rows, string kin) => $$"""
        record Row(int N);
        interface IOp { IEnumerable<Row> Rows(); IEnumerable<Row> Old() => []; }
        class One(IOp child) : IOp { public IEnumerable<Row> Rows() { {{rows}} } }
        {{kin}}
        """;

    /// <summary>Two linked blocks, and what is done with them.</summary>
    public static string Blocks(string link = "first.LinkTo(last, new DataflowLinkOptions { PropagateCompletion = true });", string rest = "", string options = "new()") => $$"""
        using System.Threading.Tasks.Dataflow;
        public class Graph
        {
            private readonly TransformBlock<string, int> first = new(s => s.Length, {{options}});
            private readonly ActionBlock<int> last = new(i => { });
            public Graph() { {{link}} }
            {{rest}}
        }
        """;
}
