using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>A type that is its own log by inheritance: it appends by a member of its base, changes what it holds with the same data, and gets that back from
/// the log.</summary>
/// <param name="Body">The member that appends and changes.</param>
/// <param name="Append">The call of the inherited member.</param>
/// <param name="Change">What is changed.</param>
/// <param name="Recovery">The member that has the log read back into it.</param>
/// <param name="Replay">The call of the inherited member that reads.</param>
internal sealed record InheritedLog(Body Body, Call Append, Mutation Change, Body Recovery, Call Replay)
{
    public static InheritedLog? Of(TypeFacts type)
    {
        var logs = ProjectLogs.Of(type.Project);
        foreach (var body in type.Bodies.Where(body => body.IsOpen && body.Words.HasAny(logs.AppendNames)))
            if (Inherited(body, LogMember.Append, logs) is { Receiver: IInstanceReferenceOperation } append && ChangeIn(body, append, logs) is { } change)
                foreach (var recovery in type.Bodies.Where(other => other.Words.HasAny(logs.ReplayNames)))
                    if (Inherited(recovery, LogMember.Replay, logs) is { } replay && Fills(recovery, replay, change.Name))
                        return new(body, append, change, recovery, replay);
        return null;
    }

    /// <summary>The change is made before the log is told of it.</summary>
    public bool AppliesFirst => RunsChangeFirst || Body.Flow is { } flow && flow.Dominates(Change.Site.Syntax, Append.Syntax);

    /// <summary>The change is handed to the append of the base, which runs what it was handed before it writes.</summary>
    public bool RunsChangeFirst => Append.Arguments.Any(argument => argument.Contains(inner => inner == Change.Site)) && Append.Target is { } target
        && Body.Type.Project.BodiesOf(target).Any(RunsFirst);

    private static bool RunsFirst(Body append)
    {
        if (append.Flow is not { } flow) return false;
        var writes = LogCode.Of(append).Writes.Select(write => write.Site.Syntax)
            .Concat(append.Callees.Where(callee => LogCode.Of(callee.Body).WritesStorage).Select(callee => callee.Call.Syntax)).ToList();
        var run = append.Calls.FirstOrDefault(call => call.IsDelegate && call.ReceiverSymbol is IParameterSymbol);
        return run.Operation is not null && writes.Count > 0 && writes.All(write => flow.CanReach(run.Syntax, write) && !flow.CanReach(write, run.Syntax));
    }

    private static Call? Inherited(Body body, LogMember kind, ProjectLogs logs)
    {
        foreach (var call in body.Calls)
            if (logs.KindOf(call.Target) == kind
                && body.Type.SelfAndSourceBases.Skip(1).Any(origin => SymbolEqualityComparer.Default.Equals(origin.Symbol, call.Owner?.OriginalDefinition)))
                return call;
        return null;
    }

    /// <summary>Each record that is read finds its way into it: by a callback that is given the record, or by a loop.</summary>
    private static bool Fills(Body recovery, Call replay, string name) =>
        replay.Arguments.SelectMany(argument => argument.SelfAndDescendants()).Any(inner => inner switch
        {
            IAnonymousFunctionOperation { Symbol.Parameters.Length: > 0 } callback => Names(callback, name),
            IMethodReferenceOperation { Method: var callback } => recovery.Type.Project.BodiesOf(callback).Any(body => body.Words.Has(name)),
            _ => false,
        })
        || recovery.Of<ILoopOperation>().Any(loop => Names(loop.Body, name));

    private static bool Names(IOperation code, string name) => code.Contains(inner => inner is IMemberReferenceOperation && inner.Referenced()?.Name == name);

    /// <summary>A change of what the type itself holds, with the data that is appended.</summary>
    private static Mutation? ChangeIn(Body body, Call append, ProjectLogs logs)
    {
        var flow = new DataFlow(body);
        foreach (var mutation in Mutation.In(body, operation => flow.Share(append.Operation, operation)))
            if (logs.KindOf(Call.From(mutation.Site)?.Target) == LogMember.None && body.Type.Slots.Any(slot => slot.Name == mutation.Name)) return mutation;
        return null;
    }
}
