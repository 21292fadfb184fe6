using Patterns.Analyzers.PluginArchitecture;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.PluginArchitecture;

public sealed class ConventionTests
{
    private const string Loader = """
        using System.Reflection;
        using System.Runtime.Loader;
        public interface IPlugin : IDisposable { void Run(); }
        public sealed class Host
        {
            private readonly List<IPlugin> _plugins = new();
            private AssemblyLoadContext _context = new(null);
            MEMBERS
        }
        """;

    [Theory]
    [InlineData("public void Load(string[] files) { foreach (var file in files) { var types = [|_context.LoadFromAssemblyPath(file).GetExportedTypes()|]; Add(types.Where(typeof(IPlugin).IsAssignableFrom)); } }")]
    [InlineData("public void Load(string[] files) { try { foreach (var file in files) Add([|_context.LoadFromAssemblyPath(file).GetExportedTypes()|].Where(typeof(IPlugin).IsAssignableFrom)); } catch { } }")]
    [InlineData("public void Load(string[] files) { foreach (var file in files) [|One(file)|]; } void One(string file) => Add(_context.LoadFromAssemblyPath(file).GetExportedTypes().Where(typeof(IPlugin).IsAssignableFrom));")]
    [InlineData("public void Load(string[] files) { foreach (var file in files) try { Add([|_context.LoadFromAssemblyPath(file).GetExportedTypes()|].Where(typeof(IPlugin).IsAssignableFrom)); } catch (FormatException) { } }")]
    [InlineData("public IEnumerable<IPlugin> Load(string file) { foreach (var type in _context.LoadFromAssemblyPath(file).GetExportedTypes()) if (typeof(IPlugin).IsAssignableFrom(type)) yield return (IPlugin)[|Activator.CreateInstance(type)|]!; }")]
    [InlineData("public void Load(string[] files) { foreach (var file in files) try { Add(_context.LoadFromAssemblyPath(file).GetExportedTypes().Where(typeof(IPlugin).IsAssignableFrom)); } catch (Exception) { } }")]
    [InlineData("public void Load(string[] files) { foreach (var file in files) [|One(file)|]; } void One(string file) { try { Add(_context.LoadFromAssemblyPath(file).GetExportedTypes().Where(typeof(IPlugin).IsAssignableFrom)); } catch (BadImageFormatException) { } }")]
    [InlineData("public void Load(string[] files) { foreach (var file in files) One(file); } void One(string file) { try { Add(_context.LoadFromAssemblyPath(file).GetExportedTypes().Where(typeof(IPlugin).IsAssignableFrom)); } catch (BadImageFormatException) { } catch (FileLoadException) { } }")]
    [InlineData("public void Load(string[] files) { foreach (var file in files) One(file); } void One(string file) { try { Add(_context.LoadFromAssemblyPath(file).GetExportedTypes().Where(typeof(IPlugin).IsAssignableFrom)); } catch (Exception e) when (e is BadImageFormatException or IOException) { } }")]
    [InlineData("public void Load(string[] files) { foreach (var file in files) One(file); } void One(string file) { try { Add(_context.LoadFromAssemblyPath(file).GetExportedTypes().Where(typeof(IPlugin).IsAssignableFrom)); } catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException)) { } }")]
    [InlineData("public void Load(string file) { foreach (var type in _context.LoadFromAssemblyPath(file).GetExportedTypes()) try { _plugins.Add((IPlugin)[|Activator.CreateInstance(type)|]!); } catch (MissingMethodException) { } }")]
    [InlineData("public void Load(string file) { foreach (var type in _context.LoadFromAssemblyPath(file).GetExportedTypes()) try { _plugins.Add((IPlugin)Activator.CreateInstance(type)!); } catch (TargetInvocationException) { } }")]
    [InlineData("public void Load() { foreach (var type in AppDomain.CurrentDomain.GetAssemblies().SelectMany(a => a.GetExportedTypes()).Where(typeof(IPlugin).IsAssignableFrom)) _plugins.Add((IPlugin)[|Activator.CreateInstance(type)|]!); }")]
    [InlineData("public void Load(string file) => Add(_context.LoadFromAssemblyPath(file).GetExportedTypes().Where(typeof(IPlugin).IsAssignableFrom));")]
    [InlineData("public void Load(string[] files) { foreach (var file in files) { var types = _context.LoadFromAssemblyPath(file).GetExportedTypes(); if (types.Length == 0) throw new InvalidOperationException(file); Add(types.Where(typeof(IPlugin).IsAssignableFrom)); } }")]
    [InlineData("public void Load(string[] files) { foreach (var file in files) try { Add([|_context.LoadFromAssemblyPath(file).GetExportedTypes()|].Where(typeof(IPlugin).IsAssignableFrom)); } catch (Exception e) { throw new InvalidOperationException(file, e); } }")]
    [InlineData("public void Load() { foreach (var name in new[] { \"One\", \"Two\" }) One(name); } void One(string name) => Add(Assembly.Load(name).GetExportedTypes().Where(typeof(IPlugin).IsAssignableFrom));")]
    [InlineData("public void Load(string[] files) { foreach (var file in files) try { One(file); } catch (Exception) { } } void One(string file) => Two(file); void Two(string file) { foreach (var type in _context.LoadFromAssemblyPath(file).GetExportedTypes()) _plugins.Add((IPlugin)Activator.CreateInstance(type)!); }")]
    [InlineData("public void Load(string[] files) { foreach (var file in files) try { One(_context.LoadFromAssemblyPath(file)); } catch (Exception) { } One(typeof(Host).Assembly); } void One(Assembly one) { foreach (var type in one.GetExportedTypes()) _plugins.Add((IPlugin)Activator.CreateInstance(type)!); }")]
    [InlineData("public void Load(string[] files) { foreach (var file in files) try { One(_context.LoadFromAssemblyPath(file)); } catch (Exception) { } } public void Own(Assembly own) => One(own); void One(Assembly one) { foreach (var type in one.GetExportedTypes()) _plugins.Add((IPlugin)[|Activator.CreateInstance(type)|]!); }")]
    [InlineData("public IPlugin? Find(string file, string name) { foreach (var t in _context.LoadFromAssemblyPath(file).GetExportedTypes()) if (t.Name == name) return (IPlugin)Activator.CreateInstance(t)!; return null; }")]
    [InlineData("public void Find(string file, string name) { foreach (var t in _context.LoadFromAssemblyPath(file).GetExportedTypes()) if (t.Name == name) { _plugins.Add((IPlugin)Activator.CreateInstance(t)!); break; } }")]
    [InlineData("public List<object?> All(string file) => _context.LoadFromAssemblyPath(file).GetExportedTypes().Select(t => [|Activator.CreateInstance(t)|]).ToList();")]
    [InlineData("public void Find(string file, string name) { foreach (var t in _context.LoadFromAssemblyPath(file).GetExportedTypes()) if (t.Name != name) _plugins.Add((IPlugin)[|Activator.CreateInstance(t)|]!); }")]
    [InlineData("public void Run(string file) { bool again; do { _plugins.Add((IPlugin)Activator.CreateInstance(_context.LoadFromAssemblyPath(file).GetType(file)!)!); again = Console.Read() == 1; } while (again); }")]
    [InlineData("public void Run(Queue<string> files) { while (files.Count > 0) { var file = files.Dequeue(); _plugins.Add((IPlugin)[|Activator.CreateInstance(_context.LoadFromAssemblyPath(file).GetType(file)!)|]!); } }")]
    [InlineData("public void Load(string[] files) { foreach (var file in files) try { Add(_context.LoadFromAssemblyPath(file).GetExportedTypes().Where(typeof(IPlugin).IsAssignableFrom)); } catch (FileLoadException) { if (file.Length > 9) throw new InvalidOperationException(file); } }")]
    [InlineData("public Assembly? Resolve(string[] files, string name) => files.Where(file => file == name).Select(Assembly.LoadFrom).FirstOrDefault();")]
    [InlineData("public void Load() { var types = Assembly.GetAssembly(typeof(IPlugin))?.GetTypes() ?? []; foreach (var type in types.Where(typeof(IPlugin).IsAssignableFrom)) _plugins.Add((IPlugin)Activator.CreateInstance(type)!); }")]
    [InlineData("public void Load(string[] files) { foreach (var file in files) foreach (var type in [|_context.LoadFromAssemblyPath(file).GetExportedTypes()|]) Put(Activator.CreateInstance(type)); } void Put(object? made) { if (made is not IPlugin one) return; _plugins.Add(one); }")]
    [InlineData("public void Load(string[] files) { foreach (var file in files) foreach (var type in _context.LoadFromAssemblyPath(file).GetExportedTypes()) Put(Activator.CreateInstance(type)); } void Put(object? made) { if (made is not IPlugin one) throw new InvalidOperationException(); _plugins.Add(one); }")]
    [InlineData("public void Load(Assembly a) { try { foreach (var type in a.GetExportedTypes()) if (typeof(IPlugin).IsAssignableFrom(type)) _plugins.Add((IPlugin)Activator.CreateInstance(type)!); } catch (Exception) { } }")]
    [InlineData("public void Load(Assembly a) { foreach (var type in a.GetExportedTypes()) if (typeof(IPlugin).IsAssignableFrom(type)) _plugins.Add((IPlugin)[|Activator.CreateInstance(type)|]!); }")]
    [InlineData("public void Load(string file) { var type = _context.LoadFromAssemblyPath(file).GetType(file)!; foreach (var mark in type.GetCustomAttributes()) _plugins.Add((IPlugin)Activator.CreateInstance(type)!); }")]
    public Task Load_faults_are_isolated(string members) => Holds("PAT0101", members + " void Add(IEnumerable<Type> types) { foreach (var t in types) try { _plugins.Add((IPlugin)Activator.CreateInstance(t)!); } catch { } }");

