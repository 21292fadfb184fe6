using Patterns.Analyzers.PluginArchitecture;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.PluginArchitecture;

public sealed class HostTests
{
    [Theory]
    [InlineData("IReadOnlyList<IReader>", "for (var i = 0; i < all.Count; i++) { if (all[i].CanRead(name)) { return all[i].Read(name); } }")]
    [InlineData("IReader[]", "for (var i = 0; i < all.Length; i++) { if (all[i].CanRead(name)) return all[i].Read(name); }")]
    [InlineData("IReader[]", "for (var i = 0; i < all.Length; i++) { var one = all[i]; if (!one.CanRead(name)) continue; return one.Read(name); }")]
    public async Task Plugins_may_be_asked_by_their_index(string collection, string loop) => Assert.Equal(["Readers host"], await Plugins.In($$"""
        public interface IReader { bool CanRead(string name); string Read(string name); }
        public class Text : IReader { public bool CanRead(string name) => name.EndsWith(".txt"); public string Read(string name) => name; }
        public class Readers({{collection}} all) { public string? Read(string name) { {{loop}} return null; } }
        """));

    [Theory]
    [InlineData("_all = all.OrderBy(one => one.Name).ToArray();", "Readers host")]
    [InlineData("foreach (var one in all) { if (one.GetType().IsPublic) _list.Add(one); }", "Readers host")]
    [InlineData("_all = all.ToArray();", null)]
    [InlineData("Console.WriteLine(all.First().Name);", null)]
    public async Task A_host_may_be_handed_all_plugins_at_once(string code, string? found) => Assert.Equal(found, (await Plugins.In($$"""
        public interface IReader { string Name { get; } string Read(string name); }
        public class Text : IReader { public string Name => "text"; public string Read(string name) => name; }
        public class Readers
        {
            IReader[] _all = []; readonly List<IReader> _list = [];
            public void AddParts(IEnumerable<IReader> all) { {{code}} }
            public string Read(string name) { foreach (var one in _list.Concat(_all)) return one.Read(name); return name; }
        }
        """)).SingleOrDefault());

    private const string Modules = """
        public interface IModule { void Build(App app); }
        public sealed class Clock : IModule { public void Build(App app) => app.Add(() => DateTime.Now.ToString()); }

        """;

    [Theory]
    [InlineData("public App(params IModule[] modules) { foreach (var module in modules) module.Build(this); }")]
    [InlineData("public void Start(IEnumerable<IModule> modules) { foreach (var module in modules) module.Build(this); }")]
    [InlineData("public App Use(IModule module) { module.Build(this); return this; }")]
    [InlineData("private readonly List<IModule> _modules = new(); public void Use(IModule module) => _modules.Add(module); public void Start() { foreach (var module in _modules) module.Build(this); }")]
    public async Task Plugin_objects_that_register_what_they_bring_have_a_host(string members) => Assert.Equal(
        ["App host"], await Plugins.In(Modules + $$"""public class App { private readonly List<Func<string>> _parts = new(); public void Add(Func<string> part) => _parts.Add(part); {{members}} }"""));

    [Theory]
    [InlineData("public", "public App(IModule[] modules) { foreach (var module in modules) module.Build(this); }", new[] { "App host" })]
    [InlineData("internal", "internal App(IModule[] modules) { foreach (var module in modules) module.Build(this); }", new string[0])]
    public async Task Parts_that_nobody_else_can_write_are_no_plugins(string access, string members, string[] found) => Assert.Equal(found, await Plugins.In($$"""
        {{access}} interface IModule { void Build(App app); }
        {{access}} sealed class Clock : IModule { public void Build(App app) => app.Add(() => DateTime.Now.ToString()); }
        public class App { private readonly List<Func<string>> _parts = new(); public void Add(Func<string> part) => _parts.Add(part); {{members}} }
        """));

