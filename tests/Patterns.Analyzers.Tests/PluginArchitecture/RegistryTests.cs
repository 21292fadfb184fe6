using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Patterns.Analyzers.PluginArchitecture;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.PluginArchitecture;

public sealed class RegistryTests
{
    [Theory]
    [InlineData("Dictionary<string, Func<ICodec>>", "public void Add(string name, Func<ICodec> make) => _all.Add(name, make); public ICodec Make(string name) => _all[name]();")]
    [InlineData("Dictionary<Type, ICodec>", "public void Add(Type type, ICodec codec) => _all.Add(type, codec); public byte[] Encode(object o) => _all[o.GetType()].Encode(o.ToString()!);")]
    [InlineData("Dictionary<DayOfWeek, ICodec>", "public void Add(DayOfWeek day, ICodec codec) => _all.Add(day, codec); public ICodec? Of(DayOfWeek day) => _all.GetValueOrDefault(day);")]
    [InlineData("Dictionary<string, Lazy<ICodec>>", "public void Add(string name, Lazy<ICodec> codec) => _all.Add(name, codec); public ICodec Of(string name) => _all[name].Value;")]
    [InlineData("System.Collections.Concurrent.ConcurrentDictionary<string, Func<ICodec>>", "public void Add(string name, Func<ICodec> make) => _all.TryAdd(name, make); public ICodec Make(string name) => _all[name]();")]
    [InlineData("Dictionary<string, Func<ICodec>>", "public void Add<T>(string name) where T : ICodec, new() => _all.Add(name, () => new T()); public ICodec Make(string name) => _all[name]();")]
    [InlineData("Dictionary<string, Func<ICodec>>", "public void Add(string name, Func<ICodec> make) => Core(name, make); void Core(string name, Func<ICodec> make) => _all.Add(name, make); public ICodec Make(string name) => _all[name]();")]
    public async Task An_open_collection_of_behaviours_is_a_registry(string collection, string members) =>
        Assert.Equal(["Codecs registry"], await Plugins.In(Plugins.Codecs, $$"""public class Codecs { private readonly {{collection}} _all = new(); {{members}} }"""));

    [Theory]
    [InlineData("public List<T> All<T>() where T : ICodec => _all.TryGetValue(typeof(T), out var list) ? list.OfType<T>().ToList() : [];", new[] { "Codecs registry" })]
    [InlineData("public List<ICodec> All(Type type) => _all.TryGetValue(type, out var list) ? list : [];", new string[0])]
    public async Task A_list_under_each_type_that_the_entries_fulfil_is_a_registry(string look, string[] found) => Assert.Equal(found, await Plugins.In(Plugins.Codecs, $$"""
        public class Codecs
        {
            private readonly Dictionary<Type, List<ICodec>> _all = new();
            public void Add(ICodec codec)
            {
                foreach (var kind in codec.GetType().GetInterfaces())
                {
                    if (!_all.TryGetValue(kind, out var list)) { list = new(); _all.Add(kind, list); }
                    list.Add(codec);
                }
            }
            {{look}}
        }
        """));

    [Theory]
    [InlineData("abstract string Name { get; }", "_all.OrderBy(tool => tool.Name).First()", new[] { "Tools registry" })]
    [InlineData("string Name { get; set; } = \"\"", "_all.OrderBy(tool => tool.Name).First()", new string[0])]
    [InlineData("abstract string Name { get; }", "_all[0]", new string[0])]
    public async Task A_list_that_is_ordered_by_what_each_says_of_itself_is_a_registry(string name, string pick, string[] found) => Assert.Equal(found, await Plugins.In($$"""
        public abstract class Tool { public {{name}}; public abstract void Draw(); }
        public class Tools
        {
            private readonly List<Tool> _all = new();
            public void Add(Tool tool) => _all.Add(tool);
            public void Drop(Tool tool) => _all.Remove(tool);
            public void Draw() => {{pick}}.Draw();
        }
        """));

