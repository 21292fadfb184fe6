using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>PAT0608: a leader only appends to its log.</summary>
internal static class LeaderKeepsLog
{
    private const int Depth = 4;

    public static void Check(RaftParts parts, ConventionContext context)
    {
        var reported = new HashSet<IOperation>();
        foreach (var (body, log) in parts.Uses.SelectMany(use => Proposals(use, parts)))
            foreach (var request in Requests(parts, body, Depth))
                foreach (var reached in request.WithOwnCallees(Depth))
                    foreach (var operation in reached.Operations)
                        if (Removes(operation, log) && reported.Add(operation))
                            context.Report(RaftRules.LeaderKeepsLog, operation.Syntax.GetLocation(), reached.Name, log.Name, body.Name);
    }

    /// <summary>Where an entry of the own term goes into a log that the type holds.</summary>
    private static IEnumerable<(Body Body, ISymbol Log)> Proposals(TermUse use, RaftParts parts)
    {
        foreach (var stamp in TermLog.Of(use, TermLog.EntryTypes(parts.Type)).Stamps)
            foreach (var call in use.Body.Of<IInvocationOperation>())
                if (call.Instance is { } log && log.IsOwnMember() && log.Referenced() is { } member
                    && call.Arguments.Any(argument => use.Flow.Sources(argument.Value).Any(source => source == stamp || IsMade(source, stamp))))
                    yield return (use.Body, member);
    }

    /// <summary>An entry whose term is set after it was made.</summary>
    private static bool IsMade(IOperation source, IOperation stamp) =>
        stamp is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Instance: { } entry } } && entry.Referenced() is { } local
        && local.IsSame(source.Referenced());

    /// <summary>The requests that lead to a proposal: what calls it, and what nobody calls.</summary>
    private static IEnumerable<Body> Requests(RaftParts parts, Body body, int depth)
    {
        var callers = depth == 0 ? new List<Body>() : parts.CallersOf(body).Select(caller => caller.Body).Distinct().ToList();
        return callers.Count == 0 ? new[] { body } : callers.SelectMany(caller => Requests(parts, caller, depth - 1));
    }

    /// <summary>Taking entries off the end or out of the middle; a prefix that a snapshot holds may go.</summary>
    private static bool Removes(IOperation operation, ISymbol log) =>
        operation is IInvocationOperation { Instance: { } receiver, TargetMethod.Name: var name, Arguments.Length: > 0 } call
        && log.IsSame(receiver.Referenced())
        && (name.StartsWith("Remove", StringComparison.Ordinal) || name.StartsWith("Delete", StringComparison.Ordinal))
        && !name.EndsWith("Prefix", StringComparison.Ordinal) && !call.Arguments[0].Value.IsConstant(0);
}
