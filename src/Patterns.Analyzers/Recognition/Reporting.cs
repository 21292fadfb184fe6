using Microsoft.CodeAnalysis.Diagnostics;

namespace Patterns.Analyzers.Recognition;

/// <summary>Which conclusions a project wants to hear: decided alike for findings, inventory and baseline.</summary>
internal sealed class Reporting(ProjectFacts project, AnalyzerOptions options)
{
    private readonly Lazy<bool> isTestProject = new(() => PatternOptions.SaysTestProject(options.AnalyzerConfigOptionsProvider) || project.IsTestProject);

    /// <summary>True when the type shows the pattern with enough confidence, in a project that gets findings.</summary>
    public bool Wants(Recognised recognised)
    {
        if (recognised.Confidence == Confidence.Low) return false;
        var settings = PatternOptions.For(options, recognised.Type.Identifier.SourceTree!);
        if (isTestProject.Value && !PatternOptions.IncludesTests(settings)) return false;
        return recognised.Confidence >= PatternOptions.LeastConfidence(settings);
    }
}
