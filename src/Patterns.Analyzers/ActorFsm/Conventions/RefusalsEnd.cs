using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm.Conventions;

/// <summary>PAT1108: a branch answers the sender and goes on, so that the state changes all the same and the sender is answered twice.</summary>
internal static class RefusalsEnd
{
    private static readonly Words Replies = new("Send", "Respond", "Reply", "Tell", "SetResult", "TrySetResult", "SetException", "TrySetException");

    public static void Check(ActorFsmModel model, ConventionContext context)
    {
        foreach (var body in HandlerCode.Of(model))
        {
            if (!body.Words.HasAny(Replies) || body.Flow is not { } flow) continue;
            var replies = body.Calls.Where(call => Replies.Contains(call.Name) && call.Target is not null && flow.Contains(call.Syntax)).ToList();
            foreach (var refusal in replies)
            {
                if (!EndsBranch(refusal.Operation)) continue;
                var change = body.Operations.FirstOrDefault(operation => flow.Contains(operation.Syntax) && !IsInBranchOf(operation, refusal)
                    && IsStateChange(operation, model) && flow.CanReach(refusal.Syntax, operation.Syntax, exceptions: false)
                    && replies.Any(answer => answer.Syntax != refusal.Syntax && IsToTheSame(refusal, answer)
                        && flow.CanReach(operation.Syntax, answer.Syntax, exceptions: false)));
                if (change is not null && OwnState.ChangedBy(change, model.Type) is { } member)
                    context.Report(ActorFsmRules.RefusalsEnd, refusal.Syntax.GetLocation(), body.DisplayName, member.Name);
            }
        }
    }

    private static bool IsStateChange(IOperation operation, ActorFsmModel model) =>
        OwnState.ChangedBy(operation, model.Type) is { } member && OwnState.IsKnowledge(member);

    /// <summary>The last statement of a branch without an alternative, or the whole of it.</summary>
    private static bool EndsBranch(IOperation reply)
    {
        if (reply.Parent is not IExpressionStatementOperation statement) return false;
        return statement.Parent switch
        {
            IConditionalOperation { WhenFalse: null } conditional => conditional.WhenTrue == statement,
            IBlockOperation { Parent: IConditionalOperation { WhenFalse: null } conditional } block =>
                conditional.WhenTrue == block && block.Operations[block.Operations.Length - 1] == statement,
            _ => false,
        };
    }

    private static bool IsInBranchOf(IOperation operation, Call refusal) =>
        refusal.Operation.Ancestors().OfType<IConditionalOperation>().First().Syntax.Span.Contains(operation.Syntax.Span);

    /// <summary>The same member of the same object, and where it takes the addressee first, the same addressee.</summary>
    private static bool IsToTheSame(Call one, Call other) =>
        SymbolEqualityComparer.Default.Equals(one.ReceiverSymbol, other.ReceiverSymbol) && one.ReceiverSymbol is not null && one.Name == other.Name
        && (one.Arguments.Length < 2 || other.Arguments.Length < 2
            || one.Arguments[0].Referenced() is { } addressee && SymbolEqualityComparer.Default.Equals(addressee, other.Arguments[0].Referenced()));
}