    [Theory]
    [InlineData("abstract class Tool", "Name == name", "return one;", new[] { "Tools registry" })]
    [InlineData("abstract class Tool", "Name == name", "one.Draw();", new[] { "Tools registry" })]
    [InlineData("abstract class Tool", "Name == name", "Console.WriteLine(one.Name);", new string[0])]
    [InlineData("abstract class Tool", "Id.Equals(name)", "return one;", new string[0])]
    [InlineData("interface Tool", "Name == name", "return one;", new string[0])]
    public async Task A_list_in_which_callers_find_one_by_what_its_class_says_is_a_registry(string kind, string asked, string use, string[] found) => Assert.Equal(found, await Plugins.In($$"""
        public {{kind}} { public abstract string Name { get; } public abstract Guid Id { get; } public abstract void Draw(); }
        public class Tools
        {
            private readonly List<Tool> _all = new();
            public void Add(Tool tool) => _all.Add(tool);
            public void Drop(Tool tool) => _all.Remove(tool);
            public Tool? Of(string name) { foreach (var one in _all) { if (one.{{asked}}) { {{use}} } } return null; }
        }
        """));

    [Theory]
    [InlineData("public static readonly Guid Own = Guid.NewGuid(); public Guid Id => Own;", new[] { "Tools registry" })]
    [InlineData("public Guid Id { get; } = Guid.NewGuid(); ", new string[0])]
    public async Task A_class_may_state_an_identity_of_any_type(string id, string[] found) => Assert.Equal(found, await Plugins.In($$"""
        public interface ITool { string Title { get; } Guid Id { get; } void Draw(); }
        public sealed class Pen(Guid id) : ITool { public string Title { get; } = id.ToString(); {{id}} public void Draw() => Console.Write(id); }
        public static class Tools
        {
            private static readonly List<ITool> _all = new();
            public static void Add(ITool tool) => _all.Add(tool);
            public static ITool? Of(Guid id) { foreach (var one in _all) if (id.Equals(one.Id)) return one; return null; }
        }
        """));

    [Theory]
    [InlineData("public abstract class Plugin", new[] { "Client registry" })]
    [InlineData("public interface Plugin", new string[0])]
    public async Task A_base_class_that_makes_others_say_the_key_stands_for_no_things_that_come_and_go(string kind, string[] found) => Assert.Equal(found, await Plugins.In($$"""
        {{kind}} { public abstract string Name { get; } public abstract void Send(string text); }
        public class Client
        {
            private readonly Dictionary<string, Plugin> _all = new();
            public void Add(Plugin one) => _all.Add(one.Name, one);
            public void Remove(string name) => _all.Remove(name);
            public void Send(string text) { foreach (var one in _all.Values) one.Send(text); }
        }
        """));

    [Theory]
    [InlineData("_all.Add((Tool)Activator.CreateInstanceFrom(file, \"Entry\")!.Unwrap()!);", true)]
    [InlineData("Console.WriteLine(file);", false)]
    public async Task A_program_that_loads_assemblies_leaves_its_contracts_to_others(string code, bool isOpen) => Assert.Equal(isOpen, (await Finds.In<PluginArchitectureAnalyzer>(Source.Compile($$"""
        new Loader().Load(args[0]);
        public abstract class Tool { public abstract string Name { get; } public abstract void Draw(); }
        public sealed class Pen : Tool { public override string Name => "pen"; public override void Draw() { } }
        public class Loader { readonly List<Tool> _all = []; public void Load(string file) { {{code}} } }
        public class Tools { readonly List<Tool> _all = []; public void Add(Tool tool) => _all.Add(tool); public Tool? Of(string name) { foreach (var one in _all) if (one.Name == name) return one; return null; } }
        """).AsApplication())).Any(one => one.Id == "PAT0100" && one.Text == "Tools"));

    [Fact]
    public async Task A_key_that_the_plugin_class_states_makes_it_certain()
    {
        var found = Assert.Single(await Plugins.Found("""
            public interface ICodec { string Name { get; } byte[] Encode(string text); }
            public sealed class Hex : ICodec { public string Name => "hex"; public byte[] Encode(string text) => Convert.FromHexString(text); }
            public class Codecs
            {
                private readonly Dictionary<string, ICodec> _all = new();
                public void Add(ICodec codec) => _all.Add(codec.Name, codec);
                public ICodec this[string name] => _all[name];
            }
            """));

        Assert.Equal("high", found.Confidence);
    }