    [Theory]
    [InlineData("foreach (var file in Directory.GetFiles(folder)) _all.Add([|new Loader(file)|]);")]
    [InlineData("foreach (var file in Directory.GetFiles(folder)) try { _all.Add(new Loader(file)); } catch (Exception) { }")]
    public Task What_hands_a_file_over_isolates_it_too(string code) => Verify<PluginArchitectureAnalyzer>.Reports("PAT0101", $$"""
        using System.Reflection;
        public interface IPlugin { void Run(); }
        public class Loader(string file) { public IPlugin Load(string name) => (IPlugin)Activator.CreateInstance(Assembly.LoadFrom(file).GetType(name)!)!; }
        public class Finder { readonly List<Loader> _all = []; public void Run(string folder) { {{code}} } }
        """);

    [Theory]
    [InlineData("foreach (var module in all) [|module.Initialize(this)|];")]
    [InlineData("foreach (var module in all) try { module.Initialize(this); } catch (Exception) { }")]
    [InlineData("foreach (var module in all) try { [|module.Initialize(this)|]; } catch (Exception) { throw; }")]
    public Task The_first_call_of_a_plugin_is_isolated(string code) => Verify<PluginArchitectureAnalyzer>.Reports("PAT0101", $$"""
        public interface IModule { void Initialize(Host host); }
        public class Host
        {
            readonly List<Func<string>> _all = [];
            public void Add(Func<string> one) => _all.Add(one);
            public void Run(IEnumerable<IModule> all) { {{code}} }
        }
        """);

