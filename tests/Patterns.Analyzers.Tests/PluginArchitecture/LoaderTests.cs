using System.Text.RegularExpressions;
using Patterns.Analyzers.PluginArchitecture;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.PluginArchitecture;

public sealed class LoaderTests
{
    private const string Contract = "public interface IPlugin { void Run(); } ";

    [Theory]
    [InlineData("foreach (var t in Assembly.LoadFrom(path).GetTypes()) if (typeof(IPlugin).IsAssignableFrom(t)) _all.Add((IPlugin)Activator.CreateInstance(t)!);")]
    [InlineData("_all.AddRange(Assembly.LoadFile(path).ExportedTypes.Where(t => t.IsAssignableTo(typeof(IPlugin))).Select(Activator.CreateInstance).Cast<IPlugin>());")]
    [InlineData("foreach (var t in AppDomain.CurrentDomain.GetAssemblies().SelectMany(a => a.DefinedTypes)) if (t.ImplementedInterfaces.Contains(typeof(IPlugin))) _all.Add((IPlugin)t.GetConstructors()[0].Invoke(null));")]
    [InlineData("var made = Activator.CreateInstance(Assembly.Load(path).GetType(\"Entry\")!); if (made is IPlugin plugin) _all.Add(plugin);")]
    [InlineData("foreach (var t in Assembly.Load(File.ReadAllBytes(path)).GetExportedTypes()) if (t.GetInterfaces().Contains(typeof(IPlugin))) _all.Add((IPlugin)Activator.CreateInstance(t)!);")]
    [InlineData("_all.Add((IPlugin)Activator.CreateInstanceFrom(path, \"Entry\")!.Unwrap()!); foreach (var t in Assembly.LoadFrom(path).GetTypes()) if (t.IsSubclassOf(typeof(IPlugin))) { }")]
    public async Task Two_of_load_scan_and_activate_make_a_loader(string code) =>
        Assert.Equal(["Host loader"], await Plugins.In(Contract, $"using System.Reflection; class Host {{ List<IPlugin> _all = []; public void Load(string path) {{ {code} }} }}"));

    [Theory]
    [InlineData("object? made; made = Activator.CreateInstance(Assembly.LoadFrom(path).GetType(\"Entry\")!); var plugin = made as IPlugin; _all.Add(plugin!);")]
    [InlineData("foreach (var t in Assembly.LoadFrom(path).GetTypes()) _all.Add((IPlugin)t.InvokeMember(t.Name, BindingFlags.CreateInstance, null, null, null)!);")]
    [InlineData("foreach (var a in AppDomain.CurrentDomain.GetAssemblies()) if (a is System.Reflection.Emit.AssemblyBuilder) return; _all.Add((IPlugin)Activator.CreateInstance(Assembly.LoadFrom(path).GetType(\"Entry\")!)!);")]
    [InlineData("foreach (var t in Finder.All<IPlugin>()) _all.Add((IPlugin)t.CreateInstance());")]
    [InlineData("_all.AddRange(Finder.All<IPlugin>().Try(t => t.CreateInstance()).OfType<IPlugin>());")]
    [InlineData("foreach (var t in Finder.Types<IPlugin>()) _all.Add((IPlugin)Finder.CreateInstance(t));")]
    [InlineData("_all.Add((IPlugin)Activator.CreateInstance(_archive.LoadPlugin().GetType(path)!)!);")]
    [InlineData("var made = Activator.CreateInstanceFrom(path, \"Entry\")!; var plugin = made.Unwrap() as IPlugin; _all.Add(plugin!);")]
    [InlineData("_all.Add((IPlugin)Answer(path)); } object Answer(string path) { var made = Activator.CreateInstance(Assembly.LoadFrom(path).GetType(\"Entry\")!); return made!;")]
    public async Task A_step_may_be_left_to_a_helper_or_a_local(string code) => Assert.Contains("Host loader", await Plugins.In(Contract, $$"""
        using System.Reflection; class Host(Archive _archive) { List<IPlugin> _all = []; public void Load(string path) { {{code}} } }
        class Archive { Assembly Open(string name) => Assembly.LoadFrom(name); Assembly Cached(string name) => Open(name); public Assembly LoadPlugin() => Cached("Entry"); }
        public class Described { }
        static class Finder
        {
            public static IEnumerable<Described> All<T>() => [];
            public static IEnumerable<Type> Types<T>() => [];
            public static object CreateInstance(this Described one) => one;
            public static object CreateInstance(Type type) => type;
            public static IEnumerable<TResult> Try<T, TResult>(this IEnumerable<T> all, Func<T, TResult> make) => all.Select(make);
        }
        """));