    [Theory]
    [InlineData("public enum Kind { Hex, Plain }", "Kind", "Hex", "")]
    [InlineData("", "DayOfWeek", "Friday", "medium")]
    public async Task An_enumeration_as_key_is_open_only_where_it_is_the_frameworks(string declared, string key, string one, string confidence) => Assert.Equal(confidence, string.Concat((await Plugins.Found($$"""
        {{declared}}
        public interface ICodec { {{key}} Kind { get; } byte[] Encode(string text); }
        public sealed class Hex : ICodec { public {{key}} Kind => {{key}}.{{one}}; public byte[] Encode(string text) => Convert.FromHexString(text); }
        public class Codecs
        {
            private readonly Dictionary<{{key}}, ICodec> _all = new();
            public void Add(ICodec codec) => _all.Add(codec.Kind, codec);
            public ICodec this[{{key}} kind] => _all[kind];
        }
        """)).Select(found => found.Confidence)));

    [Theory]
    [InlineData("\"hex\" or \"plain\" or \"zip\"", new string[0])]
    [InlineData("\"hex\" or \"plain\"", new[] { "Codecs registry" })]
    public async Task Who_spells_out_the_keys_of_what_it_registers_itself_is_no_host(string spelledOut, string[] found) => Assert.Equal(found, await Plugins.In(Plugins.Codecs, $$"""
        public class Codecs
        {
            private readonly Dictionary<string, ICodec> _all = new();
            public Codecs() { Add("hex", new Ascii()); Add("plain", new Utf8()); Add("zip", new Utf8()); }
            public void Add(string name, ICodec codec) => _all.Add(name, codec);
            public byte[] Encode(string name, string text) => _all[name].Encode(name is {{spelledOut}} ? text : "");
        }
        """));

    [Theory]
    [InlineData("void Add(Func<ICodec> make) => _all.Add(make);", new[] { "Chain registry" })]
    [InlineData("Chain Add(Func<ICodec> make) { _all.Add(make); return this; }", new string[0])]
    public async Task A_list_of_factories_that_a_builder_is_told_is_no_registry(string add, string[] found) => Assert.Equal(found, await Plugins.In(Plugins.Codecs, $$"""
        public class Chain { private readonly List<Func<ICodec>> _all = new(); public {{add}} public List<ICodec> Build() => _all.Select(make => make()).ToList(); }
        """));

    [Theory]
    [InlineData("ICodec", true)]
    [InlineData("ICodec[]", false)]
    [InlineData("IReadOnlyList<ICodec>", false)]
    public async Task What_comes_as_a_whole_collection_is_data(string value, bool isRegistry) => Assert.Equal(isRegistry ? ["Codecs registry"] : [], await Plugins.In(Plugins.Codecs, $$"""
        public class Codecs { private readonly Dictionary<Type, {{value}}> _all = new(); public void Put(Type type, {{value}} given) => _all[type] = given; public {{value}} Of(Type type) => _all[type]; }
        """));

    [Theory]
    [InlineData("codec", true)]
    [InlineData("new Both(old, codec)", true)]
    [InlineData("Both.Join(old, codec)", false)]
    public async Task What_is_merged_with_its_kind_is_data(string kept, bool isRegistry) => Assert.Equal(isRegistry ? ["Codecs registry"] : [], await Plugins.In(Plugins.Codecs, $$"""
        public sealed class Both(ICodec one, ICodec other) : ICodec { public byte[] Encode(string text) => one.Encode(text + other); public static ICodec Join(ICodec one, ICodec other) => new Both(one, other); }
        public class Codecs
        {
            private readonly Dictionary<string, ICodec> _all = new();
            public void Add(string name, ICodec codec) { if (_all.TryGetValue(name, out var old)) _all[name] = {{kept}}; else _all.Add(name, codec); }
            public ICodec Of(string name) => _all[name];
        }
        """));

