using Patterns.Analyzers.ReconciliationLoop;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.ReconciliationLoop;

public sealed class RecognitionTests
{
    private const string Members = """
        static ISource source; static IWorld world;
        public async Task Run() { while (true) { await Once(); await Task.Delay(9); } }
        async Task Once() { var wanted = await source.Wanted(); foreach (var id in await world.Running()) if (!wanted.Contains(id)) await world.Stop(id); }
        """;

    [Theory]
    [InlineData("public sealed class Keeper { MEMBERS }")]
    [InlineData("public record Keeper { MEMBERS }")]
    [InlineData("public struct Keeper { MEMBERS }")]
    [InlineData("public class Keeper<T> { MEMBERS }")]
    [InlineData("public class Outer { public class Keeper { MEMBERS } }")]
    [InlineData("public class Keeper(int size) { public int Size => size; MEMBERS }")]
    [InlineData("public partial class Keeper { MEMBERS } partial class Keeper { int other; }")]
    public async Task Any_kind_of_declaration_can_reconcile(string declaration) =>
        Assert.Equal(["Keeper reconciler"], await Reconciling.In(declaration.Replace("MEMBERS", Members, StringComparison.Ordinal)));

    [Theory]
    [InlineData("var wanted = await source.Wanted(); foreach (var id in held.Keys.Except(wanted)) await world.Stop(id);")]
    [InlineData("var wanted = await source.Wanted(); var gone = held.Keys.Except(wanted).ToList(); await Task.WhenAll(gone.Select(id => world.Stop(id)));")]
    [InlineData("var wanted = await source.Wanted(); var gone = held.Keys.Where(id => !wanted.Contains(id)).ToList(); await world.StopAll(gone);")]
    [InlineData("var wanted = await source.Wanted(); foreach (var id in held.Keys) { if (wanted.Contains(id)) continue; await world.Stop(id); }")]
    [InlineData("foreach (var item in await source.Items()) { if (held.TryGetValue(item.Id, out var one)) one.Id = item.Id; else await world.Start(item.Id); }")]
    [InlineData("var gone = new List<string>(); var wanted = await source.Wanted(); foreach (var id in held.Keys) if (!wanted.Contains(id)) gone.Add(id); foreach (var id in gone) world.Kill(id);")]
    [InlineData("var rest = new HashSet<string>(held.Keys); foreach (var item in await source.Items()) rest.Remove(item.Id); foreach (var id in rest) await world.Stop(id);")]
    [InlineData("var seen = new HashSet<string>(); foreach (var item in await source.Items()) seen.Add(item.Id); foreach (var id in held.Keys) if (!seen.Contains(id)) await world.Stop(id);")]
    [InlineData("var wanted = await source.Wanted(); foreach (var id in held.Keys) { var isWanted = wanted.Contains(id); if (!isWanted) await world.Stop(id); }")]
    [InlineData("List<string> wanted; try { wanted = await source.Wanted(); } catch (IOException) { return; } foreach (var id in held.Keys) if (!wanted.Contains(id)) await world.Stop(id);")]
    [InlineData("var wanted = await source.Wanted(); foreach (var id in held.Keys) { var isGone = !wanted.Contains(id); if (isGone) await world.Stop(id); }")]
    public async Task The_difference_can_take_any_form(string code) => Assert.Equal(["Keeper reconciler"], await Reconciling.In(Reconciling.Pass(code)));

    [Fact]
    public async Task What_is_done_with_those_that_are_found_corrects_nothing() => Assert.Empty(await Reconciling.In(Reconciling.Pass(
        "var wanted = await source.Wanted(); foreach (var id in held.Keys) { if (wanted.Contains(id)) { if (id.Length > 3) continue; await world.Stop(id); } Console.WriteLine(id); }")));

