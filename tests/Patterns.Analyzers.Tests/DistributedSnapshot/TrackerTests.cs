namespace Patterns.Analyzers.Tests.DistributedSnapshot;

public class TrackerTests
{
    private const string Loop = "public async Task Run() { var from = await positions.Load(\"a\"); await foreach (var item in input.Read(from + 1)) { await handler.Handle(item); await positions.Save(\"a\", item.Offset); } }";

    [Theory]
    [InlineData("public class Follower(IInput input, IPositions positions, IHandler handler) { BODY }")]
    [InlineData("public sealed record Follower(IInput input, IPositions positions, IHandler handler) { BODY }")]
    [InlineData("public readonly struct Follower(IInput input, IPositions positions, IHandler handler) { BODY }")]
    [InlineData("public class Follower<T>(IInput input, IPositions positions, IHandler handler) { public T? Tag { get; set; } BODY }")]
    [InlineData("public static class Outer { public class Follower(IInput input, IPositions positions, IHandler handler) { BODY } }")]
    [InlineData("public partial class Follower(IInput input, IPositions positions, IHandler handler); public partial class Follower { BODY }")]
    public async Task A_loop_that_reads_on_from_what_it_saved_is_found_in_any_type(string declaration) =>
        Assert.Equal(("Follower", "high"), One(await Snapshots.Find("PAT1200", Snapshots.Input + declaration.Replace("BODY", Loop))));

    [Theory]
    [InlineData("long _from; public async Task Start() { _from = await positions.Load(\"a\"); await input.Deliver(_from, On); } async Task On(Item item) { await handler.Handle(item); await positions.Save(\"a\", item.Offset); }")]
    [InlineData("public async Task Start() => await input.Deliver(await positions.Load(\"a\"), async item => { await handler.Handle(item); await positions.Save(\"a\", item.Offset + 1); });")]
    [InlineData("public async Task Run() { await foreach (var item in input.Read(await positions.Load(\"a\"))) await On(item); async Task On(Item item) { await handler.Handle(item); await positions.Save(\"a\", item.Offset); } }")]
    [InlineData("long _last; public async Task Start() => _last = await positions.Load(\"a\"); public bool Admit(Item item) => item.Offset > _last; public async Task Done(Item item) { _last = item.Offset; await positions.Save(\"a\", _last); }")]
    [InlineData("public async Task Run() { var n = 0; await foreach (var item in input.Read(await positions.Load(\"a\"))) { await handler.Handle(item); if (++n % 10 == 0) await Keep(item.Offset); } } Task Keep(long position) => positions.Save(\"a\", position);")]
    public async Task A_position_is_saved_in_many_ways(string members) =>
        Assert.Equal("position-tracker", Assert.Single(await Snapshots.Find("PAT1200", Follower(members))).Role);

    [Theory]
    [InlineData("long _best; public async Task Start() => _best = await positions.Load(\"a\"); public async Task Report(Item game) { if (game.Offset > _best) { _best = game.Offset; await positions.Save(\"a\", _best); } }")]
    [InlineData("long _next; public async Task<long> Next() { _next = await positions.Load(\"a\"); await positions.Save(\"a\", ++_next); return _next; }")]
    [InlineData("public async Task Add(Item item) { var sum = await positions.Load(\"a\"); await handler.Handle(item); await positions.Save(\"a\", sum + item.Offset); }")]
    [InlineData("public async Task Open() { var end = input.Read(await positions.Load(\"a\")); await end.GetAsyncEnumerator().DisposeAsync(); } public async Task Append(Item item) { await handler.Handle(item); await positions.Save(\"a\", item.Offset); }")]
    [InlineData("public async Task Copy(IPositions other) => await other.Save(\"a\", await positions.Load(\"a\"));")]
    [InlineData("public async Task Run() { await foreach (var item in input.Read(0)) { await handler.Handle(item); await positions.Save(\"a\", item.Offset); } }")]
    public async Task A_number_that_is_no_place_in_an_input_is_not_reported(string members) => Assert.Empty(await Snapshots.Find("PAT1200", Follower(members)));

