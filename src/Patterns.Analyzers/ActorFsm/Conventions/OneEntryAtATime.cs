using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm.Conventions;

/// <summary>PAT1107: a timer or pool thread feeds the machine while others feed it too, and nothing keeps them apart.</summary>
internal static class OneEntryAtATime
{
    private static readonly Words Locks = new("lock", "LockAsync", "Wait", "WaitAsync", "Enter", "EnterAsync", "TryEnter", "SynchronizingObject",
        "Synchronized", "Post", "Invoke", "BeginInvoke");

    public static void Check(ActorFsmModel model, ConventionContext context)
    {
        if (model is not { Mailbox: null, Mark: null } || model.Type.Bodies.Any(body => body.IsConstructor && body.Words.Has("SynchronizingObject"))) return;
        var entries = Entries(model).Where(entry => !entry.Body.Words.HasAny(Locks)).ToList();
        if (entries.Count == 0) return;
        var detached = model.Type.Bodies.SelectMany(body => Detached.In(body, model)).ToList();
        foreach (var entry in entries)
        {
            if (!detached.Any(code => Runs(code, entry))) continue;
            var other = entries.FirstOrDefault(candidate => candidate.Body.IsOpen && !candidate.Body.IsConstructor
                && !detached.Any(code => Runs(code, candidate)));
            if (other.Body is null) continue;
            context.Report(ActorFsmRules.OneEntryAtATime, entry.Site.Syntax.GetLocation(), ImmutableArray.Create(other.Site.Syntax.GetLocation()), null,
                entry.Body.DisplayName, other.Body.DisplayName);
        }
    }

    /// <summary>Where the type feeds its machine.</summary>
    private static IEnumerable<(Body Body, IOperation Site)> Entries(ActorFsmModel model) => model.Engine is { Holder: { } holder }
        ? model.Type.Bodies.Where(body => body.Words.Has(holder.Name)).SelectMany(body => body.Calls
            .Where(call => call.Name is "Fire" or "FireAsync" && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, holder))
            .Select(call => (body, call.Operation)))
        : model.Machine is { Chooser: { } chooser } && !chooser.Words.HasAny(Locks)
            ? model.Type.Bodies.Where(body => body != chooser && body.Words.Has(chooser.Name)).SelectMany(body => body.Callees
                .Where(callee => callee.Body == chooser).Select(callee => (body, callee.Call.Operation)))
            : Enumerable.Empty<(Body, IOperation)>();

    private static bool Runs(Detached code, (Body Body, IOperation Site) entry) =>
        code.Lambda is { } lambda && lambda.Syntax.Span.Contains(entry.Site.Syntax.Span) && lambda.Syntax.SyntaxTree == entry.Site.Syntax.SyntaxTree
        || code.Reached.Contains(entry.Body);
}
