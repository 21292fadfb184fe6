using Patterns.Analyzers.DependencyInjection;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.DependencyInjection;

public class ContainerConventionTests
{
    private const string Makers = "readonly Dictionary<Type, Func<Box, object>> _makers = new(); public void Add<T>(Func<Box, T> maker) where T : class => _makers[typeof(T)] = maker; ";
    private const string Types = "readonly Dictionary<Type, Type> _map = new(); public void Add<T, U>() where U : T => _map.Add(typeof(T), typeof(U)); ";

    [Theory]
    [InlineData(Makers + "public T Get<T>() => (T)[|_makers[typeof(T)](this)|];")]
    [InlineData(Types + "public object Get(Type t) { var c = _map[t].GetConstructors()[0]; return c.Invoke(c.GetParameters().Select(p => [|Get(p.ParameterType)|]).ToArray()); }")]
    [InlineData(Makers + "readonly Dictionary<Type, int> _depth = new(); public T Get<T>() { if (!_depth.ContainsKey(typeof(T))) _depth[typeof(T)] = 0; return (T)[|_makers[typeof(T)](this)|]; }")]
    [InlineData("public class Answer<T> { public T? It; } public Answer<T> Ask<T>() => new() { It = Get<T>() }; " + Makers + "public T Get<T>() => (T)[|_makers[typeof(T)](this)|];")]
    public Task A_container_that_cannot_see_a_cycle_is_reported(string members) => Report("PAT1505", members);

    [Theory]
    [InlineData(Makers + "readonly HashSet<Type> _now = new(); public T Get<T>() { if (!_now.Add(typeof(T))) throw new InvalidOperationException(); try { return (T)_makers[typeof(T)](this); } finally { _now.Remove(typeof(T)); } }")]
    [InlineData(Makers + "int _depth; public T Get<T>() { if (_depth > 100) throw new InvalidOperationException(); _depth++; try { return (T)_makers[typeof(T)](this); } finally { _depth--; } }")]
    [InlineData("readonly Dictionary<Type, Lazy<object>> _parts = new(); readonly Dictionary<Type, Func<Box, object>> _makers = new(); public void Add<T>(Func<Box, T> maker) where T : class => _makers.Add(typeof(T), maker); public T Get<T>() { if (!_parts.TryGetValue(typeof(T), out var part)) _parts[typeof(T)] = part = new(() => _makers[typeof(T)](this)); return (T)part.Value; }")]
    [InlineData("readonly Dictionary<Type, object> _known = new(); readonly Box? _outer; public Box(Box? outer) => _outer = outer; public void Add<T>(T part) where T : class => _known[typeof(T)] = part; public object? Get(Type t) => _known.TryGetValue(t, out var p) ? p : _outer?.Get(t);")]
    [InlineData("public interface IResolver { object Get(Type t); } public class Item { public object Make(IResolver from) => new(); } public class Registry { Item[] _all = []; public bool TryGet(Type t, out Item item) { item = _all[0]; return true; } } public class Inner(Box.Registry registry) : IResolver { readonly Dictionary<Item, object> _made = new(); public object Get(Type t) => registry.TryGet(t, out var item) ? _made[item] = item.Make(this) : this; }")]
    public Task A_container_that_notices_or_makes_nothing_is_not(string members) => Report("PAT1505", members);

    [Theory]
    [InlineData("readonly System.Collections.Concurrent.ConcurrentDictionary<Type, object> _made = new(); public T Get<T>() => (T)[|_made.GetOrAdd(typeof(T), t => _makers[t](this))|];")]
    [InlineData("readonly System.Collections.Concurrent.ConcurrentDictionary<Type, Lazy<object>> _made = new(); public T Get<T>() => (T)_made.GetOrAdd(typeof(T), t => new(() => _makers[t](this))).Value;")]
    [InlineData("readonly System.Collections.Concurrent.ConcurrentDictionary<Type, object> _made = new(); public T Get<T>() { lock (_made) return (T)_made.GetOrAdd(typeof(T), t => _makers[t](this)); }")]
    [InlineData("class Cache { readonly System.Collections.Concurrent.ConcurrentDictionary<Type, object> _made = new(); public object Keep(Type t, Func<Box, object> make, Box box) => [|_made.GetOrAdd(t, _ => make(box))|]; } readonly Cache _cache = new(); public T Get<T>() => (T)_cache.Keep(typeof(T), _makers[typeof(T)], this);")]
    public Task A_service_is_made_once(string members) => Report("PAT1507", Makers + members);

    [Theory]
    [InlineData("List<IDisposable>", "Add", "[|_made|]")]
    [InlineData("Queue<IDisposable>", "Enqueue", "[|_made|]")]
    [InlineData("Stack<IDisposable>", "Push", "_made")]
    [InlineData("List<IDisposable>", "Add", "Enumerable.Reverse(_made)")]
    public Task What_was_made_last_is_disposed_first(string type, string add, string order) => Report(
        "PAT1507", Makers + $"readonly {type} _made = new(); public T Get<T>() {{ var made = _makers[typeof(T)](this); _made.{add}((IDisposable)made); return (T)made; }} public void Dispose() {{ foreach (var made in {order}) made.Dispose(); }}");

    private static Task Report(string id, string members) => Verify<DependencyInjectionAnalyzer>.Reports(id, Services.Container.Replace("MEMBERS", members));
}
