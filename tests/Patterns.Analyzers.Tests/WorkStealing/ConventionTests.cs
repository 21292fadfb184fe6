using Patterns.Analyzers.WorkStealing;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.WorkStealing;

public sealed class ConventionTests
{
    [Theory]
    [InlineData("[|Pop(out job)|]")]
    [InlineData("stack.TryPop(out job)")]
    public Task Thief_and_owner_use_opposite_ends(string steal) => Holds("PAT0901", Pool($$"""
        class Ends { ConcurrentStack<Job> stack = new(); public void Push(Job job) => stack.Push(job); public bool Pop(out Job job) => stack.TryPop(out job); public bool Steal(out Job job) => {{steal}}; }
        """));

    [Fact]
    public Task A_bag_keeps_the_ends_of_its_threads_apart_itself() => Holds("PAT0901", Pool("""
        class Ends { ConcurrentBag<Job> bag = new(); public void Push(Job job) => bag.Add(job); public bool Pop(out Job job) => bag.TryTake(out job); public bool Steal(out Job job) => Pop(out job); }
        """));

    private static string Pool(string ends) => ends + """

        class Pool
        {
            Ends[] all = []; public void Add(Job job) => all[0].Push(job);
            public bool Next(int me, out Job job) { if (all[me].Pop(out job)) return true; for (var i = 0; i < all.Length; i++) if (i != me && all[i].Steal(out job)) return true; return false; }
        }
        """;

    [Theory]
    [InlineData("public bool [|Steal|](out Job job) { job = slots[head & 7]; head++; return job != null; }")]
    [InlineData("public bool Steal(out Job job) { lock (slots) { job = slots[head & 7]; head++; return job != null; } }")]
    [InlineData("public bool Steal(out Job job) { var at = head; job = slots[at & 7]; return Interlocked.CompareExchange(ref head, at + 1, at) == at; }")]
    public Task Stealing_is_atomic(string steal) => Holds("PAT0902", $$"""
        class Ends { readonly Job[] slots = new Job[8]; int head, tail; public void Push(Job job) => slots[tail++ & 7] = job; public bool Pop(out Job job) { job = slots[--tail & 7]; return true; } {{steal}} }
        class Pool
        {
            Ends[] all = []; public void Add(Job job) => all[0].Push(job);
            public bool Next(int me, out Job job) { if (all[me].Pop(out job)) return true; for (var i = 0; i < all.Length; i++) if (i != me && all[i].Steal(out job)) return true; return false; }
        }
        """);

    [Theory]
    [InlineData("", "[|all[i].TryDequeue(out job)|]")]
    [InlineData("public void Add(Job job) => all[0].Enqueue(job);", "all[i].TryDequeue(out job)")]
    [InlineData("public void Fill(Filler filler) => filler.Fill(all);", "all[i].TryDequeue(out job)")]
    public Task Local_queues_are_fed(string feeding, string steal) => Holds("PAT0903", $$"""
        class Filler { public void Fill(ConcurrentQueue<Job>[] all) { } }
        class Pool
        {
            ConcurrentQueue<Job>[] all = [new ConcurrentQueue<Job>()]; {{feeding}}
            public Pool(int count) => all = Enumerable.Range(0, count).Select(_ => new ConcurrentQueue<Job>()).ToArray();
            public bool Next(int me, out Job job) { if (all[me].TryDequeue(out job)) return true; for (var i = 0; i < all.Length; i++) if (i != me && {{steal}}) return true; return false; }
        }
        """);

    [Theory]
    [InlineData("[|job.Run()|];")]
    [InlineData("try { [|job.Run()|]; } finally { open--; }")]
    [InlineData("try { [|job.Run()|]; } catch (TimeoutException) { open--; }")]
    [InlineData("try { job.Run(); } catch (Exception) { open--; }")]
    [InlineData("Safe(job);")]
    [InlineData("Console.Write(new Size(job).Max());")]
    public Task A_failing_item_does_not_end_its_worker(string run) => Holds("PAT0904", Worker($"if (!all[me].TryDequeue(out var job) && !Steal(me, out job)) {{ gate.Wait(); continue; }} {run}"));

    [Theory]
    [InlineData("[|job.Run()|];")]
    [InlineData("Safe(job);")]
    public Task An_item_that_moves_from_queue_to_queue_is_not_run(string run) => Holds("PAT0904", $$"""
        class Ends { readonly ConcurrentStack<Job> bag = new(); public void Push(Job job) => bag.Push(job); public bool TryPop(out Job job) => bag.TryPop(out job); }
        class Pool
        {
            readonly Ends[] all = []; readonly ConcurrentQueue<Job> incoming = new(); readonly SemaphoreSlim gate = new(0);
            public void Add(Job job) => incoming.Enqueue(job); void Safe(Job job) { try { job.Run(); } catch { } }
            public void Run(int me)
            {
                while (true)
                {
                    while (incoming.TryDequeue(out var next)) all[me].Push(next);
                    if (all[me].TryPop(out var job)) { {{run}} continue; }
                    for (var i = 0; i < all.Length; i++) if (i != me && all[i].TryPop(out job)) { Safe(job); break; }
                    gate.Wait();
                }
            }
        }
        """);

