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

    /// <summary>A queue that holds each key only once, and somebody to turn to.</summary>
    public const string Keys = """
        public class Keys<T>
        {
            private readonly Queue<T> line = new(); private readonly HashSet<T> known = new();
            public void Add(T key) { if (known.Add(key)) line.Enqueue(key); }
            public Task<T> Take() => Task.FromResult(line.Dequeue());
            public void Done(T key) => known.Remove(key);
        }
        public interface IStore { Task<Item> Read(string id); event Action<Item> Changed; }
        public interface IReconciler { Task Reconcile(string id); Task Bring(Item item); }

        """;

    /// <summary>A type that lists once and then watches.</summary>
    public static string Informer(string list, string from, string gone) => $$"""
        public sealed class Listing { public List<Item> Items; public string Version; } public interface IApi { Task<Listing> List(); IAsyncEnumerable<Item> Watch(string version); }
        class Informer
        {
            IApi api; string version; Dictionary<string, Item> cache = new(); public event Action<Item> Added, Deleted;
            public async Task Begin() { var list = await api.List(); {{list}} foreach (var item in list.Items) { cache[item.Id] = item; Added?.Invoke(item); } }
            public async Task Follow()
            {
                while (true)
                    await foreach (var item in api.Watch({{from}}))
                    {
                        version = item.Id;
                        if (item.Id == "") { {{gone}} Deleted?.Invoke(item); } else { cache[item.Id] = item; Added?.Invoke(item); }
                    }
            }
        }
        """;

    /// <summary>A type with that loop over such a queue.</summary>
    public static string Worker(string loop, string members = "") => $$"""
        class Worker
        {
            private readonly Keys<string> keys = new(); IReconciler reconciler; IStore store; {{members}}
            public async Task Run() { while (true) { {{loop}} } }
        }
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