    [Theory]
    [InlineData("foreach (var file in Directory.GetFiles(folder, \"*.dll\")) _all.Add(new Loader(file));", "Finder loader")]
    [InlineData("foreach (var file in Directory.GetFiles(folder, \"*.dll\")) new Loader(folder).Load(file);", "Finder loader")]
    [InlineData("foreach (var one in _all) one.Load(folder);", "Finder loader")]
    [InlineData("foreach (var one in _all) Console.WriteLine(one);", null)]
    [InlineData("_all.Add(new Loader(folder));", null)]
    [InlineData("foreach (var file in Directory.GetFiles(folder, \"*.dll\")) Console.WriteLine(file + new Loader(folder));", null)]
    public async Task Who_hands_file_after_file_to_a_loader_finds_what_it_loads(string code, string? found) =>
        Assert.Equal(found, (await Plugins.In(Contract, $$"""
            using System.Reflection;
            public class Loader(string file) { public IPlugin Load(string name) => (IPlugin)Activator.CreateInstance(Assembly.LoadFrom(file).GetType(name)!)!; }
            public class Finder { readonly List<Loader> _all = []; public void Search(string folder) { {{code}} } }
            """)).SingleOrDefault(one => one.StartsWith("Finder", StringComparison.Ordinal)));

    [Theory]
    [InlineData("\"Core.dll\"", 0)]
    [InlineData("folder", 1)]
    public async Task Who_names_file_and_class_starts_its_own_product(string kept, int found) => Assert.Equal(found, (await Plugins.In(Contract, $$"""
        using System.Reflection;
        public class Host
        {
            public void Start(string folder)
            {
                Assembly? core = null;
                foreach (var file in Directory.GetFiles(folder, "*.dll")) { var one = Assembly.LoadFrom(file); if (Path.GetFileName(file) == {{kept}}) core = one; }
                var type = core!.GetTypes().SingleOrDefault(t => t.Name == "Entry") ?? throw new InvalidOperationException();
                ((IPlugin)Activator.CreateInstance(type)!).Run();
            }
        }
        """)).Length);

