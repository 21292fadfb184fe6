namespace Patterns.Analyzers.Tests.PluginArchitecture;

public sealed class LookAlikeTests
{
    [Theory]
    [InlineData("a context that is only unloaded", "using System.Reflection; using System.Runtime.Loader; class C() : AssemblyLoadContext(true) { protected override Assembly? Load(AssemblyName name) => null; }")]
    [InlineData("embedded resources", "using System.Reflection; class C { Stream? Get(string file, string name) => Assembly.LoadFrom(file).GetManifestResourceStream(name); }")]
    [InlineData("parts of the product", "using System.Reflection; class C { Assembly[] Load(string home) => [Assembly.LoadFrom(Path.Combine(home, \"Core.dll\")), Assembly.LoadFrom(Path.Combine(home, \"Game.dll\"))]; ICodec Make(Type t) => (ICodec)Activator.CreateInstance(t)!; }")]
    [InlineData("a map of types to names", "class C { Dictionary<Type, string> _names = new(); public void Scan(Type t) { foreach (var one in t.Assembly.GetTypes().Where(t.IsAssignableFrom)) _names[one] = one.Name; } }")]
    [InlineData("a closed table", "class C { static readonly Dictionary<string, Func<ICodec>> Table = new() { [\"ascii\"] = () => new Ascii() }; public ICodec Make(string name) => Table[name](); }")]
    [InlineData("a cache", "class C { readonly Dictionary<Type, ICodec> _cache = new(); public ICodec Get(Type type) { if (!_cache.TryGetValue(type, out var codec)) _cache[type] = codec = new Utf8(); return codec; } }")]
    [InlineData("a registry of data", "interface IRow { int Id { get; } } class C { readonly Dictionary<string, IRow> _rows = new(); public void Add(string key, IRow row) => _rows.Add(key, row); public IRow Get(string key) => _rows[key]; }")]
    [InlineData("sessions", "class C { readonly Dictionary<string, ICodec> _open = new(); public void Add(string id, ICodec codec) => _open.Add(id, codec); public void Close(string id) => _open.Remove(id); public ICodec Get(string id) => _open[id]; }")]
    [InlineData("listeners", "class C { readonly List<ICodec> _all = new(); public void Add(ICodec codec) => _all.Add(codec); public void Tell(string text) { foreach (var codec in _all) codec.Encode(text); } }")]
    [InlineData("compiled code", "using System.Reflection; class C { ICodec Make(MemoryStream compiled) => (ICodec)Activator.CreateInstance(Assembly.Load(compiled.ToArray()).GetType(\"Generated\")!)!; }")]
    [InlineData("a closed generic", "class C<T> { ICodec Make(Type t) => (ICodec)Activator.CreateInstance(typeof(List<>).MakeGenericType(t))!; }")]
    [InlineData("a serialization binder", "using System.Reflection; class C : System.Runtime.Serialization.SerializationBinder { public override Type? BindToType(string a, string t) => Assembly.Load(a).GetType(t); ICodec Make(Type t) => (ICodec)Activator.CreateInstance(t)!; }")]
    [InlineData("a visitor", "interface INode { void Accept(C c); } class Leaf : INode { public void Accept(C c) => c.Visit(this); } class C { List<INode> _seen = new(); public void Visit(INode node) => _seen.Add(node); public void Walk(IEnumerable<INode> nodes) { foreach (var node in nodes) node.Accept(this); } }")]
    [InlineData("a drawing", "interface IShape { void Draw(Canvas canvas); } class Dot : IShape { public void Draw(Canvas canvas) => canvas.Fill(new Pen()); } class Pen; class Canvas { public void Fill(Pen pen) => pen.ToString(); } class C { public void Paint(IEnumerable<IShape> shapes, Canvas canvas) { foreach (var shape in shapes) shape.Draw(canvas); } }")]
    [InlineData("lookup by id", "interface IBot { string Id { get; } void Go(); } class Bot(string id) : IBot { public string Id { get; } = id; public void Go() { } } class C { List<IBot> _bots = new(); public void Go(string id) { foreach (var bot in _bots) if (bot.Id == id) bot.Go(); } }")]
    [InlineData("a service that is told data", "interface IWatch { void On(Part part); } class Part { List<Action> _all = new(); public void Add(Action a) => _all.Add(a); } class Pack : IWatch { public void On(Part part) => part.Add(() => { }); } class C { public void Go(IWatch watch, List<Part> parts) { foreach (var part in parts) watch.On(part); } }")]
    [InlineData("types that an attribute names", "using System.Reflection; class M(Type maker) : Attribute { public Type Maker => maker; } class C { public IEnumerable<ICodec> All(Assembly a) { foreach (var t in a.GetTypes()) { var mark = t.GetCustomAttribute<M>(); if (mark != null) yield return (ICodec)Activator.CreateInstance(mark.Maker)!; } } }")]
    [InlineData("an adapter that is closed over what was found", "using System.Reflection; class C { public IEnumerable<ICodec> All(Assembly a) { foreach (var t in a.GetTypes()) if (typeof(ICodec).IsAssignableFrom(t)) { var closed = typeof(List<>).MakeGenericType(t); yield return (ICodec)Activator.CreateInstance(closed)!; } } }")]
    [InlineData("a program that searches itself", "interface IOwn { void Go(); } class Own : IOwn { public void Go() { } } class C { public IEnumerable<IOwn> All() => typeof(C).Assembly.GetTypes().Where(t => typeof(IOwn).IsAssignableFrom(t)).Select(t => (IOwn)Activator.CreateInstance(t)!); }")]
    [InlineData("a peer by its address", "interface IPeer { string Id { get; } void Go(); } class Peer(string id) : IPeer { public string Id { get; } = id; public void Go() { } } class C(IEnumerable<IPeer> peers) { public void Go(string id) { foreach (var peer in peers) if (peer.Id == id) { peer.Go(); return; } } }")]
    [InlineData("a peer that knows its address", "interface IPeer { bool Has(int id); void Go(); } class Peer(int number) : IPeer { readonly int _id = number; public bool Has(int id) => id == _id; public void Go() { } } class C(IEnumerable<IPeer> peers) { public void Go(int id) => peers.First(peer => peer.Has(id)).Go(); }")]
    [InlineData("a free resource", "interface ISeat { bool TryTake(string who); void Go(); } class Seat : ISeat { bool _taken; public bool TryTake(string who) => !_taken && (_taken = true); public void Go() { } } class C(IEnumerable<ISeat> seats) { public ISeat? Take(string who) { foreach (var seat in seats) if (seat.TryTake(who)) return seat; return null; } }")]
    [InlineData("a bag of parts", "public interface IPart { C Owner { get; set; } ICodec Open(string name); } public class C { Dictionary<Type, IPart> _parts = new(); public void Add(Type type, IPart part) { _parts.Add(type, part); part.Owner = this; } public void Drop(Type type) => _parts.Remove(type); public IPart Get(Type type) => _parts[type]; }")]
    [InlineData("a builder", "public class C { List<Func<ICodec>> _all = new(); public void Add(Func<ICodec> make) => _all.Add(make); public Func<ICodec>[] Build() => _all.ToArray(); }")]
    [InlineData("subscribers", "public class C { readonly List<Action<ICodec>> _all = new(); public void Subscribe(Action<ICodec> one) => _all.Add(one); public void Tell(ICodec codec) => _all.ForEach(one => one(codec)); }")]
    [InlineData("a table of symbols", "public interface ISymbol { string Name { get; } ISymbol? Parent { get; set; } int Flags { get; set; } void Merge(ISymbol other); } public class C { readonly Dictionary<string, ISymbol> _all = new(); public void Add(string name, ISymbol symbol) => _all.Add(name, symbol); public ISymbol Get(string name) => _all[name]; }")]
    [InlineData("a peer among peers of several kinds", "interface IPeer { string Id { get; } void Go(); } class Near(string id) : IPeer { public string Id { get; } = id; public void Go() { } } class Far(string id) : IPeer { public string Id { get; } = id; public void Go() { } } class C(IEnumerable<IPeer> peers) { public void Go(string id) => peers.First(peer => peer.Id == id).Go(); }")]
    [InlineData("a generic type that the program names", "using System.Reflection; class C { public IEnumerable<ICodec> All(Assembly a) { var open = typeof(List<>); foreach (var t in a.GetTypes()) if (typeof(ICodec).IsAssignableFrom(t)) { var closed = open.MakeGenericType(t); yield return (ICodec)Activator.CreateInstance(closed)!; } } }")]
    public async Task Is_silent_for(string what, string source) => Assert.Equal([what], [what, .. await Plugins.In(Plugins.Codecs, source)]);

