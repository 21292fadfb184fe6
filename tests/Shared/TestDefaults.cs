using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace Patterns.Tests;

/// <summary>What analyzer tests and fix tests have in common.</summary>
internal static class TestDefaults
{
    /// <summary>The usings that a new project has, so that test sources need not repeat them.</summary>
    public static readonly (string Path, string Text) Usings = ("Usings.cs", """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """);

    public static void UseRepositoryDefaults<TAnalyzer>(this AnalyzerTest<DefaultVerifier> test, string id) where TAnalyzer : DiagnosticAnalyzer, new()
    {
        test.ReferenceAssemblies = References.None;
        test.TestState.Sources.Add(Usings);
        test.TestState.AdditionalReferences.AddRange(References.Net);
        test.DisabledDiagnostics.AddRange(new TAnalyzer().SupportedDiagnostics.Select(rule => rule.Id).Where(other => other != id));
        // Each test would run a second time under #pragma; one test of the whole package is enough for that.
        test.TestBehaviors |= TestBehaviors.SkipSuppressionCheck;
    }

    public static DiagnosticDescriptor DescriptorOf(this DiagnosticAnalyzer[] analyzers, string id) =>
        analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Single(rule => rule.Id == id);
}
