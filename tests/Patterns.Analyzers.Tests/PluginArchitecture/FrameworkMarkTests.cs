using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Patterns.Analyzers.PluginArchitecture;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.PluginArchitecture;

public sealed class FrameworkMarkTests
{
    private const string Library = """
        namespace System.ComponentModel.Composition { public class ImportManyAttribute : System.Attribute; }
        namespace System.ComponentModel.Composition.Hosting { public class DirectoryCatalog(string path); public class CompositionContainer(object catalog); }
        namespace McMaster.NETCore.Plugins { public class PluginLoader { public static PluginLoader CreateFromAssemblyFile(string file) => new(); } }
        """;

    [Theory]
    [InlineData("class Host { object _all = new(); public void Load(string path) => _all = new CompositionContainer(new DirectoryCatalog(path)); }")]
    [InlineData("class Host { [ImportMany] public IEnumerable<IDisposable> All { get; set; } = []; }")]
    [InlineData("class Host { public object Load(string path) => PluginLoader.CreateFromAssemblyFile(path); }")]
    public async Task A_library_that_discovers_plugins_marks_its_user(string source) => Assert.Equal("Host", Assert.Single(await Found(source)).Text);

    [Theory]
    [InlineData("one.Metadata + one.Value", 1)]
    [InlineData("one.Metadata", 0)]
    public async Task Exports_of_which_only_the_declaration_is_read_are_data(string read, int found) => Assert.Equal(
        found, (await Found($$"""class Host { [ImportMany] public IEnumerable<Lazy<IDisposable, string>> All { get; set; } = []; public string Names() => string.Concat(All.Select(one => {{read}})); }""")).Count());

    private static async Task<IEnumerable<Found>> Found(string source)
    {
        var usings = "using System.ComponentModel.Composition; using System.ComponentModel.Composition.Hosting; using McMaster.NETCore.Plugins; ";
        var compilation = Source.Compile(usings + source).AddReferences(Source.Compile(Library).WithAssemblyName("Library").ToMetadataReference());

        return (await Finds.In<PluginArchitectureAnalyzer>(compilation)).Where(found => found.Id == "PAT0100");
    }
}
