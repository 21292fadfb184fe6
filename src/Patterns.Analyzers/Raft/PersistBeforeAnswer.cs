using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>
/// PAT0602: a vote is stored before the answer that promises it leaves. Told only where one member does both in the wrong order: elsewhere the caller may
/// store what comes out.
/// </summary>
internal static class PersistBeforeAnswer
{
    public static void Check(RaftParts parts, ConventionContext context)
    {
        if (parts.Vote is not { Symbol: IFieldSymbol or IPropertySymbol } vote) return;
        foreach (var grant in vote.Grants)
        {
            var body = grant.Use.Body;
            if (body.Flow is not { } flow || !flow.Contains(grant.Operation.Syntax)) continue;
            var stores = Stores(grant, vote).Where(store => flow.Contains(store.Syntax)).ToList();
            foreach (var answer in body.Calls)
            {
                if (stores.Contains(answer) || !flow.Contains(answer.Syntax) || !IsAnswer(answer, grant.Use)) continue;
                if (!flow.CanReach(grant.Operation.Syntax, answer.Syntax, stores.Select(store => store.Syntax), exceptions: false)) continue;
                if (stores.FirstOrDefault(store => flow.CanReach(answer.Syntax, store.Syntax, exceptions: false)) is not { Operation: not null } late) continue;
                context.Report(RaftRules.PersistBeforeAnswer, answer.Syntax.GetLocation(), ImmutableArray.Create(late.Syntax.GetLocation()), null, body.Name,
                    answer.Name, late.Name);
                return;
            }
        }
    }

    /// <summary>The calls that are given both term and vote, in the body or in a member of the type that it calls.</summary>
    private static IEnumerable<Call> Stores(Grant grant, VoteMemory vote)
    {
        foreach (var call in grant.Use.Body.Calls)
            if (IsStore(call, grant.Use, vote, grant.Operation)) yield return call;
        foreach (var (call, callee) in grant.Use.Body.Callees)
            if (callee.Type == grant.Use.Body.Type && TermUse.Of(callee, grant.Use.Term) is var inner
                && callee.Calls.Any(one => IsStore(one, inner, vote, grant: null))) yield return call;
    }

    private static bool IsStore(Call call, TermUse use, VoteMemory vote, IOperation? grant) => call.Receiver is not null && !IsMessage(call)
        && call.Arguments.Any(argument => argument.Contains(inner => use.Term.Is(inner.Referenced())))
        && call.Arguments.Any(argument =>
            argument.Contains(inner => vote.Symbol.IsSame(inner.Referenced())
                || Granted(grant) is { } candidate && inner is IMemberReferenceOperation && SameValue(inner, candidate)));

    private static IOperation? Granted(IOperation? grant) => (grant as ISimpleAssignmentOperation)?.Value.Plain();

    private static bool SameValue(IOperation one, IOperation other) => one.Syntax.IsEquivalentTo(other.Syntax);

    /// <summary>A call that hands out the own term with a yes, or in an object of the project.</summary>
    private static bool IsAnswer(Call call, TermUse use)
    {
        if (call.Receiver is null or IInstanceReferenceOperation || IsMessage(call)) return false;
        if (call.Arguments.Any(argument => argument.Type?.SpecialType == SpecialType.System_Boolean)
            && call.Arguments.Any(argument => use.Term.IsRead(argument, use.Flow))) return true;
        return call.Arguments.Any(argument => Made(argument, use.Body) is { } made && use.Body.Type.Project.Of(made.Type) is not null
            && made.Contains(inner => use.Term.Is(inner.Referenced())));
    }

    private static IObjectCreationOperation? Made(IOperation argument, Body body) => argument.Plain() switch
    {
        IObjectCreationOperation creation => creation,
        ILocalReferenceOperation { Local: var local } => body.DeclaredValue(local)?.Plain() as IObjectCreationOperation,
        _ => null,
    };

    /// <summary>A sentence for people.</summary>
    private static bool IsMessage(Call call) =>
        call.Arguments.Length > 0 && call.Arguments[0] is { Type.SpecialType: SpecialType.System_String } text
        && (text.ConstantValue.HasValue || text is IInterpolatedStringOperation);
}
