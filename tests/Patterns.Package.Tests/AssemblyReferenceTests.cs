using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Patterns.Package.Tests;

/// <summary>A host of the oldest supported Roslyn loads the assemblies only if it has all that they refer to.</summary>
public sealed class AssemblyReferenceTests(FreshPackage package)
{
    /// <summary>What that host supplies beside Roslyn itself.</summary>
    private static readonly Dictionary<string, Version> Supplied = new()
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["System.Collections.Immutable"] = new(7, 0, 0, 0),
        ["System.Composition.AttributedModel"] = new(7, 0, 0, 0),
        ["System.Memory"] = new(4, 0, 1, 2),
        ["System.Reflection.Metadata"] = new(7, 0, 0, 0),
        ["System.Runtime.CompilerServices.Unsafe"] = new(6, 0, 0, 0),
        ["System.Threading.Tasks.Extensions"] = new(4, 2, 0, 1),
    };

    [Theory]
    [InlineData("Patterns.Analyzers")]
    [InlineData("Patterns.CodeFixes")]
    public void Oldest_host_has_every_reference(string assembly) =>
        Assert.All(References(assembly), reference => Assert.True(reference.Version <= Available(reference.Name!), reference.FullName));

    [Fact]
    public void Analyzers_do_not_need_workspaces() =>
        Assert.DoesNotContain(References("Patterns.Analyzers"), reference => reference.Name!.Contains("Workspaces", StringComparison.Ordinal));

    private static Version? Available(string name) => name switch
    {
        "Patterns.Analyzers" => new Version(int.MaxValue, 0),
        _ when name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) => new Version(Settings.RoslynFloor.ToString(3) + ".0"),
        _ => Supplied.GetValueOrDefault(name),
    };

    private List<AssemblyName> References(string assembly)
    {
        using var image = new PEReader(new MemoryStream(package.Content($"analyzers/dotnet/cs/{assembly}.dll")));
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())];
    }
}