    [Theory]
    [InlineData("public", true)]
    [InlineData("private", false)]
    public async Task Only_its_owner_fills_a_hidden_table(string visibility, bool isRegistry) => Assert.Equal(isRegistry ? ["Codecs registry"] : [], await Plugins.In(Plugins.Codecs, $$"""
        public class Outer { {{visibility}} class Codecs { private readonly Dictionary<string, ICodec> _all = new(); public void Add(string name, ICodec codec) => _all.Add(name, codec); public ICodec Of(string name) => _all[name]; } }
        """));

    [Theory]
    [InlineData("public ICodec Of(string name) => _all[name];", true)]
    [InlineData("public ICodec Plain() => _all[\"plain\"];", false)]
    [InlineData("public ICodec? Plain() => _all.TryGetValue(\"plain\", out var codec) ? codec : null;", false)]
    public async Task Who_looks_up_only_the_names_that_it_spells_out_is_no_host(string read, bool isRegistry) => Assert.Equal(isRegistry ? ["Codecs registry"] : [], await Plugins.In(Plugins.Codecs, $$"""
        public class Codecs { private readonly Dictionary<string, ICodec> _all = new(); public void Add(string name, ICodec codec) => _all.Add(name, codec); {{read}} }
        """));

    [Theory]
    [InlineData("_all[name]", true)]
    [InlineData("_all.TryGetValue(name, out var codec) ? codec : _all[name] = new Ascii()", false)]
    [InlineData("_all.TryGetValue(name, out var codec) ? codec : _all[name] = box.Make(name)", false)]
    [InlineData("_all.GetOrAdd(name, _ => new Ascii())", false)]
    public async Task What_the_table_makes_itself_when_it_is_missing_is_cached(string read, bool isRegistry) => Assert.Equal(isRegistry ? ["Codecs registry"] : [], await Plugins.In(Plugins.Codecs, $$"""
        public interface IBox { ICodec Make(string name); }
        public class Codecs { private readonly System.Collections.Concurrent.ConcurrentDictionary<string, ICodec> _all = new(); public void Add(string name, ICodec codec) => _all[name] = codec; public ICodec Of(string name, IBox box) => {{read}}; }
        """));

    [Theory]
    [InlineData("(string name) : Row(name, \"red\")", false)]
    [InlineData("() : Row(\"total\", \"red\")", true)]
    [InlineData("() : Row(color: \"red\", name: \"total\")", true)]
    public async Task Entries_that_are_each_given_a_key_are_data(string declared, bool isRegistry) => Assert.Equal(isRegistry ? ["Chart registry"] : [], await Plugins.In($$"""
        public abstract class Row { protected Row(string name, string color) { Name = name; Color = color; } public string Name { get; } public string Color { get; } public abstract void Draw(); }
        public class Line{{declared}} { public override void Draw() { } }
        public class Chart { private readonly Dictionary<string, Row> _all = new(); public void Add(Row row) => _all.Add(row.Name, row); public Row Of(string name) => _all[name]; }
        """));

    [Theory]
    [InlineData("void Load", "", true)]
    [InlineData("ICodec Load", "return _all[name];", false)]
    public async Task Who_loads_an_entry_for_good_makes_no_cache(string member, string answer, bool isRegistry) => Assert.Equal(isRegistry ? ["Codecs registry"] : [], await Plugins.In(Plugins.Codecs, $$"""
        public class Codecs { private readonly Dictionary<string, ICodec> _all = new(); public void Add(string name, ICodec codec) => _all[name] = codec; public ICodec Of(string name) => _all[name]; public {{member}}(string name) { if (!_all.ContainsKey(name)) _all[name] = new Ascii(); {{answer}} } }
        """));

