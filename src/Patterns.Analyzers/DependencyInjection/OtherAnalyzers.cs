using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>Where another package checks the same, this one does not say it a second time.</summary>
internal static class OtherAnalyzers
{
    /// <summary>Set by the package's targets where a project uses DependencyInjection.Lifetime.Analyzers.</summary>
    public const string LifetimeAnalyzers = "build_property.PatternsSeesLifetimeAnalyzers";

    /// <summary>True where captive dependencies, undisposed providers, locators and lost registrations are somebody else's.</summary>
    public static bool CheckLifetimes(ConventionContext context) =>
        PatternOptions.IsOn(context.GlobalOptions, LifetimeAnalyzers);
}
