using Patterns.Analyzers.Mvcc;
using Patterns.CodeFixes.Mvcc;
using Patterns.Tests;

namespace Patterns.CodeFixes.Tests.Mvcc;

public class AtomicCounterCodeFixTests
{
    [Theory]
    [InlineData("[|last++|];", "Interlocked.Increment(ref last);")]
    [InlineData("[|++last|]; /* next */", "Interlocked.Increment(ref last); /* next */")]
    [InlineData("var at = [|++last|];", "var at = Interlocked.Increment(ref last);")]
    [InlineData("var before = [|last++|];", "var before = Interlocked.Increment(ref last) - 1;")]
    [InlineData("var twice = 2 * [|last++|];", "var twice = 2 * (Interlocked.Increment(ref last) - 1);")]
    public Task The_counter_is_raised_as_elsewhere(string bare, string atomic) =>
        Verify<MvccAnalyzer>.Fixes<AtomicCounterCodeFix>("PAT0705", Store(bare, "Interlocked.Increment(ref last);"), Store(atomic, "Interlocked.Increment(ref last);"));

    [Theory]
    [InlineData("[|last++|];", "lock (map) last++;")]
    [InlineData("[|last += 2|];", "Interlocked.Increment(ref last);")]
    public Task What_an_atomic_operation_does_not_mend_is_left_to_the_author(string bare, string other) =>
        Verify<MvccAnalyzer>.OffersNoFix<AtomicCounterCodeFix>("PAT0705", Store(bare, other));

    private static string Store(string put, string import) => $$"""
        record V(string Text, long Stamp);
        class Store
        {
            readonly Dictionary<string, List<V>> map = new();
            long last;
            public Reader Open() => new(this, Volatile.Read(ref last));
            public void Put(string key, string text) { {{put}} map[key].Add(new V(text, last)); }
            public void Import() { {{import}} }
            internal string? Find(string key, long at) => map[key].LastOrDefault(v => v.Stamp <= at)?.Text;
        }
        class Reader(Store store, long start) { public string? Get(string key) => store.Find(key, start); }
        """;
}