    [Theory]
    [InlineData("HashSet<string> done = new();", "foreach (var id in wanted) if (!done.Contains(id)) { await world.Start(id); done.Add(id); } foreach (var id in done.Except(wanted)) await world.Stop(id);")]
    [InlineData("Dictionary<string, Task> done = new();", "foreach (var id in wanted) if (!done.ContainsKey(id)) done[id] = world.Start(id);")]
    [InlineData("Dictionary<string, Agent> done = new();", "foreach (var id in wanted) if (!done.TryGetValue(id, out var agent)) { done[id] = agent = new(); agent.Start(id); }")]
    public async Task What_a_pass_keeps_counts_where_it_is_alive_or_removed_as_well(string kept, string code) => Assert.Equal(["Keeper reconciler"], await Reconciling.In(
        "public sealed class Agent { public void Start(string id) { } }" + Reconciling.Pass("var wanted = await source.Wanted(); " + code, kept)));

    [Theory]
    [InlineData("Func<string, Task> stop", "await stop(id);")]
    [InlineData("Action<Order> send", "send(new Order(id));")]
    public async Task A_correction_may_be_ordered_through_a_delegate_that_was_given(string order, string call) => Assert.Equal(["Keeper reconciler"], await Reconciling.In(
        "public sealed record Order(string Id);" + Reconciling.Pass($"var wanted = await source.Wanted(); foreach (var id in held.Keys.Except(wanted)) {call}", $"private readonly {order};")));

    [Theory]
    [InlineData("if (old is not null) await world.Stop(old.Id); await world.Start(id);", "'Start' corrects it")]
    [InlineData("if (old != null) await world.Stop(old.Id); await world.Start(id);", "'Start' corrects it")]
    [InlineData("await world.Stop(id); await world.Start(id);", "'Stop' corrects it")]
    public async Task What_is_stopped_because_it_was_found_makes_up_for_nothing_missing(string code, string expected) => Assert.Contains(expected, Assert.Single(
        await Finds.In<ReconciliationLoopAnalyzer>(Reconciling.World + Reconciling.Pass(
            "foreach (var id in await source.Wanted()) { if (held.TryGetValue(id, out var old) && old.Id == id) continue; " + code + " }")),
        finding => finding.Id == "PAT1000").Message);

    [Fact]
    public async Task What_a_helper_gets_was_fetched_by_its_caller() => Assert.Equal(["Keeper reconciler"], await Reconciling.In(
        Reconciling.Pass("await Drop(await source.Wanted());", "async Task Drop(List<string> wanted) { foreach (var id in held.Keys.Except(wanted)) await world.Stop(id); }")));

    [Theory]
    [InlineData("Timer timer; void Begin() => timer = new Timer(_ => Once(), null, 0, 9);")]
    [InlineData("async Task Run(PeriodicTimer timer) { while (await timer.WaitForNextTickAsync()) await Once(); }")]
    [InlineData("} class Driver { public async Task Run(Keeper keeper) { for (;;) { await keeper.Once(); await Task.Delay(9); } }")]
    public async Task The_pass_comes_round_by_a_loop_or_a_timer(string repetition) => Assert.Equal(["Keeper reconciler"], await Reconciling.In(
        $"class Keeper {{ ISource source; IWorld world; public async Task Once() {{ var wanted = await source.Wanted(); foreach (var id in await world.Running()) if (!wanted.Contains(id)) await world.Stop(id); }} {repetition} }}"));

    [Fact]
    public async Task A_number_of_things_held_is_brought_to_the_number_wanted() => Assert.Equal(["Keeper reconciler"], await Reconciling.In(
        Reconciling.Pass("if (held.Count < target) await world.Start(\"\"); else if (held.Count > target) await world.Stop(\"\");", "int target;")));

    [Fact]
    public async Task Two_states_are_handed_to_a_differ() => Assert.Equal(["Keeper reconciler"], await Reconciling.In("""
        public interface IReader { Task<State> Read(); } public interface IPlanner { Plan Diff(State one, State other); } public interface IRunner { Task Execute(Plan plan); }
        """ + Reconciling.Pass("var wanted = await reader.Read(); var now = await other.Read(); var plan = planner.Diff(wanted, now); await runner.Execute(plan);", "IReader reader, other; IPlanner planner; IRunner runner;")));

