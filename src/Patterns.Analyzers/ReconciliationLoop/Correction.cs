using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop;

/// <summary>Calls that change the world, as opposed to those that only tell about it or note something down.</summary>
internal static class Correction
{
    private const int Steps = 3;

    private static readonly string[] Telling = { "Log", "Raise", "Notify", "Publish", "Emit", "Trace", "Debug", "Print", "Write", "Report", "On", "Get", "Is",
        "Has", "Try", "Assert", "Throw", "Validate", "Check", "Ensure" };
    private static readonly string[] Tellers = { "Log", "Logger", "Tracer", "Metrics", "Events", "EventSource", "Console", "Assert", "Telemetry" };

    /// <summary>True for a call whose only use can be its effect, on somebody's behalf outside this body.</summary>
    public static bool Is(Call call)
    {
        if (call.IsDelegate) return IsCommand(call);
        if (call.IsUnresolvedDelegate || Telling.Any(word => StartsWithWord(call.Name, word))) return false;
        if (call.Target is not { } target) return call.Receiver is not null && call.Operation.Parent is IAwaitOperation;
        if (Tellers.Any(word => target.ContainingType.Name.EndsWith(word, StringComparison.Ordinal))) return false;
        if (target.ContainingType.IsFramework()) return IsOnResource(target);
        return target.ReturnsVoid || IsAwaitable(target);
    }

    /// <summary>False for a member of the type itself that only notes what it is told, or calls back those who want to know.</summary>
    public static bool Acts(Call call, Body body) => Acts(call, body, Steps);

    private static bool Acts(Call call, Body body, int steps)
    {
        if (steps == 0 || call.Receiver is not IInstanceReferenceOperation || IsAsync(call) || call.Target is null) return true;
        var own = body.Type.Project.BodiesOf(call.Target);
        return own.IsEmpty || own.Any(member => member.Calls.Any(inner => Is(inner) && Acts(inner, member, steps - 1)));
    }

    /// <summary>A delegate that was given for good and is waited for, or gets a request made for it; an event and a callback only tell.</summary>
    private static bool IsCommand(Call call) => IsHeldDelegate(call)
        && (call.Operation.Parent is IAwaitOperation
            || call.Target!.ReturnsVoid && call.Arguments.Any(argument => argument is IObjectCreationOperation { Type: { } made } && !made.IsFramework()));

    /// <summary>A delegate that was given for good and whose name does not say that it only tells.</summary>
    public static bool IsHeldDelegate(Call call) =>
        call.IsDelegate && call.ReceiverSymbol is { } held
        && held is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null } or IParameterSymbol
        && !Telling.Any(word => StartsWithWord(Capitalised(held.Name), word));

    private static string Capitalised(string name) => name.TrimStart('_') is { Length: > 0 } bare ? char.ToUpperInvariant(bare[0]) + bare.Substring(1) : name;

    /// <summary>True for one that is waited for: it leaves the process, or may.</summary>
    public static bool IsAsync(Call call) => call.Target is { } target ? IsAwaitable(target) : call.Operation.Parent is IAwaitOperation;

    private static bool IsAwaitable(IMethodSymbol method) => method.ReturnType.IsTask();

    /// <summary>A process that is killed, a connection that is closed; not a collection or a string.</summary>
    private static bool IsOnResource(IMethodSymbol method) => method is { IsStatic: false, ReturnsVoid: true, ContainingNamespace: var space }
        && space.ToDisplayString() is not ("System.Text" or "System.Threading")
        && !space.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal);

    private static bool StartsWithWord(string name, string word) =>
        name.StartsWith(word, StringComparison.Ordinal) && (name.Length == word.Length || char.IsUpper(name[word.Length]));
}
