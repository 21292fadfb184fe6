using Patterns.Analyzers.ReconciliationLoop;
using Patterns.CodeFixes.ReconciliationLoop;
using Patterns.Tests;

namespace Patterns.CodeFixes.Tests.ReconciliationLoop;

public sealed class GiveBackCodeFixTests
{
    [Fact]
    public Task The_key_goes_back_at_the_end_of_the_catch() => Verify<ReconciliationLoopAnalyzer>.Fixes<GiveBackCodeFix>("PAT1002", Worker("""
                    [|catch|] (Exception failure)
                    {
                        Console.WriteLine(failure); // told
                    }
        """), Worker("""
                    catch (Exception failure)
                    {
                        Console.WriteLine(failure); // told
                        _keys.Add(id);
                    }
        """));

    private static string Worker(string handler) => $$"""
        class Keys
        {
            private readonly Queue<string> _line = new();
            private readonly HashSet<string> _known = new();

            public void Add(string key) { if (_known.Add(key)) _line.Enqueue(key); }

            public Task<string> Take() => Task.FromResult(_line.Dequeue());
        }
        interface IWorld { Task<string> Read(string id); Task Bring(string state); }
        class Worker
        {
            private readonly Keys _keys = new();
            private readonly IWorld _world = null!;

            public async Task Run()
            {
                while (true)
                {
                    var id = await _keys.Take();
                    try
                    {
                        var state = await _world.Read(id);
                        await _world.Bring(state);
                    }
        {{handler}}
                }
            }
        }
        """;
}