    [Theory]
    [InlineData("var (added, changed, gone) = Diff(wanted, now); foreach (var id in added) await world.Start(id); await Task.WhenAll(gone.Select(id => world.Stop(id)));")]
    [InlineData("var plan = planner.Diff(wanted, now); await runner.Execute(plan);")]
    public async Task What_a_differ_answers_is_carried_out(string code) => Assert.Equal(["Keeper reconciler"], await Reconciling.In($$"""
        public interface IPlanner { Plan Diff(State one, State other); } public interface IRunner { Task Execute(Plan plan); }
        class Keeper { IWorld world; IPlanner planner; IRunner runner; (List<string>, List<string>, List<string>) Diff(State one, State other) => default; public async Task Once(State wanted, State now) { {{code}} } }
        """));

    [Theory]
    [InlineData("foreach (var id in now) if (!wanted.Contains(id)) await world.Stop(id); foreach (var id in wanted) if (!now.Contains(id)) await world.Start(id);")]
    [InlineData("var gone = now.Where(id => !wanted.Contains(id)).ToList(); await Task.WhenAll(Make(wanted), Drop(gone));")]
    public async Task Without_a_loop_the_pass_converges_both_ways(string code) => Assert.Equal(["Keeper reconciler"], await Reconciling.In($$"""
        class Keeper { ISource source; IWorld world; async Task Once() { var wanted = await source.Wanted(); var now = await world.Running(); {{code}} } Task Make(List<string> ids) => null; Task Drop(List<string> ids) => null; }
        """));

    [Fact]
    public async Task Both_ways_can_lie_in_helpers_of_one_pass() => Assert.Equal(["Keeper reconciler"], await Reconciling.In("""
        class Keeper
        {
            ISource source; IWorld world; public async Task Once() { var wanted = await source.Wanted(); var now = await world.Running(); await Drop(wanted, now); await Make(wanted, now); }
            async Task Drop(List<string> wanted, List<string> now) { foreach (var id in now.Except(wanted)) await world.Stop(id); }
            async Task Make(List<string> wanted, List<string> now) { foreach (var id in wanted.Except(now)) await world.Start(id); }
        }
        """));

    [Theory]
    [InlineData("world.Start(id).Wait();")]
    [InlineData("order(id);")]
    public async Task What_is_under_way_is_held_against_what_is_observed(string act) => Assert.Equal(["Keeper reconciler"], await Reconciling.In("""
        public sealed class View { public Dictionary<string, string> Owner = new(); } public interface IViewer { View Look(); }
        static class Planner { public static List<string> Plan(View view) => new(); }
        """ + Reconciling.Pass("var view = viewer.Look(); foreach (var (id, target) in pending) if (view.Owner.TryGetValue(id, out var owner) && owner == target) done.Add(id); foreach (var id in done) pending.Remove(id);"
            + $"foreach (var id in Planner.Plan(view)) {{ {act} pending[id] = id; }} await Task.Yield();", "IViewer viewer; Dictionary<string, string> pending = new(); List<string> done = new(); private readonly Action<string> order;")));

    [Theory]
    [InlineData("var id = await keys.Take(); try { await reconciler.Reconcile(id); } catch { keys.Add(id); } finally { keys.Done(id); }")]
    [InlineData("var id = await keys.Take(); await Handle(id);")]
    [InlineData("var id = await keys.Take(); var item = await store.Read(id); if (item != null) await reconciler.Bring(item);")]
    public async Task A_loop_over_a_queue_of_keys_reconciles(string loop) => Assert.Equal(["Worker reconciler"], await Reconciling.In(
        Reconciling.Keys + Reconciling.Worker(loop, "async Task Handle(string id) { try { await reconciler.Reconcile(id); } catch { keys.Add(id); } }")));

    [Fact]
    public async Task A_queue_may_be_known_by_its_contract() => Assert.Equal(["Worker reconciler"], await Reconciling.In(Reconciling.Keys.Replace("class Keys<T>", "class Keys<T> : IKeys<T>", StringComparison.Ordinal)
        + "public interface IKeys<T> { void Add(T key); Task<T> Take(); }"
        + Reconciling.Worker("var id = await keys.Take(); try { await reconciler.Reconcile(id); } catch { keys.Add(id); }").Replace("Keys<string> keys = new()", "IKeys<string> keys", StringComparison.Ordinal)));

