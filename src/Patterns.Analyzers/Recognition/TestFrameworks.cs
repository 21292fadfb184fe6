using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Patterns.Analyzers.Recognition;

/// <summary>How tests are told: their project references a framework, or where references are missing and tests stand among other code, their files name
/// it.</summary>
internal static class TestFrameworks
{
    private static readonly ImmutableHashSet<string> Assemblies = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "xunit.core", "xunit.v3.core", "nunit.framework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework", "TUnit.Engine");

    private static readonly string[] Namespaces = ["Xunit", "Xunit.Abstractions", "NUnit.Framework", "Microsoft.VisualStudio.TestTools.UnitTesting",
        "TUnit.Core"];

    /// <summary>True when the project references one.</summary>
    public static bool AreReferencedBy(Compilation compilation) => compilation.ReferencedAssemblyNames.Any(assembly => Assemblies.Contains(assembly.Name));

    /// <summary>True when the file of the type names one.</summary>
    public static bool AreNamedBeside(TypeFacts type) => Array.Exists(Namespaces, type.SeesNamespace);
}
