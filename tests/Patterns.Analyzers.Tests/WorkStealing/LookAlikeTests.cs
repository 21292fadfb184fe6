namespace Patterns.Analyzers.Tests.WorkStealing;

public sealed class LookAlikeTests
{
    [Theory]
    [InlineData("one shared queue", "class WorkStealingPool { readonly BlockingCollection<Job> jobs = new(); public void Run() { foreach (var job in jobs.GetConsumingEnumerable()) job.Run(); } }")]
    [InlineData("queues by priority", "class WorkStealingPool { readonly ConcurrentQueue<Job>[] all = []; public bool TrySteal(out Job job) { for (var i = 0; i < all.Length; i++) if (all[i].TryDequeue(out job)) return true; job = null; return false; } }")]
    [InlineData("queues by turns", "class Pool { readonly ConcurrentQueue<Job>[] all = []; int next; public void Add(Job job) => all[next++ % all.Length].Enqueue(job); public bool Take(int me, out Job job) => all[me].TryDequeue(out job); }")]
    [InlineData("a start that goes round", "class Pool { readonly ConcurrentQueue<Job>[] all = []; int turn; public bool Take(out Job job) { turn++; for (var i = 0; i < all.Length; i++) if (all[(turn + i) % all.Length].TryDequeue(out job)) return true; job = null; return false; } }")]
    [InlineData("one counter for all", "class Pool { int next; public void Run(int[] items, Action<int> work) { while (true) { var i = Interlocked.Increment(ref next); if (i >= items.Length) return; work(items[i % items.Length]); } } }")]
    [InlineData("what a native library calls back", "[System.Runtime.InteropServices.UnmanagedFunctionPointer(System.Runtime.InteropServices.CallingConvention.Cdecl)] delegate void Done(Job job); class Mail { static readonly Done Handler = On; static void On(Job job) => ThreadPool.UnsafeQueueUserWorkItem(static one => one.Run(), job, preferLocal: true); }")]
    [InlineData("the thread pool as it is", "class Mail { public void Post(Job job) { ThreadPool.QueueUserWorkItem(_ => job.Run()); ThreadPool.UnsafeQueueUserWorkItem(one => one.Run(), job, preferLocal: false); Task.Run(job.Run); } }")]
    [InlineData("a ring buffer", "class Ring<T> { readonly T[] slots = new T[8]; int head, tail; readonly object gate = new(); public void Add(T item) { lock (gate) slots[tail++ & 7] = item; } public bool TryTake(out T item) { lock (gate) { item = slots[head & 7]; return head++ < tail; } } }")]
    [InlineData("a list with two ends", "class Both<T> { readonly T[] slots = new T[8]; int head, tail; readonly object gate = new(); public void AddLast(T item) { lock (gate) slots[tail++ & 7] = item; } public void AddFirst(T item) { lock (gate) slots[--head & 7] = item; } public bool TakeLast(out T item) { lock (gate) { item = slots[--tail & 7]; return true; } } public bool TakeFirst(out T item) { lock (gate) { item = slots[head++ & 7]; return true; } } }")]
    [InlineData("a search for the emptiest", "class Pool { readonly List<ConcurrentQueue<Job>> all = new(); public void Add(int me, Job job) { var best = all[me]; foreach (var one in all) if (one != best && one.Count < best.Count) best = one; best.Enqueue(job); } }")]
    [InlineData("places that are marked on a walk", "class Frames { readonly long[] loaded = new long[8]; public void Load(int at, long end, Action<long> load) { for (var i = 0; i < loaded.Length; i++) { var last = end + i; var frame = (at + i) % loaded.Length; var before = loaded[frame]; if (Interlocked.CompareExchange(ref loaded[frame], last, before) == before) load(last); } } }")]
    [InlineData("a queue for one call", "class Pool { ConcurrentStack<Job>[] all = []; public void Walk() { var seen = new ConcurrentStack<Job>(); while (true) { if (seen.TryPop(out var job)) continue; for (var i = 0; i < all.Length; i++) { var one = all[i]; if (one != seen && one.TryPop(out job)) break; } } } }")]
    [InlineData("closing the others", "class Pool { readonly List<ConcurrentQueue<Job>> all = new(); public void Drop(int me) { for (var i = 0; i < all.Count; i++) if (i != me) all[i].Clear(); } }")]
    public async Task Is_silent_for(string what, string source) => Assert.Equal([what], [what, .. await Stealing.In(source)]);

    [Theory]
    [InlineData("null", "Wheel scheduler")]
    [InlineData("job")]
    public async Task Who_puts_a_job_into_a_slot_claims_none(string written, params string[] found) => Assert.Equal(found, await Stealing.In($$"""
        class Wheel
        {
            readonly Job[] slots = new Job[8];
            public void Turn(int at, Job job)
            {
                for (var i = 0; i < slots.Length; i++)
                {
                    var before = slots[(at + i) % slots.Length];
                    if (Interlocked.CompareExchange(ref slots[(at + i) % slots.Length], {{written}}, before) == before) before.Run();
                }
            }
        }
        """));

    [Theory]
    [InlineData("static class ThreadPool { public static bool UnsafeQueueUserWorkItem(Action work, bool preferLocal) => true; } class Mail { public void Post(Job job) => ThreadPool.UnsafeQueueUserWorkItem(job.Run, preferLocal: true); }")]
    [InlineData("class WorkStealingTaskScheduler { } class Own : WorkStealingTaskScheduler { }")]
    public async Task A_type_that_merely_bears_a_name_of_the_framework_is_nothing(string source) => Assert.Empty(await Stealing.In(source));
}