    [Theory]
    [InlineData("readonly List<IModule> _all = []; public void Add(IModule one) => _all.Add(one);", "foreach (var module in _all) [|module.Initialize(this)|];")]
    [InlineData("public List<IModule> All { get; } = [];", "foreach (var module in All) module.Initialize(this);")]
    public Task Who_fills_a_list_that_is_shown_gets_the_fault(string list, string code) => Verify<PluginArchitectureAnalyzer>.Reports("PAT0101", $$"""
        public interface IModule { void Initialize(Host host); }
        public class Host
        {
            readonly List<Func<string>> _parts = [];
            public void Add(Func<string> one) => _parts.Add(one);
            {{list}}
            public void Run() { {{code}} }
        }
        """);

    [Theory]
    [InlineData("public void Load(string file) { foreach (var type in [|_context.LoadFromAssemblyPath(file).GetTypes()|]) Add(type); }")]
    [InlineData("public void Load(string file) { foreach (var type in [|_context.LoadFromAssemblyPath(file).DefinedTypes|]) Add(type); }")]
    [InlineData("public void Load(string file) { try { foreach (var type in [|_context.LoadFromAssemblyPath(file).GetTypes()|]) Add(type); } catch (FileNotFoundException) { } }")]
    [InlineData("public void Load() { foreach (var one in AppDomain.CurrentDomain.GetAssemblies()) foreach (var type in [|one.GetTypes()|]) Add(type); }")]
    [InlineData("public void Load(Assembly compiled) { foreach (var type in compiled.GetTypes()) Add(type); }")]
    [InlineData("public void Load(string file) { try { foreach (var type in _context.LoadFromAssemblyPath(file).GetTypes()) Add(type); } catch (ReflectionTypeLoadException) { } }")]
    [InlineData("public void Load() { foreach (var type in typeof(Host).Assembly.GetTypes()) Add(type); }")]
    [InlineData("public void Load() { var own = Assembly.GetExecutingAssembly(); foreach (var type in own.GetTypes()) Add(type); }")]
    [InlineData("public void Load(string[] all) { foreach (var one in all) try { One(_context.LoadFromAssemblyPath(one)); } catch (Exception) { } } void One(Assembly one) { foreach (var type in one.GetTypes()) Add(type); }")]
    [InlineData("public void Load() => One(typeof(Host).Assembly); void One(Assembly one) { foreach (var type in one.GetTypes()) Add(type); }")]
    [InlineData("public void Load(Assembly assembly) { foreach (var type in assembly.GetExportedTypes()) Add(type); }")]
    [InlineData("public void Load(string file) { foreach (var type in _context.LoadFromAssemblyPath(file).GetTypes()) Keep(type); } void Keep(Type type) { if (!type.IsPublic) throw new InvalidOperationException(); Add(type); }")]
    public Task Partial_type_lists_are_used(string members) => Holds("PAT0102", members + " void Add(Type type) { if (typeof(IPlugin).IsAssignableFrom(type)) _plugins.Add((IPlugin)Activator.CreateInstance(type)!); }");

