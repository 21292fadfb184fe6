namespace Patterns.Analyzers.Tests.Mvcc;

/// <summary>Small stores, of which a test changes one part.</summary>
internal static class Stores
{
    public const string Search = "return map[key].LastOrDefault(v => v.Stamp <= at)?.Text;";
    public const string Put = "last++; map[key].Add(new V(text, last));";

    /// <summary>A store with versions in lists, and a reader that keeps the stamp it began with.</summary>
    public static string Listed(string search = Search, string put = Put, string version = "record V(string Text, long Stamp);", string declaration = "class Store", string more = "") => $$"""
        {{declaration}}
        {
            readonly Dictionary<string, List<V>> map = new();
            long last;
            public Reader Open() => new(this, last);
            public void Put(string key, string text) { {{put}} }
            internal string? Find(string key, long at) { {{search}} }
        }
        class Reader
        {
            readonly Store store; readonly long start;
            internal Reader(Store store, long start) { this.store = store; this.start = start; }
            public string? Get(string key) => store.Find(key, start);
        }
        {{version}}
        {{more}}
        """;

    /// <summary>A cell whose versions lead to older ones, under a clock that all cells share.</summary>
    public static string Linked(string read, string version = "class V(string text, long stamp, V? older) { public string Text => text; public long Stamp { get; } = stamp; public V? Older { get; } = older; }") => $$"""
        class Clock { static long now; public static long Now => Interlocked.Read(ref now); public static long Next() => Interlocked.Increment(ref now); }
        class Cell
        {
            V? head;
            public void Set(string text) => head = new V(text, Clock.Next(), head);
            public string? Get(View view) { {{read}} }
        }
        class View { public long At { get; } public View() { At = Clock.Now; } public bool Sees(long stamp) => stamp <= At; }
        {{version}}
        """;

    /// <summary>The store with lists, and a collector that is told who reads longest.</summary>
    public static string Collected(string collect) => Listed(more: $$"""
        class Readers { readonly List<Reader> open = new(); public long Oldest() => open.Min(reader => reader.start); }
        class Sweeper(Readers readers, Collector collector) { public void Run() => collector.Collect(readers.Oldest()); }
        class Collector { DateTime at; readonly List<V> all = new(); {{collect}} }
        """).Replace("readonly long start", "internal readonly long start");
}
