using Patterns.Analyzers.LsmTree;
using Patterns.CodeFixes.LsmTree;
using Patterns.Tests;

namespace Patterns.CodeFixes.Tests.LsmTree;

public class LsmTreeCodeFixTests
{
    [Theory]
    [InlineData("_runs", "Enumerable.Reverse(_runs)")]
    [InlineData("_runs.ToList() /* a copy */", "Enumerable.Reverse(_runs.ToList()) /* a copy */")]
    public Task The_search_begins_with_the_newest_run(string oldestFirst, string newestFirst) =>
        Verify<LsmTreeAnalyzer>.Fixes<NewestFirstCodeFix>("PAT0501", Engine(Marked(oldestFirst), "f.Flush(true);"), Engine(newestFirst, "f.Flush(true);"));

    [Fact]
    public Task A_flush_is_made_to_wait_for_the_disk() =>
        Verify<LsmTreeAnalyzer>.Fixes<DurableRunCodeFix>("PAT0503", Engine("_runs", "[|f.Flush()|];"), Engine("_runs", "f.Flush(flushToDisk: true);"));

    [Fact]
    public Task An_asynchronous_flush_is_left_to_the_author() => Verify<LsmTreeAnalyzer>.OffersNoFix<DurableRunCodeFix>("PAT0503", Engine("_runs", "[|f.FlushAsync()|].Wait();"));

    private static string Marked(string collection) => collection.EndsWith("*/", StringComparison.Ordinal) ? collection.Replace("_runs.ToList()", "[|_runs.ToList()|]") : $"[|{collection}|]";

    private static string Engine(string runs, string flush) => $$"""
        class Engine
        {
            private readonly List<Run> _runs = new();
            private SortedDictionary<string, string?> _recent = new();

            public void Put(string key, string? value)
            {
                _recent[key] = value;
                if (_recent.Count < 10) return;
                _runs.Add(new Run("f", _recent));
                _recent = new();
                File.Delete("log");
            }

            public string? Get(string key)
            {
                if (_recent.TryGetValue(key, out var value)) return value;
                foreach (var run in {{runs}})
                    if (run.TryGet(key, out value)) return value;
                return null;
            }
        }

        class Run
        {
            public Run(string path, SortedDictionary<string, string?> sorted)
            {
                using var f = new FileStream(path, FileMode.Create);
                foreach (var entry in sorted) f.WriteByte((byte)entry.Key[0]);
                {{flush}}
            }

            public bool TryGet(string key, out string? value) { value = null; return File.ReadAllText("f").Contains(key); }
        }
        """;
}
