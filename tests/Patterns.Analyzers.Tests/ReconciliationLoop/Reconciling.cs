using Patterns.Analyzers.ReconciliationLoop;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.ReconciliationLoop;

/// <summary>What the tests of this pattern ask.</summary>
internal static class Reconciling
{
    public const string World = """
        using System; using System.Collections.Generic; using System.Linq; using System.Threading; using System.Threading.Tasks;
        public sealed class Item { public string Id; }
        public sealed class Plan { }
        public sealed class State { }
        public interface ISource { Task<List<string>> Wanted(); Task<List<Item>> Items(); IEnumerable<string> Batch(); }
        public interface IWorld { Task<List<string>> Running(); Task Start(string id); Task Stop(string id); void Kill(string id); Task StopAll(IEnumerable<string> ids); }

        """;

    /// <summary>The recognitions in a source, as "Type role".</summary>
    public static async Task<string[]> In(string source) =>
        [.. (await Finds.In<ReconciliationLoopAnalyzer>(World + source)).Where(found => found.Id == "PAT1000").Select(found => $"{found.Text} {found.Role}")];

    /// <summary>A type with that pass, called by a loop that waits.</summary>
    public static string Pass(string code, string members = "") => $$"""
        class Keeper
        {
            ISource source; IWorld world; Dictionary<string, Item> held = new(); {{members}}
            public async Task Run() { while (true) { await Once(); await Task.Delay(9); } }
            async Task Once() { {{code}} }
        }
        """;
}
