using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>PAT0601: a vote goes only to a candidate whose log is at least as new, by the term of its last entry and then by its length.</summary>
internal static class VoteNeedsFreshLog
{
    private const int Depth = 3;

    public static void Check(RaftParts parts, ConventionContext context)
    {
        if (parts.Vote is not { } vote) return;
        foreach (var grant in vote.Grants)
            if (Answers(grant.Use.Body) && Fault(parts, grant) is { } fault)
                context.Report(RaftRules.VoteNeedsFreshLog, grant.Operation.Syntax.GetLocation(), grant.Use.Body.Name, fault);
    }

    /// <summary>A yes that stands in the code; where the answer is made elsewhere, so may be the test.</summary>
    private static bool Answers(Body body) => body.Operations.Any(operation => operation.IsConstant(true)
        && operation.Parent is IReturnOperation or IArgumentOperation or ITupleOperation or IConversionOperation
            or ISimpleAssignmentOperation { Target: not IMemberReferenceOperation
                { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } } }
            or IVariableInitializerOperation);

    private static string? Fault(RaftParts parts, Grant grant)
    {
        var ordered = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var equal = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var (body, before) in Before(parts, grant))
        {
            var use = TermUse.Of(body, parts.Term);
            foreach (var operation in body.Operations)
            {
                if (before is not null && operation.Syntax.SpanStart > before.Syntax.SpanStart) continue;
                if (IsOutOfSight(operation, use)) return null;
                if (operation is not IBinaryOperation { OperatorKind: var kind } comparison || !kind.IsOrder() && !kind.IsEquality()) continue;
                foreach (var number in Arrived(comparison, use)) (kind.IsOrder() ? ordered : equal).Add(number);
            }
        }
        if (ordered.Count == 0) return equal.Count switch
        {
            0 => "compares nothing with the candidate's log: a leader that lacks committed entries can be elected",
            1 => null,
            _ => "asks for an equal log: a candidate with a newer one is refused",
        };
        return ordered.Count == 1 && equal.IsSubsetOf(ordered)
            ? $"compares only '{ordered.Single().Name}' with its log, not both term and length: a leader that lacks committed entries can be elected" : null;
    }

    /// <summary>What runs up to the grant: its body and callees, and in the callers what stands before the call.</summary>
    private static IEnumerable<(Body Body, IOperation? Before)> Before(RaftParts parts, Grant grant)
    {
        foreach (var body in grant.Use.Body.WithCallees(Depth)) yield return (body, null);
        foreach (var (caller, call) in parts.CallersOf(grant.Use.Body))
        {
            yield return (caller, call);
            foreach (var (guard, body) in caller.Callees)
                if (body != grant.Use.Body && guard.Syntax.SpanStart < call.Syntax.SpanStart)
                    foreach (var inner in body.WithCallees(Depth - 1)) yield return (inner, null);
        }
    }

    /// <summary>The numbers of the request, its term aside, that a comparison looks at.</summary>
    private static IEnumerable<ISymbol> Arrived(IBinaryOperation comparison, TermUse use)
    {
        if (use.Term.IsRead(comparison.LeftOperand, use.Flow) || use.Term.IsRead(comparison.RightOperand, use.Flow)) yield break;
        if (comparison.LeftOperand.ConstantValue.HasValue || comparison.RightOperand.ConstantValue.HasValue) yield break;
        if (IsOfElement(comparison.LeftOperand, use) || IsOfElement(comparison.RightOperand, use)) yield break;
        foreach (var operand in new[] { comparison.LeftOperand, comparison.RightOperand })
            if (IsNumberOfRequest(operand, use)) yield return operand.Referenced()!;
    }

    /// <summary>A number of an element that a condition looks at: a search by id, not a comparison of logs.</summary>
    private static bool IsOfElement(IOperation operand, TermUse use) =>
        use.Flow.MessageOf(operand) is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } };

    private static bool IsNumberOfRequest(IOperation operand, TermUse use) => operand.Plain().Type.IsInteger() && operand.Referenced() is { } symbol
        && use.Flow.MessageOf(operand) is IParameterSymbol && !use.Fences.Any(fence => symbol.IsSame(fence.Arrived.Referenced()));

    /// <summary>A call that is given the numbers or the request and cannot be read, or a comparison that is no operator, or the operator of an id of term and
    /// position.</summary>
    private static bool IsOutOfSight(IOperation operation, TermUse use)
    {
        if (operation is IBinaryOperation { OperatorMethod: not null, OperatorKind: var kind } own && kind.IsOrder()
            && (EntryIds.IsId(own.LeftOperand.Plain().Type) && use.Flow.MessageOf(own.RightOperand) is IParameterSymbol
                || EntryIds.IsId(own.RightOperand.Plain().Type) && use.Flow.MessageOf(own.LeftOperand) is IParameterSymbol)) return true;
        if (Call.From(operation) is not { } call) return false;
        if (call.Name is "CompareTo" or "Compare" or "Max" or "Min") return operation.Contains(inner => IsNumberOfRequest(inner, use));
        if (call.Target is { } target && !call.IsDelegate && (!use.Body.Type.Project.BodiesOf(target).IsEmpty || target.ContainingType.IsFramework()))
            return false;
        return call.Arguments.Any(argument => IsNumberOfRequest(argument, use)
            || argument is IParameterReferenceOperation { Parameter: var parameter } && use.Fences.Any(fence => parameter.IsSame(fence.Message)));
    }
}
