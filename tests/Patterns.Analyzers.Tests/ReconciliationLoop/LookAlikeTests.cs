namespace Patterns.Analyzers.Tests.ReconciliationLoop;

public sealed class LookAlikeTests
{
    [Theory]
    [InlineData("only told about", "var wanted = await source.Wanted(); foreach (var id in held.Keys) if (!wanted.Contains(id)) Removed?.Invoke(id);")]
    [InlineData("only logged", "var wanted = await source.Wanted(); foreach (var id in held.Keys.Except(wanted)) Console.WriteLine(id);")]
    [InlineData("told about by a member", "var wanted = await source.Wanted(); foreach (var id in held.Keys.Except(wanted)) Forget(id);")]
    [InlineData("members that are asked", "foreach (var id in await source.Wanted()) if (!others.Any(one => one.Owns(id))) await world.Stop(id);")]
    [InlineData("noted by a member", "var wanted = await source.Wanted(); foreach (var id in (await world.Running()).Except(wanted)) Note(id);")]
    [InlineData("only remembered", "foreach (var item in await source.Items()) if (!held.ContainsKey(item.Id)) held.Add(item.Id, item);")]
    [InlineData("a walk that knows where it was", "var seen = new HashSet<string>(); foreach (var id in await source.Wanted()) if (!seen.Contains(id)) { seen.Add(id); await world.Start(id); }")]
    [InlineData("notes of what was done", "foreach (var id in await source.Wanted()) if (!done.Contains(id)) { await world.Start(id); done.Add(id); }")]
    [InlineData("notes of what was done, queried", "var rest = (await source.Wanted()).Where(id => !done.Contains(id)).ToList(); foreach (var id in rest) { await world.Start(id); done.Add(id); }")]
    [InlineData("notes of what is under way", "foreach (var item in await source.Items()) if (!held.ContainsKey(item.Id)) { held[item.Id] = item; await world.Start(item.Id); }")]
    [InlineData("notes that the correction makes", "foreach (var item in await source.Items()) if (!held.ContainsKey(item.Id)) await Hold(item);")]
    [InlineData("a union", "var list = Blocked(); var known = list.Ids; var gone = (await source.Wanted()).Where(id => !known.Contains(id)).ToArray(); list.Block(gone);")]
    [InlineData("a union with a member of another", "foreach (var id in await source.Wanted()) if (!message.Headers.Accept.Contains(new(id))) message.Headers.Accept.Add(new(id));")]
    [InlineData("a text that was kept", "foreach (var id in System.Text.Json.JsonSerializer.Deserialize<List<string>>(text)) if (!held.ContainsKey(id)) await world.Start(id);")]
    [InlineData("one state only", "var running = await world.Running(); foreach (var id in running) if (!running.Contains(id + id)) await world.Stop(id);")]
    [InlineData("what a type is made of", "foreach (var one in typeof(Item).GetProperties()) if (!held.ContainsKey(one.Name)) await world.Start(one.Name);")]
    [InlineData("no difference", "foreach (var id in await source.Wanted()) await world.Start(id);")]
    [InlineData("what both have", "var wanted = await source.Wanted(); foreach (var id in held.Keys) if (wanted.Contains(id)) await world.Start(id);")]
    [InlineData("messages that are looked up", "await foreach (var id in inbox.Reader.ReadAllAsync()) if (!held.ContainsKey(id)) await world.Start(id);")]
    public async Task Is_silent_for(string what, string code) => Assert.Equal([what], [what, .. await Reconciling.In(Reconciling.Pass(code, "System.Threading.Channels.Channel<string> inbox; event Action<string> Removed; System.Net.Http.HttpRequestMessage message; List<Other> others; public sealed class Other { public bool Owns(string id) => true; } async Task Hold(Item item) { held[item.Id] = item; await world.Start(item.Id); } void Note(string id) { text = id; Count(); } int count; void Count() => count++; void Forget(string id) { Console.WriteLine(id); foreach (var one in listeners) one(id); } List<Action<string>> listeners = new(); HashSet<string> done = new(); string text; Blocks Blocked() => null; public sealed class Blocks { public List<string> Ids; public void Block(string[] ids) { } }"))]);

    [Theory]
    [InlineData("class ReconcileController { ISource source; IWorld world; public async Task Reconcile() { var running = await world.Running(); foreach (var id in await source.Wanted()) if (!running.Contains(id)) await world.Start(id); } }")]
    [InlineData("class Importer { ISource source; IWorld world; public async Task Import() { var running = await world.Running(); foreach (var id in await source.Wanted()) if (!running.Contains(id)) await world.Start(id); } public async Task Retry() { while (true) { await source.Wanted(); await Task.Delay(9); } } }")]
    [InlineData("class Importer { ISource source; IWorld world; public async Task Import() { while (await world.Running() == null) await Task.Delay(9); var running = await world.Running(); foreach (var id in await source.Wanted()) if (!running.Contains(id)) await world.Start(id); } }")]
    [InlineData("class Importer { ISource source; IWorld world; public async Task Import() { for (var i = 0; i < 3; i++) { var running = await world.Running(); foreach (var id in await source.Wanted()) if (!running.Contains(id)) await world.Start(id); await Task.Delay(9); } } }")]
    [InlineData("class Merger { public State Merge(State one, State other) => one; public async Task Run(State one, State other, IWorld world) { var both = Merge(one, other); await world.Start(both.ToString()); } }")]
    [InlineData("class ReconcileController { double wanted; public async Task Run(Action<double> set, Func<double> get) { while (true) { set(wanted - get()); await Task.Delay(9); } } }")]
    [InlineData("class Node { public List<Node> Children = new(); public void Merge(Node one, Node other) { for (var i = 0; i < 9; i++) { one.Children.Add(other.Children[i]); Merge(one.Children[i], other.Children[i]); } } }")]
    public async Task Neither_one_shot_nor_set_point_nor_merge_is_one(string source) => Assert.Empty(await Reconciling.In(source));

