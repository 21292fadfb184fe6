using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar.Conventions;

/// <summary>What limits a call from outside.</summary>
internal static class Limits
{
    private static readonly Words Building = new(
        "UseTimeout", "AddStandardResilienceHandler", "AddResilienceHandler", "AddPolicyHandler", "AddTransientHttpErrorPolicy", "AddTimeout", "TimeoutAsync",
        "ResiliencePipelineBuilder", "ServiceConfig");

    /// <summary>True in a project that builds its clients with a timeout or a resilience handler: which of them a call goes by is not to be seen at the
    /// call.</summary>
    public static bool AreBuiltIn(ProjectFacts project) =>
        project.GetOrAdd((typeof(Limits), nameof(AreBuiltIn)),
            () => (object)project.Types.Any(symbol => project.Of(symbol) is { } type && type.Words.HasAny(Building))) is true;

    /// <summary>True for a task whose waiting is limited, and for what a policy executes.</summary>
    public static bool IsAround(IOperation call)
    {
        foreach (var outer in call.Ancestors())
        {
            if (outer is IInvocationOperation { TargetMethod.Name: var name }
                && (name is "WaitAsync" or "WhenAny" || name.StartsWith("Execute", StringComparison.Ordinal) || name.Contains("Timeout")
                    || name.Contains("Retry"))) return true;
            if (outer is IBlockOperation && outer.Parent is not IAnonymousFunctionOperation) return false;
        }
        return false;
    }
}
