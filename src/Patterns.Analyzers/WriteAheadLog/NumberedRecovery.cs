using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>Who goes through the records of such a log, and has each of them undone, or done again, in an object of the project.</summary>
/// <param name="Body">The member.</param>
/// <param name="Read">The call of the log.</param>
/// <param name="Apply">The call by which a record is applied.</param>
/// <param name="Log">The log.</param>
internal sealed record NumberedRecovery(Body Body, Call Read, Call Apply, NumberedLog Log)
{
    public static NumberedRecovery? Of(TypeFacts type)
    {
        foreach (var (slot, log) in NumberedLog.HeldBy(type))
            foreach (var body in type.Bodies)
                if (body.Words.Has(slot.Name) && body.Words.Has(log.Read.Name) && In(body, log) is { } found) return found;
        return null;
    }

    private static NumberedRecovery? In(Body body, NumberedLog log)
    {
        var read = body.Calls.FirstOrDefault(call => SymbolEqualityComparer.Default.Equals(call.Target?.OriginalDefinition, log.Read.Method));
        if (read.Target is null) return null;
        foreach (var loop in body.Of<ILoopOperation>().Where(loop => GoesOver(loop, read, body)))
            foreach (var call in body.Calls)
                if (loop.Body.Syntax.Span.Contains(call.Syntax.Span) && IsApplied(call, body)) return new(body, read, call, log);
        return null;
    }

    /// <summary>The loop asks for one record after the other.</summary>
    private static bool GoesOver(ILoopOperation loop, Call read, Body body) =>
        loop.Syntax.Span.Contains(read.Syntax.Span) || loop.Contains(inner => inner is ILocalReferenceOperation { Local: var reader }
            && body.DeclaredValue(reader)?.Contains(made => made == read.Operation) == true);

    /// <summary>A record of the project's own is told in what it has to be applied.</summary>
    private static bool IsApplied(Call call, Body body) =>
        LogCode.IsStatement(call) && call is { IsDelegate: false, Target: { IsStatic: false, IsExtensionMethod: false } }
        && call.Receiver?.Plain() is ILocalReferenceOperation { Type: { } record } && body.Type.Project.Of(record) is not null
        && call.Arguments.Any(state => state.IsOwnMember() && body.Type.Project.Of(state.Type) is not null);
}