    [Theory]
    [InlineData("public", "", true)]
    [InlineData("internal", "", false)]
    [InlineData("internal", "public class Start { public void Run(ICodec given) => new Codecs().Add(\"a\", given); }", true)]
    [InlineData("internal", "public class Start { public void Run() { Action<string, ICodec> add = new Codecs().Add; } }", true)]
    [InlineData("internal", "public class Start { public void Run() => new Codecs().Fill(); }", false)]
    [InlineData("public interface ICodecs { void Add(string name, ICodec codec); } internal", "", true)]
    public async Task A_table_that_nobody_else_adds_to_is_no_registry(string visibility, string user, bool isRegistry) => Assert.Equal(isRegistry ? ["Codecs registry"] : [], await Plugins.In(Plugins.Codecs, $$"""
        {{visibility}} class Codecs {{(visibility.Contains("ICodecs") ? ": ICodecs" : "")}} { private readonly Dictionary<string, Func<ICodec>> _all = new(); public void Fill() => Add("a", new Ascii()); public void Add(string name, ICodec codec) => _all.Add(name, () => codec); public ICodec Of(string name) => _all[name](); }
        {{user}}
        """));

    [Theory]
    [InlineData("_all.Clear();", true)]
    [InlineData("try { foreach (var one in _all.Values) one.Encode(text); } finally { _all.Clear(); }", false)]
    public async Task Entries_that_a_piece_of_work_uses_up_are_its_parts(string end, bool isRegistry) => Assert.Equal(isRegistry ? ["Codecs registry"] : [], await Plugins.In(Plugins.Codecs, $$"""
        public class Codecs { private readonly Dictionary<string, ICodec> _all = new(); public void Add(string name, ICodec codec) => _all.Add(name, codec); public ICodec Of(string name) => _all[name]; public void End(string text) { {{end}} } }
        """));

    [Theory]
    [InlineData("public enum Kind { Hex, Plain }", "", "Kind", 0)]
    [InlineData("", "public enum Kind { Hex, Plain }", "Kind", 0)]
    [InlineData("", "", "DayOfWeek", 1)]
    public async Task An_enumeration_that_somebody_wrote_for_it_is_closed(string own, string library, string key, int found) => Assert.Equal(found, (await Finds.In<PluginArchitectureAnalyzer>(Source.Compile(Plugins.Codecs, $$"""
        {{own}} public class Codecs { private readonly Dictionary<{{key}}, ICodec> _all = new(); public void Add({{key}} kind, ICodec codec) => _all.Add(kind, codec); public ICodec Of({{key}} kind) => _all[kind]; }
        """).AddReferences(Source.Compile(library).WithAssemblyName("Library").ToMetadataReference()))).Count(one => one.Id == "PAT0100"));

    [Theory]
    [InlineData("", true)]
    [InlineData("public void Close(string name) => _all.Remove(name);", false)]
    public async Task Sources_that_come_and_go_are_no_factories(string close, bool isRegistry) => Assert.Equal(isRegistry ? ["Sources registry"] : [], await Plugins.In(Plugins.Codecs, $$"""
        public interface ISource { ICodec Open(string text); }
        public class Sources { private readonly Dictionary<string, ISource> _all = new(); public void Add(string name, ISource source) => _all.Add(name, source); {{close}} public ICodec Open(string name) => _all[name].Open(name); }
        """));

    [Theory]
    [InlineData("public void Add(string name, ICodec codec) => _all.Add(name, codec);", true)]
    [InlineData("protected void Add(string name, ICodec codec) => _all.Add(name, codec);", false)]
    [InlineData("protected void Add(string name, ICodec codec) => _all.Add(name, codec); public void Take(ICodec codec) => Add(codec.ToString()!, codec);", true)]
    public async Task What_only_deriving_classes_add_is_kept_for_them(string add, bool isRegistry) => Assert.Equal(isRegistry ? ["Codecs registry"] : [], await Plugins.In(Plugins.Codecs, $$"""
        public abstract class Codecs { private readonly Dictionary<string, ICodec> _all = new(); {{add}} public ICodec Of(string name) => _all[name]; }
        """));

