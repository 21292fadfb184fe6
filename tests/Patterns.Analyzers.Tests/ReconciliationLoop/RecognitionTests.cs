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
    public async Task The_difference_can_take_any_form(string code) => Assert.Equal(["Keeper reconciler"], await Reconciling.In(Reconciling.Pass(code)));

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

    [Theory]
    [InlineData("namespace KubeOps.Abstractions.Controller { public interface IEntityController<T> { } }", "IEntityController<Item>", "controller")]
    [InlineData("namespace KubeOps.Abstractions.Finalizer { public interface IEntityFinalizer<T> { } }", "IEntityFinalizer<Item>", "controller")]
    [InlineData("namespace MauiReactor { public abstract class Component { } }", "Component", "tree-reconciler")]
    public async Task Contracts_of_frameworks_mark_it(string framework, string contract, string role) => Assert.Equal(
        [$"Keeper {role}"], await Reconciling.In($"{framework} class Keeper : {framework.Split(' ')[1]}.{contract} {{ }}"));
}