    [Theory]
    [InlineData("public void Load(Assembly a) { foreach (var t in a.GetExportedTypes()) if ([|typeof(IPlugin).IsAssignableFrom(t)|]) Add(t); }")]
    [InlineData("public void Load(Assembly a) { foreach (var t in a.GetExportedTypes().Where(t => [|t.GetInterfaces().Contains(typeof(IPlugin))|])) Add(t); }")]
    [InlineData("public void Load(Assembly a) { foreach (var t in a.GetExportedTypes()) if (typeof(IPlugin).IsAssignableFrom(t) && !t.IsAbstract) Add(t); }")]
    [InlineData("public void Load(Assembly a) { foreach (var t in a.GetExportedTypes()) if ([|typeof(IPlugin).IsAssignableFrom(t)|]) _plugins.Add((IPlugin)Activator.CreateInstance(t)!); } public bool Is(Type t) => t.IsAbstract;")]
    [InlineData("public void Load(Assembly a) { foreach (var t in a.GetExportedTypes()) if ([|typeof(IPlugin).IsAssignableFrom(t)|]) Add(t); } void List(Assembly a) { foreach (var t in a.GetExportedTypes()) if (typeof(IPlugin).IsAssignableFrom(t)) Console.WriteLine(t); }")]
    [InlineData("public void Load(Assembly a) { foreach (var t in a.GetExportedTypes()) if ([|typeof(IPlugin).IsAssignableFrom(t)|]) Add(t); } void GetConstructor() { }")]
    [InlineData("public void Load(Assembly a) { foreach (var t in a.GetExportedTypes()) if (typeof(IPlugin).IsAssignableFrom(t) && t.IsDefined(typeof(SerializableAttribute))) Add(t); }")]
    [InlineData("public void Load(Assembly a) { foreach (var t in a.GetExportedTypes()) if (typeof(IPlugin).IsAssignableFrom(t) && Tests.Concrete(t)) Add(t); }")]
    [InlineData("public void Load(Assembly a) { foreach (var t in a.GetExportedTypes()) if (typeof(IPlugin).IsAssignableFrom(t) && t.GetConstructor(Type.EmptyTypes) != null) Add(t); }")]
    [InlineData("public void Load(Assembly a) { foreach (var t in a.GetExportedTypes()) if ([|typeof(IPlugin).IsAssignableFrom(t)|] && t.IsClass) Add(t); }")]
    [InlineData("public void Load(Assembly a, string name) { foreach (var t in a.GetExportedTypes()) if (typeof(IPlugin).IsAssignableFrom(t) && t.Name.Equals(name)) Add(t); }")]
    [InlineData("public void Load(Assembly a, string name) { foreach (var t in a.GetExportedTypes()) if ([|typeof(IPlugin).IsAssignableFrom(t)|] && t.Name != name) Add(t); }")]
    [InlineData("public void Load(Assembly a) { foreach (var t in a.GetExportedTypes().Where(t => [|typeof(IPlugin).IsAssignableFrom(t)|])) _plugins.Add((IPlugin)Activator.CreateInstance(t)!); var other = a.GetExportedTypes().Where(t => typeof(Stream).IsAssignableFrom(t) && typeof(IOther).IsAssignableFrom(t) && !t.IsAbstract).ToList(); } public interface IOther { void Run(); }")]
    [InlineData("public void Load(Assembly a) { var all = a.GetExportedTypes().Where(t => !t.IsAbstract).ToList(); foreach (var t in all.Where(t => typeof(IPlugin).IsAssignableFrom(t))) _plugins.Add((IPlugin)Activator.CreateInstance(t)!); }")]
    public Task Only_instantiable_types_are_created(string members) => Holds(
        "PAT0103", members + " void Add(Type type) => _plugins.Add((IPlugin)Activator.CreateInstance(type)!); } static class Tests { public static bool Concrete(Type t) => !t.IsAbstract;");

