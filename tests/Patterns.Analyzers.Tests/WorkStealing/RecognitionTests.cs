namespace Patterns.Analyzers.Tests.WorkStealing;

public sealed class RecognitionTests
{
    private const string Members = """
        readonly ConcurrentQueue<Job>[] all = new ConcurrentQueue<Job>[8];
        public bool Next(int me, out Job job)
        {
            if (all[me].TryDequeue(out job)) return true;
            for (var i = 0; i < all.Length; i++) if (i != me && all[i].TryDequeue(out job)) return true;
            return false;
        }
        """;

    [Theory]
    [InlineData("public sealed class Pool { MEMBERS }")]
    [InlineData("public record Pool { MEMBERS }")]
    [InlineData("public readonly struct Pool { public Pool() { } MEMBERS }")]
    [InlineData("public record struct Pool { public Pool() { } MEMBERS }")]
    [InlineData("public class Pool<T> { MEMBERS }")]
    [InlineData("public class Outer { public class Pool { MEMBERS } }")]
    [InlineData("public class Pool(int size) { public int Size => size; MEMBERS }")]
    [InlineData("public partial class Pool { MEMBERS } partial class Pool { int other; }")]
    public async Task Any_kind_of_declaration_can_steal(string declaration) =>
        Assert.Equal(["Pool scheduler"], await Stealing.In(declaration.Replace("MEMBERS", Members, StringComparison.Ordinal)));

    [Theory]
    [InlineData("if (all[me].TryDequeue(out job)) return true; for (var i = 1; i < all.Length; i++) if (all[(me + i) % all.Length].TryDequeue(out job)) return true; return false;")]
    [InlineData("if (all[me].TryDequeue(out job)) return true; var i = 0; while (i < all.Length) { if (i == me) { i++; continue; } if (all[i].TryDequeue(out job)) return true; i++; } return false;")]
    [InlineData("var own = all[me]; if (own.TryDequeue(out job)) return true; foreach (var other in all) { if (other == own) continue; if (other.TryDequeue(out job)) return true; } return false;")]
    [InlineData("var own = all[me]; if (own.TryDequeue(out job)) return true; foreach (var other in all) if (!ReferenceEquals(other, own) && other.TryDequeue(out job)) return true; return false;")]
    [InlineData("return all[me].TryDequeue(out job) || Steal(me, out job); bool x() => true; } bool Steal(int me, out Job job) { for (var i = 0; i < all.Length; i++) if (i != me && all[i].TryDequeue(out job)) return true; job = null; return false;")]
    public async Task The_others_are_asked_in_any_form_of_loop(string code) =>
        Assert.Equal(["Pool scheduler"], await Stealing.In($"class Pool {{ ConcurrentQueue<Job>[] all = []; public bool Next(int me, out Job job) {{ {code} }} }}"));

    [Theory]
    [InlineData("[ThreadStatic] static ConcurrentStack<Job> own; List<ConcurrentStack<Job>> all = new(); public Job Next() { if (own.TryPop(out var job)) return job; foreach (var one in all) if (one != own && one.TryPop(out job)) return job; return null; }")]
    [InlineData("ThreadLocal<ConcurrentStack<Job>> own = new(); List<ConcurrentStack<Job>> all = new(); public Job Next() { var mine = own.Value; if (mine.TryPop(out var job)) return job; foreach (var one in all) if (one != mine && one.TryPop(out job)) return job; return null; }")]
    [InlineData("volatile ConcurrentStack<Job>[] all = []; public void Run() { var mine = new ConcurrentStack<Job>(); all = all.Append(mine).ToArray(); while (true) { if (mine.TryPop(out var job)) continue; for (var i = 0; i < all.Length; i++) { var one = all[i]; if (one != mine && one.TryPop(out job)) break; } } }")]
    [InlineData("List<ConcurrentStack<Job>> all = new(); public async Task Run(int me) { while (true) { if (!all[me].TryPop(out var job)) for (var i = 0; i < all.Count; i++) if (i != me && all[i].TryPop(out job)) break; await Task.Yield(); } }")]
    [InlineData("List<ConcurrentStack<Job>> all = new(); public Action Loop(int me) => () => { if (all[me].TryPop(out var job)) return; for (var i = 0; i < all.Count; i++) if (i != me && all[i].TryPop(out job)) return; };")]
    public async Task The_own_queue_can_be_the_threads_or_the_tasks(string members) => Assert.Equal(["Pool scheduler"], await Stealing.In($"class Pool {{ {members} }}"));

    [Fact]
    public async Task A_worker_that_goes_to_its_siblings_is_one() => Assert.Equal(["Hand worker"], await Stealing.In("""
        class Team { public List<Hand> Hands { get; } = new(); }
        class Hand(Team team)
        {
            readonly ConcurrentStack<Job> mine = new();
            public void Add(Job job) => mine.Push(job);
            public Job Next() { if (mine.TryPop(out var job)) return job; foreach (var one in team.Hands) if (one != this && one.mine.TryPop(out job)) return job; return null; }
        }
        """));

    [Fact]
    public async Task Ranges_that_are_claimed_from_the_own_one_on_are_stealing_too() => Assert.Equal(["Pool scheduler"], await Stealing.In("""
        class Pool
        {
            readonly int[] next = new int[8];
            public void Run(int me, Action<int> work) { for (var i = 0; i < next.Length; i++) { var slot = (me + i) % next.Length; while (Interlocked.Increment(ref next[slot]) <= 100) work(slot); } }
        }
        """));

    [Theory]
    [InlineData("class Mail { public void Post(Job job) => ThreadPool.UnsafeQueueUserWorkItem(static one => one.Run(), job, preferLocal: true); }")]
    [InlineData("class Mail { public void Post(Job job) => ThreadPool.QueueUserWorkItem(one => one.Run(), job, true); }")]
    public async Task Work_for_the_local_queue_of_the_thread_pool_is_submitted(string source) => Assert.Equal(["Mail submitter"], await Stealing.In(source));
}
