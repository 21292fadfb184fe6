namespace Patterns.Analyzers.Tests.LsmTree;

/// <summary>A small engine, of which a test changes one part.</summary>
internal static class Store
{
    public const string Put = "_recent[key] = value; if (_recent.Count > 9) Flush();";
    public const string Get = """
        if (_recent.TryGetValue(key, out value)) return value != null;
                foreach (var run in _runs)
                    if (run.TryGet(key, out value)) return value != null;
                return false;
        """;
    public const string Flush = "var full = _recent; _runs.Insert(0, Run.Write(\"f\", full)); _recent = new();";

    /// <summary>The engine with its run, and whatever a test adds.</summary>
    public static string With(
        string put = Put, string get = Get, string flush = Flush, string members = "", string runs = "List<Run>", string declaration = "class Engine", string run = Run, string more = "") => $$"""
        {{declaration}}
        {
            private readonly {{runs}} _runs = new();
            private SortedDictionary<string, string?> _recent = new();
            {{members}}
            public void Put(string key, string? value) { {{put}} }
            public bool TryGet(string key, out string? value)
            {
                {{get}}
            }
            private void Flush() { {{flush}} }
        }
        {{run}}
        {{more}}
        """;

    public const string Run = """
        class Run
        {
            private readonly string[] _keys;
            private readonly string?[] _values;
            private Run(string[] keys, string?[] values) { _keys = keys; _values = values; }
            public static Run Write(string path, IEnumerable<KeyValuePair<string, string?>> sorted)
            {
                File.WriteAllLines(path, sorted.Select(entry => entry.Key + entry.Value));
                return new(sorted.Select(entry => entry.Key).ToArray(), sorted.Select(entry => entry.Value).ToArray());
            }
            public bool TryGet(string key, out string? value)
            {
                var place = Array.BinarySearch(_keys, key);
                value = place < 0 ? null : _values[place];
                return place >= 0;
            }
        }
        """;
}