    [Theory]
    [InlineData("public void Add(string name, Func<IPlugin> make) => [|_makers[name] = make|];")]
    [InlineData("public void Add(string name, Func<IPlugin> make) => Core(name, make); void Core(string name, Func<IPlugin> make) => [|_makers[name] = make|];")]
    [InlineData("public Host() => Core(\"none\", () => null!); void Core(string name, Func<IPlugin> make) => _makers[name] = make; public void Add(string name, Func<IPlugin> make) => _makers.Add(name, make);")]
    [InlineData("public void Add(string name, Func<IPlugin> make) => _makers.Add(name, make);")]
    [InlineData("public void Add(string name, Func<IPlugin> make) { if (_makers.ContainsKey(name)) throw new ArgumentException(name); _makers[name] = make; }")]
    [InlineData("public void Replace(string name, Func<IPlugin> make) => _makers[name] = make;")]
    [InlineData("public void SetMaker(string name, Func<IPlugin> make) => _makers[name] = make;")]
    [InlineData("public void Add(string name, Func<IPlugin> make, bool overwrite) { if (overwrite) _makers[name] = make; }")]
    [InlineData("public Func<IPlugin> this[string name] { set => _makers[name] = value; }")]
    [InlineData("public Host() => Add(\"none\", () => null!); public void Add(string name, Func<IPlugin> make) => _makers[name] = make;")]
    [InlineData("public Host() => _makers[\"none\"] = () => null!; public void Add(string name, Func<IPlugin> make) => _makers[name] = make;")]
    [InlineData("readonly Dictionary<string, IPlugin> _all = new(); public IPlugin Of(string name) => _all[name]; public void Add(string name, IPlugin one) { [|_all[name] = one|]; one.Run(); }")]
    [InlineData("readonly Dictionary<string, IPlugin> _all = new(); public IPlugin Of(string name) => _all[name]; public void Add(string name, IPlugin one) { one.Run(); _all[name] = one; }")]
    [InlineData("readonly List<Tool> _all = []; public void Add(Tool one) { var at = _all.FindIndex(each => each.Name == one.Name); if (at < 0) _all.Add(one); else _all[at] = one; } public abstract class Tool { public abstract string Name { get; } public abstract void Draw(); }")]
    public Task Duplicate_keys_are_decided(string members) => Holds("PAT0104", "private readonly Dictionary<string, Func<IPlugin>> _makers = new(); public IPlugin Make(string name) => _makers[name](); " + members);