    [Theory]
    [InlineData("namespace System.ComponentModel.Composition.Hosting { public class CompositionContainer; } class C { object _all = new System.ComponentModel.Composition.Hosting.CompositionContainer(); }")]
    [InlineData("class ImportManyAttribute : Attribute; class C { [ImportMany] public List<ICodec> All { get; set; } = new(); }")]
    [InlineData("class Assembly { public static Assembly LoadFrom(string path) => new(); public Type[] GetTypes() => []; } class C { object Run(string path) => Assembly.LoadFrom(path).GetTypes().Where(typeof(ICodec).IsAssignableFrom); }")]
    [InlineData("class AssemblyLoadContext { protected virtual object? Load(string name) => null; } class C : AssemblyLoadContext { protected override object? Load(string name) => name; }")]
    public async Task A_type_that_merely_bears_a_name_of_the_framework_is_nothing(string source) => Assert.Empty(await Plugins.In(Plugins.Codecs, source));

    [Theory]
    [InlineData("class C : C { Dictionary<string, System.Func<C>> f; void M(System.Func<C> c) => f[\"\"] = c; }")]
    [InlineData("class C { Dictionary<string, Func<IMissing>> _all = new(); public void Add(string n, Func<IMissing> f) => _all.Add(n, f); public IMissing Get(string n) => _all[n](); }")]
    [InlineData("class C { public void Load( { foreach (var t in Assembly.LoadFrom(path).GetTypes( if (typeof(")]
    [InlineData("foreach (var t in System.Reflection.Assembly.LoadFrom(args[0]).GetTypes()) System.Console.WriteLine(t);")]
    public async Task Odd_code_is_no_reason_to_speak(string source) => Assert.Empty(await Plugins.In(source));
}
