using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>PAT0604: a message of an older term is answered and changes nothing.</summary>
internal static class StaleMessageEnds
{
    private const int Depth = 2;
    private const string Found = "finds that a message is older than";
    private const string NotAsked = "never asks whether a message is older than";

    public static void Check(RaftParts parts, ConventionContext context)
    {
        foreach (var use in parts.Voicing)
            foreach (var fence in use.Fences)
            {
                if (fence.Kind != BinaryOperatorKind.LessThan) continue;
                if (IsOnlyFenceAndHalf(use, fence) || BranchOf(fence.Comparison) is { } branch && (LetsCallerGoOn(use, branch) || GoesOn(parts, use, branch)))
                    context.Report(RaftRules.StaleMessageEnds, fence.Comparison.Syntax.GetLocation(), use.Body.Name, parts.Term.Symbol.Name, Found);
            }
        foreach (var use in parts.Voicing)
            if (use.Body is { IsOpen: true, IsConstructor: false, Method.MethodKind: MethodKind.Ordinary } && Obeyed(parts, use) is { } fence)
                context.Report(RaftRules.StaleMessageEnds, fence.Comparison.Syntax.GetLocation(), use.Body.Name, parts.Term.Symbol.Name, NotAsked);
    }

    /// <summary>The only test of a message's term asks whether it is greater; one that is smaller is obeyed like one of the present term.</summary>
    private static Fence? Obeyed(RaftParts parts, TermUse use)
    {
        if (use.Fences.FirstOrDefault(fence => IsRequest(fence, parts)) is not { Comparison: { } comparison } first || use.Body.Flow is not { } flow)
            return null;
        if (use.Fences.Any(fence => fence.Kind != BinaryOperatorKind.GreaterThan) || BranchOf(comparison) is not { WhenFalse: null } branch
            || branch.WhenTrue.SelfAndDescendants().Any(inner => inner is IReturnOperation or IThrowOperation or IBranchOperation)) return null;
        if (use.Body.WithCallees(Depth).Any(body => HoldsOtherwise(TermUse.Of(body, parts.Term)))) return null;
        var groups = RaftGroups.Of(parts.Type.Project);
        return use.Body.Of<IExpressionStatementOperation>().Any(statement => !branch.Syntax.Span.Contains(statement.Syntax.Span)
            && Call.From(statement.Operation.Plain()) is { Receiver: { } told } call && told.IsOwnMember() && Follows(flow, comparison, call)
            && call.Arguments.Any(argument => argument is IObjectCreationOperation made && groups.Find(made.Type) is not null
                || argument is IMemberReferenceOperation && argument.Type?.SpecialType != SpecialType.System_String
                    && first.Message.IsSame(use.Flow.MessageOf(argument)))) ? first : null;
    }

    private static bool Follows(FlowGraph flow, IOperation comparison, Call call) =>
        flow.Contains(call.Syntax) && flow.CanReach(comparison.Syntax, call.Syntax, exceptions: false);

    private static bool IsRequest(Fence fence, RaftParts parts) =>
        fence.Message is IParameterSymbol { Type: var type } && parts.Type.Project.Of(type) is not null && fence.Arrived.Plain() is IMemberReferenceOperation;

    /// <summary>A test that tells a smaller term from the own one.</summary>
    private static bool HoldsOtherwise(TermUse use) => use.Fences.Any(fence => fence.Kind != BinaryOperatorKind.GreaterThan)
        || use.Body.Of<IBinaryOperation>().Any(binary => binary.OperatorKind.IsEquality()
            && (use.Term.IsRead(binary.LeftOperand, use.Flow) && use.Flow.MessageOf(binary.RightOperand) is not null
                || use.Term.IsRead(binary.RightOperand, use.Flow) && use.Flow.MessageOf(binary.LeftOperand) is not null));