    [Theory]
    [InlineData("public void Add(string name, ICodec codec) => _all = _all.SetItem(name, codec);", true)]
    [InlineData("public Codecs Add(string name, ICodec codec) => new(_all.SetItem(name, codec));", false)]
    public async Task What_answers_with_another_of_its_kind_is_a_value(string add, bool isRegistry) => Assert.Equal(isRegistry ? ["Codecs registry"] : [], await Plugins.In(Plugins.Codecs, $$"""
        public class Codecs(System.Collections.Immutable.ImmutableDictionary<string, ICodec> all) { private System.Collections.Immutable.ImmutableDictionary<string, ICodec> _all = all; {{add}} public ICodec Of(string name) => _all[name]; }
        """));

    [Theory]
    [InlineData("ICodec", true)]
    [InlineData("Dictionary<string, ICodec>, ICodec", false)]
    public async Task A_table_of_values_that_is_one_itself_is_data(string bases, bool isRegistry) => Assert.Equal(isRegistry ? ["All registry"] : [], await Plugins.In(Plugins.Codecs, $$"""
        public class All : {{bases}} { private readonly Dictionary<string, ICodec> _all = new(); public void Put(string name, ICodec codec) => _all.Add(name, codec); public ICodec Of(string name) => _all[name]; public byte[] Encode(string text) => []; }
        """));

    [Theory]
    [InlineData("Makers", true)]
    [InlineData("Makers : IMaker", false)]
    public async Task A_composite_is_no_registry(string declared, bool isRegistry) => Assert.Equal(isRegistry ? ["Makers registry"] : [], await Plugins.In(Plugins.Codecs, $$"""
        public interface IMaker { ICodec Make(string text); }
        public class {{declared}} { private readonly List<IMaker> _all = new(); public void Add(IMaker maker) => _all.Add(maker); public ICodec Make(string text) { foreach (var one in _all) if (one.Make(text) is { } made) return made; return null!; } }
        """));

    [Theory]
    [InlineData("_all[node.Name](node)", true)]
    [InlineData("node.Inner is { } ? Read(node.Inner) : _all[node.Name](node)", false)]
    public async Task Delegates_that_translate_the_nodes_of_a_tree_are_no_factories(string read, bool isRegistry) => Assert.Equal(isRegistry ? ["Reader registry"] : [], await Plugins.In(Plugins.Codecs, $$"""
        public class Node { public string Name { get; set; } = ""; public Node? Inner { get; set; } }
        public class Reader { private readonly Dictionary<string, Func<Node, ICodec>> _all = new(); public void Add(string name, Func<Node, ICodec> read) => _all.Add(name, read); public ICodec Read(Node node) => {{read}}; }
        """));

    [Fact]
    public async Task The_message_names_slot_contract_and_member()
    {
        var found = Assert.Single(await Plugins.Found(Plugins.Codecs, """
            public class Codecs
            {
                private readonly Dictionary<string, Func<ICodec>> _makers = new();
                public void Enter(string name, Func<ICodec> make) => _makers.Add(name, make);
                public ICodec Make(string name) => _makers[name]();
            }
            """));

        Assert.StartsWith("'Codecs' is likely a plugin registry: '_makers' keeps factories of 'ICodec' by String; 'Enter' registers them. Closest: Dapr", found.Message);
    }