    [Fact]
    public async Task A_list_and_a_watch_from_its_version_inform() => Assert.Equal(["Informer informer"], await Reconciling.In(Reconciling.Informer("version = list.Version;", "version", "cache.Remove(item.Id);")));

    [Theory]
    [InlineData("Kind kind, Item item", "Informer informer")]
    [InlineData("string kind, Item item", null)]
    public async Task Whoever_registered_may_be_told_the_kind_of_change(string told, string? informer) => Assert.Equal(informer is null ? [] : [informer], await Reconciling.In($$"""
        public enum Kind { Added, Deleted } public delegate void Callback({{told}}); public sealed class Registration { public Callback Callback; }
        public sealed class Body { public List<Item> Items; public string Version; } public sealed class Answer { public Body Body; } public interface IApi { Task<Answer> List(); IAsyncEnumerable<Item> Watch(string version); }
        class Informer
        {
            IApi api; string version; Dictionary<string, Item> cache = new(); List<Registration> registered = new();
            void Tell(Kind kind, Item item) { foreach (var one in registered) one.Callback.Invoke({{(told.StartsWith('K') ? "kind" : "kind.ToString()")}}, item); }
            public async Task Begin() { var answer = await api.List(); var list = answer.Body; version = list.Version; foreach (var item in list.Items) { cache[item.Id] = item; Tell(Kind.Added, item); } }
            public async Task Follow() { while (true) await foreach (var item in api.Watch(version)) { version = item.Id; if (item.Id == "") { cache.Remove(item.Id); Tell(Kind.Deleted, item); } else { cache[item.Id] = item; } } }
        }
        """));

    [Fact]
    public async Task A_tree_may_merge_its_nodes() => Assert.Equal(["Node tree-reconciler"], await Reconciling.In("""
        public class Node
        {
            public List<Node> Children = new(); public void Unmount() { }
            public virtual void Follow(Node next)
            {
                for (var i = 0; i < Children.Count && i < next.Children.Count; i++) Children[i].Follow(next.Children[i]);
                for (var i = next.Children.Count; i < Children.Count; i++) Children[i].Unmount();
            }
        }
        """));

    [Theory]
    [InlineData("namespace KubeOps.Abstractions.Reconciliation.Controller { public interface IEntityController<T> { } }", "IEntityController<Item>", "controller")]
    [InlineData("namespace KubeOps.Abstractions.Reconciliation.Finalizer { public interface IEntityFinalizer<T> { } }", "IEntityFinalizer<Item>", "finalizer")]
    [InlineData("namespace KubeOps.Operator.Controller { public interface IResourceController<T> { } }", "IResourceController<Item>", "controller")]
    [InlineData("namespace KubeOps.Operator.Finalizer { public interface IResourceFinalizer<T> { } }", "IResourceFinalizer<Item>", "finalizer")]
    [InlineData("namespace KubeOps.Abstractions.Controller { public interface IEntityController<T> { } }", "IEntityController<Item>", "controller")]
    [InlineData("namespace KubeOps.Abstractions.Finalizer { public interface IEntityFinalizer<T> { } }", "IEntityFinalizer<Item>", "finalizer")]
    [InlineData("namespace MauiReactor { public abstract class Component { } }", "Component", "tree-reconciler")]
    public async Task Contracts_of_frameworks_mark_it(string framework, string contract, string role) => Assert.Equal(
        [$"Keeper {role}"], await Reconciling.In($"{framework} class Keeper : {framework.Split(' ')[1]}.{contract} {{ }}"));

    [Theory]
    [InlineData("using KubeOps.Abstractions.Reconciliation.Controller;", "Keeper : IEntityController<Item>")]
    [InlineData("using KubeOps.Abstractions.Reconciliation.Controller;", "Keeper : object, IEntityController<Item>")]
    [InlineData("using Mine;", "Keeper : IEntityController<Item>", false)]
    public async Task A_contract_counts_where_its_assembly_is_missing(string directive, string keeper, bool isMeant = true) => Assert.Equal(
        isMeant ? ["Keeper controller"] : [], (await Finds.In<ReconciliationLoopAnalyzer>(directive + Reconciling.World + $"class {keeper} {{ }}")).Where(found => found.Id == "PAT1000").Select(found => $"{found.Text} {found.Role}"));
}