    [Theory]
    [InlineData("[|job.RunAsync().Wait()|];")]
    [InlineData("[|job.RunAsync().GetAwaiter().GetResult()|];")]
    [InlineData("_ = [|job.CountAsync().Result|];")]
    [InlineData("job.Run(); gate.WaitAsync().Wait();")]
    [InlineData("job.Run(); Task.Delay(10).Wait();")]
    [InlineData("Task.Run(() => job.RunAsync().Wait());")]
    public Task A_worker_does_not_wait_for_one_item(string run) => Holds("PAT0909", Worker($"if (all[me].TryDequeue(out var job) || Steal(me, out job)) {{ {run} }} else gate.Wait();"));

    [Theory]
    [InlineData("public Pool() { }", "if (own != null) [|own.Enqueue(job)|]; else shared.Enqueue(job);")]
    [InlineData("public Pool() { }", "var mine = own; if (mine is not null) [|mine.Enqueue(job)|]; else shared.Enqueue(job);")]
    [InlineData("public Pool() { }", "if (own is { } mine) [|mine.Enqueue(job)|]; else shared.Enqueue(job);")]
    [InlineData("public Pool() { }", "if (own != null && shared.Count == 0) [|own.Enqueue(job)|]; else shared.Enqueue(job);")]
    [InlineData("public Pool() { }", "if (own != null && owner == this) own.Enqueue(job); else shared.Enqueue(job);")]
    [InlineData("public Pool() { }", "if (own != null && all.Contains(own)) own.Enqueue(job); else shared.Enqueue(job);")]
    [InlineData("Pool() { }", "if (own != null) own.Enqueue(job); else shared.Enqueue(job);")]
    [InlineData("public Pool() { }", "shared.Enqueue(job);")]
    public Task Thread_static_queues_know_their_scheduler(string constructor, string push) => Holds("PAT0907", $$"""
        class Pool
        {
            [ThreadStatic] static ConcurrentQueue<Job> own; [ThreadStatic] static Pool owner; readonly List<ConcurrentQueue<Job>> all = new(); readonly ConcurrentQueue<Job> shared = new(); {{constructor}}
            public void Add(Job job) { {{push}} }
            public bool Next(out Job job) { if (own.TryDequeue(out job)) return true; foreach (var one in all) if (one != own && one.TryDequeue(out job)) return true; return false; }
        }
        """);

    [Theory]
    [InlineData("[|Thread.Yield()|];")]
    [InlineData("[|Thread.Sleep(10)|];")]
    [InlineData("[|spin.SpinOnce()|];")]
    [InlineData("Thread.Yield(); gate.Wait();")]
    [InlineData("Park();")]
    [InlineData("return;")]
    public Task Idle_workers_park(string idle) => Holds("PAT0905", Worker($"if (all[me].TryDequeue(out var job) || Steal(me, out job)) Safe(job); else {{ {idle} }}"));

    private static string Worker(string loop) => $$"""
        class Pool
        {
            readonly ConcurrentQueue<Job>[] all = []; readonly SemaphoreSlim gate = new(0); int open; public void Add(Job job) => all[0].Enqueue(job);
            public void Run(int me) { SpinWait spin = new(); while (true) { {{loop}} } }
            bool Steal(int me, out Job job) { job = null; for (var i = 0; i < all.Length; i++) if (i != me && all[i].TryDequeue(out job)) return true; return false; }
            void Safe(Job job) { try { job.Run(); } catch { } } void Park() => gate.Wait();
        }
        """;

    [Theory]
    [InlineData("Job[] slots = new Job[8]; void Grow() => slots = new Job[16];", "[|slots|]")]
    [InlineData("readonly Job[] slots = new Job[8];", "slots")]
    [InlineData("Job[] slots = new Job[8];", "slots")]
    public Task Lock_objects_are_stable(string field, string locked) => Holds("PAT0906", $$"""
        class Pool
        {
            {{field}} ConcurrentQueue<Job>[] all = []; public void Add(Job job) { lock ({{locked}}) all[0].Enqueue(job); }
            public bool Next(int me, out Job job) { if (all[me].TryDequeue(out job)) return true; for (var i = 0; i < all.Length; i++) if (i != me && all[i].TryDequeue(out job)) return true; return false; }
        }
        """);

    [Theory]
    [InlineData("var at = next; while ([|!TryAdd(at, job)|]) next = (next + 1) % all.Length;")]
    [InlineData("var at = next; while (!TryAdd(at, job)) { next = (next + 1) % all.Length; at = next; }")]
    [InlineData("while (!TryAdd(next, job)) next = (next + 1) % all.Length;")]
    public Task Retries_make_progress(string code) => Holds("PAT0908", $$"""
        class Pool
        {
            int next; ConcurrentQueue<Job>[] all = []; public void Add(Job job) { {{code}} } bool TryAdd(int at, Job job) { if (all[at].Count > 9) return false; all[at].Enqueue(job); return true; }
            public bool Next(int me, out Job job) { if (all[me].TryDequeue(out job)) return true; for (var i = 0; i < all.Length; i++) if (i != me && all[i].TryDequeue(out job)) return true; return false; }
        }
        """);

    private static Task Holds(string id, string markup) => Verify<WorkStealingAnalyzer>.Reports(id, """
        using System; using System.Collections.Concurrent; using System.Collections.Generic; using System.Linq; using System.Threading; using System.Threading.Tasks;
        public sealed class Job { public void Run() { } public Task RunAsync() => Task.CompletedTask; public Task<int> CountAsync() => Task.FromResult(1); }
        public sealed class Size(Job job) { public int Max() => job is null ? 0 : 1; }

        """ + markup);
}
