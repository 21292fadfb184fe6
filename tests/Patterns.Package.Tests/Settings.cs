using System.Reflection;

namespace Patterns.Package.Tests;

/// <summary>What the build tells the tests about itself.</summary>
internal static class Settings
{
    public static string RepositoryRoot => Metadata("RepositoryRoot");

    public static string Configuration => Metadata("Configuration");

    /// <summary>The oldest Roslyn that must load the package.</summary>
    public static Version RoslynFloor => Version.Parse(Metadata("RoslynFloor"));

    public static string Sample => Path.Combine(RepositoryRoot, "samples", "OrderService");

    public static string Shop => Path.Combine(RepositoryRoot, "tests", "Patterns.Package.Tests", "Shop");

    public static string Gate => Path.Combine(RepositoryRoot, "tests", "Patterns.Package.Tests", "Gate");

    /// <summary>The compiler server of the SDK.</summary>
    public static string CompilerServer => Metadata("CompilerServer");

    /// <summary>Where the packages lie that this repository restored.</summary>
    public static string PackageRoot => Metadata("PackageRoot");

    /// <summary>The version of the .NET 8 reference assemblies among them.</summary>
    public static string NetCoreRefVersion => Metadata("NetCoreRefVersion");

    private static string Metadata(string key) =>
        typeof(Settings).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
