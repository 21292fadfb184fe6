using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog.Conventions;

/// <summary>
/// PAT0405: a catch of everything around the replay that neither stops, nor throws, nor says anything; or a record that cannot be read, or that has a wrong
/// checksum, and is passed over in the same silence.
/// </summary>
internal static class CorruptionIsNotSuccess
{
    private const string Skips = "passes over a record that it cannot read and goes on with the next";

    public static void Check(WriteAheadLogModel model, ConventionContext context)
    {
        if (model.Log is { } log)
        {
            ShortReads.Check(log, context);
            TornTail.Check(log, context);
        }
        var reported = new HashSet<SyntaxNode>();
        foreach (var (body, site) in Replays(model))
        {
            for (var outer = site.Parent; outer is not null and not (IAnonymousFunctionOperation or ILocalFunctionOperation); outer = outer.Parent)
            {
                if (outer is not ITryOperation attempt || !attempt.Body.Syntax.Span.Contains(site.Syntax.Span)) continue;
                foreach (var handler in attempt.Catches)
                    if (Sin(handler, model) is { } sin && reported.Add(handler.Syntax))
                        context.Report(WriteAheadLogRules.CorruptionIsNotSuccess, CatchKeyword(handler), body.Name, sin);
            }
        }
        foreach (var (body, handler) in HandlersInLoops(model.Log))
            if (CatchesAll(handler) && handler.Handler.Operations.All(OnlySkips) && reported.Add(handler.Syntax))
                context.Report(WriteAheadLogRules.CorruptionIsNotSuccess, CatchKeyword(handler), body.Name, Skips);
        foreach (var replay in model.Log?.Replays ?? ImmutableArray<ReplayLoop>.Empty)
            foreach (var choice in replay.Body.Of<IConditionalOperation>())
                if (IsChecksumTest(choice.Condition, replay.Body) && IsOnlyContinue(choice.WhenTrue))
                    context.Report(WriteAheadLogRules.CorruptionIsNotSuccess, choice.Condition.Syntax.GetLocation(), replay.Body.Name,
                        "passes over a record whose checksum is wrong and goes on with the next");
    }

    private static bool IsOnlyContinue(IOperation branch) =>
        branch is IBranchOperation { BranchKind: BranchKind.Continue }
            or IBlockOperation { Operations: [IBranchOperation { BranchKind: BranchKind.Continue }] };

    /// <summary>What was stored does not equal what a call makes of the bytes that were read.</summary>
    private static bool IsChecksumTest(IOperation condition, Body body) =>
        condition.Plain() is IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } test
        && (IsComputed(test.LeftOperand, body) || IsComputed(test.RightOperand, body));

    private static bool IsComputed(IOperation value, Body body)
    {
        var plain = value.Plain();
        if (plain.Referenced() is ILocalSymbol local && body.DeclaredValue(local) is { } declared) plain = declared.Plain();
        return plain.Type is { SpecialType: SpecialType.System_UInt32 or SpecialType.System_Int32 or SpecialType.System_UInt64 or SpecialType.System_Int64
            or SpecialType.System_UInt16 or SpecialType.System_Byte }
            && plain is IInvocationOperation call
            && call.Arguments.Any(argument => argument.Value.Type.ElementType()?.SpecialType == SpecialType.System_Byte
                || argument.Value.Plain().Type.ElementType()?.SpecialType == SpecialType.System_Byte);
    }

    private static IEnumerable<(Body Body, IOperation Site)> Replays(WriteAheadLogModel model)
    {
        if (model.Log is { } log)
        {
            foreach (var replay in log.Replays)
                foreach (var read in LogCode.Of(replay.Body).Reads) yield return (replay.Body, read.Site);
            foreach (var body in log.Type.Bodies)
                foreach (var call in body.Calls)
                    if (call.Target is { } target
                        && log.Replays.Any(replay => SymbolEqualityComparer.Default.Equals(replay.Body.Method, target.OriginalDefinition)))
                        yield return (body, call.Operation);
        }
        if (model.Files is { } files) yield return (files.Body, files.Replay.Operation);
        if (model.Store is not { } store) yield break;
        foreach (var recovery in store.Recoveries) yield return (recovery.Body, recovery.Replay);
    }

    /// <summary>The handlers inside the loops of the replay that read one record in each turn.</summary>
    private static IEnumerable<(Body Body, ICatchClauseOperation Handler)> HandlersInLoops(LogFacts? log)
    {
        foreach (var replay in log?.Replays ?? ImmutableArray<ReplayLoop>.Empty)
            foreach (var attempt in replay.Body.Of<ITryOperation>())
                if (attempt.Enclosing<ILoopOperation>() is { } loop
                    && LogCode.Of(replay.Body).Reads.Any(read => loop.Syntax.Span.Contains(read.Site.Syntax.Span)))
                    foreach (var handler in attempt.Catches) yield return (replay.Body, handler);
    }

    private static bool CatchesAll(ICatchClauseOperation handler) =>
        handler.Filter is null && handler.ExceptionType is { Name: "Exception" or "Object" } or { SpecialType: SpecialType.System_Object };

    /// <summary>What is wrong with a handler: it swallows everything; or it only says so, and the type that goes on cuts the log one day.</summary>
    private static string? Sin(ICatchClauseOperation handler, WriteAheadLogModel model) =>
        !CatchesAll(handler) ? null
        : handler.Handler.Operations.Length == 0 ? "swallows every error of the replay"
        : model.Log is not null && handler.Enclosing<ILoopOperation>() is not null && handler.Handler.Operations.All(OnlySkips)
            ? Skips
        : model is { Log: null, Store.CutsLog: true } && handler.Handler.Operations.All(OnlyTells)
            ? "goes on after any error of the replay and cuts the log later"
        : null;

    /// <summary>The place is moved behind the record, and the loop goes on.</summary>
    private static bool OnlySkips(IOperation statement) => statement is IBranchOperation { BranchKind: BranchKind.Continue }
        or IExpressionStatementOperation { Operation: ICompoundAssignmentOperation { Target: ILocalReferenceOperation }
            or IIncrementOrDecrementOperation { Target: ILocalReferenceOperation } };

    /// <summary>A message to somebody: a call of the framework that gives nothing back, and does not end the process.</summary>
    private static bool OnlyTells(IOperation statement) => statement is IExpressionStatementOperation { Operation: IInvocationOperation {
        TargetMethod: { ReturnsVoid: true, ContainingType: { Name: not "Environment" } owner } } } && owner.IsFramework();

    private static Location CatchKeyword(ICatchClauseOperation handler) =>
        handler.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.CatchClauseSyntax clause ? clause.CatchKeyword.GetLocation() : handler.Syntax.GetLocation();
}
