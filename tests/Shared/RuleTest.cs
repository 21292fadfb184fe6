using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace Patterns.Tests;

/// <summary>Holds one rule of an analyzer against marked source; the analyzer's other rules are off.</summary>
internal sealed class RuleTest<TAnalyzer> : CSharpAnalyzerTest<TAnalyzer, DefaultVerifier> where TAnalyzer : DiagnosticAnalyzer, new()
{
    private readonly string id;

    public RuleTest(string id, string markup)
    {
        this.id = id;
        TestCode = markup;
        this.UseRepositoryDefaults<TAnalyzer>(id);
    }

    protected override DiagnosticDescriptor GetDefaultDiagnostic(DiagnosticAnalyzer[] analyzers) => analyzers.DescriptorOf(id);
}
