using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>PAT1304: a blob appears under its address at once and whole, whoever else is storing it.</summary>
internal static class AtomicIngestConvention
{
    /// <summary>The property that tells the fix what is wrong.</summary>
    public const string Fault = "fault";
    public const string SharedName = "shared-name";
    public const string LostRace = "lost-race";

    private static readonly string[] MakeUnique = ["NewGuid", "CreateVersion7", "GetRandomFileName", "GetTempFileName", "Next", "NextInt64", "Increment",
        "GetHexString", "GetTimestamp"];

    public static void Check(ContentStoreModel model, ConventionContext context)
    {
        foreach (var put in model.Puts)
        {
            var files = new PutFiles(put);
            var moves = files.Moves().ToList();
            if (moves.Count == 0) CheckDirect(put, files, context);
            foreach (var (move, flow) in moves)
                if (!files.IsLocked(move.Operation, flow)) CheckMove(put, move, flow, context);
        }
    }

    private static void CheckDirect(Put put, PutFiles files, ConventionContext context)
    {
        if (files.DirectWrites().FirstOrDefault() is not { } write || files.ChecksWhatIsThere()) return;
        context.Report(ContentStoreRules.AtomicIngest, write.Syntax.GetLocation(), put.Name,
            "writes straight to the final name: a crash leaves half a blob under a digest that is not its own");
    }

    private static void CheckMove(Put put, Call move, ContentFlow flow, ConventionContext context)
    {
        if (TemporaryName(move, flow) is { } name && flow.CarriesDigest(name) && !IsUnique(name, flow))
            Report(name, SharedName, "stages equal contents under one temporary name: two writers at once spoil each other's file");
        if (!Overwrites(move) && !IsTolerated(move.Operation))
            Report(move.Operation, LostRace, "fails when another writer has stored the same content first, which is no error");

        void Report(IOperation site, string fault, string text) => context.Report(
            ContentStoreRules.AtomicIngest, site.Syntax.GetLocation(), ImmutableArray<Location>.Empty,
            ImmutableDictionary<string, string?>.Empty.Add(Fault, fault), put.Name, text);
    }

    /// <summary>The expression that makes the name that is moved.</summary>
    private static IOperation? TemporaryName(Call move, ContentFlow flow)
    {
        var source = move.Arguments[0].Plain();
        if (source.Referenced() is not ILocalSymbol local) return source is ILocalReferenceOperation or IParameterReferenceOperation ? null : source;
        var declarator = flow.Body.Of<IVariableDeclaratorOperation>()
            .FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(candidate.Symbol, local));
        return declarator?.Initializer?.Value;
    }

    /// <summary>True when a part is made anew each time, in the name itself or in a local that goes into it.</summary>
    private static bool IsUnique(IOperation name, ContentFlow flow) =>
        IsUnique(name) || name.SelfAndDescendants().OfType<ILocalReferenceOperation>().Any(part =>
        flow.Body.Of<IVariableDeclaratorOperation>()
            .Any(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, part.Local) && declarator.Initializer is { } made
                && IsUnique(made.Value)));

    private static bool IsUnique(IOperation name) => name.SelfAndDescendants().Any(inner =>
        Call.From(inner) is { } call && Array.IndexOf(MakeUnique, call.Name) >= 0
        || inner is ILocalReferenceOperation or IFieldReferenceOperation
            && inner.Type is { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 } or { Name: "Guid" });

    private static bool Overwrites(Call move) => move.Arguments.Length > 2 && !move.Arguments[2].IsConstant(false);

    private static bool IsTolerated(IOperation move) =>
        move.Ancestors().OfType<ITryOperation>().Any(attempt => attempt.Body.Syntax.Span.Contains(move.Syntax.Span)
        && attempt.Catches.Any(handler => handler.ExceptionType is { Name: "IOException" or "Exception" or "Object" or "SystemException" }
            && (handler.Filter is not null || !Fails(handler.Handler))));

    /// <summary>A clause that cleans up and throws again, whatever it finds, tolerates nothing.</summary>
    private static bool Fails(IBlockOperation handler) =>
        handler.Operations is [.., IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation }]
        && !handler.Contains(inner => inner is IReturnOperation or IBranchOperation);
}
