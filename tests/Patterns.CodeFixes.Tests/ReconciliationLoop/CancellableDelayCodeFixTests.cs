using Patterns.Analyzers.ReconciliationLoop;
using Patterns.CodeFixes.ReconciliationLoop;
using Patterns.Tests;

namespace Patterns.CodeFixes.Tests.ReconciliationLoop;

public sealed class CancellableDelayCodeFixTests
{
    [Theory]
    [InlineData("await [|Task.Delay(9)|];", "await Task.Delay(9, stop);")]
    [InlineData("await [|Task.Delay(9 /* ms */)|].ConfigureAwait(false);", "await Task.Delay(9 /* ms */, stop).ConfigureAwait(false);")]
    public Task The_token_ends_the_delay(string deaf, string hearing) => Verify<ReconciliationLoopAnalyzer>.Fixes<CancellableDelayCodeFix>("PAT1008", Keeper(deaf), Keeper(hearing));

    private static string Keeper(string delay) => $$"""
        interface IWorld { Task<List<string>> Wanted(); Task<List<string>> Running(); Task Stop(string id); }
        class Keeper
        {
            private readonly IWorld _world = null!;

            public async Task Run(CancellationToken stop)
            {
                while (true)
                {
                    var wanted = await _world.Wanted();
                    foreach (var id in await _world.Running())
                        if (!wanted.Contains(id)) await _world.Stop(id);
                    {{delay}}
                }
            }
        }
        """;
}