    [Theory]
    [InlineData("Set")]
    [InlineData("ReconcileAsync", "Roles reconciler")]
    public async Task A_request_that_is_carried_out_once_is_none(string name, params string[] found) => Assert.Equal(found, await Reconciling.In($$"""
        class Roles
        {
            IWorld world;
            public async Task {{name}}(List<string> wanted)
            {
                var now = await world.Running();
                foreach (var id in now.Except(wanted)) await world.Stop(id);
                foreach (var id in wanted.Except(now)) await world.Start(id);
            }
        }
        """));

    [Theory]
    [InlineData("var known = await world.Running();", "", "Keeper reconciler")]
    [InlineData("var known = new HashSet<string>(); foreach (var id in await world.Running()) known.Add(id);", "", "Keeper reconciler")]
    [InlineData("var known = new HashSet<string>();", "foreach (var id in await world.Running()) known.Add(id);")]
    public async Task What_a_pass_gathers_as_it_goes_is_no_state(string before, string after, params string[] found) => Assert.Equal(found, await Reconciling.In(Reconciling.Pass(
        $"{before} while (true) {{ var rest = (await source.Wanted()).Where(id => !known.Contains(id)).ToList(); foreach (var id in rest) await world.Start(id); {after} }}")));

    [Theory]
    [InlineData("", "Keeper reconciler")]
    [InlineData("saved.Seen = items.ToDictionary(item => item.Id);")]
    public async Task What_was_seen_last_is_no_state(string after, params string[] found) => Assert.Equal(found, await Reconciling.In(Reconciling.Pass(
        $"var saved = await Load(); var items = await source.Items(); foreach (var item in items) if (!saved.Seen.ContainsKey(item.Id)) await world.Start(item.Id); {after}",
        "Task<Saved> Load() => null; public sealed class Saved { public Dictionary<string, Item> Seen; }")));

    [Theory]
    [InlineData("ISource", "Mirror reconciler")]
    [InlineData("object")]
    public async Task What_a_message_says_is_no_state(string type, params string[] found) => Assert.Equal(found, await Reconciling.In($$"""
        class Mirror
        {
            IWorld world; List<string> held;
            public async Task On({{type}} message)
            {
                var now = await ((ISource)message).Wanted();
                foreach (var id in held.Except(now)) await world.Stop(id);
                foreach (var id in now.Except(held)) await world.Start(id);
            }
        }
        """));

    [Theory]
    [InlineData("await source.Wanted()", "Editor reconciler")]
    [InlineData("new Draft(now).Text.Split(',')")]
    public async Task A_text_that_is_taken_apart_is_no_state_of_its_own(string given, params string[] found) => Assert.Equal(found, await Reconciling.In($$"""
        public sealed class Draft(List<string> shown) { public string Text => string.Join(',', shown); }
        class Editor
        {
            ISource source; IWorld world;
            public async Task Edit()
            {
                var now = await world.Running(); var wanted = {{given}};
                foreach (var id in now.Except(wanted)) await world.Stop(id);
                foreach (var id in wanted.Except(now)) await world.Start(id);
            }
        }
        """));

    [Theory]
    [InlineData("Action<string> removed", "removed(id);")]
    [InlineData("Action<Order> onRemoved", "onRemoved(new Order(id));")]
    [InlineData("Action<Order> log", "log(new Order(id));")]
    public async Task A_delegate_that_only_tells_corrects_nothing(string callback, string call) => Assert.Empty(await Reconciling.In(
        "public sealed record Order(string Id);" + Reconciling.Pass($"var wanted = await source.Wanted(); foreach (var id in held.Keys.Except(wanted)) {call}", $"private readonly {callback};")));

    [Fact]
    public async Task Two_members_that_nobody_calls_together_are_no_pass() => Assert.Empty(await Reconciling.In("""
        class Service
        {
            ISource source; IWorld world;
            public async Task Drop() { var wanted = await source.Wanted(); var now = await world.Running(); foreach (var id in now.Except(wanted)) await world.Stop(id); }
            public async Task Make() { var wanted = await source.Wanted(); var now = await world.Running(); foreach (var id in wanted.Except(now)) await world.Start(id); }
        }
        """));

