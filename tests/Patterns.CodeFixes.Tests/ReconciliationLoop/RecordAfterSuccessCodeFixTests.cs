using Patterns.Analyzers.ReconciliationLoop;
using Patterns.CodeFixes.ReconciliationLoop;
using Patterns.Tests;

namespace Patterns.CodeFixes.Tests.ReconciliationLoop;

public sealed class RecordAfterSuccessCodeFixTests
{
    [Fact]
    public Task The_assignment_moves_below_the_last_action() => Fixes(
        "[|_version = state.Version|]; // done", "await _world.Stop(state.Id);", "await _world.Stop(state.Id);", "_version = state.Version; // done");

    [Theory]
    [InlineData("[|_version = state.Version|];", "if (_version > 0) await _world.Stop(state.Id);")]
    [InlineData("[|_version = state.Version|];", "await _world.Stop(_version.ToString());")]
    public Task Where_something_on_the_way_names_it_there_is_no_fix(string stored, string action) => Verify<ReconciliationLoopAnalyzer>.OffersNoFix<RecordAfterSuccessCodeFix>("PAT1003", Keeper(stored, action));

    private static Task Fixes(string stored, string action, string first, string second) => Verify<ReconciliationLoopAnalyzer>.Fixes<RecordAfterSuccessCodeFix>("PAT1003", Keeper(stored, action), Keeper(first, second));

    private static string Keeper(string first, string second) => $$"""
        class Item { public string Id = ""; public long Version; }
        interface IWorld { Task<List<string>> Wanted(); Task<List<string>> Running(); Task Stop(string id); }
        class Keeper
        {
            private readonly IWorld _world = null!;
            private long _version;

            public async Task Run()
            {
                while (true)
                {
                    var wanted = await _world.Wanted();
                    foreach (var id in await _world.Running())
                        if (!wanted.Contains(id)) await _world.Stop(id);
                    await Task.Delay(9);
                }
            }

            public async Task Handle(Item state)
            {
                if (_version == state.Version) return;
                {{first}}
                {{second}}
            }
        }
        """;
}
