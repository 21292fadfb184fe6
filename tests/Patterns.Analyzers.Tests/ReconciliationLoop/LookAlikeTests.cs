namespace Patterns.Analyzers.Tests.ReconciliationLoop;

public sealed class LookAlikeTests
{
    [Theory]
    [InlineData("only told about", "var wanted = await source.Wanted(); foreach (var id in held.Keys) if (!wanted.Contains(id)) Removed?.Invoke(id);")]
    [InlineData("only logged", "var wanted = await source.Wanted(); foreach (var id in held.Keys.Except(wanted)) Console.WriteLine(id);")]
    [InlineData("only remembered", "foreach (var item in await source.Items()) if (!held.ContainsKey(item.Id)) held.Add(item.Id, item);")]
    [InlineData("a walk that knows where it was", "var seen = new HashSet<string>(); foreach (var id in await source.Wanted()) if (!seen.Contains(id)) { seen.Add(id); await world.Start(id); }")]
    [InlineData("one state only", "var running = await world.Running(); foreach (var id in running) if (!running.Contains(id + id)) await world.Stop(id);")]
    [InlineData("no difference", "foreach (var id in await source.Wanted()) await world.Start(id);")]
    [InlineData("what both have", "var wanted = await source.Wanted(); foreach (var id in held.Keys) if (wanted.Contains(id)) await world.Start(id);")]
    public async Task Is_silent_for(string what, string code) => Assert.Equal([what], [what, .. await Reconciling.In(Reconciling.Pass(code, "event Action<string> Removed;"))]);

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
    [InlineData("interface IEntityController<T> { } class Own : IEntityController<Item> { }")]
    [InlineData("class Component { } class Own : Component { }")]
    public async Task A_type_that_merely_bears_a_name_of_a_framework_is_nothing(string source) => Assert.Empty(await Reconciling.In(source));
}
