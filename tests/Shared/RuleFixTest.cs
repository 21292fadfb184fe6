using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace Patterns.Tests;

/// <summary>
/// Holds the fix of one rule against marked source. The base class applies the fix one by one and as Fix All, until no finding is left:
/// a fix that does not remove its finding fails.
/// </summary>
internal sealed class RuleFixTest<TAnalyzer, TFix> : CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new() where TFix : CodeFixProvider, new()
{
    private readonly string id;

    public RuleFixTest(string id, string markup, string fixedCode)
    {
        this.id = id;
        TestCode = markup;
        FixedCode = fixedCode;
        FixedState.Sources.Add(TestDefaults.Usings);
        this.UseRepositoryDefaults<TAnalyzer>(id);
    }

    protected override DiagnosticDescriptor GetDefaultDiagnostic(DiagnosticAnalyzer[] analyzers) => analyzers.DescriptorOf(id);
}
