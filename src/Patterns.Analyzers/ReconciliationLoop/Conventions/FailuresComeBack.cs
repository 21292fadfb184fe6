using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop.Conventions;

/// <summary>PAT1002: a key whose pass fails goes back to the queue, where no other pass covers it.</summary>
internal static class FailuresComeBack
{
    /// <summary>What the fix has to know: the statement that gives the key back.</summary>
    public const string Statement = "statement";

    public static void Check(ReconciliationLoopModel model, ConventionContext context)
    {
        if (model.Queue is not { } queue || Repetition.MayBeIn(model.Type)) return;
        foreach (var body in queue.Pass)
            foreach (var attempt in body.Of<ITryOperation>())
            {
                if (!Tries(attempt, queue) || attempt.Enclosing<ILoopOperation>() is { } loop && loop != queue.Loop
                    || attempt.Finally is { } last && last.Contains(operation => IsReturn(operation, queue))) continue;
                foreach (var handler in attempt.Catches)
                    if (handler.IsForEverything() && Forgets(handler, queue))
                        context.Report(ReconciliationLoopRules.FailuresComeBack, handler.Syntax.GetFirstToken().GetLocation(),
                            ImmutableArray.Create(queue.Turn.Syntax.GetLocation()), ForFix(queue, attempt, body), queue.Turn.Name, queue.Queue.Name);
            }
    }

    /// <summary>The call itself, or the member that makes it.</summary>
    private static bool Tries(ITryOperation attempt, KeyedQueue queue) =>
        attempt.Body.Syntax.Span.Contains(queue.Turn.Syntax.Span) && attempt.Syntax.SyntaxTree == queue.Turn.Syntax.SyntaxTree
        || attempt.Body.Contains(operation => Call.From(operation) is { Target: { } target }
            && queue.Pass.Skip(1)
                .Any(body => SymbolEqualityComparer.Default.Equals(body.Method, target.OriginalDefinition) && body.Operations.Contains(queue.Turn.Operation)));

    /// <summary>The handler goes on to the next key: it neither leaves, nor notes the failure, nor does anything with the key but tell of it.</summary>
    private static bool Forgets(ICatchClauseOperation handler, KeyedQueue queue) => handler.Filter is null && !handler.Handler.Contains(operation =>
        operation is IThrowOperation or IReturnOperation or IBranchOperation { BranchKind: BranchKind.Break or BranchKind.GoTo }
        || operation.Assigned() is not null || IsReturn(operation, queue)
        || Call.From(operation) is { } call && (Correction.Is(call) || call.IsDelegate || Correction.IsAsync(call)));

    private static bool IsReturn(IOperation operation, KeyedQueue queue) => Call.From(operation) is { } call && queue.IsReturn(call);

    /// <summary>Where the key is at hand and the queue takes it as it is.</summary>
    private static ImmutableDictionary<string, string?>? ForFix(KeyedQueue queue, ITryOperation attempt, Body body)
    {
        var item = queue.Items.FirstOrDefault(local => body == queue.Pass[0] && !attempt.Syntax.Span.Contains(local.Locations[0].SourceSpan));
        if (item is null || queue.Queue.HeldType() is not { } type) return null;
        var add = type.SelfAndBases().Concat(type.AllInterfaces).SelectMany(one => one.GetMembers()).OfType<IMethodSymbol>()
            .FirstOrDefault(method => method is { Name: "Add" or "Enqueue" or "Requeue", IsStatic: false, Parameters.Length: 1, ReturnsVoid: true }
            && SymbolEqualityComparer.Default.Equals(method.Parameters[0].Type, item.Type));
        return add is null ? null : ImmutableDictionary<string, string?>.Empty.Add(Statement, $"{queue.Queue.Name}.{add.Name}({item.Name});");
    }
}
