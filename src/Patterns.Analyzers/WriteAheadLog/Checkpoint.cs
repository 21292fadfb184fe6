using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>A member that has the state written to its own file first, and then cuts the log, or logs up to which record that holds.</summary>
/// <param name="Body">The member.</param>
/// <param name="Save">The call that writes the state.</param>
/// <param name="Mark">The call of the log.</param>
/// <param name="Cuts">True where the log is cut, false where it is told a number.</param>
internal sealed record Checkpoint(Body Body, Call Save, Call Mark, bool Cuts)
{
    private const int DeepestSave = 4;

    /// <summary>What takes a state back does not make it safe.</summary>
    private static readonly Words Undoing = new("Rollback", "RollbackAsync", "Undo", "Revert", "Abort", "Discard", "Reset", "Clear");

    public static Checkpoint? Of(TypeFacts type, ProjectLogs logs)
    {
        if (!type.Words.HasAny(logs.CutNames) && !type.Words.HasAny(logs.AppendNames)) return null;
        foreach (var body in type.Bodies)
            if (!body.IsConstructor && (body.Words.HasAny(logs.CutNames) || body.Words.HasAny(logs.AppendNames)) && In(body, logs) is { } found) return found;
        return null;
    }

    private static Checkpoint? In(Body body, ProjectLogs logs)
    {
        if (body.Flow is not { } flow) return null;
        foreach (var mark in body.Calls)
        {
            if (mark.Receiver is null or IInstanceReferenceOperation || !flow.Contains(mark.Syntax)) continue;
            var cuts = logs.KindOf(mark.Target) == LogMember.Cut;
            if (!cuts && !(logs.KindOf(mark.Target) == LogMember.Append && IsNumber(mark))) continue;
            foreach (var save in body.Calls)
                if (IsOfState(save, logs) && flow.Dominates(save.Syntax, mark.Syntax) && !flow.CanReach(mark.Syntax, save.Syntax)
                    && Saves(save.Target!, body.Type.Project, DeepestSave)) return new(body, save, mark, cuts);
        }
        return null;
    }

    /// <summary>All that the log is told is how far.</summary>
    private static bool IsNumber(Call mark) => mark.Arguments.Where(argument => argument.Type?.Name != "CancellationToken").ToList() is [{
        ConstantValue.HasValue: false, Type.SpecialType: SpecialType.System_Int64 or SpecialType.System_UInt64 }];

    /// <summary>A member of something else than the log and the type itself.</summary>
    private static bool IsOfState(Call save, ProjectLogs logs) =>
        save is { Target: { MethodKind: MethodKind.Ordinary } target, Receiver: not IInstanceReferenceOperation }
        && !Undoing.Contains(save.Name) && logs.KindOf(target) == LogMember.None && !logs.IsLog(save.Receiver?.Type) && !logs.IsLog(target.ContainingType);

    /// <summary>It writes to a file, and has that flushed or put in the place of another.</summary>
    private static bool Saves(IMethodSymbol target, ProjectFacts project, int left) => project.BodiesOf(target).Any(body => Saves(body, left));

    private static bool Saves(Body body, int left) => body.Type.Project.GetOrAdd((nameof(Checkpoint), body, left), () =>
        LogCode.Of(body) is var code && (code.DurableFlushes.Count > 0 || code.WeakFlushes.Count > 0 || code.Cuts.Any(LogCode.IsMove))
        || left > 0 && body.Callees.Any(callee => Saves(callee.Body, left - 1)));
}
