using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar.Conventions;

/// <summary>PAT1401: who waits for the companion gives up some day.</summary>
internal static class WaitingIsBounded
{
    private static readonly Words Waits = new("WaitForSidecarAsync", "Delay", "Sleep");

    private static readonly string[] Clocks = ["DateTime", "DateTimeOffset", "Stopwatch", "TimeSpan", "TimeProvider"];

    public static void Check(SidecarModel model, ConventionContext context)
    {
        foreach (var body in model.Type.Bodies)
        {
            if (!body.Words.HasAny(Waits)) continue;
            foreach (var call in body.Calls)
                if (IsWaitForSidecar(call, model.Type) && !Tokens.IsGiven(call) && !Limits.IsAround(call.Operation)) Report(call, body, call.Name, context);
            foreach (var loop in body.Of<ILoopOperation>())
                if (IsEndlessWait(loop)) Report(loop, body, context);
        }
    }

    private static bool IsWaitForSidecar(Call call, TypeFacts type) => call.Name == "WaitForSidecarAsync" && FrameworkMark.IsClient(call.Receiver?.Type, type);

    /// <summary>A loop that ends when the companion answers, and for no other reason.</summary>
    private static bool IsEndlessWait(ILoopOperation loop) => loop is IWhileLoopOperation or IForLoopOperation { Condition: null }
        && loop.Contains(Contact.IsPause) && loop.Contains(Outgoing.IsExchange) && Ends(loop) && !loop.Contains(IsBound);

    private static bool Ends(ILoopOperation loop) => loop is IWhileLoopOperation { Condition: { } condition } && !condition.IsConstant(true)
        || loop.Contains(operation => operation is IReturnOperation or IBranchOperation { BranchKind: BranchKind.Break });

    /// <summary>A token, a clock, a count, or a failure that leaves the loop.</summary>
    private static bool IsBound(IOperation operation) => operation switch
    {
        IThrowOperation or IIncrementOrDecrementOperation => true,
        ICompoundAssignmentOperation { Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 } => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan
            or BinaryOperatorKind.GreaterThanOrEqual } comparison =>
            comparison.Contains(inner => inner.Type is { } type && Array.IndexOf(Clocks, type.Name) >= 0),
        _ => Tokens.Is(operation.Type) && operation is not IDefaultValueOperation and not IPropertyReferenceOperation { Property.Name: "None" }
            && operation.Parent is not IArgumentOperation { ArgumentKind: ArgumentKind.DefaultValue },
    };

    private static void Report(ILoopOperation loop, Body body, ConventionContext context)
    {
        foreach (var operation in loop.SelfAndDescendants())
            if (Contact.IsPause(operation) && Call.From(operation) is { } pause && Tokens.ForFix(pause, body) is not null)
            {
                Report(pause, body, "a loop", context);
                return;
            }
        context.Report(SidecarRules.WaitingIsBounded, loop.Syntax.GetFirstToken().GetLocation(), body.DisplayName, "a loop");
    }

    private static void Report(Call call, Body body, string how, ConventionContext context) =>
        context.Report(SidecarRules.WaitingIsBounded, call.Syntax.GetLocation(), ImmutableArray<Location>.Empty, Tokens.ForFix(call, body), body.DisplayName,
            how);
}
