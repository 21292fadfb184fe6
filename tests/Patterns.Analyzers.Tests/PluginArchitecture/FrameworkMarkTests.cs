using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Patterns.Analyzers.PluginArchitecture;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.PluginArchitecture;

public sealed class FrameworkMarkTests
{
    private const string Library = """
        namespace System.ComponentModel.Composition { public class ImportManyAttribute : System.Attribute; }
        namespace System.ComponentModel.Composition.Hosting { public class DirectoryCatalog(string path); public class CompositionContainer(object catalog) : System.IDisposable { public System.Collections.Generic.IEnumerable<T> GetExports<T>() => []; public void Dispose() { } } }
        namespace McMaster.NETCore.Plugins { public class PluginLoader { public static PluginLoader CreateFromAssemblyFile(string file) => new(); } }
        """;

    [Theory]
    [InlineData("class Host { object _all = new(); public void Load(string path) => _all = new CompositionContainer(new DirectoryCatalog(path)); }")]
    [InlineData("class Host { [ImportMany] public IEnumerable<IDisposable> All { get; set; } = []; }")]
    [InlineData("class Host { public object Load(string path) => PluginLoader.CreateFromAssemblyFile(path); }")]
    public async Task A_library_that_discovers_plugins_marks_its_user(string source) => Assert.Equal("Host", Assert.Single(await Found(source)).Text);

