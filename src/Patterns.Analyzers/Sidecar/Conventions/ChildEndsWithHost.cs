using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar.Conventions;

/// <summary>PAT1405: neither the end of the host nor a start that fails leaves the process running, nor does what a shell has started stay when the shell is
/// ended.</summary>
internal static class ChildEndsWithHost
{
    /// <summary>What the fix has to know: which repair is due.</summary>
    public const string Repair = "repair";

    public const string KillTree = "tree";
    public const string KillBefore = "before";

    /// <summary>What the fix has to know: the name of what holds the process.</summary>
    public const string ProcessName = "process";

    private const int Depth = 3;

    private static readonly string[] Shells = ["cmd", "cmd.exe", "sh", "/bin/sh", "bash", "/bin/bash", "pwsh", "powershell", "powershell.exe", "npm", "npx",
        "yarn", "npm.cmd", "npx.cmd"];

    private static readonly string[] Ends = ["Dispose", "DisposeAsync", "DisposeAsyncCore", "DisposeCore"];

    public static void Check(SidecarModel model, ConventionContext context)
    {
        if (model.Child is not { } child || child.Launch.Body.Type != model.Type) return;
        CheckDisposal(child, model.Type, context);
        CheckShell(child, context);
        CheckFailedStart(child, model.Type, context);
    }

    private static void CheckDisposal(ChildProcess child, TypeFacts type, ConventionContext context)
    {
        var ends = EndsOf(type).ToList();
        if (ends.Count == 0 || !Keepers.IsProcess(child.Slot.HeldType()) || ends.Any(end => ReachesStop(end, child, Depth)) || IsHosted(type)) return;
        foreach (var end in ends)
            foreach (var call in end.Calls)
                if (call.Name == "Dispose" && call.Receiver is { } receiver && SymbolEqualityComparer.Default.Equals(receiver.Referenced(), child.Slot))
                {
                    Report(call.Syntax, KillBefore, child.Slot.Name,
                        $"'{end.DisplayName}' lets go of the process in '{child.Slot.Name}' without ending it: it runs on when the host is gone", context);
                    return;
                }
    }

    /// <summary>A host calls the member that stops before the one that disposes.</summary>
    private static bool IsHosted(TypeFacts type) => type.Symbol.AllInterfaces.Any(contract => contract.Name is "IHostedService" or "IHostedLifecycleService");

    private static void CheckShell(ChildProcess child, ConventionContext context)
    {
        if (child.Stop is not { Name: "Kill", Arguments.IsEmpty: true, Target: { } kill }
            || !kill.ContainingType.GetMembers("Kill").OfType<IMethodSymbol>().Any(overload => overload.Parameters.Length == 1)) return;
        if (child.Launch.Body.Operations.FirstOrDefault(IsShell) is { } shell)
            Report(child.Stop.Syntax, KillTree, child.Slot.Name,
                $"'{child.StopBody.DisplayName}' ends '{shell.ConstantValue.Value}' only: what that has started runs on", context);
    }

    private static bool IsShell(IOperation operation) => operation.ConstantValue is { HasValue: true, Value: string text } && Array.IndexOf(Shells, text) >= 0
        && (operation.Parent is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "FileName" } }
            || operation.Parent is IArgumentOperation { Parameter.Name: "fileName" });

    /// <summary>A failure behind the start: of a constructor or a factory nobody gets the object to dispose of, and of a hosted service nobody stops what did
    /// not start.</summary>
    private static void CheckFailedStart(ChildProcess child, TypeFacts type, ConventionContext context)
    {
        var body = child.Launch.Body;
        if (body.Flow is not { } flow
            || !(body.IsConstructor || body.Method.IsStatic)
                && !(IsHosted(type) && body.Name == "StartAsync" && !EndsOf(type).Any(end => ReachesStop(end, child, Depth)))) return;
        if (body.Calls.Where(IsStart).Select(call => call.Operation).FirstOrDefault() is not { } start) return;
        var endings = body.Calls.Where(call => call.Name is "Kill" or "Dispose" or "DisposeAsync" or "Stop" or "StopAsync" or "Terminate")
            .Select(call => call.Syntax).ToList();
        foreach (var failure in body.Of<IThrowOperation>())
        {
            if (failure.Exception is null || IsAboutStart(failure) || !flow.CanReach(start.Syntax, failure.Exception.Syntax, endings)
                || failure.Ancestors().Any(IsCleaningUp)) continue;
            Report(failure.Syntax, KillBefore, NameOf(start, child),
                $"'{body.DisplayName}' fails here and leaves the process running: nobody has got it yet who could end it", context);
            return;
        }
    }

    private static bool IsStart(Call call) => call.Name == "Start" && call.Owner.Named("System.Diagnostics.Process");

    /// <summary>The process did not start, or has ended by itself: there is none to end.</summary>
    private static bool IsAboutStart(IThrowOperation failure) => failure.Ancestors().Any(outer => outer is ICoalesceOperation
        || outer is IConditionalOperation condition
            && condition.Condition.Contains(operation => operation is IPropertyReferenceOperation { Property.Name: "HasExited" } or IIsPatternOperation
            || operation is IBinaryOperation { RightOperand: var right } && right.IsNull()
                || Call.From(operation) is { } call && (IsStart(call) || call.Name == "WaitForExit")));

    private static bool IsCleaningUp(IOperation outer) =>
        outer is ITryOperation attempt && attempt.Catches.Select(one => (IOperation)one.Handler).Append(attempt.Finally).Any(handler =>
        handler is not null && handler.Contains(operation => Call.From(operation) is { Name: "Kill" or "Dispose" or "DisposeAsync" or "Stop" or "StopAsync" }));

    private static string? NameOf(IOperation start, ChildProcess child)
    {
        if (Call.From(start) is { ReceiverSymbol: { } receiver and (ILocalSymbol or IFieldSymbol) }) return receiver.Name;
        foreach (var outer in start.Ancestors())
        {
            if (outer is IVariableDeclaratorOperation declarator) return declarator.Symbol.Name;
            if (outer.Assigned()?.Target.Referenced() is { } target) return target.Name;
        }
        return null;
    }

    private static IEnumerable<Body> EndsOf(TypeFacts type) =>
        type.SelfAndSourceBases.SelectMany(self => self.Bodies).Where(body => Array.IndexOf(Ends, body.DisplayName) >= 0);

    private static bool ReachesStop(Body body, ChildProcess child, int depth) =>
        body.Calls.Any(call => ChildProcess.IsStop(call, child.Slot, body) && (call.Name != "Dispose" || !Keepers.IsProcess(child.Slot.HeldType())))
        || depth > 0 && body.Callees.Any(callee => callee.Body.Type == body.Type && ReachesStop(callee.Body, child, depth - 1));

    private static void Report(SyntaxNode place, string repair, string? process, string message, ConventionContext context) => context.Report(
        SidecarRules.ChildEndsWithHost, place.GetLocation(), ImmutableArray<Location>.Empty,
        process is null ? null : ImmutableDictionary<string, string?>.Empty.Add(Repair, repair).Add(ProcessName, process), message);
}
