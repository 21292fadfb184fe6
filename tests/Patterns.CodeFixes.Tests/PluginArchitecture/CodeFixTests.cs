using Patterns.Analyzers.PluginArchitecture;
using Patterns.CodeFixes.PluginArchitecture;
using Patterns.Tests;

namespace Patterns.CodeFixes.Tests.PluginArchitecture;

public sealed class CodeFixTests
{
    private const string Host = """
        using System.Reflection;
        using System.Runtime.Loader;

        public interface IPlugin : IDisposable { void Run(); }

        public sealed class Host
        {
            private readonly List<IPlugin> _plugins = new();
            private readonly AssemblyLoadContext _context = new(null);

        MEMBERS
        }
        """;

    [Fact]
    public Task Load_faults_are_caught_inside_the_loop() => Verify<PluginArchitectureAnalyzer>.Fixes<IsolateLoadFaultsCodeFix>(
        "PAT0101",
        With("""
                public void Load(string[] files)
                {
                    foreach (var file in files)
                    {
                        // each brings its own plugins
                        Add([|_context.LoadFromAssemblyPath(file)|]);
                    }
                }
            """ + Adding),
        With("""
                public void Load(string[] files)
                {
                    foreach (var file in files)
                    {
                        try
                        {
                            // each brings its own plugins
                            Add(_context.LoadFromAssemblyPath(file));
                        }
                        catch (Exception exception)
                        {
                            System.Diagnostics.Trace.TraceError(exception.ToString());
                        }
                    }
                }
            """ + Adding));

    [Fact]
    public Task An_iterator_gets_no_fix_that_does_not_compile() => Verify<PluginArchitectureAnalyzer>.OffersNoFix<IsolateLoadFaultsCodeFix>(
        "PAT0101",
        With("""
                public IEnumerable<IPlugin> Load(string file)
                {
                    foreach (var type in _context.LoadFromAssemblyPath(file).GetExportedTypes())
                        if (typeof(IPlugin).IsAssignableFrom(type)) yield return (IPlugin)[|Activator.CreateInstance(type)|]!;
                }
            """));

    [Fact]
    public Task Types_that_could_be_loaded_are_used() => Verify<PluginArchitectureAnalyzer>.Fixes<UsePartialTypeListCodeFix>(
        "PAT0102",
        With("""
                public void Load(string file)
                {
                    var assembly = Assembly.LoadFrom(file);
                    foreach (var type in [|assembly.GetTypes()|])
                        if (typeof(IPlugin).IsAssignableFrom(type)) _plugins.Add((IPlugin)Activator.CreateInstance(type)!);
                }
            """),
        With("""
                public void Load(string file)
                {
                    var assembly = Assembly.LoadFrom(file);
                    foreach (var type in GetLoadableTypes(assembly))
                        if (typeof(IPlugin).IsAssignableFrom(type)) _plugins.Add((IPlugin)Activator.CreateInstance(type)!);
                }

                private static Type[] GetLoadableTypes(Assembly assembly)
                {
                    try
                    {
                        return assembly.GetTypes();
                    }
                    catch (ReflectionTypeLoadException partial)
                    {
                        return Array.FindAll(partial.Types, type => type != null);
                    }
                }
            """));

    [Theory]
    [InlineData("typeof(IPlugin).IsAssignableFrom(type)")]
    [InlineData("type.IsAssignableTo(typeof(IPlugin))")]
    [InlineData("type.GetInterfaces().Contains(typeof(IPlugin))")]
    public Task Abstract_types_are_left_out(string test) => Verify<PluginArchitectureAnalyzer>.Fixes<ChooseInstantiableTypesCodeFix>(
        "PAT0103", With(Scan($"[|{test}|]")), With(Scan($"{test} && !type.IsAbstract && !type.IsInterface")));

    [Fact]
    public Task The_added_condition_binds_as_it_should() => Verify<PluginArchitectureAnalyzer>.Fixes<ChooseInstantiableTypesCodeFix>(
        "PAT0103",
        With(Scan("![|typeof(IPlugin).IsAssignableFrom(type)|]")),
        With(Scan("!(typeof(IPlugin).IsAssignableFrom(type) && !type.IsAbstract && !type.IsInterface)")));

    [Fact]
    public Task A_dictionary_refuses_a_key_that_is_taken() => Verify<PluginArchitectureAnalyzer>.Fixes<DecideDuplicateKeysCodeFix>(
        "PAT0104",
        With(Registry("Dictionary", "public void Add(string name, Func<IPlugin> make) => [|_makers[name] = make|];")),
        With(Registry("Dictionary", "public void Add(string name, Func<IPlugin> make) => _makers.Add(name, make);")));

    [Fact]
    public Task A_concurrent_dictionary_is_asked_and_the_answer_heard() => Verify<PluginArchitectureAnalyzer>.Fixes<DecideDuplicateKeysCodeFix>(
        "PAT0104",
        With(Registry("System.Collections.Concurrent.ConcurrentDictionary", """
            public void Add(string name, Func<IPlugin> make)
                {
                    [|_makers[name] = make|];
                }
            """)),
        With(Registry("System.Collections.Concurrent.ConcurrentDictionary", """
            public void Add(string name, Func<IPlugin> make)
                {
                    if (!_makers.TryAdd(name, make))
                    {
                        throw new ArgumentException($"'{name}' is registered already.", nameof(name));
                    }
                }
            """)));

    [Fact]
    public Task Teardown_is_caught_inside_the_loop() => Verify<PluginArchitectureAnalyzer>.Fixes<IsolateTeardownCodeFix>(
        "PAT0105",
        With("""
                public void Stop()
                {
                    foreach (var plugin in _plugins)
                    {
                        [|plugin.Dispose()|];
                    }
                }
            """ + Adding),
        With("""
                public void Stop()
                {
                    foreach (var plugin in _plugins)
                    {
                        try
                        {
                            plugin.Dispose();
                        }
                        catch (Exception exception)
                        {
                            System.Diagnostics.Trace.TraceError(exception.ToString());
                        }
                    }
                }
            """ + Adding));

    private const string Adding = """


            private void Add(Assembly assembly)
            {
                foreach (var type in assembly.GetExportedTypes())
                    try { if (typeof(IPlugin).IsAssignableFrom(type)) _plugins.Add((IPlugin)Activator.CreateInstance(type)!); } catch { }
            }
        """;

    private static string With(string members) => Host.Replace("MEMBERS", members, StringComparison.Ordinal);

    private static string Scan(string condition) => $$"""
            public void Load(Assembly assembly)
            {
                foreach (var type in assembly.GetExportedTypes())
                    if ({{condition}}) _plugins.Add((IPlugin)Activator.CreateInstance(type)!);
            }
        """;

    private static string Registry(string map, string add) => $$"""
            private readonly {{map}}<string, Func<IPlugin>> _makers = new();

            public IPlugin Make(string name) => _makers[name]();

            {{add}}
        """;
}