    [Theory]
    [InlineData("public void Use(IEnumerable<IModule> all) { foreach (var one in all) one.Build(this); }", new[] { "App host" })]
    [InlineData("public void Use(IModule one) => one.Build(this);", new string[0])]
    public async Task A_single_one_that_only_others_could_write_is_a_callback(string members, string[] found) => Assert.Equal(found, await Plugins.In($$"""
        public interface IModule { void Build(App app); }
        public class App { private readonly List<Func<string>> _parts = new(); public void Add(Func<string> part) => _parts.Add(part); {{members}} }
        """));

    [Theory]
    [InlineData("var made = one.Do(text);", new[] { "Works host" })]
    [InlineData("text = one.Do(text);", new string[0])]
    public async Task Stages_that_change_one_datum_in_turn_are_no_plugins(string use, string[] found) => Assert.Equal(found, await Plugins.In($$"""
        public interface IWorker { bool Takes(string text); string Do(string text); }
        public sealed class Miller : IWorker { public bool Takes(string text) => text.Length > 3; public string Do(string text) => text + "."; }
        public class Works(IEnumerable<IWorker> all) { public string Do(string text) { foreach (var one in all) if (one.Takes(text)) { {{use}} } return text; } }
        """));

    [Theory]
    [InlineData("public Parts<IModule> Modules { get; } = new();", new[] { "App host" })]
    [InlineData("private Parts<IModule> Modules { get; } = new();", new string[0])]
    [InlineData("public IEnumerable<IModule> Modules { get; } = new Parts<IModule>();", new string[0])]
    public async Task Callers_may_add_the_plugins_to_a_list_that_is_shown(string list, string[] found) => Assert.Equal(found, await Plugins.In(Modules + $$"""
        public class Parts<T> : List<T>;
        public class App { private readonly List<Func<string>> _parts = new(); public void Add(Func<string> part) => _parts.Add(part); {{list}} public void Start() { foreach (var module in Modules) module.Build(this); } }
        """));

    [Theory]
    [InlineData("foreach (var type in options.Types) _all.Add((IWorker)Activator.CreateInstance(type)!);", new[] { "Works host" })]
    [InlineData("_all.AddRange(options.Types.Select(type => (IWorker)Activator.CreateInstance(type)!));", new[] { "Works host" })]
    [InlineData("foreach (var type in new[] { typeof(Miller) }) _all.Add((IWorker)Activator.CreateInstance(type)!);", new string[0])]
    public async Task Plugins_may_be_made_of_types_that_options_list(string make, string[] found) => Assert.Equal(found, await Plugins.In($$"""
        public interface IWorker { bool Takes(string kind); int Do(string kind); }
        public sealed class Miller : IWorker { public bool Takes(string kind) => kind == "mill"; public int Do(string kind) => 1; }
        public class Options { public List<Type> Types { get; } = []; }
        public class Works
        {
            private readonly List<IWorker> _all = [];
            public Works(Options options) { {{make}} }
            public int Do(string kind) { foreach (var one in _all) if (one.Takes(kind)) return one.Do(kind); return 0; }
        }
        """));

    [Fact]
    public async Task What_a_type_is_made_for_is_no_plugin_of_it() => Assert.Empty(await Plugins.In(
        Modules + """public class App { private readonly List<Func<string>> _parts = new(); public void Add(Func<string> part) => _parts.Add(part); public App(IModule module) => module.Build(this); }"""));

    [Theory]
    [InlineData("readonly List<Finding> _all = new();", "_all.Add(finding)", new[] { "Court host" })]
    [InlineData("Finding? _last;", "_last = finding", new string[0])]
    public async Task What_a_case_came_to_is_no_contribution(string kept, string keeps, string[] found) => Assert.Equal(found, await Plugins.In($$"""
        public class Finding;
        public class Case { {{kept}} public void Note(Finding finding) => {{keeps}}; public void Later(Action action) => action(); }
        public interface IRule { void Check(Case one); }
        public sealed class Limit : IRule { public void Check(Case one) => one.Note(new Finding()); }
        public class Court { public void Judge(IEnumerable<IRule> rules, Case one) { foreach (var rule in rules) rule.Check(one); } }
        """));