    [Theory]
    [InlineData("PluginLoader.CreateFromAssemblyFile(path)", "'Load' loads assemblies through 'PluginLoader'")]
    [InlineData("new DirectoryCatalog(path)", "'Load' discovers plugins through 'DirectoryCatalog'")]
    public async Task The_message_says_what_the_library_does_there(string use, string phrase) =>
        Assert.Contains(phrase, Assert.Single(await Found($$"""class Host { public object Load(string path) => {{use}}; }""")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("using Mono.Addins; class Host { public void Start(string folder) { AddinManager.Initialize(folder); } }", new[] { "Host host" })]
    [InlineData("class Host { public void Start(string folder) { Mono.Addins.AddinManager.Initialize(folder); } }", new[] { "Host host" })]
    [InlineData("class Host { public void Start(string folder) { AddinManager.Initialize(folder); } }", new string[0])]
    [InlineData("using System.ComponentModel.Composition; class Host { [ImportMany] public IEnumerable<IDisposable> All { get; set; } = []; }", new[] { "Host host" })]
    [InlineData("class Host { [ImportMany] public IEnumerable<IDisposable> All { get; set; } = []; }", new string[0])]
    [InlineData("using System.ComponentModel.Composition.Hosting; class Host { object? _all; public void Start(string folder) { _all = new DirectoryCatalog(folder); } }", new[] { "Host host" })]
    public async Task A_library_that_is_missing_is_known_by_the_namespace_that_the_code_sees(string source, string[] found) =>
        Assert.Equal(found, await Plugins.In(source));

    [Theory]
    [InlineData("one.Metadata + one.Value", 1)]
    [InlineData("one.Metadata", 0)]
    public async Task Exports_of_which_only_the_declaration_is_read_are_data(string read, int found) => Assert.Equal(
        found, (await Found($$"""class Host { [ImportMany] public IEnumerable<Lazy<IDisposable, string>> All { get; set; } = []; public string Names() => string.Concat(All.Select(one => {{read}})); }""")).Count());

    [Theory]
    [InlineData("interface IPart { void Run(); }", 1)]
    [InlineData("interface IPart;", 1)]
    [InlineData("abstract class IPart { public abstract void Run(); }", 1)]
    [InlineData("interface IPart { string Name { get; } }", 0)]
    [InlineData("sealed class IPart { public void Run() { } }", 0)]
    public async Task Exports_that_only_define_something_are_data(string declared, int found) => Assert.Equal(
        found, (await Found($$"""{{declared}} class Host { [ImportMany] public IEnumerable<Lazy<IPart, string>> All { get; set; } = []; }""")).Count());

    [Theory]
    [InlineData("foreach (var one in _all) one.Value.Dispose();", 1)]
    [InlineData("_all.First().Value.Dispose();", 1)]
    [InlineData("GC.KeepAlive(_all.OrderBy(one => one.IsValueCreated).ToArray());", 0)]
    [InlineData("GC.KeepAlive(new Queue<Lazy<IDisposable>>(_all));", 0)]
    public async Task Who_hands_all_that_it_imports_on_hosts_none_of_it(string use, int found) => Assert.Equal(
        found, (await Found($$"""class Host { readonly IEnumerable<Lazy<IDisposable>> _all; [ImportingConstructor] public Host([ImportMany] IEnumerable<Lazy<IDisposable>> all) => _all = all; public void Run() { {{use}} } } class ImportingConstructorAttribute : Attribute;""")).Count());

    [Fact]
    public async Task The_constructor_that_imports_is_named_by_its_type() => Assert.StartsWith("'Host' is a plugin host: 'Host' imports", Assert.Single(await Found(
        "class Host { public Host([ImportMany] IEnumerable<IDisposable> all) { foreach (var one in all) one.Dispose(); } }")).Message);

    [Theory]
    [InlineData("using var all = new CompositionContainer(new DirectoryCatalog(path)); var found = all.GetExports<T>(); return found;", "loader")]
    [InlineData("using (var all = new CompositionContainer(new DirectoryCatalog(path))) return all.GetExports<T>();", "loader")]
    [InlineData("var all = new CompositionContainer(new DirectoryCatalog(path)); return all.GetExports<T>();", "host")]
    [InlineData("using var all = new CompositionContainer(new DirectoryCatalog(path)); foreach (var one in all.GetExports<IDisposable>()) one.Dispose(); return [];", "host")]
    public async Task Who_hands_out_what_a_container_of_one_call_finds_only_loads(string code, string role) => Assert.Equal(
        role, Assert.Single(await Found($$"""class Parts { public IEnumerable<T> All<T>(string path) { {{code}} } }""")).Role);

    [Theory]
    [InlineData("public void Load(object target) => new CompositionContainer(target).ComposeParts(target);", "loader")]
    [InlineData("public void Load(object target) => new CompositionContainer(target).ComposeParts(this);", "host")]
    public async Task Who_has_the_object_of_a_caller_filled_only_loads(string code, string role) => Assert.Equal(role, Assert.Single(await Found(
        $$"""class Parts { {{code}} } static class Filling { public static void ComposeParts(this CompositionContainer all, params object[] parts) { } }""")).Role);

    [Theory]
    [InlineData("foreach (var one in _imports.All.ToArray()) one.Dispose();", 0)]
    [InlineData("foreach (var one in _imports.All.ToArray()) one.Start();", 1)]
    [InlineData("foreach (var one in _imports.All.ToArray()) Console.WriteLine(one);", 0)]
    public async Task Who_starts_what_is_imported_elsewhere_is_the_host(string code, int found) => Assert.Equal(found, (await Found($$"""
        public abstract class Addon : IDisposable { public string Name => ""; public void Start() { } public void Dispose() { } }
        class Imports { [ImportMany(typeof(Addon))] public List<Addon> All { get; set; } = []; }
        class Host { readonly Imports _imports = new(); public void Load() { {{code}} } }
        """)).Count(one => one.Text == "Host"));

    private static async Task<IEnumerable<Found>> Found(string source)
    {
        var usings = "using System.ComponentModel.Composition; using System.ComponentModel.Composition.Hosting; using McMaster.NETCore.Plugins; ";
        var compilation = Source.Compile(usings + source).AddReferences(Source.Compile(Library).WithAssemblyName("Library").ToMetadataReference());

        return (await Finds.In<PluginArchitectureAnalyzer>(compilation)).Where(found => found.Id == "PAT0100");
    }
}
