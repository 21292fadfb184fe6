using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>PAT0603: a vote is forgotten only when the term is raised.</summary>
internal static class VoteKeptInTerm
{
    private const int Depth = 3;

    public static void Check(RaftParts parts, ConventionContext context)
    {
        if (parts.Vote is not { Symbol: IFieldSymbol or IPropertySymbol } vote) return;
        foreach (var use in parts.Uses)
        {
            if (use.Body.Method.MethodKind != MethodKind.Ordinary || use.Body.Flow is not { } flow) continue;
            if (TakenBack(use, flow, vote) is { } taken)
            {
                context.Report(RaftRules.VoteKeptInTerm, taken.Syntax.GetLocation(), use.Body.Name, vote.Symbol.Name, parts.Term.Symbol.Name);
                continue;
            }
            if (use.Body.Method.Parameters.IsEmpty) continue;
            foreach (var operation in use.Body.Operations)
            {
                if (!Forgets(operation, vote.Symbol) || !flow.Contains(operation.Syntax)) continue;
                var changes = TermChanges(use).ToList();
                if (!flow.CanReach(null, operation.Syntax, changes) || !flow.CanReach(operation.Syntax, null, changes)) continue;
                if (parts.CallersOf(use.Body).Any(caller => RaisesBefore(TermUse.Of(caller.Body, parts.Term), caller.Call))) continue;
                context.Report(RaftRules.VoteKeptInTerm, operation.Syntax.GetLocation(), use.Body.Name, vote.Symbol.Name, parts.Term.Symbol.Name);
            }
        }
    }

    /// <summary>A vote that is given and cleared again in one method, with no new term in between or behind.</summary>
    private static IOperation? TakenBack(TermUse use, FlowGraph flow, VoteMemory vote)
    {
        var given = use.Body.Operations.Where(operation => Sets(operation, vote) is { } value && !IsNobody(value) && flow.Contains(operation.Syntax)).ToList();
        if (given.Count == 0) return null;
        var changes = TermChanges(use).ToList();
        return use.Body.Operations.FirstOrDefault(operation => Sets(operation, vote) is { } value && IsNobody(value) && flow.Contains(operation.Syntax)
            && !changes.Contains(operation.Syntax) && flow.CanReach(operation.Syntax, null, changes)
            && given.Any(gift => flow.CanReach(gift.Syntax, operation.Syntax, changes)));
    }

    /// <summary>What the vote is set to, by an assignment or by the method that the candidates are given to.</summary>
    private static IOperation? Sets(IOperation operation, VoteMemory vote) => operation switch
    {
        ISimpleAssignmentOperation assignment => vote.Symbol.IsSame(assignment.Target.Referenced()) ? assignment.Value : null,
        IInvocationOperation { Arguments: [var only] } call => vote.Grants.Any(grant =>
            grant.Operation is IInvocationOperation { Arguments.Length: 1 } given && given.TargetMethod.IsSame(call.TargetMethod)) ? only.Value : null,
        _ => null,
    };

    private static bool Forgets(IOperation operation, ISymbol vote) =>
        operation is ISimpleAssignmentOperation { Value: var value } assignment && vote.IsSame(assignment.Target.Referenced())
        && IsNobody(value);

    private static bool IsNobody(IOperation value) => value.Plain() is IDefaultValueOperation or { ConstantValue.HasValue: true }
        or IFieldReferenceOperation { Field: { IsStatic: true, Name: "Empty" } };

    /// <summary>True when a caller has set the term on every path to the call, or when its paths cannot be seen.</summary>
    private static bool RaisesBefore(TermUse caller, IOperation call) =>
        caller.Body.Flow is not { } flow || !flow.Contains(call.Syntax) || !flow.CanReach(null, call.Syntax, TermChanges(caller).ToList());

    /// <summary>Where the term is set, here or by what is called; a call that leads back here sets it where this body does.</summary>
    private static IEnumerable<SyntaxNode> TermChanges(TermUse use)
    {
        foreach (var assignment in use.Assignments) yield return assignment.Syntax;
        foreach (var (call, callee) in use.Body.Callees)
            if (callee.WithCallees(Depth).Any(body => body != use.Body && !TermUse.Of(body, use.Term).Assignments.IsEmpty)) yield return call.Syntax;
    }
}
