using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop.Conventions;

/// <summary>PAT1008: the wait between two passes ends when the loop is told to end, and a pass that failed waits too.</summary>
internal static class CancellableDelays
{
    /// <summary>What the fix has to know: the token in scope, as an expression.</summary>
    public const string TokenName = "token";

    private const string Token = "System.Threading.CancellationToken";

    private static readonly Words Delaying = new("Delay");

    public static void Check(ReconciliationLoopModel model, ConventionContext context)
    {
        foreach (var body in model.Type.Bodies)
        {
            if (!body.Words.HasAny(Delaying)) continue;
            foreach (var call in body.Calls)
                if (call is { Name: "Delay", Arguments.Length: 1, Owner: var owner } && IsAwaited(call.Operation) && owner.Named("System.Threading.Tasks.Task")
                    && Loop(call.Operation) is { } loop && (Of(body.Method) ?? Of(loop)) is { } token)
                    context.Report(ReconciliationLoopRules.CancellableDelays, call.Syntax.GetLocation(), ImmutableArray<Location>.Empty,
                        ImmutableDictionary<string, string?>.Empty.Add(TokenName, token), body.DisplayName,
                        $"the delay between two passes does not see '{token}', and ends only when it is over");
        }
        foreach (var pass in model.Differences.Select(difference => difference.Body).Distinct())
            foreach (var body in Repetition.Leading(pass))
                if (body.Words.Has("catch"))
                    foreach (var loop in body.Of<IWhileLoopOperation>())
                        if (Unwaited(loop, pass, model) is { } handler)
                            context.Report(ReconciliationLoopRules.CancellableDelays, handler.Syntax.GetFirstToken().GetLocation(), body.DisplayName,
                                "a pass that fails leaves out the delay, and is tried again at once");
    }

    private static bool IsAwaited(IOperation delay) =>
        delay.Parent is IAwaitOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Parent: IAwaitOperation };

    private static string? Of(IMethodSymbol method) =>
        method.Parameters.FirstOrDefault(parameter => parameter.RefKind == RefKind.None && parameter.Type.Named(Token))?.Name;

    /// <summary>The token that the condition of a loop asks whether to go on.</summary>
    private static string? Of(ILoopOperation loop)
    {
        if (loop is not IWhileLoopOperation { Condition: { } condition }) return null;
        foreach (var part in condition.SelfAndDescendants())
            if (part is IPropertyReferenceOperation { Property.Name: "IsCancellationRequested", Instance: { } asked }
                && (asked.Referenced() is ILocalSymbol or IParameterSymbol || asked.IsOwnMember()))
                return asked.Type.Named(Token) ? asked.Syntax.ToString()
                    : asked.Type.Named("System.Threading.CancellationTokenSource") ? asked.Syntax + ".Token" : null;
        return null;
    }

    private static ILoopOperation? Loop(IOperation delay) =>
        delay.Enclosing<ILoopOperation>() is { LoopKind: LoopKind.While or LoopKind.For } loop && delay.EnclosingFunction() is null ? loop : null;

    /// <summary>The handler of whatever fails that goes on with the loop, where all that waits stands behind the pass in the same <c>try</c>.</summary>
    private static ICatchClauseOperation? Unwaited(IWhileLoopOperation loop, Body pass, ReconciliationLoopModel model)
    {
        var waits = loop.SelfAndDescendants().Where(operation => Call.From(operation) is { Name: var name } && Repetition.IsWaiting(name)).ToList();
        if (waits.Count != 1 || waits[0].Enclosing<ITryOperation>() is not { } attempt || !attempt.Body.Syntax.Span.Contains(waits[0].Syntax.Span)
            || attempt.Enclosing<ILoopOperation>() != loop) return null;
        var leading = Repetition.Leading(pass);
        var passes = attempt.Body.Contains(operation => operation.Syntax.Span.End < waits[0].Syntax.SpanStart && !IsForOneSignal(operation, attempt)
            && (model.Differences.Any(difference => difference.Site == operation)
            || Call.From(operation) is { Name: var name } && leading.Any(body => body.DisplayName == name)));
        return passes ? attempt.Catches.FirstOrDefault(handler => handler.Filter is null && handler.IsForEverything() && GoesOn(handler)) : null;
    }

    /// <summary>A pass that takes its signal back before it begins: the next round finds none, and waits.</summary>
    private static bool IsForOneSignal(IOperation pass, ITryOperation attempt) =>
        pass.Ancestors().TakeWhile(outer => outer != attempt).OfType<IConditionalOperation>()
        .Any(choice =>
            choice.Condition.Contains(part =>
                part is IInvocationOperation { TargetMethod: { Name: "Exchange" or "CompareExchange", ContainingType.Name: "Interlocked" } }));

    private static bool GoesOn(ICatchClauseOperation handler) => !handler.Handler.Contains(operation =>
        operation is IThrowOperation or IReturnOperation or IBranchOperation { BranchKind: BranchKind.Break or BranchKind.GoTo } or IAwaitOperation
        || operation.Assigned() is not null);
}
