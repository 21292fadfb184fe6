using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Patterns.Analyzers.Recognition;

/// <summary>The options that steer recognition, read from <c>.editorconfig</c> or a global configuration file.</summary>
internal static class PatternOptions
{
    public const string Prefix = "patterns.";

    /// <summary>Whether a project that references a test framework gets findings: true or false (the default).</summary>
    public const string IncludeTests = Prefix + "include_test_projects";

    /// <summary>The least confidence that is reported: high or medium (the default).</summary>
    public const string MinimumConfidence = Prefix + "minimum_confidence";

    /// <summary>The kind of expectation that is about names: <c>patterns.middleware-chain.naming.link = *Middleware</c>.</summary>
    public const string Naming = "naming";

    /// <summary>The kind of expectation that is about namespaces: <c>patterns.middleware-chain.namespace.link = *.Pipeline</c>.</summary>
    public const string Namespace = "namespace";

    /// <summary>The order in which links of a chain are to be registered: <c>ExceptionHandler, Authentication, Authorization, *</c>.</summary>
    public const string Order = Prefix + "middleware-chain.order";

    /// <summary>How many findings the baseline accepts: no more, and no fewer without a change of this number.</summary>
    public const string BaselineEntries = Prefix + "baseline_entries";

    /// <summary>Whether classes that are merely given their dependencies get findings: true or false (the default).</summary>
    public const string ReportConsumers = Prefix + "dependency-injection.report_consumers";

    private const string Framework = "build_property.TargetFramework";

    /// <summary>Set by the package's targets: all for which the project is built, separated by commas.</summary>
    private const string Frameworks = "build_property.PatternsTargetFrameworks";

    private const string IsTestProject = "build_property.IsTestProject";

    /// <summary>True when a setting of two values is switched on.</summary>
    public static bool IsOn(AnalyzerConfigOptions options, string setting) =>
        options.TryGetValue(setting, out var text) && bool.TryParse(text, out var on) && on;

    public static Confidence LeastConfidence(AnalyzerConfigOptions options) =>
        options.TryGetValue(MinimumConfidence, out var text) && Enum.TryParse<Confidence>(text, ignoreCase: true, out var least) ? least : Confidence.Medium;

    /// <summary>The agreed order; null where none is set or the setting is malformed.</summary>
    public static AgreedOrder? OrderIn(AnalyzerConfigOptions options) => options.TryGetValue(Order, out var text) ? AgreedOrder.Parse(text) : null;

    /// <summary>The number of accepted findings; null where none is set. A section for C# files, for the baseline or for all files may hold it.</summary>
    public static int? BaselineEntriesIn(AnalyzerOptions options, AdditionalText baseline, Compilation compilation)
    {
        var provider = options.AnalyzerConfigOptionsProvider;
        foreach (var settings in compilation.SyntaxTrees.Take(1).Select(provider.GetOptions).Prepend(provider.GetOptions(baseline))
            .Append(provider.GlobalOptions))
            if (settings.TryGetValue(BaselineEntries, out var text) && IsCount(text, out var count)) return count;
        return null;
    }

    /// <summary>True when the build says so; a test framework among the references says it too.</summary>
    public static bool SaysTestProject(AnalyzerConfigOptionsProvider provider) =>
        IsOn(provider.GlobalOptions, IsTestProject);

    /// <summary>The framework that a compilation is for; null where the build does not say.</summary>
    public static string? FrameworkOf(AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(Framework, out var name) && name.Length > 0 ? name : null;

    /// <summary>The frameworks that the project is built for; none where the build does not say.</summary>
    public static ImmutableArray<string> FrameworksOf(AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(Frameworks, out var names)
            ? names.Split(',').Select(name => name.Trim()).Where(name => name.Length > 0).ToImmutableArray() : ImmutableArray<string>.Empty;

    /// <summary>What is wrong with a setting, or null when it is one of ours and well formed.</summary>
    public static string? Mistake(string key, string value) => key switch
    {
        IncludeTests or ReportConsumers when !bool.TryParse(value, out _) => "true or false is expected",
        MinimumConfidence when value.ToLowerInvariant() is not ("high" or "medium") => "high or medium is expected",
        BaselineEntries when !IsCount(value, out _) => "a whole number from 0 on is expected",
        IncludeTests or ReportConsumers or MinimumConfidence or BaselineEntries => null,
        Order => AgreedOrder.Mistake(value),
        _ => MistakeInExpectation(key, value),
    };

    /// <summary>What is expected of a role's types, or null.</summary>
    public static Glob? Expectation(AnalyzerConfigOptions options, string slug, string kind, Role role) =>
        options.TryGetValue(Prefix + slug + "." + kind + "." + role.Id, out var text) && new Glob(text) is { IsEmpty: false } glob ? glob : null;

    private static string? MistakeInExpectation(string key, string value)
    {
        if (key.Split('.') is not [_, var slug, Naming or Namespace, { Length: > 0 } role]) return "there is no such option";
        if (!AllPatterns.BySlug.TryGetValue(slug, out var pattern)) return $"there is no pattern '{slug}'";
        if (!pattern.Roles.Any(known => known.Id == role)) return $"'{slug}' has no role '{role}'";
        return new Glob(value).IsEmpty ? "a name is expected, in which * stands for any characters" : null;
    }

    private static bool IsCount(string text, out int count) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);

    public static AnalyzerConfigOptions For(AnalyzerOptions options, SyntaxTree tree) => options.AnalyzerConfigOptionsProvider.GetOptions(tree);
}
