using Patterns.Analyzers.Mvcc;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Mvcc;

public class LookAlikeTests
{
    [Theory]
    [InlineData("a row version", "class Row { public long Version; public string T = \"\"; public bool Update(string t, long seen) { if (Version != seen) return false; T = t; Version++; return true; } }")]
    [InlineData("undo and redo", "class Editor { readonly List<string> states = new(); int at; public void Do(string s) { states.RemoveRange(at, states.Count - at); states.Add(s); at++; } public string Undo() => states[--at]; }")]
    [InlineData("prices by date", "record P(DateTime From, decimal Is); class Prices { readonly Dictionary<string, List<P>> all = new(); public void Set(string k, decimal p) => all[k].Add(new P(DateTime.UtcNow, p)); public P? At(string k, DateTime day) => all[k].LastOrDefault(p => p.From <= day); }")]
    [InlineData("numbers for each document", "record R(int No, string T); class Doc { int no; readonly List<R> all = new(); public void Save(string t) => all.Add(new R(++no, t)); public R? At(int n) => all.LastOrDefault(r => r.No <= n); } class Docs { readonly Dictionary<string, Doc> docs = new(); public R? At(string d, int n) => docs[d].At(n); }")]
    [InlineData("states of an aggregate", "class Order { public long Version; public void Apply() => Version++; } record S(Order O, long Version); class Saves { readonly Dictionary<Guid, List<S>> all = new(); public void Save(Guid id, Order o) => all[id].Add(new S(o, o.Version)); public S? Load(Guid id, long upTo) => all[id].Where(s => s.Version <= upTo).MaxBy(s => s.Version); }")]
    [InlineData("an ancestor by height", "class Block { public int Height; public Block? Parent; public Block(Block? p) { Parent = p; Height = p == null ? 0 : p.Height + 1; } } class Tree { Block? tip; public void Grow() => tip = new Block(tip); public Block? At(int h) { var b = tip; while (b != null && b.Height > h) b = b.Parent; return b; } }")]
    [InlineData("a sorted list", "class N { public int Key; public N? Next; } class Sorted { N? first; public N? Find(int key) { var n = first; while (n != null && n.Key < key) n = n.Next; return n; } public void Add(int key) { first = new N { Key = key, Next = first }; } }")]
    [InlineData("timers that are due", "class T { public long Due; public T? Next; } class Wheel { T? first; long now; public void Add(T t) { t.Next = first; first = t; } public void Tick() { now++; for (var t = first; t != null; t = t.Next) if (t.Due <= now) Console.WriteLine(t); } }")]
    [InlineData("a swapped configuration", "record C(long Version, string T); class Holder { C current = new(0, \"\"); public C Current => current; public void Set(string t) => Interlocked.Exchange(ref current, new C(current.Version + 1, t)); }")]
    [InlineData("old entries that are dropped", "record E(long At, string T); class Log { long n; readonly Dictionary<string, List<E>> all = new(); public void Add(string k, string t) => all[k].Add(new E(++n, t)); public void Trim(long to) { foreach (var l in all.Values) l.RemoveAll(e => e.At <= to); } public List<E> Since(string k, long at) { var r = new List<E>(); foreach (var e in all[k]) if (e.At > at) r.Add(e); return r; } }")]
    [InlineData("segments by offset", "record S(long Base, string File); class Log { long next; readonly List<S> all = new(); public void Roll() => all.Add(new S(next++, \"f\")); public S? For(long offset) => all.LastOrDefault(s => s.Base <= offset); }")]
    [InlineData("a counted resource", "class Shared { int users; readonly Stream s = Stream.Null; public void Take() => users++; public void Leave() { if (--users == 0) s.Dispose(); } } class Owner { Shared one = new(); public void Renew() => one = new Shared(); }")]
    [InlineData("pure data", "record V(long Stamp, string T, V? Older); class Dto { public Dictionary<string, List<V>> All { get; set; } = new(); }")]
    [InlineData("two lists merged by position", "class N { public long At; public N? Next; } class Merge { long at; N? first; public void Add() => first = new N { At = ++at, Next = first }; public N? Both(N? a, N? b) { N? first = null; while (a != null && b != null) { if (a.At < b.At) { first = a; a = a.Next; } else { first = b; b = b.Next; } } return first; } }")]
    [InlineData("an immutable builder", "class Node { public bool Frozen; public int X; public Node With(int x) { if (!Frozen) { X = x; return this; } return new Node { X = x }; } }")]
    public async Task What_only_looks_like_versions_is_left_alone(string what, string source) => Assert.True((await Finds.In<MvccAnalyzer>(source)).IsEmpty, what);

    [Fact]
    public async Task A_position_that_is_counted_up_is_no_reader() => Assert.Empty(await Finds.In<MvccAnalyzer>(Stores.Listed("foreach (var v in map[key]) for (var i = 0; i < v.Stamp; i++) if (i == at) return v.Text; return null;")));
}