    [Theory]
    [InlineData("IMaker", "'_makers' keeps 'IMaker' by String")]
    [InlineData("Func<IMaker>", "'_makers' keeps factories of 'IMaker' by String")]
    public async Task Factories_are_those_of_the_contract(string value, string phrase) =>
        Assert.Contains(phrase, Assert.Single(await Plugins.Found(Plugins.Codecs, $$"""
            public interface IMaker { ICodec Make(string text); }
            public class Makers
            {
                private readonly Dictionary<string, {{value}}> _makers = new();
                public void Enter(string name, {{value}} maker) => _makers.Add(name, maker);
                public {{value}} Of(string name) => _makers[name];
            }
            """)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Dictionary<string, ICodec>", "codecs.ToDictionary(codec => codec.Name)", "\"hex\"", true)]
    [InlineData("Dictionary<string, ICodec>", "codecs.ToDictionary(codec => codec.Name)", "Guid.NewGuid().ToString()", false)]
    [InlineData("Dictionary<int, ICodec>", "codecs.ToDictionary(codec => codec.GetHashCode())", "\"hex\"", false)]
    public async Task Injected_plugins_may_be_filed_by_what_their_classes_state(string table, string filed, string name, bool isRegistry) => Assert.Equal(isRegistry ? ["Codecs registry"] : [], await Plugins.In($$"""
        public interface ICodec { string Name { get; } byte[] Encode(string text); }
        public sealed class Hex : ICodec { public string Name { get; } = {{name}}; public byte[] Encode(string text) => Convert.FromHexString(text); }
        public class Codecs { readonly {{table}} _all; public Codecs(IEnumerable<ICodec> codecs) => _all = {{filed}}; public byte[] Encode({{table.Substring(11, 6).Trim(',', 'I', ' ')}} name, string text) => _all[name].Encode(text); }
        """));

    [Theory]
    [InlineData("=> Own; public static readonly Guid Own = new(\"e0a5c2b4-8a8e-4a55-9f5c-0b7d0f6a1c11\");", true)]
    [InlineData("{ get; } = Guid.NewGuid();", false)]
    public async Task A_stable_id_that_the_class_states_is_a_key(string id, bool isRegistry) => Assert.Equal(isRegistry ? ["Filters registry"] : [], await Plugins.In($$"""
        public abstract class Filter { public abstract Guid Id { get; } public abstract bool Accepts(string text); }
        public sealed class Short : Filter { public override Guid Id {{id}} public override bool Accepts(string text) => text.Length < 9; }
        public class Filters { readonly Dictionary<Guid, Filter> _all = new(); public void Register(Filter filter) => _all.Add(filter.Id, filter); public bool Accepts(Guid id, string text) => _all[id].Accepts(text); }
        """));

    [Theory]
    [InlineData("public void Add<T>(ICodec codec) => _all[typeof(T)] = codec; public void Remove<T>() => _all.Remove(typeof(T));", true)]
    [InlineData("public void Add<T>(T codec) where T : ICodec => _all[typeof(T)] = codec; public void Remove<T>() => _all.Remove(typeof(T));", false)]
    [InlineData("public void Add(ICodec codec) => _all[codec.GetType()] = codec; public void Remove(Type type) => _all.Remove(type);", false)]
    public async Task What_is_for_a_kind_of_data_may_be_taken_back(string members, bool isRegistry) => Assert.Equal(isRegistry ? ["Codecs registry"] : [], await Plugins.In(Plugins.Codecs, $$"""
        public class Codecs { readonly Dictionary<Type, ICodec> _all = new(); {{members}} public byte[] Encode(object one) => _all[one.GetType()].Encode(one.ToString()!); }
        """));

    [Theory]
    [InlineData("where T : ICodec", true)]
    [InlineData("where T : class", false)]
    public async Task A_generic_registry_holds_what_its_type_parameter_demands(string demand, bool isRegistry) => Assert.Equal(isRegistry ? ["Codecs registry"] : [], await Plugins.In(Plugins.Codecs, $$"""
        public class Codecs<T> {{demand}} { readonly Dictionary<string, T> _all = new(); public void Add(string name, T codec) => _all.Add(name, codec); public T Of(string name) => _all[name]; }
        """));

    [Theory]
    [InlineData("Add(\"ascii\", new Ascii()); Add(\"utf8\", new Utf8());", new[] { "Codecs registry" })]
    [InlineData("Add(\"ascii\", new Ascii()); Add(\"plain\", new Ascii());", new string[0])]
    public async Task What_the_project_fills_with_several_of_its_classes_may_also_lose_one(string fill, string[] found) => Assert.Equal(found, await Plugins.In(Plugins.Codecs, $$"""
        public class Codecs
        {
            private readonly Dictionary<string, ICodec> _all = new();
            public Codecs() { {{fill}} }
            public void Add(string name, ICodec codec) => _all.Add(name, codec);
            public bool Remove(string name) => _all.Remove(name);
            public ICodec Of(string name) => _all[name];
        }
        """));