    [Theory]
    [InlineData("public int Take() => _n++;")]
    [InlineData("readonly Stack<int> _free = new(); public int Take() => _free.Pop();")]
    public async Task Who_hands_out_places_keeps_no_position(string take) => Assert.Empty(await Snapshots.Find("PAT1200", Snapshots.Input + $$"""
        public class Slots { int _n; {{take}} public void Give(int place) { } public int Count => _n; }
        public struct Entry { public int Index; }
        public class Table(Slots slots, IInput input, IHandler handler)
        {
            public Entry Add() => new() { Index = slots.Take() };
            public async Task Read(int at) { for (var i = slots.Take(); i < at; i++) await foreach (var item in input.Read(i)) await handler.Handle(item); }
            public void Remove(Entry entry) => slots.Give(entry.Index);
        }
        """));

    [Fact]
    public async Task A_store_is_known_by_the_tracker_that_uses_it()
    {
        var found = await Snapshots.Find("PAT1200", Follower(Loop) + "public class Files(string folder) : IPositions { public async Task<long> Load(string name) => long.Parse(await File.ReadAllTextAsync(folder + name)); public Task Save(string name, long position) => File.WriteAllTextAsync(folder + name, $\"{position}\"); }");
        Assert.Equal("medium", found.Single(finding => finding.Text == "Files").Confidence);
    }

    [Theory]
    [InlineData("public class Memory : IPositions { long _p; public Task<long> Load(string name) => Task.FromResult(_p); public Task Save(string name, long position) { _p = position; return Task.CompletedTask; } }")]
    [InlineData("public class Table : IPositions { readonly Dictionary<string, long> _p = new(); public Task<long> Load(string name) => Task.FromResult(_p[name]); public Task Save(string name, long position) { _p[name] = position; return Task.CompletedTask; } }")]
    [InlineData("public class Nothing : IPositions { public Task<long> Load(string name) => Task.FromResult(0L); public Task Save(string name, long position) => Task.CompletedTask; }")]
    [InlineData("public class Measured(IPositions inner) : IPositions { public Task<long> Load(string name) => inner.Load(name); public Task Save(string name, long position) => inner.Save(name, position); }")]
    public async Task What_does_not_outlive_the_process_is_no_store(string store) =>
        Assert.Equal("Follower", Assert.Single(await Snapshots.Find("PAT1200", Follower(Loop) + store)).Text);

    [Theory]
    [InlineData("lock (_done) { _done.Add(item.Offset); while (_done.Remove(_next)) _next++; }")]
    [InlineData("lock (_done) { _done.Add(item.Offset); while (_done.Contains(_next)) { _done.Remove(_next); _next++; } }")]
    public async Task Only_the_finished_prefix_counts(string order)
    {
        var members = "readonly HashSet<long> _done = new(); long _next; public async Task Start() => _next = await positions.Load(\"a\"); public async Task Done(Item item) { ORDER await positions.Save(\"a\", _next + item.Offset - item.Offset); }";
        Assert.Contains("first unfinished", Assert.Single(await Snapshots.Find("PAT1200", Follower(members.Replace("ORDER", order)))).Message);
    }

    [Fact]
    public async Task A_sequencer_that_delivers_what_it_held_back_is_none() => Assert.Empty(await Snapshots.Find("PAT1200", Snapshots.Input
        + "public class Sequencer(IHandler handler) { readonly Dictionary<long, Item> _early = new(); long _next; public async Task Take(Item item) { _early[item.Offset] = item; while (_early.Remove(_next, out var ready)) { _next++; await handler.Handle(ready); } } }"));

    [Fact]
    public async Task A_keeper_that_saves_from_time_to_time_is_likely_a_tracker()
    {
        const string Keeper = "public interface IRow { Task<string> Read(); Task Write(string value); } public class Keeper(IRow row) { string _latest = \"\"; DateTime _quiet; public async Task<string> Load() => _latest = await row.Read(); public void Update(string offset, DateTime now) { if (_latest == offset) return; _latest = offset; if (now < _quiet) return; _quiet = now.AddMinutes(1); _ = row.Write(offset); } }";
        Assert.Equal("medium", Assert.Single(await Snapshots.Find("PAT1200", Keeper)).Confidence);
    }

    private static (string, string?) One(IReadOnlyList<Patterns.Tests.Found> found) => (Assert.Single(found).Text, found[0].Confidence);

    private static string Follower(string members) => Snapshots.Input + "public class Follower(IInput input, IPositions positions, IHandler handler) { readonly object _use = (input, handler); " + members + " } ";
}
