using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog.Conventions;

/// <summary>PAT0403: a recovery that changes nothing and cuts the log, or a log that nothing in a closed project ever reads back.</summary>
internal static class LogIsReplayed
{
    public static void Check(WriteAheadLogModel model, ConventionContext context)
    {
        if (model.Store is { } store) CheckRecovery(store, context);
        if (model.Log is { } log) CheckUse(log, context);
    }

    private static void CheckRecovery(StoreFacts store, ConventionContext context)
    {
        foreach (var recovery in store.Recoveries)
        {
            if (store.Recoveries.Any(other => other.Applies && other.Log == recovery.Log)) continue;
            if (recovery.Yields || recovery.Body.Flow is not { } flow || HandsOut(recovery.Body) || IsCompaction(recovery, store)) continue;
            foreach (var cut in recovery.Body.Calls.Where(store.IsCut))
            {
                if (!flow.CanReach(recovery.Replay.Syntax, cut.Syntax)) continue;
                context.Report(WriteAheadLogRules.LogIsReplayed, cut.Syntax.GetLocation(), recovery.Body.Name,
                    "walks over the records, changes no state, and cuts the log");
                return;
            }
        }
    }

    /// <summary>What is walked over is appended anew: the records are kept, in another place.</summary>
    private static bool IsCompaction(Recovery recovery, StoreFacts store) =>
        recovery.Body.Calls.Any(call => store.IsAppend(call) && call.Operation.Ancestors().Any(outer => outer is ILoopOperation));

    private static bool HandsOut(Body body) =>
        !body.Method.ReturnsVoid && body.Method.ReturnType.Awaited() is { SpecialType: SpecialType.None } result && !result.IsTask();

    private static void CheckUse(LogFacts log, ConventionContext context)
    {
        var project = log.Type.Project;
        if (log.Replays.IsEmpty || !project.IsApplication && log.Type.Symbol.DeclaredAccessibility == Accessibility.Public) return;
        var readers = log.Type.SelfAndSourceBases.SelectMany(type => type.Bodies)
            .Where(body => body.IsOpen && log.Replays.Any(replay => log.Reach(body.Method).Contains(replay.Body.Method))).ToList();
        if (readers.Count == 0 || readers.Any(body => body.IsConstructor)) return;
        var names = new Words(readers.Select(body => body.Name).Distinct().ToArray());
        foreach (var symbol in project.Types)
            if (!log.Type.Symbol.Equals(symbol, SymbolEqualityComparer.Default) && symbol.TypeKind != TypeKind.Interface && project.Of(symbol) is { } type
                && type.Words.HasAny(names)) return;
        context.Report(WriteAheadLogRules.LogIsReplayed, log.Type.Identifier, log.Type.Symbol.Name,
            $"is written, but nothing in the project calls '{readers[0].Name}'");
    }
}