    [Fact]
    public async Task Who_waits_for_answers_has_no_plan_that_rests_on_them() => Assert.Empty(await Reconciling.In("""
        public sealed class View { public Dictionary<string, string> Owner = new(); } public interface IViewer { View Look(); List<string> Next(); }
        """ + Reconciling.Pass("var view = viewer.Look(); foreach (var (id, target) in pending) if (view.Owner.TryGetValue(id, out var owner)) done.Add(id); foreach (var id in done) pending.Remove(id);"
            + "foreach (var id in viewer.Next()) { order(id); pending[id] = id; } await Task.Yield();", "IViewer viewer; Dictionary<string, string> pending = new(); List<string> done = new(); private readonly Action<string> order;")));

    [Theory]
    [InlineData("a queue of jobs", "class Keys<T> { Queue<T> line = new(); public void Add(T job) => line.Enqueue(job); public Task<T> Take() => Task.FromResult(line.Dequeue()); }", "var id = await keys.Take(); try { await reconciler.Reconcile(id); } catch { keys.Add(id); }")]
    [InlineData("a router", "class Keys<T> { Queue<T> line = new(); Dictionary<Type, Action<T>> routes = new(); public void Add(T job) { if (routes.ContainsKey(typeof(T))) line.Enqueue(job); } public Task<T> Take() => Task.FromResult(line.Dequeue()); }", "var id = await keys.Take(); try { await reconciler.Reconcile(id); } catch { keys.Add(id); }")]
    [InlineData("a queue of jobs and a tally", "class Keys<T> { Queue<T> line = new(); System.Collections.Concurrent.ConcurrentDictionary<string, int> counts = new(); public void Add(T job) { counts.AddOrUpdate(\"\", 1, (_, n) => n + 1); line.Enqueue(job); } public Task<T> Take() => Task.FromResult(line.Dequeue()); }", "var id = await keys.Take(); try { await reconciler.Reconcile(id); } catch { keys.Add(id); }")]
    [InlineData("a cache", "class Keys<T> { LinkedList<T> line = new(); Dictionary<T, string> known = new(); public string Find(T key) => known.TryGetValue(key, out var text) ? text : null; public void Put(T key, string text) { known[key] = text; line.AddFirst(key); } }", "for (var i = 0; i < 9; i++) { var key = i.ToString(); var text = keys.Find(key); if (text == null) { await reconciler.Reconcile(key); keys.Put(key, text); } }")]
    [InlineData("a queue that is only emptied", null, "var id = await keys.Take(); await reconciler.Reconcile(id); keys.Done(id);")]
    [InlineData("a queue that is only filled", null, "keys.Add(\"\"); await reconciler.Reconcile(null);")]
    public async Task A_queue_that_knows_no_keys_or_gets_nothing_back_is_none(string what, string? queue, string loop) => Assert.Equal([what], [what, .. await Reconciling.In(
        (queue is null ? Reconciling.Keys : queue + "public interface IStore { } public interface IReconciler { Task Reconcile(string id); }") + Reconciling.Worker(loop))]);

    [Theory]
    [InlineData("a watch that starts anywhere", "version = list.Version;", "null", "cache.Remove(item.Id);")]
    [InlineData("a list without a version", "", "version", "cache.Remove(item.Id);")]
    [InlineData("events without a cache", "version = list.Version;", "version", "Console.Write(item.Id);")]
    public async Task Half_an_informer_is_none(string what, string list, string from, string gone) => Assert.Equal([what], [what, .. await Reconciling.In(Reconciling.Informer(list, from, gone))]);

    [Theory]
    [InlineData("for (var i = Children.Count; i < next.Children.Count; i++) Children.Add(next.Children[i]);")]
    [InlineData("for (var i = next.Children.Count; i < Children.Count; i++) Children.RemoveAt(i);")]
    public async Task A_tree_that_takes_over_another_unmounts_nothing(string rest) => Assert.Empty(await Reconciling.In(
        $"class Node {{ public List<Node> Children = new(); public void Follow(Node next) {{ for (var i = 0; i < Children.Count && i < next.Children.Count; i++) Children[i].Follow(next.Children[i]); {rest} }} }}"));

    [Theory]
    [InlineData("interface IResourceController<T> { } class Own : IResourceController<Item> { }")]
    [InlineData("interface IEntityController<T> { } class Own : IEntityController<Item> { }")]
    [InlineData("class Component { } class Own : Component { }")]
    public async Task A_type_that_merely_bears_a_name_of_a_framework_is_nothing(string source) => Assert.Empty(await Reconciling.In(source));

    [Theory]
    [InlineData("seen.Contains(id)", 0)]
    [InlineData("id == null", 1)]
    public async Task What_a_pass_remembers_to_leave_out_corrects_nothing(string left, int loops) => Assert.Equal(loops, (await Reconciling.In(Reconciling.Pass(
        $"var running = await world.Running(); var rest = (await source.Wanted()).Where(id => !({left})).ToList(); foreach (var id in rest.Where(one => !running.Contains(one))) seen.Note(id);",
        "Seen seen; public class Seen { public bool Contains(string id) => false; public void Note(string id) => System.IO.File.AppendAllText(id, id); }"))).Length);
}
