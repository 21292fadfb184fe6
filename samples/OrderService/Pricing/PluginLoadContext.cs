using System.Reflection;
using System.Runtime.Loader;

namespace OrderService.Pricing;

/// <summary>Keeps the assemblies of one plugin apart from those of the others.</summary>
internal sealed class PluginLoadContext(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
{
    private readonly AssemblyDependencyResolver resolver = new(path);

    protected override Assembly? Load(AssemblyName name)
    {
        var isContract = name.Name == typeof(IPricingRule).Assembly.GetName().Name;
        return isContract || resolver.ResolveAssemblyToPath(name) is not { } file ? null : LoadFromAssemblyPath(file);
    }
}
