using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop;

/// <summary>Calls that change the world, as opposed to those that only tell about it or note something down.</summary>
internal static class Correction
{
    private static readonly string[] Telling = { "Log", "Raise", "Notify", "Publish", "Emit", "Trace", "Debug", "Print", "Write", "Report", "On", "Get", "Is", "Has", "Try", "Assert", "Throw", "Validate", "Check", "Ensure" };
    private static readonly string[] Tellers = { "Log", "Logger", "Metrics", "Events", "EventSource", "Console", "Assert", "Telemetry" };

    /// <summary>True for a call whose only use can be its effect, on somebody's behalf outside this body.</summary>
    public static bool Is(Call call)
    {
        if (call.IsDelegate || call.IsUnresolvedDelegate || Telling.Any(word => StartsWithWord(call.Name, word))) return false;
        if (call.Target is not { } target) return call.Receiver is not null && call.Operation.Parent is IAwaitOperation;
        if (Tellers.Any(word => target.ContainingType.Name.EndsWith(word, StringComparison.Ordinal))) return false;
        if (target.ContainingType.IsFramework()) return IsOnResource(target);
        return target.ReturnsVoid || IsAwaitable(target);
    }

    /// <summary>True for one that is waited for: it leaves the process, or may.</summary>
    public static bool IsAsync(Call call) => call.Target is { } target ? IsAwaitable(target) : call.Operation.Parent is IAwaitOperation;

    private static bool IsAwaitable(IMethodSymbol method) => method.ReturnType.IsTask();

    /// <summary>A process that is killed, a connection that is closed; not a collection or a string.</summary>
    private static bool IsOnResource(IMethodSymbol method) => method is { IsStatic: false, ReturnsVoid: true, ContainingNamespace: var space }
        && space.ToDisplayString() is not ("System.Text" or "System.Threading") && !space.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal);

    private static bool StartsWithWord(string name, string word) =>
        name.StartsWith(word, StringComparison.Ordinal) && (name.Length == word.Length || char.IsUpper(name[word.Length]));
}