    [Theory]
    [InlineData("public void Stop() { foreach (var plugin in _plugins) [|plugin.Dispose()|]; }")]
    [InlineData("public void Stop() { try { foreach (var plugin in _plugins) [|plugin.Dispose()|]; } catch { } }")]
    [InlineData("public void Stop() { foreach (var plugin in _plugins.AsEnumerable().Reverse()) try { [|plugin.Dispose()|]; } catch (IOException) { } }")]
    [InlineData("public void Stop() { foreach (var plugin in _plugins) try { plugin.Dispose(); } catch (Exception) { } }")]
    [InlineData("public void Stop() { foreach (var plugin in _plugins) plugin.Run(); }")]
    [InlineData("readonly List<Handle> _handles = []; public void Stop() { foreach (var handle in _handles) [|handle.Dispose()|]; } public sealed class Handle(IPlugin plugin) : IDisposable { public void Dispose() => plugin.Dispose(); }")]
    [InlineData("readonly List<Handle> _handles = []; public void Stop() { foreach (var handle in _handles) handle.Dispose(); } public sealed class Handle(Stream file) : IDisposable { public void Dispose() => file.Dispose(); }")]
    [InlineData("public void Stop(IEnumerable<Stream> files) { foreach (var file in files) file.Dispose(); }")]
    [InlineData("readonly List<Cell> _cells = new(); public void Keep(Cell cell) => _cells.Add(cell); public void Stop() { foreach (var cell in _cells) cell.Dispose(); } public abstract class Cell : IDisposable { public abstract Cell Next(int at); public abstract void Dispose(); }")]
    public Task Teardown_is_isolated(string members) => Holds("PAT0105", members + Loading);

    [Theory]
    [InlineData("interface IPart { void Start(); void Stop(); }", "foreach (var p in parts) [|p.Start()|];")]
    [InlineData("interface IPart { Task StartAsync(); Task StopAsync(); }", "foreach (var p in parts) [|p.StartAsync()|].Wait();")]
    [InlineData("interface IPart { void Start(); void Stop(); } class Other { public void End(IPart p) => p.Stop(); }", "foreach (var p in parts) p.Start();")]
    [InlineData("public interface IPart { void Start(); void Stop(); }", "foreach (var p in parts) p.Start();")]
    [InlineData("interface IPart { void Start(); }", "foreach (var p in parts) p.Start();")]
    public Task What_is_started_is_ended(string contract, string code) => Verify<PluginArchitectureAnalyzer>.Reports(
        "PAT0105", $$"""using System.Reflection; {{contract}} class Host { public void Run(string path) { var parts = new List<IPart>(); foreach (var t in Assembly.LoadFrom(path).GetTypes()) if (typeof(IPart).IsAssignableFrom(t)) parts.Add((IPart)Activator.CreateInstance(t)!); {{code}} } }""");

    [Fact]
    public Task A_member_that_answers_whether_it_succeeded_does_not_throw() => Verify<PluginArchitectureAnalyzer>.Reports(
        "PAT0105", """using System.Reflection; public interface IPart { bool Stop(); } class Host { readonly List<IPart> _parts = []; public void Load(Assembly a) { foreach (var t in a.GetTypes()) if (typeof(IPart).IsAssignableFrom(t)) _parts.Add((IPart)Activator.CreateInstance(t)!); } public void End() { foreach (var p in _parts) if (!p.Stop()) Console.WriteLine(p); } }""");

