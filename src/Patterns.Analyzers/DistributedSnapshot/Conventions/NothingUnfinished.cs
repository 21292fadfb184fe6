using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot.Conventions;

/// <summary>PAT1204: an item that failed is not passed over, unless somebody has put it aside.</summary>
internal static class NothingUnfinished
{
    public static void Check(SnapshotModel model, ConventionContext context)
    {
        foreach (var save in model.Saves)
        {
            foreach (var handler in Swallowing(save))
                context.Report(SnapshotRules.NothingUnfinished, CatchOf(handler), ImmutableArray.Create(save.Call.Syntax.GetLocation()), null,
                    save.Body.DisplayName);
            foreach (var (body, call) in Refusals(save, model.Type))
                context.Report(SnapshotRules.NothingUnfinished, call.Syntax.GetLocation(), ImmutableArray.Create(save.Call.Syntax.GetLocation()), null,
                    body.DisplayName);
        }
    }

    /// <summary>Catch clauses around the processing that end as if nothing had happened, with the save to come.</summary>
    private static IEnumerable<ICatchClauseOperation> Swallowing(PositionSave save)
    {
        if (save.ProcessedBefore() is not { } processing) yield break;
        foreach (var attempt in processing.Operation.Ancestors().OfType<ITryOperation>())
        {
            if (!attempt.Body.Syntax.Span.Contains(processing.Syntax.Span) || attempt.Syntax.Span.Contains(save.Call.Syntax.Span)
                || attempt.Syntax.SpanStart > save.Call.Syntax.SpanStart) continue;
            foreach (var handler in attempt.Catches)
                if (!IsCancellation(handler) && !handler.Handler.Contains(inner => Leaves(inner) || PutsAside(inner, save.Item!))
                    && !handler.Handler.Contains(inner => Call.From(inner) is { } call && !call.IsLogging())) yield return handler;
        }
    }

    private static bool IsCancellation(ICatchClauseOperation handler) => handler.ExceptionType.Name is "OperationCanceledException" or "TaskCanceledException";

    private static bool Leaves(IOperation operation) => operation is IThrowOperation or IReturnOperation or IBranchOperation or IAssignmentOperation;

    private static bool PutsAside(IOperation operation, ISymbol item) =>
        Call.From(operation) is { } call && !call.IsLogging() && call.Arguments.Any(argument => argument.Mentions(item));

    /// <summary>Members that are told of a failure and then do what is done on success.</summary>
    private static IEnumerable<(Body Body, Call Call)> Refusals(PositionSave save, TypeFacts type)
    {
        foreach (var body in type.Bodies)
        {
            if (body == save.Body || !body.Words.Has(save.Body.Name) || !body.Method.Parameters.Any(parameter => IsException(parameter.Type))) continue;
            foreach (var call in body.Calls)
            {
                if (!SymbolEqualityComparer.Default.Equals(call.Target?.OriginalDefinition, save.Body.Method)
                    || call.Arguments.Select(Parameter).FirstOrDefault(given => given is not null) is not { } item) continue;
                if (!body.Calls.Any(other => other.Operation != call.Operation && !other.IsLogging()
                    && other.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(Parameter(argument), item)))) yield return (body, call);
            }
        }
    }

    private static IParameterSymbol? Parameter(IOperation argument) => argument.Referenced() as IParameterSymbol;

    private static bool IsException(ITypeSymbol type) =>
        type.SelfAndBases().Any(self => self is { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } });

    private static Location CatchOf(ICatchClauseOperation handler) =>
        handler.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.CatchClauseSyntax clause ? clause.CatchKeyword.GetLocation() : handler.Syntax.GetLocation();
}
