using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog.Conventions;

/// <summary>PAT0405: a catch of everything around the replay that neither stops, nor throws, nor says anything.</summary>
internal static class CorruptionIsNotSuccess
{
    public static void Check(WriteAheadLogModel model, ConventionContext context)
    {
        var reported = new HashSet<SyntaxNode>();
        foreach (var (body, site) in Replays(model))
        {
            for (var outer = site.Parent; outer is not null and not (IAnonymousFunctionOperation or ILocalFunctionOperation); outer = outer.Parent)
            {
                if (outer is not ITryOperation attempt || !attempt.Body.Syntax.Span.Contains(site.Syntax.Span)) continue;
                foreach (var handler in attempt.Catches)
                    if (Swallows(handler) && reported.Add(handler.Syntax)) context.Report(WriteAheadLogRules.CorruptionIsNotSuccess, CatchKeyword(handler), body.Name);
            }
        }
    }

    private static IEnumerable<(Body Body, IOperation Site)> Replays(WriteAheadLogModel model)
    {
        if (model.Log is { } log)
        {
            foreach (var replay in log.Replays)
                foreach (var read in LogCode.Of(replay.Body).Reads) yield return (replay.Body, read.Site);
            foreach (var body in log.Type.Bodies)
                foreach (var call in body.Calls)
                    if (call.Target is { } target && log.Replays.Any(replay => SymbolEqualityComparer.Default.Equals(replay.Body.Method, target.OriginalDefinition))) yield return (body, call.Operation);
        }
        if (model.Store is not { } store) yield break;
        foreach (var recovery in store.Recoveries) yield return (recovery.Body, recovery.Replay.Operation);
    }

    private static bool Swallows(ICatchClauseOperation handler) =>
        handler.Filter is null && handler.ExceptionType is { Name: "Exception" or "Object" } or { SpecialType: SpecialType.System_Object } && handler.Handler.Operations.Length == 0;

    private static Location CatchKeyword(ICatchClauseOperation handler) =>
        handler.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.CatchClauseSyntax clause ? clause.CatchKeyword.GetLocation() : handler.Syntax.GetLocation();
}
