using Patterns.Analyzers.ReconciliationLoop;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.ReconciliationLoop;

public sealed class ConventionTests
{
    [Theory]
    [InlineData("try { await world.Start(id); [|seen.Add(id)|]; } catch (Exception) { }")]
    [InlineData("try { await world.Start(id); [|seen.Add(id)|]; } catch (Exception error) { Console.WriteLine(error); }")]
    [InlineData("seen.Add(id); try { await world.Start(id); } catch (Exception) { }")]
    [InlineData("try { seen.Add(id); await world.Start(id); } catch (Exception) { }")]
    [InlineData("try { await world.Start(id); seen.Add(id); } catch (Exception) { throw; }")]
    [InlineData("try { await world.Start(id); seen.Add(id); } catch (Exception) { seen.Add(id); }")]
    [InlineData("try { await world.Start(id); seen.Add(id); } catch (Exception) { complete = false; }")]
    public Task Failure_is_not_absence(string element) => Verify<ReconciliationLoopAnalyzer>.Reports("PAT1004", Reconciling.World + Reconciling.Pass($$"""
        var seen = new List<string>(); foreach (var id in source.Batch()) { {{element}} }
        foreach (var id in held.Keys.Except(seen)) await world.Stop(id);
        """, "bool complete;"));

    [Theory]
    [InlineData("while (true) { await Once(); await [|Task.Delay(9)|]; }")]
    [InlineData("for (;;) { await Once(); await [|Task.Delay(TimeSpan.FromSeconds(9))|].ConfigureAwait(false); }")]
    [InlineData("while (true) { await Once(); await Task.Delay(9, token); }")]
    [InlineData("await Task.Delay(9); while (true) { await Once(); await Task.Delay(9, token); }")]
    [InlineData("while (true) { await Once(); await Task.WhenAny(Task.Delay(9), Task.Delay(9, token)); }")]
    public Task Delays_can_be_cancelled(string loop) => Verify<ReconciliationLoopAnalyzer>.Reports("PAT1008", Reconciling.World + $$"""
        class Keeper
        {
            ISource source; IWorld world; public async Task Run(CancellationToken token) { {{loop}} }
            async Task Once() { var wanted = await source.Wanted(); foreach (var id in await world.Running()) if (!wanted.Contains(id)) await world.Stop(id); }
        }
        """);
}
