namespace Patterns.Analyzers.Tests.DependencyInjection;

public class ContainerTests
{
    private const string Makers = "readonly Dictionary<Type, Func<Box, object>> _makers = new(); public void Add<T>(Func<Box, T> maker) where T : class => _makers[typeof(T)] = maker; ";

    [Theory]
    [InlineData(Makers + "public T Get<T>() => (T)_makers[typeof(T)](this);")]
    [InlineData(Makers + "public object Get(Type service) => _makers[service](this);")]
    [InlineData(Makers + "public bool TryGet(Type service, out object? made) { made = _makers.TryGetValue(service, out var maker) ? maker(this) : null; return made is not null; }")]
    [InlineData("readonly Dictionary<(Type, string), Registration> _map = new(); public void Add(Type t, Registration r) => _map.Add((t, \"\"), r); public object Get(Type t, string name) => _map[(t, name)].Make(this);")]
    [InlineData("record struct Key(Type Service, string? Name); readonly Dictionary<Key, Func<object>> _map = new(); readonly Dictionary<Type, object> _made = new(); public void Add<T>(Func<T> make) where T : class => _map[new(typeof(T), null)] = make; public T Get<T>() => (T)_map[new(typeof(T), null)]();")]
    [InlineData("class Entry { public Type? Service; public Func<Box, object>? Make; } readonly List<Entry> _entries = new(); public void Add(Type t, Func<Box, object> make) => _entries.Add(new() { Service = t, Make = make }); public object? Get(Type t) => _entries.Find(e => e.Service == t)?.Make!(this); public Registration? Last;  readonly Dictionary<Type, object> _made = new();")]
    [InlineData("readonly Dictionary<Type, Type> _map = new(); public void Add<T, U>() where U : T => _map.Add(typeof(T), typeof(U)); public object Get(Type t) { var c = _map[t].GetConstructors()[0]; return c.Invoke(c.GetParameters().Select(p => Get(p.ParameterType)).ToArray()); }")]
    [InlineData("readonly Dictionary<Type, object> _known = new(); readonly Box? _outer; public Box(Box? outer) => _outer = outer; public void Add<T>(T part) where T : class => _known[typeof(T)] = part; public object? Get(Type t) => _known.TryGetValue(t, out var p) ? p : _outer?.Get(t);")]
    [InlineData("static readonly System.Collections.Concurrent.ConcurrentDictionary<Type, Func<object>> s_map = new(); static readonly Dictionary<Type, object> s_made = new(); public static void Add<T>(Func<object> make) => s_map.TryAdd(typeof(T), make); public static T Get<T>() => (T)s_map[typeof(T)]();")]
    [InlineData("class Part { public Func<Box, object>? Make; } class Entry { public Part? Main; } readonly Dictionary<Type, Entry> _map = new(); readonly Dictionary<Type, object> _made = new(); public void Add(Type t, Entry entry) => _map[t] = entry; public object Get(Type t) => _map[t].Main!.Make!(this);")]
    [InlineData("public class Sentence { readonly Box _box; public Sentence(Box box) => _box = box; public void To<T>(Func<Box, T> make) where T : class => _box.Keep(typeof(T), make); } readonly Dictionary<Type, Func<Box, object>> _map = new(); void Keep(Type t, Func<Box, object> make) => _map[t] = make; public Sentence Bind<T>() => new(this); public T Get<T>() => (T)_map[typeof(T)](this);")]
    public async Task A_container_resolves_what_others_registered(string members) =>
        Assert.Equal(("container", "high"), Assert.Single(await Services.FindContainer(members)) is var found ? (found.Role, found.Confidence) : default);

    [Theory]
    [InlineData("readonly Dictionary<Type, Func<object>> _map = new(); public void Add<T>(Func<T> make) where T : class => _map[typeof(T)] = make; public T Get<T>() => (T)_map[typeof(T)]();")]
    [InlineData("readonly List<object> _all = new(); public Box(IEnumerable<object> all) => _all.AddRange(all); public T? Get<T>() where T : class { for (var i = 0; i < _all.Count; i++) { if (_all[i] is T found) return found; if (_all[i] is Func<Box, T> make) { var made = make(this); _all[i] = made; return made; } } return null; }")]
    public async Task A_table_of_factories_is_likely_a_container(string members) =>
        Assert.Equal("medium", Assert.Single(await Services.FindContainer(members)).Confidence);

    [Theory]
    [InlineData("Item.Make(this)", "Lazy<object>", true)]
    [InlineData("Item.Make(this)", "object", true)]
    [InlineData("Item.Text", "object", false)]
    [InlineData("Item.Make(this)", "string", false)]
    public async Task A_registry_may_stand_behind_the_container(string made, string kept, bool isContainer)
    {
        var maker = made.Contains("Make", StringComparison.Ordinal) ? "public object Make(IResolver from) => new();" : "public string Text = \"\";";
        var found = await Services.FindContainer(
            "public interface IResolver { object Get(Type t); } public class Item { " + maker + " } public class Registry { Item[] _all = []; public bool TryGet(Type t, out Item item) { item = _all[0]; return true; } }"
            + "public class Inner : IResolver { readonly Registry _registry; readonly Dictionary<Item, " + kept + "> _made = new(); public Inner(Registry registry) => _registry = registry;"
            + "public object Get(Type t) => _registry.TryGet(t, out var item) ? " + made.Replace("Item", "item", StringComparison.Ordinal) + " : this; public int Count => _made.Count; public bool Knows<T>() => _registry.TryGet(typeof(T), out _); public void Warm<T>(T one) => _registry.TryGet(typeof(T), out _); }");
        Assert.Equal(isContainer ? ["Inner container medium"] : [], found.Select(one => $"{one.Text} {one.Role} {one.Confidence}"));
    }

