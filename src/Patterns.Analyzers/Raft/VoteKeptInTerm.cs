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
            if (use.Body.Method is not { MethodKind: MethodKind.Ordinary, Parameters.IsEmpty: false } || use.Body.Flow is not { } flow) continue;
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

    private static bool Forgets(IOperation operation, ISymbol vote) =>
        operation is ISimpleAssignmentOperation { Value: var value } assignment && vote.IsSame(assignment.Target.Referenced())
        && (value.Plain() is IDefaultValueOperation || value.Plain().ConstantValue.HasValue
            || value.Plain() is IFieldReferenceOperation { Field: { IsStatic: true, Name: "Empty" } });

    /// <summary>True when a caller has set the term on every path to the call, or when its paths cannot be seen.</summary>
    private static bool RaisesBefore(TermUse caller, IOperation call) =>
        caller.Body.Flow is not { } flow || !flow.Contains(call.Syntax) || !flow.CanReach(null, call.Syntax, TermChanges(caller).ToList());

    /// <summary>Where the term is set, here or by what is called.</summary>
    private static IEnumerable<SyntaxNode> TermChanges(TermUse use)
    {
        foreach (var assignment in use.Assignments) yield return assignment.Syntax;
        foreach (var (call, callee) in use.Body.Callees)
            if (callee.WithCallees(Depth).Any(body => !TermUse.Of(body, use.Term).Assignments.IsEmpty)) yield return call.Syntax;
    }
}