    [Theory]
    [InlineData("App app", new[] { "App host" })]
    [InlineData("Shop app", new string[0])]
    public async Task An_overload_contributes_to_somebody_else(string parameter, string[] found) => Assert.Equal(found, await Plugins.In($$"""
        public interface IModule { void Build(App app); }
        public sealed class Shop { readonly List<Func<string>> _parts = new(); public void Add(Func<string> part) => _parts.Add(part); }
        public sealed class Clock : IModule { public void Build({{parameter}}) => app.Add(() => ""); public void Build(string app) { } void IModule.Build(App app) { } }
        public class App { readonly List<Func<string>> _parts = new(); public void Add(Func<string> part) => _parts.Add(part); public App(IModule[] modules) { foreach (var module in modules) module.Build(this); } }
        """));

    [Theory]
    [InlineData("_all[one.Name] = one", new[] { "Engine host" })]
    [InlineData("_all.Add(one.Name, one)", new[] { "Engine host" })]
    [InlineData("_all.Remove(one.Name)", new string[0])]
    public async Task A_table_of_what_extensions_declare_keeps_it(string use, string[] found) => Assert.Equal(found, await Plugins.In($$"""
        public interface IWork { string Name { get; } void Run(); }
        public interface IExtension { IEnumerable<IWork> Works { get; } void Start(); }
        public class Engine { readonly Dictionary<string, IWork> _all = new(); public void Load(IEnumerable<IExtension> extensions) { foreach (var extension in extensions) foreach (var one in extension.Works) {{use}}; } public void Run(string name) => _all[name].Run(); }
        """));

    [Theory]
    [InlineData("IEnumerable<Type> types", "foreach (var type in types)", new[] { "App host" })]
    [InlineData("Type type", "", new string[0])]
    public async Task Who_makes_the_one_that_the_caller_names_has_no_plugins(string parameter, string walk, string[] found) => Assert.Equal(found, await Plugins.In(Modules + $$"""
        public class App
        {
            private readonly List<Func<string>> _parts = new();
            public void Add(Func<string> part) => _parts.Add(part);
            public void Run({{parameter}}) { {{walk}} { var module = (IModule)Activator.CreateInstance(type)!; module.Build(this); } }
        }
        """));

    [Theory]
    [InlineData("foreach (var one in all) if (one.Takes(kind)) return one.Do(kind); return 0;", "Prometheus")]
    [InlineData("return all.First(one => one.Takes(kind)).Do(kind);", "Prometheus")]
    [InlineData("return all.Where(one => one.Takes(kind)).Select(one => one.Do(kind)).FirstOrDefault();", "Prometheus")]
    [InlineData("foreach (var one in all.Where(each => each.Takes(kind))) return one.Do(kind); return 0;", "Prometheus")]
    [InlineData("foreach (var one in all.Where(each => each.Takes(kind))) one.Do(kind); return 0;", "Trivy")]
    [InlineData("foreach (var one in all) { if (!one.Takes(kind)) continue; one.Do(kind); } return 0;", "Trivy")]
    [InlineData("return all.Where(one => one.Takes(kind)).Sum(one => one.Do(kind));", "Trivy")]
    public async Task A_host_asks_injected_plugins_who_takes_the_job(string code, string closest)
    {
        var found = Assert.Single(await Plugins.Found($$"""
            public interface IWorker { bool Takes(string kind); int Do(string kind); }
            public sealed class Miller : IWorker { public bool Takes(string kind) => kind == "mill"; public int Do(string kind) => 1; }
            public class Works(IEnumerable<IWorker> all) { public int Do(string kind) { {{code}} } }
            """));

        Assert.Equal(("Works", "host", closest), (found.Text, found.Role, found.Closest));
    }

