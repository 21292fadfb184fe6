using Patterns.Tests;

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
    [InlineData("readonly bool[] _taken = new bool[9]; public int Take() { var free = Array.IndexOf(_taken, false); _taken[free] = true; return free; }")]
    [InlineData("readonly Numbers _all = new(); public int Take() => _all.Next(); class Numbers { readonly HashSet<int> _taken = []; public int Next() { var free = _taken.Count; _taken.Add(free); return free; } }")]
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

    [Theory]
    [InlineData("long At(string name); void Put(string name, long position)", "At(\"a\")", "Put(\"a\", item.Offset)", 1)]
    [InlineData("long At(string name); void Put(long position)", "At(\"a\")", "Put(item.Offset)", 0)]
    [InlineData("long At(byte[] data); void Put(byte[] data, long position)", "At([])", "Put([], item.Offset)", 0)]
    [InlineData("long At(); void Put(long one, long other)", "At()", "Put(item.Offset, 1)", 0)]
    [InlineData("long At(int index); bool TryFind(long position, out int index)", "At(1)", "TryFind(item.Offset, out _)", 0)]
    [InlineData("long At(int part); void Put(int part, long position)", "At(1)", "Put(1, item.Offset)", 1)]
    [InlineData("long At(int room); void Put(long page, int room)", "At(1)", "Put(item.Offset, 1)", 0)]
    [InlineData("long At(string name); void Put(string name, long position); Stream Get(string name, long position)", "At(\"a\")", "Put(\"a\", item.Offset)", 0)]
    public async Task What_is_loaded_by_a_name_is_saved_under_it_and_alone(string members, string load, string save, int found) => Assert.Equal(found, (await Snapshots.Find("PAT1200", Snapshots.Input + $$"""
        public interface IPlaces { {{members}}; }
        public class Reader(IInput input, IPlaces places, IHandler handler) { public async Task Run() { await foreach (var item in input.Read(places.{{load}})) { await handler.Handle(item); places.{{save}}; } } }
        """)).Count);

    [Theory]
    [InlineData("await positions.Save(\"a\", Lowest() - 1);", "", 1)]
    [InlineData("await positions.Save(\"a\", item.Offset);", "if (Lowest() > 9) Console.Write(item.Text);", 0)]
    public async Task Who_saves_sees_what_is_unfinished(string saves, string elsewhere, int found) => Assert.Equal(found, (await Snapshots.Find("PAT1200", Snapshots.Input + $$"""
        public class Keeper(IPositions positions)
        {
            readonly List<long> open = new();
            long Lowest() { var lowest = open.Min(); return lowest > 0 && open.Count(one => one - lowest > 5) == 0 ? lowest : 0; }
            public async Task Done(Item item) { open.Remove(item.Offset); {{saves}} }
            public void Clean(Item item) { {{elsewhere}} }
        }
        """)).Count);

    [Theory]
    [InlineData("return head.Next;", true)]
    [InlineData("var place = head.Next; head.Next = place + 1; return place;", false)]
    public async Task What_gives_another_place_each_time_is_an_allocator(string at, bool isStore) => Assert.Equal(isStore, (await Snapshots.Find("PAT1200", Snapshots.Input + $$"""
        public class Head { public long Next; }
        public class Places(Head head) { public long At() { {{at}} } public void Put(long position) => head.Next = position; }
        public class Reader(IInput input, Places places, IHandler handler) { public async Task Run() { await foreach (var item in input.Read(places.At())) { await handler.Handle(item); places.Put(item.Offset); } } }
        """)).Any(one => one.Text == "Reader"));

    [Theory]
    [InlineData("Sizes.Of(item)", "high", "processes the item")]
    [InlineData("Sizes.Of(item)", "medium", "")]
    public async Task What_only_measures_an_item_does_not_process_it(string use, string confidence, string phrase)
    {
        var work = phrase.Length > 0 ? "await handler.Handle(item);" : "";
        var found = Assert.Single(await Snapshots.Find("PAT1200", Follower($"public async Task Run() {{ var n = 0L; await foreach (var item in input.Read(await positions.Load(\"a\"))) {{ {work} n += {use}; await positions.Save(\"a\", item.Offset); }} }}")
            + "public static class Sizes { public static int Of(Item item) => item.Text.Length; }"));
        Assert.Equal((confidence, phrase.Length > 0), (found.Confidence, found.Message.Contains("processes the item")));
    }

    [Theory]
    [InlineData("public interface IPlaces { int At(); void Put(int position, string note); }", true)]
    [InlineData("public interface IPlaces { int At(); void Put(int position, string note); IEnumerator<int> GetEnumerator(); }", false)]
    public async Task A_number_under_which_a_table_has_something_is_no_position(string places, bool expected) => Assert.Equal(expected, (await Snapshots.Find("PAT1200", Snapshots.Input + places + """
        public record Entry(int Index, string Text);
        public class Reader(Func<int, Entry[]> open, IPlaces places, Source source) { public void Run() { foreach (var entry in source.Read(places.At())) { Console.Write(entry.Text); places.Put(entry.Index, ""); } } }
        public class Source { public IEnumerable<Entry> Read(int from) => []; }
        """)).Count == 1);

    [Theory]
    [InlineData("if (item.Offset <= at) return; await handler.Handle(item);")]
    [InlineData("if (!(item.Offset <= at)) await handler.Handle(item);")]
    [InlineData("if (item.Text == \"\" || at >= item.Offset) { return; } await handler.Handle(item);")]
    [InlineData("if (item.Offset > at) { await handler.Handle(item); }")]
    [InlineData("if (item.Offset <= at) Log.Write(item.Text); else await handler.Handle(item);")]
    public async Task Who_works_on_later_items_only_leaves_out_what_came_before(string work) =>
        Assert.Contains("'Old' leaves out what came before", Assert.Single(await Snapshots.Find("PAT1200", CatchingUp(work))).Message);

    [Theory]
    [InlineData("if (item.Offset <= at) await handler.Handle(item);")]
    [InlineData("if (item.Offset <= at) { var copy = new Item(0, item.Text); await handler.Handle(copy); }")]
    [InlineData("if (item.Offset > at) return; await handler.Handle(item);")]
    [InlineData("if (!(at < item.Offset)) await handler.Handle(item);")]
    [InlineData("if (item.Offset <= at) return; await Task.Delay(1);")]
    [InlineData("if (item.Offset <= at) return; Check(item);")]
    public async Task Who_works_on_earlier_items_or_on_none_leaves_nothing_out(string work) =>
        Assert.DoesNotContain("leaves out", Assert.Single(await Snapshots.Find("PAT1200", CatchingUp(work))).Message);

    [Fact]
    public async Task Work_on_earlier_items_alone_makes_no_tracker() => Assert.Empty(await Snapshots.Find("PAT1200", Follower(
        "long _last; public async Task Start() => _last = await positions.Load(\"a\"); public async Task Replay(Item item) { if (item.Offset <= _last) await handler.Handle(item); } public async Task Done(Item item) { _last = item.Offset; await positions.Save(\"a\", _last); }")));

    [Theory]
    [InlineData("void Check(Item item) { if (item.Text.Length == 0) throw new ArgumentException(); }", "Check(item); await handler.Handle(item);", "Handle")]
    [InlineData("async Task Check(Item item) { var n = await handler.Count(); if (n > 0 && item.Text == \"\") throw new ArgumentException(); }", "await Check(item); await handler.Handle(item);", "Handle")]
    [InlineData("int _n; void Count(Item item) { if (item.Text == \"\") throw new ArgumentException(); _n++; }", "Count(item); await handler.Handle(item);", "Count")]
    [InlineData("async Task Apply(Item item) { if (item.Text == \"\") throw new ArgumentException(); await handler.Handle(item); }", "await Apply(item);", "Apply")]
    public async Task A_check_that_only_throws_processes_nothing(string check, string work, string processing)
    {
        var members = check + " public async Task Run() { await foreach (var item in input.Read(await positions.Load(\"a\"))) { WORK await positions.Save(\"a\", item.Offset); } }".Replace("WORK", work);
        Assert.Contains($"'{processing}' processes the item", Assert.Single(await Snapshots.Find("PAT1200", Follower(members).Replace("Task Handle(Item item);", "Task Handle(Item item); Task<int> Count();"))).Message);
    }

    [Fact]
    public async Task Of_a_query_and_the_work_that_is_done_the_work_leaves_out_what_came_before()
    {
        const string Members = "public async Task<long> Find(Item item) { var at = await positions.Load(\"a\"); if (item.Offset <= at) return -1; return at; } public async Task Commit(Item item) { var at = await positions.Load(\"a\"); if (item.Offset <= at) return; await handler.Handle(item); await positions.Save(\"a\", item.Offset); }";
        Assert.Contains("'Commit' leaves out what came before", Assert.Single(await Snapshots.Find("PAT1200", Follower(Members))).Message);
    }

    [Theory]
    [InlineData("Reader? _reader; public async Task Open() => _reader = new Reader(await positions.Load(\"a\")); public async Task Next() => await positions.Save(\"a\", _reader!.Next()!.Offset);", "Chaser")]
    [InlineData("public async Task Run() { for (var i = await positions.Load(\"a\"); i < 9; i++) await positions.Save(\"a\", i); }", "Chaser")]
    [InlineData("public async Task Show() { var shown = new Shown(await positions.Load(\"a\")); shown.Print(); await positions.Save(\"a\", 0); }", "Asking")]
    [InlineData("Reader? _reader; public async Task Open() => _reader = new Reader(await positions.Load(\"a\")); public Item? Next() => _reader!.Next();", "Asking")]
    public async Task A_store_is_told_by_who_starts_to_read_at_its_position(string members, string witness)
    {
        const string Store = "public class Files(string folder) : IPositions { public async Task<long> Load(string name) => long.Parse(await File.ReadAllTextAsync(folder + name)); public Task Save(string name, long position) => File.WriteAllTextAsync(folder + name, $\"{position}\"); }";
        const string Asking = "public class Reader(long at) { public Item? Next() => new(at, \"\"); } public class Shown(long at) { public void Print() => Console.Write(at); } public class Asking(IPositions positions) { long _last; public async Task Start() => _last = await positions.Load(\"a\"); public bool Admit(Item item) => item.Offset > _last; public async Task Done(Item item) { _last = item.Offset; await positions.Save(\"a\", _last); } } ";
        var found = await Snapshots.Find("PAT1200", Snapshots.Input + Asking + Store + "public class Chaser(IPositions positions) { " + members + " }");
        Assert.Contains($"as '{witness}' does", found.Single(finding => finding.Text == "Files").Message);
    }

    [Theory]
    [InlineData("_reader = new Reader(await positions.Load(\"a\"));", true)]
    [InlineData("_reader = new Reader(0); Console.Write(await positions.Load(\"a\"));", false)]
    public async Task A_reader_that_is_made_with_the_position_reads_on_from_there(string open, bool expected) => Assert.Equal(expected, (await Snapshots.Find("PAT1200", Follower(
        "class Reader(long at) { public Item? Next() => new(at, \"\"); } Reader? _reader; public async Task Open() { " + open + " } public async Task Next() { var item = _reader!.Next()!; await positions.Save(\"a\", item.Offset); }"))).Any());

    [Theory]
    [InlineData("var from = await positions.Load(\"a\"); await positions.Save(\"a\", start);", true)]
    [InlineData("if (start > 0) await positions.Save(\"a\", start); var from = await positions.Load(\"a\");", true)]
    [InlineData("await positions.Save(\"a\", start); var from = await positions.Load(\"a\");", false)]
    public async Task A_position_that_is_set_anew_before_it_is_asked_is_not_returned_to(string begin, bool expected) => Assert.Equal(expected, (await Snapshots.Find("PAT1200", Follower(
        "public async Task Run(long start) { " + begin + " await foreach (var item in input.Read(from)) { await handler.Handle(item); await positions.Save(\"a\", item.Offset); } }"))).Any());

    [Theory]
    [InlineData("File.WriteAllText(folder, $\"{_at}\");", "'Flush' keeps what 'Save' was given")]
    [InlineData("File.WriteAllText(folder, \"\");", null)]
    public async Task Where_a_save_only_sets_a_field_the_member_that_writes_it_is_told(string flush, string? told)
    {
        var store = "public class Files(string folder) : IPositions { long _at; public Task<long> Load(string name) => Task.FromResult(_at); public Task Save(string name, long position) { _at = position; return Task.CompletedTask; } public void Flush() { " + flush + " } }";
        var message = (await Snapshots.Find("PAT1200", Follower(Loop) + store)).SingleOrDefault(finding => finding.Text == "Files")?.Message;
        if (told is null) Assert.Null(message);
        else Assert.Contains(told, message);
    }

    [Theory]
    [InlineData("using var at = new Bookmark(path); at.TryLoad(out var next, out var file); var items = Batch.Read(file, ref next); if (items.Count > 0) { Send(items); at.Save(next, file); }", "Bookmark:Shipper")]
    [InlineData("using var at = new Bookmark(path); at.TryLoad(out var next, out var file); var items = Batch.Read(file, ref next); Send(items); at.Save(0, file);", "")]
    [InlineData("using var at = File.Open(path, FileMode.OpenOrCreate); TryLoad(at, out var next, out var file); while (Batch.TryLine(file, ref next, out var line)) Send(line); Save(at, next, file);", "Shipper")]
    [InlineData("using var at = File.Open(path, FileMode.OpenOrCreate); TryLoad(at, out var next, out var file); while (Batch.TryLine(file, ref next, out var line)) Send(line); Save(at, path.Length, file);", "")]
    [InlineData("using var at = File.Open(path, FileMode.OpenOrCreate); TryLoad(at, out var next, out var file); using var log = new FileStream(file, FileMode.Open, FileAccess.Read); log.Position = next; Send(log.Length); Save(at, log.Position, file);", "Shipper")]
    [InlineData("using var at = File.Open(path, FileMode.OpenOrCreate); TryLoad(at, out var next, out var file); using var log = new FileStream(file, FileMode.Open, FileAccess.ReadWrite); log.Position = next; Send(log.Length); Save(at, log.Position, file);", "")]
    public async Task A_bookmark_file_says_where_to_read_on(string run, string found) => Assert.Equal(found, string.Join(":", (await Snapshots.Find("PAT1200", $$"""
        public static class Batch { public static List<string> Read(string file, ref long at) { at++; return [file]; } public static bool TryLine(string file, ref long at, out string line) { at++; line = file; return at < 9; } }
        public class Bookmark(string path) : IDisposable
        {
            readonly FileStream _file = File.Open(path, FileMode.OpenOrCreate);
            public void TryLoad(out long next, out string file) { var parts = new StreamReader(_file).ReadLine()!.Split(':'); next = long.Parse(parts[0]); file = parts[1]; }
            public void Save(long next, string file) { using var writer = new StreamWriter(_file); writer.WriteLine($"{next}:{file}"); }
            public void Dispose() => _file.Dispose();
        }
        public class Shipper(string path)
        {
            public void Run() { {{run}} }
            static void Send(object items) { }
            static void TryLoad(Stream at, out long next, out string file) { var parts = new StreamReader(at).ReadLine()!.Split(':'); next = long.Parse(parts[0]); file = parts[1]; }
            static void Save(Stream at, long next, string file) { using var writer = new StreamWriter(at); writer.WriteLine($"{next}:{file}"); }
        }
        """)).Select(finding => finding.Text).Order()));

    [Theory]
    [InlineData("foreach (var tuple in reader.Read(parts)) { Send(tuple.Item2); state.Offsets[tuple.Item1] += tuple.Item2.Length; states.Write(state); }", true)]
    [InlineData("foreach (var tuple in reader.Read([])) { Send(tuple.Item2); state.Offsets[tuple.Item1] += tuple.Item2.Length; states.Write(state); }", false)]
    [InlineData("foreach (var tuple in reader.Read(parts)) { Send(tuple.Item2); states.Write(state); }", false)]
    public async Task One_position_for_each_part_of_an_input_is_a_position(string run, bool expected) => Assert.Equal(expected, (await Snapshots.Find("PAT1200", $$"""
        public class State { public string Topic = ""; public Dictionary<int, long> Offsets = new(); }
        public interface IStates { State Read(string topic, List<int> parts); void Write(State state); }
        public interface IReader { List<Tuple<int, string>> Read(Dictionary<int, long> from); }
        public class Stream(IStates states, IReader reader)
        {
            State state = new();
            static void Send(string text) { }
            public void Run() { state = states.Read("a", [1]); var parts = new Dictionary<int, long>(); foreach (var pair in state.Offsets) parts.Add(pair.Key, pair.Value); while (true) { {{run}} } }
        }
        """)).Any(finding => finding.Text == "Stream"));

    [Theory]
    [InlineData("int i = _state.Last; while (i < docs.Count) { var doc = docs.Get(i); Send(doc); i++; } _state.Last = i; Keep();", true)]
    [InlineData("while (_state.Last < docs.Count) { var doc = docs.Get(_state.Last++); Send(doc); } Keep();", true)]
    [InlineData("int i = 0; while (i < docs.Count) { var doc = docs.Get(i); Send(doc); i++; } _state.Last = i; Keep();", false)]
    [InlineData("var next = docs.Get(_state.Last); while (next != null) { next = docs.Get(_state.Last); _state.Last = next.Length; } Keep();", false)]
    [InlineData("while (true) { docs.Show(_state.Last); _state.Last++; }", false)]
    [InlineData("int i = _state.Last; while (i < docs.Count) { var doc = docs.Serialize(i); Send(doc); i++; } _state.Last = i; Keep();", false)]
    public async Task A_type_may_write_how_far_it_read_to_a_file_itself(string run, bool expected) => Assert.Equal(expected, (await Snapshots.Find("PAT1200", $$"""
        public interface IDocs { int Count { get; } string Get(int number); string Serialize(int number); void Show(int number); }
        public class Config { public int Last; public string Name = ""; }
        public class Copier(string path, IDocs docs)
        {
            Config _state = new();
            static void Send(string doc) { }
            public void Start() { if (File.Exists(path)) _state = System.Text.Json.JsonSerializer.Deserialize<Config>(File.ReadAllText(path))!; }
            void Keep() { var text = System.Text.Json.JsonSerializer.Serialize(_state); File.WriteAllText(path, text); }
            public void Run() { {{run}} }
        }
        """)).Count == 1);

    [Theory]
    [InlineData("string Find(string key)", "key", " file.ReadByte().ToString()", "")]
    [InlineData("void Run(string key)", "key", "", "Store")]
    public async Task Who_is_asked_for_a_key_looks_one_thing_up(string member, string key, string answer, string found) => Assert.Equal(found, string.Join(":", (await Snapshots.Find("PAT1200", $$"""
        public class Places(string path)
        {
            public bool TryGet(string key, out long at) => long.TryParse(File.ReadAllText(path + key), out at);
            public void Write(string key, long at) => File.WriteAllText(path + key, at.ToString());
        }
        public class Store(Places places, string path)
        {
            public void Set(string key) { using var file = new FileStream(path, FileMode.Append, FileAccess.Write); long at = file.Position; file.WriteByte(1); places.Write(key, at); }
            public {{member}} { places.TryGet({{key}}, out long at); using var file = new FileStream(path, FileMode.Open, FileAccess.Read); file.Seek(at, SeekOrigin.Begin); return{{answer}}; }
        }
        """)).Select(finding => finding.Text).Where(name => name == "Store")));

    [Theory]
    [InlineData("p.Min(at => at.Offset)", "last < p.Offset", "Committer:Files")]
    [InlineData("p.Max(at => at.Offset)", "last < p.Offset", "")]
    [InlineData("p.Min(at => at.Offset)", "last == 0", "")]
    public async Task The_lowest_of_many_positions_is_saved_where_another_type_reads(string lowest, string test, string found) => Assert.Equal(found, string.Join(":", (await Snapshots.Find("PAT1200", $$"""
        public class Place(string topic, long offset) { public string Topic => topic; public long Offset => offset; }
        public interface IPlaces { Task Set(Place place); Task<Place> Get(string topic); }
        public class Files(string folder) : IPlaces { public Task Set(Place place) => File.WriteAllTextAsync(folder + place.Topic, $"{place.Offset}"); public async Task<Place> Get(string topic) => new(topic, long.Parse(await File.ReadAllTextAsync(folder + topic))); }
        public interface IWorker { IEnumerable<Place> Places(); }
        public class Committer(IPlaces places, IWorker[] workers) { long last; public async Task Tick() { foreach (var place in workers.SelectMany(worker => worker.Places()).GroupBy(p => p.Topic).Select(p => new Place(p.Key, {{lowest}})).Where(p => {{test}})) { await places.Set(place); last = place.Offset; } } }
        """)).Select(finding => finding.Text).Order()));

    [Theory]
    [InlineData("public class Place(string topic, long offset) { public string Topic => topic; public long Offset => offset; public bool IsFirst => offset < 0; }", true)]
    [InlineData("public class Place(string topic, long offset) { public string Topic => topic; public long Offset => offset; public long Length => offset; }", false)]
    [InlineData("public class Place(string topic, int offset) { public string Topic => topic; public int Offset => offset; }", false)]
    [InlineData("public class Place(string topic, long score) { public string Topic => topic; public long Score => score; }", false)]
    public async Task Behind_a_contract_of_another_assembly_a_store_of_positions_is_likely_one(string place, bool expected)
    {
        var contract = Snapshots.Emit(Source.Compile("namespace Feed { " + place + " public interface IPlaces { System.Threading.Tasks.Task Set(Place place); System.Threading.Tasks.Task<Place> Get(string topic); } }").WithAssemblyName("Feed"));
        var compilation = Source.Compile("public class Rows(Rows.ITable table) : Feed.IPlaces { public interface ITable { Task Put(string key, object value); Task<object> Get(string key); } public Task Set(Feed.Place place) => table.Put(place.Topic, place); public async Task<Feed.Place> Get(string topic) => (Feed.Place)await table.Get(topic); }").AddReferences(contract);
        Assert.Equal(expected, (await Finds.In<Patterns.Analyzers.DistributedSnapshot.DistributedSnapshotAnalyzer>(compilation)).Any(finding => finding.Id == "PAT1200"));
    }

    [Theory]
    [InlineData("row.Offset = item.Offset; await rows.Save(row);", true)]
    [InlineData("row.Length = item.Text.Length; await rows.Save(row);", false)]
    [InlineData("row.Offset = item.Offset; await rows.Save(new Row());", false)]
    public async Task A_loaded_object_may_be_moved_along_and_saved_again(string done, bool expected) => Assert.Equal(expected, (await Snapshots.Find("PAT1200", Snapshots.Input + $$"""
        public class Row { public string Name { get; set; } = ""; public long Offset { get; set; } public int Length { get; set; } }
        public interface IRows { Task<Row> Get(string name); Task Save(Row row); }
        public class Reader(IInput input, IRows rows, IHandler handler) { public async Task Run() { var row = await rows.Get("a"); await foreach (var item in input.Read(row.Offset)) { await handler.Handle(item); {{done}} } } }
        """)).Count == 1);

    [Theory]
    [InlineData("using var row = new Row(at);", true)]
    [InlineData("var row = new Text(at);", false)]
    public async Task A_connection_that_is_opened_for_each_call_lasts(string open, bool expected)
    {
        var store = "public class Row(string at) : IDisposable { public long Value = at.Length; public void Dispose() { } } public class Text(string at) { public long Value = at.Length; } public static class Rows { public static void Put(this object row, long value) { } } public class Table(string at) : IPositions { public async Task<long> Load(string name) { await Task.Yield(); " + open + " return row.Value; } public Task Save(string name, long position) { " + open + " row.Put(position); return Task.CompletedTask; } }";
        Assert.Equal(expected, (await Snapshots.Find("PAT1200", Follower(Loop) + store)).Any(finding => finding.Text == "Table"));
    }

    [Theory]
    [InlineData("Begin(await From())", "at", true)]
    [InlineData("Begin(new Place(\"a\", 0))", "at", false)]
    [InlineData("Begin(await From())", "0", false)]
    public async Task What_is_read_takes_its_position_along_to_who_saves_it(string begin, string along, bool expected) => Assert.Equal(expected, (await Snapshots.Find("PAT1200", $$"""
        public class Place(string topic, long offset) { public string Topic => topic; public long Offset => offset; }
        public interface IPlaces { Task Set(Place place); Task<Place> Get(string topic); }
        public interface IFeed { IEnumerable<string> Scan(long from); bool Next(out string text, out long at); }
        public interface ISink { void Send(Place place, string text); }
        public class Reader(IPlaces places, IFeed log, ISink sink)
        {
            public async Task Run() { var from = {{begin}}; while (true) { var scan = log.Scan(from); while (log.Next(out var text, out var at)) { sink.Send(new Place("a", {{along}}), text); from = at; } if (scan is null) break; } }
            static long Begin(Place place) => place.Offset;
            async Task<Place> From() => await places.Get("a") ?? new Place("a", 0);
        }
        """)).Count == 1);

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
    [InlineData("public class Held(Held.Rows rows) : IPositions { public class Rows { readonly Dictionary<string, long> _p = new(); public long Get(string name) => _p[name]; public void Set(string name, long position) => _p[name] = position; } public Task<long> Load(string name) => Task.FromResult(rows.Get(name)); public Task Save(string name, long position) { rows.Set(name, position); return Task.CompletedTask; } }")]
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

    [Theory]
    [InlineData("_done = _open.Keys.First() - 1; else _done = _highest;", "commit(done);", true)]
    [InlineData("_done = _open.Keys.First(); else _done = _highest;", "commit(done);", false)]
    [InlineData("_done = _open.Keys.First() - 1;", "commit(done);", false)]
    [InlineData("_done = _open.Keys.First() - 1; else _done = _highest;", "Console.Write(done);", false)]
    public async Task What_lies_before_the_first_unfinished_item_is_handed_on(string step, string use, bool expected) => Assert.Equal(expected, (await Snapshots.Find("PAT1200", Snapshots.Input + $$"""
        public class Window
        {
            readonly SortedDictionary<long, Item> _open = new(); long _done = -1, _highest = -1;
            public void Add(Item item) { _open[item.Offset] = item; if (item.Offset > _highest) _highest = item.Offset; }
            public void Finish(Item item) { if (!_open.Remove(item.Offset)) return; if (_open.Count > 0) {{step}} }
            public long Done() => _done;
        }
        public class Commits(Window window, Action<long> commit) { public void Tick() { var done = window.Done(); {{use}} commit(0); } }
        """)).Count == 1);

    [Fact]
    public async Task A_sequencer_that_delivers_what_it_held_back_is_none() => Assert.Empty(await Snapshots.Find("PAT1200", Snapshots.Input
        + "public class Sequencer(IHandler handler) { readonly Dictionary<long, Item> _early = new(); long _next; public async Task Take(Item item) { _early[item.Offset] = item; while (_early.Remove(_next, out var ready)) { _next++; await handler.Handle(ready); } } }"));

    [Fact]
    public async Task A_keeper_that_saves_from_time_to_time_is_likely_a_tracker()
    {
        const string Keeper = "public interface IRow { Task<string> Read(); Task Write(string value); } public class Keeper(IRow row) { string _latest = \"\"; DateTime _quiet; public async Task<string> Load() => _latest = await row.Read(); public void Update(string offset, DateTime now) { if (_latest == offset) return; _latest = offset; if (now < _quiet) return; _quiet = now.AddMinutes(1); _ = row.Write(offset); } }";
        Assert.Equal("medium", Assert.Single(await Snapshots.Find("PAT1200", Keeper)).Confidence);
    }

    private static string CatchingUp(string work) => "public static class Log { public static void Write(string text) { } } " + Follower(
        "public async Task Run() { var at = await positions.Load(\"a\"); await foreach (var item in input.Read(at)) { await handler.Handle(item); await positions.Save(\"a\", item.Offset); } } public async Task Start(Item item) => await Old(item, await positions.Load(\"a\")); async Task Old(Item item, long at) { WORK } void Check(Item item) { if (item.Text == \"\") throw new ArgumentException(); }".Replace("WORK", work));

    private static (string, string?) One(IReadOnlyList<Patterns.Tests.Found> found) => (Assert.Single(found).Text, found[0].Confidence);

    private static string Follower(string members) => Snapshots.Input + "public class Follower(IInput input, IPositions positions, IHandler handler) { readonly object _use = (input, handler); " + members + " } ";

    [Theory]
    [InlineData("at = at with { Seq = all.Last().Seq }; await store.Save(at);", "Engine:Rows")]
    [InlineData("at = at with { Seq = 1 }; await store.Save(at);", "")]
    public async Task A_position_may_bear_the_name_of_whose_it_is(string save, string found) => Assert.Equal(found, string.Join(":", (await Snapshots.Find("PAT1200", $$"""
        public record Event(long Seq); public interface IView { Task Apply(List<Event> all); } public record Place(string View, long Seq);
        public interface IEvents<T> { Task<Place> Load(IView view); Task Save(Place place, bool insert = false); Task<List<Event>> Past(Place place); }
        public class Rows<T>(string folder) : IEvents<T>
        {
            public async Task<Place> Load(IView view) => new("a", long.Parse(await File.ReadAllTextAsync(folder + view))); public Task<List<Event>> Past(Place place) => Task.FromResult(new List<Event>());
            public Task Save(Place place, bool insert) => File.WriteAllTextAsync(folder + place.View, $"{place.Seq}");
        }
        public class Engine<T>(IEvents<T> store) { public async Task Restore(IView view) { var at = await store.Load(view); while (true) { var all = await store.Past(at); if (!all.Any()) break; await view.Apply(all); {{save}} } } }
        """)).Select(finding => finding.Text).Order()));

    [Theory]
    [InlineData("public readonly record struct Name(string Value);", true)]
    [InlineData("public readonly record struct Name(string Value, string Part);", false)]
    public async Task A_store_behind_a_contract_of_another_assembly_may_be_asked_by_a_wrapped_name(string name, bool expected)
    {
        var contract = Snapshots.Emit(Source.Compile("namespace Feed { " + name + " public readonly record struct Position(long Value); public interface IPlaces { System.Threading.Tasks.Task Set(Name name, Position place); System.Threading.Tasks.Task<Position> Get(Name name); } }").WithAssemblyName("Feed"));
        var compilation = Source.Compile("public class Rows(Rows.ITable table) : Feed.IPlaces { public interface ITable { Task Put(string key, long value); Task<long> Get(string key); } public Task Set(Feed.Name name, Feed.Position place) => table.Put(name.Value, place.Value); public async Task<Feed.Position> Get(Feed.Name name) => new(await table.Get(name.Value)); }").AddReferences(contract);
        Assert.Equal(expected, (await Finds.In<Patterns.Analyzers.DistributedSnapshot.DistributedSnapshotAnalyzer>(compilation)).Any(finding => finding.Id == "PAT1200"));
    }

    [Theory]
    [InlineData("lowest - 1", 1)]
    [InlineData("lowest + open.Count - 9", 0)]
    public async Task Only_one_less_than_the_smallest_is_how_far_all_is_done(string done, int found) => Assert.Equal(found, (await Snapshots.Find("PAT1200", Snapshots.Input + $$"""
        public class Keeper(IPositions positions)
        {
            readonly List<long> open = new();
            public async Task Done(Item item) { open.Remove(item.Offset); var lowest = open.Min(); await positions.Save("a", {{done}}); }
        }
        """)).Count);

    private const string Places = """
        public class Place { public string Mark = ""; } public record Batch(Place Next, string[] Rows); public interface IFeed { Task<Batch> Read(Place? from); } public interface IWork { Task Handle(Batch batch); }
        public interface IStore { Task<Place> Current(); Task Advance(Place to); }

        """;

    [Theory]
    [InlineData("at = await store.Current();", "feed.Read(at)", "await work.Handle(batch);", "at = batch.Next; await store.Advance(at);", true)]
    [InlineData("var old = await store.Current(); at = old;", "Ask()", "await work.Handle(batch);", "at = batch.Next; await store.Advance(at);", true)]
    [InlineData("await store.Current();", "feed.Read(at)", "await work.Handle(batch);", "at = batch.Next; await store.Advance(at);", false)]
    [InlineData("at = await store.Current();", "feed.Read(null)", "await work.Handle(batch);", "at = batch.Next; await store.Advance(at);", false)]
    [InlineData("at = await store.Current();", "feed.Read(at)", "", "at = batch.Next; await store.Advance(at);", false)]
    [InlineData("at = await store.Current();", "feed.Read(at)", "await work.Handle(batch);", "at = new(); await store.Advance(at);", false)]
    [InlineData("at = await store.Current();", "feed.Read(at)", "await work.Handle(batch);", "at = batch.Next; await other.Advance(at);", false)]
    public async Task Whatever_a_place_is_made_of_one_reads_on_from_it(string start, string read, string work, string save, bool expected)
    {
        var consumer = $"public class Consumer(IStore store, IStore other, IFeed feed, IWork work) {{ Place? at; public async Task Start() {{ {start} }} Task<Batch> Ask() => feed.Read(at); public async Task Step() {{ var batch = await {read}; {work} {save} Console.Write((work, other)); }} }}";
        Assert.Equal(expected, (await Snapshots.Find("PAT1200", Places + consumer)).Any(finding => finding.Text == "Consumer"));
    }

    [Theory]
    [InlineData("await File.WriteAllTextAsync(\"a\", to.Mark);", true)]
    [InlineData("await one.WaitAsync(); now = to;", false)]
    public async Task Who_stores_where_to_go_on_outlives_the_process(string advance, bool expected) => Assert.Equal(expected, (await Snapshots.Find("PAT1200", Places + $$"""
        public class Store : IStore { readonly SemaphoreSlim one = new(1); Place now = new(); public Task<Place> Current() => Task.FromResult(now); public async Task Advance(Place to) { {{advance}} } }
        public class Consumer(IStore store, IFeed feed, IWork work) { Place? at; public async Task Start() => at = await store.Current(); public async Task Step() { var batch = await feed.Read(at); await work.Handle(batch); at = batch.Next; await store.Advance(at); } }
        """)).Any(finding => finding.Text == "Store"));

    [Theory]
    [InlineData("if (stored == null || point.Number >= stored.Number)", "this.Number = item.Offset;", true)]
    [InlineData("", "this.Number = item.Offset;", false)]
    [InlineData("if (stored == null || point.Number >= stored.Number)", "Console.Write(item);", false)]
    public async Task A_place_that_is_taken_over_and_never_goes_back_is_tracked(string guard, string follow, bool expected) => Assert.Equal(expected, (await Snapshots.Find("PAT1200", Snapshots.Input + $$"""
        public record Point(string Part, long Number); public record Start(string Mark); public interface IPoints { Task<Point?> Get(string part); Task Put(Point point); } public class Host(IPoints points) { public IPoints Points { get; } = points; }
        public class Context(Host host)
        {
            public long Number { get; set; }
            public void Follow(Item item) { {{follow}} }
            public async Task<Start> Begin() { var stored = await host.Points.Get("a"); if (stored != null) this.Number = stored.Number; return new Start(this.Number.ToString()); }
            public Task Checkpoint(Item item) => Persist(new Point("a", item.Offset));
            async Task Persist(Point point) { var stored = await host.Points.Get(point.Part); {{guard}} await host.Points.Put(point); }
        }
        """)).Any(finding => finding.Text == "Context"));

    [Theory]
    [InlineData("\"clock\"", "\"clock\"", "item.Offset + 1", true)]
    [InlineData("\"clock\"", "\"best\"", "item.Offset + 1", false)]
    [InlineData("\"clock\"", "\"clock\"", "item.Offset", false)]
    public async Task A_position_under_a_key_says_where_to_read_on(string loaded, string saved, string position, bool expected) => Assert.Equal(expected, (await Snapshots.Find("PAT1200", Snapshots.Input + $$"""
        public interface ITable { byte[] Get(string key); void Set(string key, byte[] data); }
        public class View(ITable table, IHandler handler)
        {
            long Load() => BitConverter.ToInt64(table.Get({{loaded}})); void Save(long at) => table.Set({{saved}}, BitConverter.GetBytes(at));
            public long Begin() => Load();
            public async Task On(Item item) { await handler.Handle(item); Save({{position}}); }
        }
        """)).Any(finding => finding.Text == "View"));
}
