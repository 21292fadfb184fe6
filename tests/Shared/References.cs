using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace Patterns.Tests;

/// <summary>The assemblies that test sources compile against: .NET 8 with ASP.NET Core, restored with the tests.</summary>
internal static class References
{
    public static readonly ReferenceAssemblies None = new("none");

    public static readonly ImmutableArray<MetadataReference> Net = Load("NetCoreRef");

    public static readonly ImmutableArray<MetadataReference> Web = Load("AspNetCoreRef");

    /// <summary>The folder of this repository, for tests that hold files against code.</summary>
    public static string RepositoryRoot => Metadata("RepositoryRoot");

    private static ImmutableArray<MetadataReference> Load(string key) =>
        [.. Directory.EnumerateFiles(Metadata(key), "*.dll").Select(file => MetadataReference.CreateFromFile(file))];

    private static string Metadata(string key) =>
        typeof(References).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
