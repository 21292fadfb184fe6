using Microsoft.CodeAnalysis.CSharp;
using Patterns.Analyzers.WriteAheadLog;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.WriteAheadLog;

public class LibraryLogTests
{
    private const string Library = """
        namespace FASTER.core { public class FasterLog { public long Enqueue(byte[] record) => 0; public void Commit() { } public long TailAddress => 0; } }
        namespace DotNext.Net.Cluster.Consensus.Raft { public interface IPersistentState { } }
        """;

    [Theory]
    [InlineData("class C(FASTER.core.FasterLog log) { public void Add(byte[] r) { log.Enqueue(r); log.Commit(); } }", "logged-store", "Kafka")]
    [InlineData("class C { readonly FASTER.core.FasterLog q1; void Q2(byte[] r) => q1.Enqueue(r); }", "logged-store", "Kafka")]
    [InlineData("class C : DotNext.Net.Cluster.Consensus.Raft.IPersistentState { }", "log", "etcd")]
    public async Task A_log_of_a_library_is_known_by_its_type(string source, string role, string closest)
    {
        var found = Assert.Single(await Finds.In<WriteAheadLogAnalyzer>(With(Library, source)));
        Assert.Equal((role, closest, "high"), (found.Role, found.Closest, found.Confidence));
    }

    [Theory]
    [InlineData("class C(FASTER.core.FasterLog log) { public long Tail => log.TailAddress; }")]
    [InlineData("class C { public void M(FASTER.core.FasterLog log) => log.Commit(); }")]
    public async Task Who_does_not_append_is_not_reported(string source) => Assert.Empty(await Finds.In<WriteAheadLogAnalyzer>(With(Library, source)));

    [Fact]
    public async Task A_type_of_the_project_that_bears_the_name_is_not_the_library_s() =>
        Assert.Empty(await Finds.In<WriteAheadLogAnalyzer>(Library, "class C(FASTER.core.FasterLog log) { public void Add(byte[] r) => log.Enqueue(r); }"));

    private static CSharpCompilation With(string library, string source) =>
        Source.Compile(source).AddReferences(Source.Compile(library).WithAssemblyName("Library").ToMetadataReference());
}