    /// <summary>The one test of the message's term refuses it only if something else is true too, and behind it the term is taken over all the same.</summary>
    private static bool IsOnlyFenceAndHalf(TermUse use, Fence fence)
    {
        if (use.Fences.Length > 1 || use.Body.Flow is not { } flow) return false;
        if (fence.Comparison.Parent is not IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both
            || both.Parent is not IConditionalOperation { WhenFalse: null } branch || branch.Condition != both) return false;
        var other = both.LeftOperand == fence.Comparison ? both.RightOperand : both.LeftOperand;
        return use.Flow.MessageOf(NumberIn(other)) is { } message && message.IsSame(fence.Message)
            && branch.WhenTrue.SelfAndDescendants().Any(inner => inner is IReturnOperation or IThrowOperation)
            && use.Adoptions.Any(adoption => !branch.Syntax.Contains(adoption.Syntax) && flow.Contains(adoption.Syntax)
                && flow.CanReach(fence.Comparison.Syntax, adoption.Syntax, exceptions: false));
    }

    /// <summary>The side of a comparison that arrived; another number of the same message says nothing of its term.</summary>
    private static IOperation NumberIn(IOperation condition) =>
        condition is IBinaryOperation { OperatorKind: var kind } order && kind.IsOrder() ? order.LeftOperand : condition;

    /// <summary>The statement that runs whenever the message is stale.</summary>
    private static IConditionalOperation? BranchOf(IOperation comparison)
    {
        var condition = comparison;
        while (condition.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or IParenthesizedOperation) condition = condition.Parent;
        return condition.Parent is IConditionalOperation { Syntax: IfStatementSyntax } conditional && conditional.Condition == condition ? conditional : null;
    }

    /// <summary>A guard that returns an answer and a flag: the flag is the same as when there is nothing to answer.</summary>
    private static bool LetsCallerGoOn(TermUse use, IConditionalOperation branch)
    {
        var stale = Returns(branch.WhenTrue).ToList();
        var others = use.Body.Of<IReturnOperation>().Where(result => !branch.WhenTrue.Syntax.Span.Contains(result.Syntax.Span))
            .Select(result => result.ReturnedValue).ToList();
        if (stale.Count != 1 || others.Count != 1 || Parts(stale[0]) is not { } answer || Parts(others[0]) is not { } nothing
            || answer.Length != nothing.Length) return false;
        var says = answer.Zip(nothing, (one, other) => IsAnswer(one) && IsNothing(other)).Any(differs => differs);
        var flags = answer.Zip(nothing, (one, other) => (one, other)).Where(pair => IsFlag(pair.one) && IsFlag(pair.other)).ToList();
        return says && flags.Count == 1 && Equals(flags[0].one.ConstantValue.Value, flags[0].other.ConstantValue.Value);
    }

    private static IEnumerable<IOperation?> Returns(IOperation branch) =>
        branch.SelfAndDescendants().OfType<IReturnOperation>().Select(result => result.ReturnedValue);

    private static IOperation[]? Parts(IOperation? value) =>
        value?.Plain() is ITupleOperation tuple ? tuple.Elements.Select(element => element.Plain()).ToArray() : null;

    private static bool IsAnswer(IOperation part) => part is IObjectCreationOperation;

    private static bool IsNothing(IOperation part) => part.IsNull();

    private static bool IsFlag(IOperation part) => part.Type?.SpecialType == SpecialType.System_Boolean && part.ConstantValue.HasValue;

    /// <summary>The branch neither leaves nor notes anything, and behind it the message is obeyed.</summary>
    private static bool GoesOn(RaftParts parts, TermUse use, IConditionalOperation branch)
    {
        if (branch.WhenFalse is not null || use.Body.Flow is not { } flow) return false;
        if (branch.WhenTrue.SelfAndDescendants().Any(inner => inner is IReturnOperation or IThrowOperation or IBranchOperation or IAssignmentOperation))
            return false;
        var first = branch.WhenTrue.SelfAndDescendants().OfType<IInvocationOperation>().FirstOrDefault();
        if (first is null || !flow.Contains(first.Syntax)) return false;
        var obeyed = use.Adoptions.Concat(parts.Vote?.Grants.Where(grant => grant.Use.Body == use.Body).Select(grant => grant.Operation)
            ?? Enumerable.Empty<IOperation>());
        return obeyed.Any(operation => flow.CanReach(first.Syntax, operation.Syntax, exceptions: false));
    }
}