    [Fact]
    public async Task What_a_filter_excludes_is_not_what_is_sought() => Assert.Contains("searches their types for 'IPlugin'", Assert.Single(await Plugins.Found(Contract, """
        using System.Reflection;
        public interface IOld { }
        public class Host { public List<IPlugin> All(string file) => Assembly.LoadFrom(file).GetTypes().Where(t => !typeof(IOld).IsAssignableFrom(t) && typeof(IPlugin).IsAssignableFrom(t)).Select(t => (IPlugin)Activator.CreateInstance(t)!).ToList(); }
        """)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("public Type Entry => typeof(string);", "takes the types that 'EntryAttribute' of an assembly names")]
    [InlineData("public string Author => \"\";", "searches their types for 'IPlugin'")]
    public async Task A_mark_of_an_assembly_counts_where_it_names_a_type(string member, string phrase) => Assert.Contains(phrase, Assert.Single(await Plugins.Found(Contract, $$"""
        using System.Reflection;
        [AttributeUsage(AttributeTargets.Assembly)] public class EntryAttribute : Attribute { {{member}} }
        public class Host
        {
            public IPlugin Load(string file, string name)
            {
                var assembly = Assembly.LoadFrom(file);
                var mark = assembly.GetCustomAttribute<EntryAttribute>();
                return (IPlugin)Activator.CreateInstance(assembly.GetType(name)!)!;
            }
            {{(member.Contains("Type", StringComparison.Ordinal) ? "" : "public bool Has(Assembly a) { foreach (var t in a.GetTypes()) if (typeof(IPlugin).IsAssignableFrom(t)) return true; return false; }")}}
        }
        """)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_member_of_another_type_is_named_with_its_type() => Assert.Contains("'Files.Open' loads assemblies", Assert.Single(await Plugins.Found(Contract, """
        using System.Reflection;
        public static class Files { public static Assembly Open(string file) => Assembly.LoadFrom(file); }
        public class Host { public IPlugin Get(string file) => (IPlugin)Activator.CreateInstance(Files.Open(file).GetType("Entry")!)!; }
        """)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("public sealed class Host { BODY }")]
    [InlineData("public record Host { BODY }")]
    [InlineData("public readonly struct Host { BODY }")]
    [InlineData("public record struct Host { BODY }")]
    [InlineData("public static class Host { BODY }")]
    [InlineData("public class Host(int limit) { public int Limit => limit; BODY }")]
    [InlineData("public class Host<TKey> { BODY }")]
    [InlineData("public partial class Host { BODY } partial class Host { int other; }")]
    [InlineData("public class Outer { public class Host { BODY } }")]
    public async Task Any_kind_of_declaration_can_be_one(string declaration) =>
        Assert.Contains("Host loader", await Plugins.In(Contract, "using System.Reflection; " + declaration.Replace("BODY", """
            public static IEnumerable<T> All<T>(string file) where T : class =>
                Assembly.LoadFrom(file).GetTypes().Where(type => typeof(T).IsAssignableFrom(type)).Select(type => (T)Activator.CreateInstance(type)!);
            """, StringComparison.Ordinal)));

    [Fact]
    public async Task The_scan_whose_types_are_created_is_named() => Assert.Contains("'Fill' searches their types", Assert.Single(await Plugins.Found(Plugins.Codecs, """
        using System.Reflection;
        public class Loader
        {
            public void List(string path) { foreach (var type in Assembly.LoadFrom(path).GetTypes()) Console.WriteLine(type.Name); }
            public IEnumerable<ICodec> Fill(string path) => Assembly.LoadFrom(path).GetTypes().Where(typeof(ICodec).IsAssignableFrom).Select(type => (ICodec)Activator.CreateInstance(type)!);
        }
        """)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task What_a_type_inside_does_is_that_types_affair() =>
        Assert.Equal(["Inner loader"], await Plugins.In(Contract, """
            using System.Reflection; class Outer { int _count; public int Count => _count; public class Inner { public IEnumerable<IPlugin> All(string file) =>
                Assembly.LoadFrom(file).GetTypes().Where(typeof(IPlugin).IsAssignableFrom).Select(type => (IPlugin)Activator.CreateInstance(type)!); } }
            """));

    [Theory]
    [InlineData("public async Task<IPlugin> LoadAsync(Type t) { await Task.Yield(); return (IPlugin)Activator.CreateInstance(t)!; }")]
    [InlineData("public IPlugin Load(Type t) { return Make(); IPlugin Make() => (IPlugin)Activator.CreateInstance(t)!; }")]
    [InlineData("public Func<IPlugin> Load(Type t) => () => (IPlugin)Activator.CreateInstance(t)!;")]
    [InlineData("public IPlugin this[Type t] => (IPlugin)Activator.CreateInstance(t)!;")]
    [InlineData("public IPlugin Load(Type t) => Helper.Make(t); static object? keep = null; object? Own(Type t) => Activator.CreateInstance(t);")]
    public async Task Code_may_stand_in_any_member(string activation) => Assert.Equal(["Host loader"], await Plugins.In(Contract, $$"""
        using System.Reflection;
        class Host
        {
            public IEnumerable<Type> Scan(string file) => Assembly.LoadFrom(file).GetTypes().Where(t => typeof(IPlugin).IsAssignableFrom(t));
            {{activation}}
        }
        static class Helper { public static IPlugin Make(Type t) => throw null!; }
        """));

    [Fact]
    public async Task Steps_spread_over_partial_declarations_count_together() => Assert.Equal(["Host loader"], await Plugins.In(
        Contract,
        "using System.Reflection; partial class Host { public IPlugin[] Load(string path) => Create(Assembly.LoadFrom(path)); }",
        "using System.Reflection; partial class Host { IPlugin[] Create(Assembly a) => a.GetTypes().Where(typeof(IPlugin).IsAssignableFrom).Select(t => (IPlugin)Activator.CreateInstance(t)!).ToArray(); }"));

    [Fact]
    public async Task A_step_may_be_one_call_away() => Assert.Equal(["Host loader"], await Plugins.In(Contract, """
        using System.Reflection;
        static class Files { public static Assembly Open(string path) => Assembly.LoadFrom(path); }
        class Host
        {
            public IPlugin Load(string path) => (IPlugin)Activator.CreateInstance(Files.Open(path).GetType("Entry")!)!;
        }
        """));

    [Fact]
    public async Task A_load_context_that_answers_for_dependencies_is_recognised() => Assert.Contains("Context load-context", await Plugins.In(Contexts));

    [Fact]
    public async Task A_type_that_loads_through_such_a_context_is_a_loader() => Assert.Contains("Entrance loader", await Plugins.In(Contexts));

    [Fact]
    public async Task A_context_that_nobody_mentions_is_only_likely() =>
        Assert.Equal("medium", Assert.Single(await Plugins.Found(Context)).Confidence);

    [Theory]
    [InlineData("", true)]
    [InlineData("context.Unload();", false)]
    public async Task A_context_for_one_look_holds_no_plugin(string unload, bool isLoadContext) => Assert.Equal(isLoadContext, (await Plugins.In(Context, $$"""
        public sealed class Reader { public int Count(string path) { var context = new Context(path); try { return context.Main().GetTypes().Length; } finally { {{unload}} } } }
        """)).Contains("Context load-context"));

    [Theory]
    [InlineData("", "typeof(Host).Assembly", new string[0])]
    [InlineData("", "Assembly.GetExecutingAssembly()", new string[0])]
    [InlineData("Assembly some", "some", new[] { "Host loader" })]
    public async Task A_search_that_others_cannot_widen_loads_no_plugins(string parameters, string assembly, string[] found) => Assert.Equal(found, await Plugins.In(Contract, $$"""
        using System.Reflection; public class Entry : IPlugin { public void Run() { } }
        public class Host { public IEnumerable<IPlugin> All({{parameters}}) => {{assembly}}.GetTypes().Where(t => typeof(IPlugin).IsAssignableFrom(t)).Select(t => (IPlugin)Activator.CreateInstance(t)!); }
        """));

    [Theory]
    [InlineData("internal", "typeof(Entry).Assembly", new string[0])]
    [InlineData("internal", "typeof(Entry).Assembly, typeof(Host).Assembly", new string[0])]
    [InlineData("internal", "some", new[] { "Host loader" })]
    [InlineData("public", "typeof(Entry).Assembly", new[] { "Host loader" })]
    public async Task A_search_that_the_project_alone_starts_in_its_own_assembly_loads_no_plugins(string visibility, string passed, string[] found) => Assert.Equal(found, await Plugins.In(Contract, $$"""
        using System.Reflection; public class Entry : IPlugin { public void Run() { } public void Start(Assembly some) => new Host().Fill({{passed}}); }
        {{visibility}} class Host { readonly List<IPlugin> _all = []; public void Fill(params Assembly[] searched) { foreach (var one in searched) foreach (var t in one.GetTypes()) if (typeof(IPlugin).IsAssignableFrom(t)) _all.Add((IPlugin)Activator.CreateInstance(t)!); } }
        """));

    [Theory]
    [InlineData("plugin.Run();", new[] { "Host loader" })]
    [InlineData("_all.Add(plugin);", new[] { "Host loader" })]
    [InlineData("Console.WriteLine(plugin.Name); Console.WriteLine(plugin);", new string[0])]
    public async Task What_is_made_only_to_be_read_is_not_hosted(string use, string[] found) => Assert.Equal(found, await Plugins.In("""
        using System.Reflection; public interface IPlugin { string Name { get; } void Run(); }
        public class Host { readonly List<IPlugin> _all = []; public void Pack(string path) { var plugin = (IPlugin)Activator.CreateInstance(Assembly.LoadFrom(path).GetType("Entry")!)!; USE } }
        """.Replace("USE", use, StringComparison.Ordinal)));

    [Theory]
    [InlineData("some.GetType(\"Entry\")!", new[] { "Host loader" })]
    [InlineData("plugin.GetType()", new string[0])]
    public async Task A_copy_of_an_object_is_not_what_was_loaded(string type, string[] found) => Assert.Equal(found, await Plugins.In(Contract, $$"""
        using System.Reflection;
        public class Host { public List<Assembly> All = []; public void Load(string path) => All.Add(Assembly.LoadFrom(path)); public IPlugin Make(IPlugin plugin, Assembly some) => (IPlugin)Activator.CreateInstance({{type}})!; }
        """));

    [Theory]
    [InlineData("foreach (var one in given.Assemblies) Console.WriteLine(one);", 0)]
    [InlineData("foreach (var one in given.Assemblies) foreach (var t in one.GetTypes()) Console.WriteLine(t);", 0)]
    [InlineData("foreach (var one in new Folder(\"parts\").Assemblies) Console.WriteLine(one);", 1)]
    public async Task Who_goes_through_the_assemblies_of_a_context_has_loaded_none(string review, int loads) => Assert.Equal(loads, Regex.Matches(Assert.Single(await Plugins.Found(Contract, $$"""
        using System.Reflection; using System.Runtime.Loader; public class Folder : AssemblyLoadContext { public Folder(string path) { } }
        public class Host { public void List(AssemblyLoadContext given) { {{review}} } public IEnumerable<IPlugin> Fill(Assembly some) => some.GetTypes().Where(typeof(IPlugin).IsAssignableFrom).Select(t => (IPlugin)Activator.CreateInstance(t)!); }
        """)).Message, "loads assemblies").Count);

    [Fact]
    public async Task What_is_created_without_a_cast_is_what_was_sought() => Assert.Contains("'Make' creates them as 'IPlugin'", Assert.Single(await Plugins.Found(Contract, """
        using System.Reflection; public interface IOther { void Stop(); }
        public class Host
        {
            public void End(Type t) => Console.WriteLine(typeof(IOther).IsAssignableFrom(t));
            public void Fill(Assembly some) { foreach (var t in some.GetTypes()) if (typeof(IPlugin).IsAssignableFrom(t)) Make(t); }
            static object Make(Type t) => Activator.CreateInstance(t)!;
        }
        """)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("abstract class Host {", new[] { "Host loader" })]
    [InlineData("class Host { protected virtual void Start() { }", new[] { "Host loader" })]
    [InlineData("class Host {", new string[0])]
    [InlineData("sealed class Host {", new string[0])]
    public async Task A_class_that_is_no_base_searches_its_own_assembly(string declared, string[] found) => Assert.Equal(found, await Plugins.In(Contract, $$"""
        public class Entry : IPlugin { public void Run() { } }
        public {{declared}} public IEnumerable<IPlugin> All() => GetType().Assembly.GetTypes().Where(t => typeof(IPlugin).IsAssignableFrom(t)).Select(t => (IPlugin)Activator.CreateInstance(t)!); }
        """));

    [Theory]
    [InlineData("foreach (var type in some.GetTypes().Where(t => t.Name != name))", new[] { "Host loader" })]
    [InlineData("var type = some.GetTypes().First(t => t.Name == name);", new string[0])]
    public async Task Who_knows_the_name_of_the_class_searches_nothing(string take, string[] found) => Assert.Equal(found, await Plugins.In(Contract, $$"""
        using System.Reflection;
        public class Host { readonly List<IPlugin> _all = []; public void Load(Assembly some, string name) { {{take}} if (typeof(IPlugin).IsAssignableFrom(type)) _all.Add((IPlugin)Activator.CreateInstance(type)!); } }
        """));

    [Theory]
    [InlineData("_all.Add(plugin);", new[] { "Host loader" })]
    [InlineData("plugin.Run();", new string[0])]
    public async Task What_only_sees_a_plugin_off_loads_none(string use, string[] found) => Assert.Equal(found, await Plugins.In(Contract, $$"""
        using System.Reflection;
        public class Host
        {
            readonly List<IPlugin> _all = []; readonly List<Assembly> _loaded = [];
            public void Take(Assembly some) { _loaded.Remove(some); foreach (var t in some.GetTypes()) if (typeof(IPlugin).IsAssignableFrom(t)) { var plugin = (IPlugin)Activator.CreateInstance(t)!; {{use}} } }
        }
        """));

    [Fact]
    public async Task The_member_that_tests_is_named() => Assert.Contains("'Fill' searches the types of assemblies for 'IPlugin'", Assert.Single(await Plugins.Found(Contract, """
        using System.Reflection;
        public class Host
        {
            public IEnumerable<IPlugin> Fill(Assembly some) => All(some).Where(typeof(IPlugin).IsAssignableFrom).Select(type => (IPlugin)Activator.CreateInstance(type)!);
            static Type[] All(Assembly some) => some.GetTypes();
        }
        """)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("_found.Add(t);", new[] { "Host loader" })]
    [InlineData("{ _found.Add(t); break; }", new string[0])]
    public async Task What_stands_in_for_the_class_that_is_asked_for_is_no_plugin(string take, string[] found) => Assert.Equal(found, await Plugins.In(Contract, $$"""
        using System.Reflection; public class Host
        {
            readonly List<Type> _found = [];
            public void Find<T>(Assembly some) where T : IPlugin { foreach (var t in some.GetTypes()) if (typeof(T).IsAssignableFrom(t)) {{take}} }
            public IPlugin Make(int at) => (IPlugin)Activator.CreateInstance(_found[at])!;
        }
        """));

    [Theory]
    [InlineData("typeof(IBase).IsAssignableFrom(t)", "searches the types of assemblies for 'IBase'")]
    [InlineData("t.IsDefined(typeof(ObsoleteAttribute))", "searches the types of assemblies for those that are marked")]
    [InlineData("sought.IsAssignableFrom(t)", "searches the types of assemblies for 'IBase'")]
    [InlineData("t.IsSubclassOf(other)", "searches the types of assemblies for those that it selects")]
    public async Task The_message_names_what_the_filter_tests(string filter, string phrase) =>
        Assert.Contains(phrase, Assert.Single(await Plugins.Found($$"""
            using System.Reflection; public interface IBase { void Stop(); } public interface IPlugin : IBase { void Run(); }
            class Host { static Type other; public IEnumerable<IPlugin> All(Assembly some) { var sought = typeof(IBase); return some.GetTypes().Where(t => {{filter}}).Select(t => (IPlugin)Activator.CreateInstance(t)!); } }
            """)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("if (t.IsSubclassOf(typeof(Other))) continue; if (typeof(IPlugin).IsAssignableFrom(t)) _all.Add((IPlugin)Activator.CreateInstance(t)!);", true)]
    [InlineData("Debug.Assert(typeof(Other).IsAssignableFrom(t)); if (typeof(IPlugin).IsAssignableFrom(t)) _all.Add((IPlugin)Activator.CreateInstance(t)!);", true)]
    [InlineData("if (t.IsSubclassOf(typeof(Other))) continue; _all.Add((IPlugin)Activator.CreateInstance(t)!);", false)]
    public async Task A_test_that_passes_over_a_type_or_asserts_seeks_nothing(string loop, bool isLoader) =>
        Assert.Equal(isLoader ? ["searches the types of assemblies for 'IPlugin'"] : [], (await Plugins.Found(Contract, $$"""
            using System.Diagnostics; using System.Reflection; abstract class Other { public abstract void Stop(); }
            public class Host { List<IPlugin> _all = []; public void Load(Assembly some) { foreach (var t in some.GetTypes()) { {{loop}} } } }
            """)).Select(found => Regex.Match(found.Message, "searches the types of assemblies for '[A-Za-z]+'").Value));

    [Theory]
    [InlineData("t", true)]
    [InlineData("t.GetProperties()[0].PropertyType", false)]
    [InlineData("t.GetConstructors()[0].GetParameters()[0].ParameterType", false)]
    public async Task The_type_of_a_member_is_not_what_a_search_finds(string tested, bool isLoader) => Assert.Equal(isLoader ? ["Host loader"] : [], await Plugins.In(Contract, $$"""
        using System.Reflection;
        public class Host { public IEnumerable<IPlugin> All(Assembly some) => some.GetTypes().Where(t => typeof(IPlugin).IsAssignableFrom({{tested}})).Select(t => (IPlugin)Activator.CreateInstance(t)!); }
        """));

    [Theory]
    [InlineData("if (typeof(IPlugin).IsAssignableFrom(given)) _all.Add((IPlugin)Activator.CreateInstance(given)!);", true)]
    [InlineData("if (!typeof(IPlugin).IsAssignableFrom(given)) throw new ArgumentException(); _all.Add((IPlugin)Activator.CreateInstance(given)!);", false)]
    public async Task A_guard_of_an_argument_is_no_search(string take, bool isLoader) => Assert.Equal(isLoader ? ["Host loader"] : [], await Plugins.In(Contract, $$"""
        using System.Reflection;
        public class Host { List<IPlugin> _all = []; public void Load(Assembly some) { foreach (var t in some.GetTypes()) Take(t); } void Take(Type given) { {{take}} } }
        """));

    [Theory]
    [InlineData("typeof(IPlugin)", true)]
    [InlineData("typeof(IOther).GetTypeInfo()", false)]
    public async Task A_field_may_hold_the_contract_that_is_sought(string held, bool isLoader) => Assert.Equal(isLoader ? ["Host loader"] : [], await Plugins.In(Contract, $$"""
        using System.Reflection; public interface IOther { void Stop(); }
        public class Host { static readonly Type Sought = {{held}}; public IEnumerable<IPlugin> All(Assembly some) => some.GetTypes().Where(t => Sought.IsAssignableFrom(t)).Select(t => (IPlugin)Activator.CreateInstance(t)!); }
        """));

    [Fact]
    public async Task A_field_of_another_project_is_not_looked_into()
    {
        var library = Source.Compile("public interface IPlugin { void Start(); } public static class Known { public static readonly System.Type Sought = typeof(IPlugin); }").WithAssemblyName("Library");
        var found = await Finds.In<PluginArchitectureAnalyzer>(Source.Compile("""
            using System.Reflection;
            public class Host { public IEnumerable<object> All(Assembly some) => some.GetTypes().Where(t => Known.Sought.IsAssignableFrom(t)).Select(t => Activator.CreateInstance(t)!); }
            """).AddReferences(library.ToMetadataReference()));
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("(IPlugin)Activator.CreateInstance(given)!", true)]
    [InlineData("Activator.CreateInstance(given)!", false)]
    public async Task What_the_caller_names_is_not_what_was_found(string made, bool isLoader) => Assert.Equal(isLoader ? ["Host loader"] : [], await Plugins.In(Contract, $$"""
        using System.Reflection;
        public class Host { public Type[] All(Assembly some) => some.GetTypes().Where(typeof(IPlugin).IsAssignableFrom).ToArray(); public object Make(Type given) => {{made}}; }
        """));

    [Theory]
    [InlineData("Check(type); return Activator.CreateInstance(type)!;", false)]
    [InlineData("if (!typeof(IPlugin).IsAssignableFrom(type)) type = typeof(object); return Activator.CreateInstance(type)!;", true)]
    public async Task What_another_member_is_given_says_nothing_of_what_is_made(string make, bool isLoader) => Assert.Equal(isLoader ? ["Host loader"] : [], await Plugins.In(Contract, $$"""
        using System.Reflection;
        public class Host { public object Make(string path) { var type = Assembly.LoadFrom(path).GetType("Entry")!; {{make}} } public bool Check(Type given) => typeof(IPlugin).IsAssignableFrom(given); }
        """));

    [Theory]
    [InlineData("typeof(IPlugin).Assembly, typeof(Uri).Assembly", false)]
    [InlineData("typeof(IPlugin).Assembly, some", true)]
    public async Task Assemblies_that_the_source_names_bring_no_plugins(string searched, bool isLoader) => Assert.Equal(isLoader ? ["Host loader"] : [], await Plugins.In(Contract, $$"""
        using System.Reflection;
        public class Host
        {
            public IEnumerable<IPlugin> All(Assembly some) { var all = new[] { {{searched}} }; return In(all); }
            static IEnumerable<IPlugin> In(params Assembly[] all) => all.SelectMany(one => one.ExportedTypes).Where(typeof(IPlugin).IsAssignableFrom).Select(t => (IPlugin)Activator.CreateInstance(t)!);
        }
        """));

    [Theory]
    [InlineData("public", true)]
    [InlineData("internal", false)]
    public async Task Nobody_brings_a_plugin_for_a_contract_that_he_cannot_see(string visibility, bool isLoader) => Assert.Equal(isLoader ? ["Host loader"] : [], await Plugins.In($$"""
        {{visibility}} interface IPart { void Run(); }
        class Host { public IEnumerable<IPart> All() => AppDomain.CurrentDomain.GetAssemblies().SelectMany(a => a.GetTypes()).Where(typeof(IPart).IsAssignableFrom).Select(t => (IPart)Activator.CreateInstance(t)!); }
        """));

    [Theory]
    [InlineData("Where(typeof(IPlugin).IsAssignableFrom)", true)]
    [InlineData("First(typeof(IPlugin).IsAssignableFrom)", false)]
    public async Task The_companion_of_the_callers_type_is_no_plugin(string take, bool isLoader) => Assert.Equal(isLoader ? ["Host loader"] : [], await Plugins.In(Contract, $$"""
        public class Host { public IPlugin[] Of<T>() { var given = typeof(T); var found = new[] { given.Assembly.GetTypes().{{take}} }.Cast<object>(); return [(IPlugin)Activator.CreateInstance((Type)found.First())!]; } }
        """));

    private const string Context = """
        using System.Reflection; using System.Runtime.Loader;
        public sealed class Context(string main) : AssemblyLoadContext(isCollectible: true)
        {
            private readonly AssemblyDependencyResolver _resolver = new(main);
            protected override Assembly? Load(AssemblyName name) => _resolver.ResolveAssemblyToPath(name) is { } path ? LoadFromAssemblyPath(path) : null;
            public Assembly Main() => LoadFromAssemblyPath(main);
        }

        """;

    private const string Contexts = Context + """
        public sealed class Entrance(string path)
        {
            private readonly Context _context = new(path);
            public Assembly Open() => _context.Main();
        }
        """;

    [Theory]
    [InlineData("IPlugin", "maker.Make(type)", new[] { "Finder loader", "Maker loader" })]
    [InlineData("IPlugin", "type.Name", new string[0])]
    [InlineData("IDisposable", "maker.Make(type)", new string[0])]
    [InlineData("IPlugin", "type.Name + maker.Make(typeof(string))", new string[0])]
    [InlineData("IPlugin", "Show(type)); } object? Show(Type one) => maker.Make(one", new[] { "Finder loader", "Maker loader" })]
    public async Task One_type_finds_what_another_makes(string sought, string use, string[] found) => Assert.Equal(found, await Plugins.In(Contract, $$"""
        using System.Reflection;
        class Finder { public IEnumerable<Type> In(Assembly one) => one.GetExportedTypes().Where(type => typeof({{sought}}).IsAssignableFrom(type)); }
        class Maker { public IPlugin? Make(Type type) => Activator.CreateInstance(type) as IPlugin; }
        class User(Finder finder, Maker maker, Assembly one) { public void Go() { foreach (var type in finder.In(one)) Console.WriteLine({{use}}); } }
        """));

    [Theory]
    [InlineData("IPlugin", "foreach (var part in Parts(path)) last = Assembly.LoadFrom(part);", new[] { "Library loader", "Maker loader" })]
    [InlineData("IPlugin", "last = Assembly.LoadFrom(path);", new[] { "Maker loader" })]
    [InlineData("object", "foreach (var part in Parts(path)) last = Assembly.LoadFrom(part);", new string[0])]
    public async Task One_type_loads_with_all_it_needs_what_another_goes_on_with(string made, string load, string[] found) => Assert.Equal(found, await Plugins.In(Contract, $$"""
        using System.Reflection;
        class Library { public Assembly Load(string path) { Assembly last = null!; {{load}} return last; } string[] Parts(string path) => [path + "x", path]; }
        class Maker(Library library) { public object Make(string path, string name) => ({{made}})Activator.CreateInstance(library.Load(path).GetType(name)!)!; }
        """));

    [Theory]
    [InlineData("protected abstract T Make(Assembly one, string name);", "protected override IPlugin Make(Assembly one, string name) => (IPlugin)Activator.CreateInstance(one.GetType(name)!)!;", new[] { "Chain loader", "Own loader" })]
    [InlineData("protected abstract string Make(Assembly one, string name);", "protected override string Make(Assembly one, string name) => ((IPlugin)Activator.CreateInstance(one.GetType(name)!)!).ToString()!;", new[] { "Own loader" })]
    public async Task A_base_class_loads_what_its_children_make(string left, string made, string[] found) => Assert.Equal(found, await Plugins.In(Contract, $$"""
        using System.Reflection;
        abstract class Chain<T> where T : class { {{left}} public void Load(string path) { var one = Assembly.LoadFrom(path); Console.WriteLine(Make(one, path)); } }
        class Own : Chain<IPlugin> { {{made}} }
        """));

    [Theory]
    [InlineData("public", "public", true)]
    [InlineData("internal", "public", false)]
    [InlineData("public", "private", false)]
    public async Task Who_takes_a_type_from_everybody_hosts_more_than_his_own(string declared, string member, bool isLoader) => Assert.Equal(isLoader ? ["Host loader"] : [], await Plugins.In(Contract, $$"""
        using System.Reflection;
        {{declared}} class Host
        {
            public void Load() { foreach (var type in typeof(Host).Assembly.GetTypes().Where(type => typeof(IPlugin).IsAssignableFrom(type))) Add(type); }
            {{member}} void Add(Type type) => ((IPlugin)Activator.CreateInstance(type)!).Run();
        }
        """));

    [Theory]
    [InlineData("Assembly.LoadFrom(path).GetType(name)!", new[] { "Host loader" })]
    [InlineData("Type.GetType(name)!", new string[0])]
    public async Task A_contract_of_a_missing_library_is_one(string type, string[] found) => Assert.Equal(found, await Plugins.In($$"""
        using System.Reflection; class Host { public object Make(string path, string name) { var made = (IMissing)Activator.CreateInstance({{type}})!; return made; } }
        """));

    [Theory]
    [InlineData("assembly.GetCustomAttribute<EntryAttribute>()!.Type", new[] { "Host loader" })]
    [InlineData("assembly.GetType(\"Entry\")!", new string[0])]
    public async Task A_mark_of_an_assembly_names_what_is_in_it(string type, string[] found) => Assert.Equal(found, await Plugins.In(Contract, $$"""
        using System.Reflection; class EntryAttribute : Attribute { public Type Type => null!; }
        class Host { public Type? Find(string path) { var assembly = Assembly.LoadFrom(path); var type = {{type}}; return typeof(IPlugin).IsAssignableFrom(type) ? type : null; } }
        """));

    [Theory]
    [InlineData("return LoadFromAssemblyPath(name.Name!);", true)]
    [InlineData("return null;", false)]
    public async Task A_context_may_fill_itself(string answer, bool fills) => Assert.Equal(fills, (await Plugins.In($$"""
        using System.Reflection; using System.Runtime.Loader;
        abstract class Shared() : AssemblyLoadContext("shared") { protected override Assembly? Load(AssemblyName name) { {{answer}} } }
        class Folder : Shared { public Folder(string[] files) { foreach (var file in files) LoadFromAssemblyPath(file); } }
        """)).Contains("Folder load-context"));

    [Theory]
    [InlineData("override", new[] { "Own loader" })]
    [InlineData("new", new string[0])]
    public async Task Who_makes_what_his_base_class_gives_him_is_a_part_of_the_loader(string modifier, string[] found) => Assert.Equal(found, await Plugins.In(Contract, $$"""
        using System.Reflection;
        abstract class Chain<T> { public virtual T? Make(Assembly one, string name) => default; }
        class Own : Chain<IPlugin> { public {{modifier}} IPlugin? Make(Assembly one, string name) => (IPlugin)Activator.CreateInstance(one.GetType(name)!)!; }
        """));

    [Theory]
    [InlineData("finder.Find<IPlugin>()", new[] { "Host loader" })]
    [InlineData("finder.All", new string[0])]
    [InlineData("finder.In<IPlugin>(typeof(Host).Assembly)", new string[0])]
    public async Task A_finder_may_be_asked_for_the_types_of_a_contract(string types, string[] found) => Assert.Equal(found, await Plugins.In(Contract, $$"""
        public interface IFinder { Type[] All { get; } IEnumerable<Type> Find<T>(); IEnumerable<Type> In<T>(System.Reflection.Assembly one); }
        public class Host(IFinder finder) { public void Start() { foreach (var type in {{types}}) ((IPlugin)Activator.CreateInstance(type)!).Run(); } }
        """));

    [Theory]
    [InlineData("bool", "Any", false)]
    [InlineData("Type?", "FirstOrDefault", true)]
    public async Task Who_only_says_whether_there_is_a_plugin_brings_none(string answer, string query, bool isLoader) => Assert.Equal(isLoader ? ["Host loader"] : [], await Plugins.In(Contract, $$"""
        using System.Reflection; class Host { public {{answer}} Of(string file) => Assembly.LoadFrom(file).GetExportedTypes().{{query}}(type => typeof(IPlugin).IsAssignableFrom(type)); }
        """));

    [Theory]
    [InlineData("static bool Fits(Type one) => typeof(IPlugin).IsAssignableFrom(one);", "'Fill' searches the types of assemblies for 'IPlugin'")]
    [InlineData("static bool Fits(Type one) => one.GetInterface(\"IPlugin\") != null;", "'Fill' searches the types of assemblies for 'IPlugin'")]
    public async Task Who_goes_through_the_types_searches_them(string test, string phrase) => Assert.Contains(phrase, Assert.Single(await Plugins.Found(Contract, $$"""
        using System.Reflection;
        public class Host { {{test}} public IEnumerable<IPlugin> Fill(Assembly some) => some.GetTypes().Where(Fits).Select(type => (IPlugin)Activator.CreateInstance(type)!); }
        """)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("typeof(IPlugin)", new[] { "Host loader" })]
    [InlineData("typeof(string)", new string[0])]
    public async Task A_private_member_searches_for_what_it_is_given(string sought, string[] found) => Assert.Equal(found, await Plugins.In(Contract, $$"""
        using System.Reflection;
        public class Host
        {
            public IEnumerable<Type> All(string[] files) => Probe(files, {{sought}});
            IEnumerable<Type> Probe(string[] files, Type sought) => files.SelectMany(file => In(Assembly.LoadFrom(file), sought));
            IEnumerable<Type> In(Assembly one, Type sought) => one.GetTypes().Where(type => sought.IsAssignableFrom(type));
        }
        """));

    [Fact]
    public async Task The_search_in_what_is_loaded_is_named() => Assert.Contains("'Plugins' searches their types for 'IPlugin'", Assert.Single(await Plugins.Found(Contract, """
        using System.Reflection;
        public interface IModule { void Start(); }
        public class Host
        {
            public Assembly Open(string file) => Assembly.LoadFrom(file);
            public List<Type> Modules() => GetTypes<IModule>(Assembly.GetExecutingAssembly());
            public List<Type> Plugins(Assembly one) => GetTypes<IPlugin>(one);
            List<Type> GetTypes<T>(Assembly one) => one.GetTypes().Where(type => typeof(T).IsAssignableFrom(type)).ToList();
        }
        """)).Message, StringComparison.Ordinal);
}
