using System.Reflection;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Patterns.CodeFixes.Tests;

public class ProviderTests
{
    private static readonly Assembly Fixes = Assembly.Load("Patterns.CodeFixes");

    [Fact]
    public void Every_provider_is_exported_under_its_own_name() => Assert.All(
        Fixes.GetTypes().Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract),
        type => Assert.Equal(type.Name, type.GetCustomAttribute<ExportCodeFixProviderAttribute>()?.Name));

    [Fact]
    public void No_provider_needs_a_composition_library_of_its_own() =>
        Assert.DoesNotContain(Fixes.GetReferencedAssemblies(), reference => reference.Name == "System.Composition.AttributedModel");
}
