using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot.Conventions;

/// <summary>PAT1208: a restore reads all that was written, or fails.</summary>
internal static class RestoreReadsExactly
{
    /// <summary>The property by which the fix learns that the framework has a read that does not stop short.</summary>
    public const string CanReadExactly = "can-read-exactly";

    private static readonly Words Reads = new("Read", "ReadAsync");

    public static void Check(SnapshotModel model, ConventionContext context)
    {
        if (model.Materialised is null && model.Role != SnapshotRoles.Store) return;
        var known = model.Type.Project.Known["System.IO.Stream"]?.GetMembers("ReadExactly").Any() == true;
        foreach (var body in model.Type.Bodies)
        {
            if (!body.Words.HasAny(Reads)) continue;
            foreach (var call in body.Calls)
                if (call.Name is "Read" or "ReadAsync" && IsStream(call.Owner) && IsIgnored(call.Operation))
                    context.Report(
                        SnapshotRules.RestoreReadsExactly, call.Syntax.GetLocation(), ImmutableArray<Location>.Empty,
                        ImmutableDictionary<string, string?>.Empty.Add(CanReadExactly, known.ToString()), body.DisplayName, call.Name);
        }
    }

    private static bool IsIgnored(IOperation read) => read.Parent switch
    {
        IAwaitOperation awaited => awaited.Parent is IExpressionStatementOperation,
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Parent: IAwaitOperation { Parent: IExpressionStatementOperation } } => true,
        var parent => parent is IExpressionStatementOperation,
    };

    private static bool IsStream(INamedTypeSymbol? type) =>
        type?.SelfAndBases().Any(self => self is { Name: "Stream", ContainingNamespace: { Name: "IO", ContainingNamespace.Name: "System" } }) == true;
}