    [Theory]
    [InlineData("return all.First(one => one.Takes(kind));", "picks the first that matches")]
    [InlineData("return all.Single(one => one.Takes(kind));", "picks the one that matches")]
    [InlineData("var left = all.Where(one => one.Takes(kind)); return left.Single();", "picks the one that matches")]
    [InlineData("var left = all.Where(one => one.Takes(kind)); if (left.Count() > 1) throw new Exception(); return left.First();", "picks the one that matches")]
    [InlineData("var left = all.Where(one => one.Takes(kind)); if (left.Count() < 1) throw new Exception(); return left.First();", "picks the first that matches")]
    [InlineData("foreach (var one in all) if (one.Takes(kind)) return one; return null!;", "picks the first that matches")]
    [InlineData("var taken = all.Single(one => one.Takes(kind)); taken.Do(kind); return taken;", "lets the one that matches do the work")]
    public async Task The_message_tells_who_is_chosen_and_who_lets_him_work(string code, string phrase) => Assert.Contains(phrase, Assert.Single(await Plugins.Found($$"""
        public interface IWorker { bool Takes(string kind); int Do(string kind); }
        public sealed class Miller : IWorker { public bool Takes(string kind) => kind == "mill"; public int Do(string kind) => 1; }
        public class Works(IEnumerable<IWorker> all) { public IWorker Of(string kind) { {{code}} } }
        """)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_program_fills_its_lists_itself() => Assert.Empty(await Finds.In<PluginArchitectureAnalyzer>(Source.Compile("""
        Console.WriteLine(new Works([]).Do(""));
        public interface IWorker { bool Takes(string kind); int Do(string kind); }
        public sealed class Miller : IWorker { public bool Takes(string kind) => kind == "mill"; public int Do(string kind) => 1; }
        public class Works(IEnumerable<IWorker> all) { public int Do(string kind) => all.First(one => one.Takes(kind)).Do(kind); }
        """).AsApplication()));

    [Fact]
    public async Task A_container_may_hand_the_plugins_in() => Assert.Equal(["Works host"], await Plugins.In("""
        public interface IWorker { bool Takes(string kind); int Do(string kind); }
        public sealed class Miller : IWorker { public bool Takes(string kind) => kind == "mill"; public int Do(string kind) => 1; }
        public interface IBox { IEnumerable<T> All<T>(); }
        public class Works(IBox box) { public int Do(string kind) { foreach (var one in box.All<IWorker>()) if (one.Takes(kind)) return one.Do(kind); return 0; } }
        """));

    [Theory]
    [InlineData("new Works(new IWorker[] { new Miller() })", false)]
    [InlineData("new Works([new Miller()])", false)]
    [InlineData("new Works(new List<IWorker> { new Miller() })", false)]
    [InlineData("Works.Of(new IWorker[] { new Miller() })", false)]
    [InlineData("Make(); static Works Make() { var all = new IWorker[] { new Miller() }; return new(all); }", false)]
    [InlineData("Make(); static Works Make() { var miller = new Miller(); var all = new List<IWorker>(); all.Add(miller); all.Add(new Miller()); return new(all); }", false)]
    [InlineData("Make(found); static Works Make(IWorker[] found) { var all = new List<IWorker>(); all.Add(new Miller()); all.AddRange(found); return new(all); }", true)]
    [InlineData("new Works(found)", true)]
    [InlineData("new Works([new Miller(), .. found])", true)]
    [InlineData("(new Works([new Miller()]), new Works(found)).Item1", true)]
    public async Task Parts_that_the_project_itself_lists_are_no_plugins(string made, bool isHost) => Assert.Equal(isHost ? ["Works host"] : [], await Plugins.In($$"""
        public interface IWorker { bool Takes(string kind); int Do(string kind); }
        public sealed class Miller : IWorker { public bool Takes(string kind) => kind == "mill"; public int Do(string kind) => 1; }
        public class Works(IEnumerable<IWorker> all)
        {
            public static Works Of(IWorker[] all) => new(all);
            public int Do(string kind) { foreach (var one in all) if (one.Takes(kind)) return one.Do(kind); return 0; }
        }
        public class Start { public void Run(IWorker[] found) { var works = {{made}}; } }
        """));

    [Theory]
    [InlineData("app.Use(new Clock());", new string[0])]
    [InlineData("var clock = new Clock(); app.Use(clock);", new string[0])]
    [InlineData("app.Use(given);", new[] { "App host" })]
    [InlineData("app.Use(new Clock()); app.Use(given);", new[] { "App host" })]
    public async Task Parts_that_the_project_itself_passes_are_no_plugins(string start, string[] found) => Assert.Equal(found, await Plugins.In(Modules + $$"""
        public interface IApp { void Use(IModule module); }
        public class App : IApp { private readonly List<Func<string>> _parts = new(); public void Add(Func<string> part) => _parts.Add(part); public void Use(IModule module) => module.Build(this); }
        public class Start { public void Run(IApp app, IModule given) { {{start}} } }
        """));

    [Theory]
    [InlineData("new Engine([new Work()])", new string[0])]
    [InlineData("new Engine(given)", new[] { "Engine host" })]
    public async Task Operations_that_the_project_lists_are_no_bundles(string made, string[] found) => Assert.Equal(found, await Plugins.In($$"""
        public interface IWork { string[] Names { get; } void Run(); }
        public sealed class Work : IWork { public string[] Names => [""]; public void Run() { } }
        public class Engine { readonly Dictionary<string, IWork> _all = new(); public Engine(IEnumerable<IWork> works) { foreach (var one in works) foreach (var name in one.Names) _all[name] = one; } public void Run(string name) => _all[name].Run(); }
        public class Start { public Engine Make(IWork[] given) => {{made}}; }
        """));

    [Theory]
    [InlineData("one.Do(kind)", 1)]
    [InlineData("one", 1)]
    [InlineData("one.Name.Length", 0)]
    [InlineData("one.GetType()", 0)]
    public async Task Who_only_reads_what_a_plugin_says_of_itself_lets_it_do_nothing(string use, int found)
    {
        const string Workers = """
            public interface IWorker { string Name { get; } bool Takes(string kind); int Do(string kind); }
            public sealed class Miller : IWorker { public string Name => "miller"; public bool Takes(string kind) => kind == "mill"; public int Do(string kind) => 1; }
            public class Works(IEnumerable<IWorker> all) { public object? Do(string kind) { 
            """;

        Assert.Equal(found, (await Plugins.In($"{Workers} foreach (var one in all) if (one.Takes(kind)) return {use}; return null; }} }}")).Length);
        Assert.Equal(found, (await Plugins.In($"{Workers} var one = all.FirstOrDefault(each => each.Takes(kind)); return one is null ? null : {use}; }} }}")).Length);
        Assert.Equal(found, (await Plugins.In($"{Workers} return all.Where(each => each.Takes(kind)).Select(one => {use}).First(); }} }}")).Length);
        Assert.Equal(found, (await Plugins.In($"{Workers} if (all.FirstOrDefault(each => each.Takes(kind)) is {{ }} one) return {use}; return null; }} }}")).Length);
    }

    [Theory]
    [InlineData("private", "foreach (var one in Of(kind)) one.Do(kind);", new[] { "Works host" })]
    [InlineData("public", "", new string[0])]
    public async Task A_list_of_those_that_match_is_an_answer_not_a_job(string visibility, string use, string[] found) => Assert.Equal(found, await Plugins.In($$"""
        public interface IWorker { bool Takes(string kind); int Do(string kind); }
        public sealed class Miller : IWorker { public bool Takes(string kind) => kind == "mill"; public int Do(string kind) => 1; }
        public class Works(IEnumerable<IWorker> all) { {{visibility}} List<IWorker> Of(string kind) => all.Where(one => one.Takes(kind)).ToList(); public void Run(string kind) { {{use}} } }
        """));

    [Fact]
    public async Task Who_keeps_a_registry_is_told_as_one() => Assert.Equal(["Works registry"], await Plugins.In("""
        public interface IWorker { string Name { get; } bool Takes(string kind); int Do(string kind); }
        public sealed class Miller : IWorker { public string Name => "miller"; public bool Takes(string kind) => kind == "mill"; public int Do(string kind) => 1; }
        public class Works
        {
            private readonly Dictionary<string, IWorker> _all = new();
            public void Add(IWorker worker) => _all.Add(worker.Name, worker);
            public int Do(string kind) => _all.Values.First(one => one.Takes(kind)).Do(kind);
        }
        """));

    [Theory]
    [InlineData(false, new[] { "Engine host" })]
    [InlineData(true, new string[0])]
    public async Task A_program_declares_its_own_operations_itself(bool isApplication, string[] found)
    {
        var source = Source.Compile((isApplication ? "new Engine([]).Run(\"\");" : "") + """
            public interface IWork { string[] Names { get; } void Run(); }
            public class Engine { readonly Dictionary<string, IWork> _all = new(); public Engine(IEnumerable<IWork> works) { foreach (var one in works) foreach (var name in one.Names) _all[name] = one; } public void Run(string name) => _all[name].Run(); }
            """);

        Assert.Equal(found, (await Finds.In<PluginArchitectureAnalyzer>(isApplication ? source.AsApplication() : source)).Select(one => $"{one.Text} {one.Role}"));
    }

    [Theory]
    [InlineData("public interface IHost { void Use(string part); }", "one.Set(this)", new[] { "App host" })]
    [InlineData("interface IHost { void Use(string part); }", "one.Set(this)", new string[0])]
    [InlineData("public interface IHost { void Use(IPart part); }", "one.Set(this)", new string[0])]
    [InlineData("public interface IHost { string Name { get; } void Use(string part); }", "_parts.Add(one.ToString())", new string[0])]
    public async Task What_a_library_leaves_to_its_users_has_a_host_too(string host, string use, string[] found) => Assert.Equal(found, await Plugins.In($$"""
        {{host}}
        {{(host.StartsWith("public") ? "public" : "")}} interface IPart { void Set(IHost host); void End(); }
        class App : IHost
        {
            readonly List<object> _parts = new(); readonly IEnumerable<IPart> _all; public App(IEnumerable<IPart> all) => _all = all;
            public string Name => ""; public void Use(string part) => _parts.Add(part); public void Use(IPart part) => _parts.Add(part);
            public void Start() { foreach (var one in _all) {{use}}; }
        }
        """));

    [Theory]
    [InlineData("public", new[] { "Setup host" })]
    [InlineData("internal", new string[0])]
    public async Task A_library_asks_what_only_its_users_implement(string declared, string[] found) => Assert.Equal(found, await Plugins.In($$"""
        {{declared}} interface IInstaller { bool Takes(Uri file); void Install(Uri file); }
        class Setup(IEnumerable<IInstaller> all) { public void Run(Uri file) { foreach (var one in all) if (one.Takes(file)) { one.Install(file); return; } } }
        """));

    [Theory]
    [InlineData("finder.All<IModule>()", true)]
    [InlineData("new[] { finder.One() }", false)]
    public async Task Modules_that_somebody_finds_have_a_host(string all, bool isHost)
    {
        var contracts = Source.Compile("public interface IRegistry { void Add(Func<string> part); } public interface IModule { void Build(IRegistry registry); }").ToMetadataReference();
        var host = $$"""
            interface IFinder { IEnumerable<T> All<T>(); IModule One(); }
            class Start(IFinder finder, IRegistry registry) { public void Run() { var all = {{all}}; foreach (var one in all) one.Build(registry); } }
            """;
        Assert.Equal(isHost ? ["Start"] : [], (await Finds.In<PluginArchitectureAnalyzer>(Source.Compile(host).AddReferences(contracts))).Select(found => found.Text));
    }

    [Theory]
    [InlineData("static class Start { static void Main() { } }", new string[0])]
    [InlineData("static class Start { static void Go() { } }", new[] { "Readers host" })]
    public async Task A_program_chooses_among_its_own_parts(string start, string[] found) => Assert.Equal(found, await Plugins.In(start, """
        public interface IReader { bool CanRead(string name); string Read(string name); }
        public class Text : IReader { public bool CanRead(string name) => name.EndsWith(".txt"); public string Read(string name) => name; }
        public class Readers(IEnumerable<IReader> all) { public string? Read(string name) => all.FirstOrDefault(one => one.CanRead(name))?.Read(name); }
        """));

    [Theory]
    [InlineData("if (one.GetType().IsPublic) _list.Add(one);", new[] { "Runner host" })]
    [InlineData("var plan = _plans.Find(p => p == one.GetType().Name); if (plan != null) _list.Add(one);", new string[0])]
    public async Task Work_that_was_ordered_is_no_plugin(string keep, string[] found) => Assert.Equal(found, await Plugins.In($$"""
        public interface IJob { void Run(string name); }
        public class Runner
        {
            readonly List<IJob> _list = []; readonly List<string> _plans = [];
            public void AddParts(IEnumerable<IJob> all) { foreach (var one in all) { {{keep}} } }
            public void Run(string name) { foreach (var one in _list) one.Run(name); }
        }
        """));

    [Theory]
    [InlineData("foreach (var one in all) { var made = (IPlugin)Activator.CreateInstance(one.Type)!; made.Run(); }", true)]
    [InlineData("foreach (var one in all) Console.WriteLine((IPlugin)Activator.CreateInstance(one.Type)!);", false)]
    [InlineData("var made = (IPlugin)Activator.CreateInstance(all[0].Type)!; made.Run();", false)]
    public async Task Who_makes_and_starts_what_another_type_has_found_is_a_host(string code, bool isHost) => Assert.Equal(isHost, (await Plugins.In($$"""
        using System.Reflection;
        public interface IPlugin { void Run(); }
        public class Found { public Type Type { get; set; } = typeof(string); }
        public class Finder { public IEnumerable<Found> All(string file) { foreach (var t in Assembly.LoadFrom(file).GetTypes()) if (typeof(IPlugin).IsAssignableFrom(t)) yield return new Found { Type = t }; } }
        public class Service(List<Found> all) { public void Start() { {{code}} } }
        """)).Contains("Service host"));

    [Theory]
    [InlineData("typeof(IPlugin)", "foreach (var one in _all) one.Stop();", true)]
    [InlineData("typeof(IOther)", "foreach (var one in _all) one.Stop();", false)]
    [InlineData("typeof(IPlugin)", "_all[0].Stop();", false)]
    public async Task Who_starts_and_ends_what_the_project_finds_is_a_host(string sought, string end, bool isHost) => Assert.Equal(isHost, (await Plugins.In($$"""
        using System.Reflection;
        public interface IPlugin { Task Start(); void Stop(); } public interface IOther { void Run(); }
        public class Finder
        {
            public IEnumerable<Type> All(Assembly one) => In(one, typeof(IDisposable)).Concat(In(one, {{sought}}));
            IEnumerable<Type> In(Assembly one, Type sought) => one.GetTypes().Where(type => sought.IsAssignableFrom(type));
        }
        public class Service
        {
            readonly List<IPlugin> _all; public Service(List<IPlugin> all) => _all = all;
            public async Task Start() { foreach (var one in _all) await one.Start(); }
            public void End() { {{end}} }
        }
        """)).Contains("Service host"));
}
