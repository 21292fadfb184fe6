using Microsoft.CodeAnalysis.Testing;
using Patterns.Analyzers.WorkStealing;
using Patterns.CodeFixes.WorkStealing;
using Patterns.Tests;

namespace Patterns.CodeFixes.Tests.WorkStealing;

public sealed class WorkStealingCodeFixTests
{
    [Fact]
    public Task An_item_is_counted_in_a_finally() => Verify<WorkStealingAnalyzer>.Fixes<CountInFinallyCodeFix>("PAT0904",
        Worker("// the work\n            [|job.Run()|]; // may fail\n            Interlocked.Decrement(ref open);"),
        Worker("// the work\n            try\n            {\n                [|job.Run()|]; // may fail\n            }\n            finally\n            {\n                Interlocked.Decrement(ref open);\n            }"),
        test => test.FixedState.MarkupHandling = MarkupMode.Allow);

    [Theory]
    [InlineData("[|job.Run()|];")]
    [InlineData("[|job.Run()|]; Console.WriteLine(open);")]
    [InlineData("try { [|job.Run()|]; } finally { open--; }")]
    public Task Where_nothing_is_counted_behind_there_is_no_fix(string run) => Verify<WorkStealingAnalyzer>.OffersNoFix<CountInFinallyCodeFix>("PAT0904", Worker(run));

    [Fact]
    public Task All_locks_take_one_gate() => Verify<WorkStealingAnalyzer>.Fixes<LockGateCodeFix>("PAT0906",
        Pool("/* the work */ Job[] slots = new Job[8];", "lock ([|slots|]) all[0].Enqueue(job);", "slots = new Job[16];"),
        Pool("private readonly object gate = new object();\n    /* the work */ Job[] slots = new Job[8];", "lock (gate) all[0].Enqueue(job);", "slots = new Job[16];"));

    [Theory]
    [InlineData("internal Job[] slots = new Job[8];", "slots = new Job[16];")]
    [InlineData("Job[] slots = new Job[8];", "slots = new Job[16]; Monitor.PulseAll(slots);")]
    [InlineData("Job[] slots = new Job[8];", "slots = new Job[16]; lock (new Pool().slots) return;")]
    public Task Where_other_code_can_lock_it_too_there_is_no_fix(string field, string grow) => Verify<WorkStealingAnalyzer>.OffersNoFix<LockGateCodeFix>("PAT0906", Pool(field, "lock ([|slots|]) all[0].Enqueue(job);", grow));

    private static string Worker(string run) => $$"""
        using System; using System.Collections.Concurrent; using System.Threading;
        public sealed class Job { public void Run() { } }
        class Pool
        {
            readonly ConcurrentQueue<Job>[] all = new ConcurrentQueue<Job>[8]; readonly SemaphoreSlim gate = new(0); int open; public void Add(Job job) => all[0].Enqueue(job);
            public void Work(int me)
            {
                while (true)
                {
                    if (!all[me].TryDequeue(out var job) && !Steal(me, out job)) { gate.Wait(); continue; }
                    {{run}}
                }
            }
            bool Steal(int me, out Job job) { job = null; for (var i = 0; i < all.Length; i++) if (i != me && all[i].TryDequeue(out job)) return true; return false; }
        }
        """;

    private static string Pool(string field, string push, string grow) => $$"""
        using System.Collections.Concurrent; using System.Threading;
        public sealed class Job { public void Run() { } }
        class Pool
        {
            {{field}}
            readonly ConcurrentQueue<Job>[] all = new ConcurrentQueue<Job>[8];
            public void Add(Job job) { {{push}} }
            void Grow() { {{grow}} }
            public bool Next(int me, out Job job) { if (all[me].TryDequeue(out job)) return true; for (var i = 0; i < all.Length; i++) if (i != me && all[i].TryDequeue(out job)) return true; return false; }
        }
        """;
}