    [Theory]
    [InlineData("public Assembly Open(string file) => [|Assembly.LoadFrom(file)|];")]
    [InlineData("public Assembly[] Open(string[] files) => files.Select([|Assembly.LoadFile|]).ToArray();")]
    [InlineData("public Assembly Open(string file) => _context.LoadFromAssemblyPath(file);")]
    [InlineData("public Assembly Open() => Assembly.LoadFrom(\"Known.dll\");")]
    [InlineData("public Assembly Open() => From(\"Known.dll\"); Assembly From(string file) => Assembly.LoadFrom(file);")]
    [InlineData("public Assembly Open(string file) => AppDomain.CreateDomain(file).GetAssemblies().Length > 0 ? Assembly.LoadFrom(file) : null!;")]
    [InlineData("public void Open(Assembly plugin, string folder) { foreach (var name in plugin.GetReferencedAssemblies()) Assembly.LoadFrom(folder + name.Name); }")]
    public Task Plugin_assemblies_are_isolated(string members) => Holds("PAT0106", members + Loading);

    [Theory]
    [InlineData("public void Reload() { [|_context.Unload()|]; _context = new(null); }")]
    [InlineData("public void Reload(bool hard) { if (hard) [|_context.Unload()|]; _context = Fresh(); } AssemblyLoadContext Fresh() => new(null);")]
    [InlineData("public void Reload() { var last = _context; _context = new(null); last.Unload(); }")]
    [InlineData("public void Reload() { var next = new AssemblyLoadContext(null); _context.Unload(); _context = next; }")]
    [InlineData("public void Reload() { _context.Unload(); try { _context = Fresh(); } catch { _context = AssemblyLoadContext.Default; throw; } } AssemblyLoadContext Fresh() => new(null);")]
    [InlineData("public void Close() { _context.Unload(); _context = null!; }")]
    public Task Replacement_follows_success(string members) => Holds("PAT0107", members + Loading);

    private const string Loading = " public void Load(Assembly a) { foreach (var t in a.GetExportedTypes()) if (typeof(IPlugin).IsAssignableFrom(t)) _plugins.Add((IPlugin)Activator.CreateInstance(t)!); }";

    private static Task Holds(string id, string members) =>
        Verify<PluginArchitectureAnalyzer>.Reports(id, Loader.Replace("MEMBERS", members, StringComparison.Ordinal));

    [Theory]
    [InlineData("public override void CopyTo(Stream all, int size)", "All(all);")]
    [InlineData("public void Copy(Stream all)", "All(all);", "[|Activator.CreateInstance(type)|]")]
    public Task What_fills_one_object_for_a_framework_leaves_nobody_out(string member, string code, string made = "Activator.CreateInstance(type)") => Verify<PluginArchitectureAnalyzer>.Reports("PAT0101", $$"""
        using System.Reflection;
        public interface IPart { void Write(Stream all); }
        public class Host : MemoryStream
        {
            {{member}} { {{code}} }
            void All(Stream all) { foreach (var type in AppDomain.CurrentDomain.GetAssemblies().SelectMany(a => a.GetExportedTypes()).Where(typeof(IPart).IsAssignableFrom)) { var part = (IPart){{made}}!; part.Write(all); } }
        }
        """);

    [Theory]
    [InlineData("[|one.Plugin.Stop()|];")]
    [InlineData("try { one.Plugin.Stop(); } catch (Exception) { }")]
    public Task Those_that_a_host_has_made_of_descriptions_are_taken_down_one_by_one(string code) => Verify<PluginArchitectureAnalyzer>.Reports("PAT0105", $$"""
        using System.Reflection;
        public interface IPlugin { void Run(); void Stop(); }
        public class Found { public Type Type { get; set; } = typeof(string); public IPlugin Plugin { get; set; } = null!; }
        public class Finder { public IEnumerable<Found> All(string file) { foreach (var t in Assembly.LoadFrom(file).GetExportedTypes()) if (typeof(IPlugin).IsAssignableFrom(t) && !t.IsAbstract) yield return new Found { Type = t }; } }
        public class Service(List<Found> all)
        {
            public void Start() { foreach (var one in all) try { one.Plugin = (IPlugin)Activator.CreateInstance(one.Type)!; one.Plugin.Run(); } catch (Exception) { } }
            public void End() { foreach (var one in all) { {{code}} } }
        }
        """);
}
