using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Patterns.Analyzers.Recognition;

/// <summary>Which conclusions a project wants to hear: decided alike for findings, inventory and baseline.</summary>
/// <param name="project">The code.</param>
/// <param name="options">The settings.</param>
internal sealed class Reporting(ProjectFacts project, AnalyzerOptions options)
{
    private readonly ConcurrentDictionary<SyntaxTree, bool> isTest = new();
    private readonly Lazy<bool> isTestProject = new(() => PatternOptions.SaysTestProject(options.AnalyzerConfigOptionsProvider) || project.IsTestProject);

    public ProjectFacts Project => project;

    public AnalyzerOptions Options => options;

    /// <summary>True when a setting asks for findings in the file of a type that nobody gets unasked.</summary>
    public bool IsAsked(string setting, TypeFacts type) => PatternOptions.IsOn(PatternOptions.For(options, type.Identifier.SourceTree!), setting);

    /// <summary>True when the type shows the pattern with enough confidence, in a project that gets findings.</summary>
    public bool Wants(Recognised recognised)
    {
        if (recognised.Confidence == Confidence.Low) return false;
        var settings = PatternOptions.For(options, recognised.Site.SourceTree!);
        if (recognised.Confidence < PatternOptions.LeastConfidence(settings)) return false;
        return !isTestProject.Value && !IsTest(recognised.Type) || PatternOptions.IsOn(settings, PatternOptions.IncludeTests);
    }

    /// <summary>Asked once a file.</summary>
    private bool IsTest(TypeFacts type) => isTest.GetOrAdd(type.Identifier.SourceTree!, _ => TestFrameworks.AreNamedBeside(type));
}
