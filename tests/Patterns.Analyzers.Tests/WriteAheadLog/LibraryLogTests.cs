using Microsoft.CodeAnalysis.CSharp;
using Patterns.Analyzers.WriteAheadLog;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.WriteAheadLog;

public class LibraryLogTests
{
    private const string Library = """
        namespace FASTER.core { public class FasterLog { public long Enqueue(byte[] record) => 0; public void Commit() { } public void TruncateUntil(long at) { } public long TailAddress => 0; } }
        namespace DotNext.Net.Cluster.Consensus.Raft { public interface IPersistentState { } }
        """;

    [Theory]
    [InlineData("class C(FASTER.core.FasterLog log) { public void Add(byte[] r) { log.Enqueue(r); log.Commit(); } }", "log-writer", "Kafka")]
    [InlineData("class C { readonly FASTER.core.FasterLog q1; void Q2(byte[] r) => q1.Enqueue(r); }", "log-writer", "Kafka")]
    [InlineData("class C(FASTER.core.FasterLog log) { public void Enqueue(byte[] r) => log.Enqueue(r); public void Commit() => log.Commit(); }", "log", "Kafka")]
    [InlineData("class C : DotNext.Net.Cluster.Consensus.Raft.IPersistentState { }", "log", "etcd")]
    public async Task A_log_of_a_library_is_known_by_its_type(string source, string role, string closest)
    {
        var found = Assert.Single(await Finds.In<WriteAheadLogAnalyzer>(With(Library, source)));
        Assert.Equal((role, closest, "high"), (found.Role, found.Closest, found.Confidence));
    }

    [Theory]
    [InlineData("class C(Logs logs) { public void Add(byte[] r) { var log = logs.Get(); log.Enqueue(r); } }", new[] { "C" })]
    [InlineData("class C(Logs logs) { public void Add(byte[] r) { var log = logs.Get(); log.Commit(); } }", new string[0])]
    [InlineData("class C(Log log) { public void Add(byte[] r) => log.Enqueue(r); public void Cut(long at) => log.TruncateUntil(at); }", new[] { "C", "Log" })]
    [InlineData("class C(Log log) { public void Add(byte[] r) => log.Enqueue(r); }", new[] { "Log" })]
    public async Task It_may_be_got_from_somewhere_or_stand_behind_a_type_of_the_project(string source, string[] found)
    {
        var logs = "class Logs { public FASTER.core.FasterLog Get() => null; }";
        var log = source.Contains("Log log") ? "class Log(FASTER.core.FasterLog inner) { public void Enqueue(byte[] r) => inner.Enqueue(r); public void TruncateUntil(long at) => inner.TruncateUntil(at); }" : "";
        Assert.Equal(found, (await Logs.RecognisedWith(Library, source, logs, log)).Order());
    }

    [Theory]
    [InlineData("class C(FASTER.core.FasterLog log) { public long Tail => log.TailAddress; }")]
    [InlineData("class C { public FASTER.core.FasterLog Open(byte[] first) { var log = new FASTER.core.FasterLog(); log.Enqueue(first); return log; } }")]
    [InlineData("class C { public void M(FASTER.core.FasterLog log) => log.Commit(); }")]
    public async Task Who_does_not_append_or_opens_a_log_for_others_is_not_reported(string source) => Assert.Empty(await Finds.In<WriteAheadLogAnalyzer>(With(Library, source)));

    [Fact]
    public async Task A_type_of_the_project_that_bears_the_name_is_not_the_library_s() =>
        Assert.Empty(await Finds.In<WriteAheadLogAnalyzer>(Library, "class C(FASTER.core.FasterLog log) { public void Add(byte[] r) => log.Enqueue(r); }"));

    private static CSharpCompilation With(string library, string source) =>
        Source.Compile(source).AddReferences(Source.Compile(library).WithAssemblyName("Library").ToMetadataReference());
}
