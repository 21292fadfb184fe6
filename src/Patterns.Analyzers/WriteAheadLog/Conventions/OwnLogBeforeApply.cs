using System.Collections.Immutable;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog.Conventions;

/// <summary>PAT0401 in a type that keeps the log and the state itself: the state changes on every path before its own helper appends the same data.</summary>
internal static class OwnLogBeforeApply
{
    public static void Check(WriteAheadLogModel model, ConventionContext context)
    {
        if (model is not { Store: null, Log: { } log }) return;
        foreach (var (body, early, append) in In(log))
            context.Report(
                WriteAheadLogRules.AppendBeforeApply, early.Site.Syntax.GetLocation(), ImmutableArray.Create(append.Syntax.GetLocation()), null, body.Name,
                early.Name, append.Name);
    }

    /// <summary>The members that change what reading back fills again before they append, with the first such change of each.</summary>
    public static IEnumerable<(Body Body, Mutation Change, Call Append)> In(LogFacts log)
    {
        if (!OwnState.ComesBack(log)) yield break;
        foreach (var body in log.Appends.Concat(log.Queued))
        {
            if (body.Flow is not { } flow) continue;
            foreach (var (append, helper) in body.Callees)
            {
                if (helper.Type != body.Type || helper.IsOpen || !log.Reaches(helper.Method, code => code.WritesStorage)) continue;
                var payload = Payload.WithSources(append.Operation, body);
                var early = Mutation.In(body, change => Payload.Applied(change).Overlaps(payload) && flow.Dominates(change.Syntax, append.Syntax))
                    .FirstOrDefault(change => AppendBeforeApply.Applies(change, body) && !AppendBeforeApply.Feeds(change, append.Operation, body)
                        && body.Type.AllSlots.Any(slot => slot.Name == change.Name));
                if (early.Site is null) continue;
                yield return (body, early, append);
                break;
            }
        }
    }
}