    [Theory]
    [InlineData("readonly Dictionary<string, Func<Box, object>> _makers = new(); public void Add(string name, Func<Box, object> maker) => _makers[name] = maker; public object Get(string name) => _makers[name](this);")]
    [InlineData("readonly Dictionary<Type, IShape> _map = new(); public void Add<T>(IShape shape) => _map[typeof(T)] = shape; public IShape Get<T>() => _map[typeof(T)];")]
    [InlineData("readonly Dictionary<Type, object> _bag = new(); public void Set<T>(T value) where T : class => _bag[typeof(T)] = value; public T Get<T>() => (T)_bag[typeof(T)];")]
    [InlineData("readonly Dictionary<Type, Func<object>> _cache = new(); public object Create(Type t) { if (!_cache.TryGetValue(t, out var make)) _cache[t] = make = () => Activator.CreateInstance(t)!; return make(); }")]
    [InlineData("readonly Dictionary<Type, Func<string, object>> _parsers = new(); public void Add<T>(Func<string, object> parse) => _parsers[typeof(T)] = parse; public T Parse<T>(string text) => (T)_parsers[typeof(T)](text);")]
    [InlineData("readonly Dictionary<Type, Registration> _map = new(); public void Add(Type t, Registration r) => _map.Add(t, r); public object Convert(object value, Type t) => _map[t].Make(this);")]
    [InlineData("readonly Dictionary<Type, Registration> _map = new(); public void Add(Type t, Registration r) => _map.Add(t, r); public Registration Find(Type t) => _map[t];")]
    [InlineData("class Plan { public string Text = \"\"; public Func<IDataReader, object>? Read; } class Key { public Type? Row; public string? Sql; } interface IDataReader { } readonly Dictionary<Key, Plan> _plans = new(); readonly Dictionary<Type, Plan> _byType = new(); public void Add(Type t, Plan plan) => _byType[t] = plan; public object? Get(Type t) { var c = t.GetConstructors()[0]; return c.GetParameters()[0].ParameterType == t ? null : _byType[t].Text; }")]
    [InlineData("class Reader { } class Shape { public Type? Element; } readonly Dictionary<Type, Shape> _shapes = new(); public void Add(Type t, Shape shape) => _shapes[t] = shape; public object Get(Type t, Reader reader) { var c = t.GetConstructors()[0]; return c.Invoke(c.GetParameters().Select(p => Get(p.ParameterType, reader)).ToArray()); }")]
    [InlineData("class Shape { public Type? Element; } readonly Dictionary<Type, Shape> _shapes = new(); readonly List<Func<string, object>> _readers = new(); public void Add<T, U>(Func<T, U> read) => _readers.Add(s => s); readonly Dictionary<Type, object> _kept = new(); void Learn(Type t) => _shapes[t] = new() { Element = t }; public object Get(Type t) => _kept[t] = Activator.CreateInstance(_shapes[t].Element!)!;")]
    [InlineData("readonly Dictionary<Type, Registration> _routes = new(); readonly Dictionary<Type, object> _extensions = new(); public void Route(Type t, Registration r) => _routes[t] = r; public T? Extension<T>() where T : class => _extensions.TryGetValue(typeof(T), out var e) ? e as T : null; public void Learn(Type t) => _extensions[t] = t;")]
    [InlineData("readonly IShape _shape; public Box(IShape shape) => _shape = shape;")]
    [InlineData("readonly Dictionary<Type, Func<Box, Delegate>> _compiled = new(); public void Add(Type t, Func<Box, Delegate> bind) => _compiled[t] = bind; public object Get(Type t) => _compiled[t](this);")]
    public async Task A_look_alike_is_not_reported(string members) => Assert.Empty(await Services.FindContainer(members));

    [Theory]
    [InlineData("public class Box", "public sealed record Box")]
    [InlineData("public class Box", "public partial class Box { } public partial class Box")]
    [InlineData("public class Box", "public class Box<T> { } public class Box")]
    public async Task The_form_of_the_declaration_does_not_matter(string usual, string form) =>
        Assert.Single(await Services.Find("PAT1500", Whole.Replace(usual, form)));

    [Fact]
    public async Task Nesting_does_not_matter() => Assert.Single(await Services.Find("PAT1500", Whole.Replace("public interface IShape", "public static class Outer { public interface IShape") + "}"));

    [Fact]
    public async Task The_message_names_the_members_that_prove_it() => Assert.Equal(
        "'Box' is a dependency injection container: '_makers' leads from a service type to its factory; 'Add' adds to it; 'Get' gives an instance of the type asked for; what makes a service receives the container. Closest: Gitea (see also Angular, Backstage).",
        Assert.Single(await Services.Find("PAT1500", Whole)).Message);

    private static string Whole => Services.Container.Replace("using System.Reflection;", "").Replace("MEMBERS", Makers + "public T Get<T>() => (T)_makers[typeof(T)](this);");
}
