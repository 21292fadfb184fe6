using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm.Conventions;

/// <summary>PAT1105: an exception in a handler ends the pump, and every later message waits for ever.</summary>
internal static class PumpSurvives
{
    public static void Check(ActorFsmModel model, ConventionContext context)
    {
        if (model.Mailbox is not { } mailbox || mailbox.Take.Ancestors().OfType<ILoopOperation>().FirstOrDefault() is not { } loop) return;
        if (Protects(loop) || mailbox.Guard is not null && mailbox.Handlers.Any(body => body.Of<ITryOperation>().Any())) return;
        if (Handling(mailbox, loop) is not { } handling || IsCaughtInside(handling.Body)) return;
        context.Report(ActorFsmRules.PumpSurvives, handling.Site.Syntax.GetLocation(), mailbox.Consumer.DisplayName, handling.Body?.DisplayName ?? "the handler");
    }

    /// <summary>A catch within the loop goes on with the next message. One around it does not, unless a loop around that begins again.</summary>
    private static bool Protects(ILoopOperation loop) =>
        loop.Contains(operation => operation is ITryOperation { Catches.Length: > 0 })
        || loop.Ancestors().OfType<ITryOperation>().Any(attempt => attempt.Catches.Length > 0 && attempt.Ancestors().Any(outer => outer is ILoopOperation));

    /// <summary>The call, in the loop, that leads to where messages are told apart.</summary>
    private static (IOperation Site, Body? Body)? Handling(Mailbox mailbox, ILoopOperation loop)
    {
        foreach (var (call, callee) in mailbox.Consumer.Callees)
            if (loop.Syntax.Span.Contains(call.Syntax.Span) && mailbox.Handlers.Contains(callee) && (callee == mailbox.Dispatch?.Body || call.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument.Type, mailbox.Message)))) return (call.Operation, callee);
        return mailbox.Dispatch?.Body == mailbox.Consumer && loop.Syntax.Span.Contains(mailbox.Dispatch.Site.Syntax.Span) ? (mailbox.Take, null) : null;
    }

    private static bool IsCaughtInside(Body? handler) => handler?.Of<ITryOperation>().Any(attempt => attempt.Catches.Length > 0) == true;
}