    [Theory]
    [InlineData("if (Find(one.Scheme) is { } old) _all.Remove(old); _all.Add(one);", new[] { "Factories registry" })]
    [InlineData("_all.Add(one); one.Create(one.Scheme); _all.Remove(one);", new string[0])]
    public async Task What_makes_room_for_its_successor_does_not_come_and_go(string add, string[] found) => Assert.Equal(found, await Plugins.In($$"""
        public interface IQueue { void Send(string text); }
        public interface IQueueFactory { string Scheme { get; } IQueue Create(string uri); }
        public class Factories
        {
            private readonly List<IQueueFactory> _all = new();
            public void Add(IQueueFactory one) { {{add}} }
            public IQueueFactory? Find(string scheme) => _all.FirstOrDefault(one => one.Scheme.Equals(scheme));
        }
        """));

    [Theory]
    [InlineData("foreach (var one in _all) data = one.Apply(data);", new string[0])]
    [InlineData("foreach (var one in _all) Console.WriteLine(one.Apply(data).Length);", new[] { "Steps registry" })]
    public async Task A_row_of_stages_is_no_registry(string run, string[] found) => Assert.Equal(found, await Plugins.In($$"""
        public interface IStep { string Name { get; } int Order { get; } byte[] Apply(byte[] data); }
        public class Zip : IStep { public string Name => "zip"; public int Order => 1; public byte[] Apply(byte[] data) => data; }
        public class Steps
        {
            private readonly List<IStep> _all = new();
            public void Add(IStep one) { _all.Add(one); _all.Sort((a, b) => a.Order.CompareTo(b.Order)); }
            public byte[] Run(byte[] data) { {{run}} return data; }
        }
        """));

    [Theory]
    [InlineData("Bus", new[] { "Bus registry" })]
    [InlineData("Bus : ISender", new string[0])]
    public async Task Who_sends_by_one_of_several_for_each_kind_of_data_routes(string declared, string[] found) => Assert.Equal(found, await Plugins.In($$"""
        public interface ISender { void Send(object data); }
        public class Queue : ISender { public void Send(object data) { } }
        public class Topic : ISender { public void Send(object data) { } }
        public class {{declared}}
        {
            private readonly Dictionary<Type, ISender> _all = new();
            public void Add<T>(ISender one) => _all[typeof(T)] = one;
            public void Send(object data) => _all[data.GetType()].Send(data);
        }
        """));

    [Theory]
    [InlineData("_all[name].Handle(name);", new[] { "Commands registry" })]
    [InlineData("foreach (var one in _all.Values) one.Handle(name);", new[] { "Commands host" })]
    public async Task A_table_out_of_which_one_is_taken_by_its_name_is_a_registry(string use, string[] found) => Assert.Equal(found, await Plugins.In($$"""
        public interface ICommand { string Name { get; } void Handle(string text); }
        public class Ping : ICommand { public string Name => "ping"; public void Handle(string text) { } }
        public class Commands
        {
            private readonly Dictionary<string, ICommand> _all = new();
            public void Register(IEnumerable<ICommand> all) { foreach (var one in all) _all.TryAdd(one.Name, one); }
            public void Run(string name) { {{use}} }
        }
        """));

    [Theory]
    [InlineData("public void Add(IReader one) => _all.Add(one);", "Readers registry")]
    [InlineData("public Readers(IEnumerable<IReader> all) => _all.AddRange(all);", "Readers host")]
    public async Task A_list_that_callers_add_to_and_ask_is_a_registry(string filled, string found) => Assert.Equal([found], await Plugins.In($$"""
        public interface IReader { bool CanRead(string name); string Read(string name); }
        public class Text : IReader { public bool CanRead(string name) => name.EndsWith(".txt"); public string Read(string name) => name; }
        public class Readers
        {
            private readonly List<IReader> _all = new();
            {{filled}}
            public IReader? Of(string name) => _all.FirstOrDefault(one => one.CanRead(name));
        }
        """));
}
