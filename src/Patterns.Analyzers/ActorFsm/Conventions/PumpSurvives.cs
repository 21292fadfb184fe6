using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm.Conventions;

/// <summary>PAT1105: an exception in a handler ends the pump, or leaves on the flag that says that it runs, and every later message waits for ever.</summary>
internal static class PumpSurvives
{
    public static void Check(ActorFsmModel model, ConventionContext context)
    {
        if (model.Mailbox is not { } mailbox || mailbox.Take.Ancestors().OfType<ILoopOperation>().FirstOrDefault() is not { } loop) return;
        if (Protects(loop)) return;
        if (mailbox.Guard is not null && Flag(mailbox.Guard) is { } flag && Resets(mailbox.Consumer, flag).ToList() is { Count: > 0 } resets)
            CheckFlag(mailbox, loop, flag, resets, context);
        else if (mailbox.Guard is null || !mailbox.Handlers.Any(body => body.Of<ITryOperation>().Any())) CheckLoop(mailbox, loop, context);
    }

    private static void CheckLoop(Mailbox mailbox, ILoopOperation loop, ConventionContext context)
    {
        if (Handling(mailbox, loop) is not { } handling || IsCaughtInside(handling.Body)) return;
        context.Report(ActorFsmRules.PumpSurvives, handling.Site.Syntax.GetLocation(), mailbox.Consumer.DisplayName,
            handling.Body is { } handler ? $"'{handler.DisplayName}'" : "a handler", "");
    }

    /// <summary>A flag that only the last statements turn off stays on for ever when they are not reached.</summary>
    private static void CheckFlag(Mailbox mailbox, ILoopOperation loop, ISymbol flag, List<IOperation> resets, ConventionContext context)
    {
        if (resets.Any(reset => !IsBehind(reset, loop)) || loop.Ancestors().Any(outer => outer is ITryOperation)
            || mailbox.Handlers.Any(body => body != mailbox.Consumer && IsCaughtInside(body))) return;
        context.Report(ActorFsmRules.PumpSurvives, resets[0].Syntax.GetLocation(), mailbox.Consumer.DisplayName, "a handler", $" and leaves '{flag.Name}' on");
    }

    private static bool IsBehind(IOperation reset, ILoopOperation loop) =>
        reset.Syntax.SpanStart >= loop.Syntax.Span.End && reset.Parent is IExpressionStatementOperation { Parent: IBlockOperation block }
        && block == loop.Parent;

    private static ISymbol? Flag(IOperation exchange) => Call.From(exchange) is { Arguments: { Length: > 0 } arguments } ? arguments[0].Referenced() : null;

    /// <summary>Where the consumer turns the flag off.</summary>
    private static IEnumerable<IOperation> Resets(Body consumer, ISymbol flag) => consumer.Operations.Where(operation => operation switch
    {
        ISimpleAssignmentOperation { Target: var target } => SymbolEqualityComparer.Default.Equals(target.Referenced(), flag),
        IInvocationOperation { TargetMethod.Name: "Write" or "Exchange", Arguments: { Length: > 1 } arguments } =>
            SymbolEqualityComparer.Default.Equals(arguments[0].Value.Referenced(), flag),
        _ => false,
    });

    /// <summary>A catch within the loop goes on with the next message. One around it does not, unless a loop around that begins again.</summary>
    private static bool Protects(ILoopOperation loop) =>
        loop.Contains(operation => operation is ITryOperation { Catches.Length: > 0 })
        || loop.Ancestors().OfType<ITryOperation>().Any(attempt => attempt.Catches.Length > 0 && attempt.Ancestors().Any(outer => outer is ILoopOperation));

    /// <summary>The call, in the loop, that leads to where messages are told apart.</summary>
    private static (IOperation Site, Body? Body)? Handling(Mailbox mailbox, ILoopOperation loop)
    {
        foreach (var (call, callee) in mailbox.Consumer.Callees)
            if (loop.Syntax.Span.Contains(call.Syntax.Span) && mailbox.Handlers.Contains(callee)
                && (callee == mailbox.Dispatch?.Body || call.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument.Type, mailbox.Message))))
                return (call.Operation, callee);
        return mailbox.Dispatch?.Body == mailbox.Consumer && loop.Syntax.Span.Contains(mailbox.Dispatch.Site.Syntax.Span) ? (mailbox.Take, null) : null;
    }

    private static bool IsCaughtInside(Body? handler) => handler?.Of<ITryOperation>().Any(attempt => attempt.Catches.Length > 0) == true;
}
