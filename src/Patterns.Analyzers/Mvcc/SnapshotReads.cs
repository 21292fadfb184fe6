using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>PAT0708: all reads of a snapshot ask for what could be seen when it began.</summary>
internal static class SnapshotReads
{
    public static void Check(MvccModel model, ConventionContext context)
    {
        if (model.Role != MvccRoles.Snapshot && model.Role != MvccRoles.Transaction) return;
        var reported = new HashSet<SyntaxNode>();
        foreach (var store in VersionStores.Of(model.Type.Project))
        {
            if (store.Walk.Rule.Reader.Referenced() is not IParameterSymbol reader || store.Walk.Rule.Body != store.Walk.Body) continue;
            var starts = store.Captures.Select(capture => capture.Keep.Member).Where(member => member.ContainingType.IsSame(model.Type.Symbol)).ToList();
            if (starts.Count == 0) continue;
            var reads = Callers.Of(store.Walk.Body).Where(call => call.Body.Type == model.Type)
                .Select(call => (call.Body, call.Call, Value: Given(call.Arguments, reader))).Where(read => read.Value is not null).ToList();
            if (!reads.Any(read => starts.Any(read.Value!.Mentions))) continue;
            foreach (var (body, call, value) in reads)
                if (IsNow(value!, body, store) && reported.Add(call.Syntax))
                    context.Report(MvccRules.SnapshotReads, value!.Syntax.GetLocation(), body.DisplayName, starts[0].Name);
        }
    }

    private static IOperation? Given(ImmutableArray<IArgumentOperation> arguments, IParameterSymbol reader) =>
        arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == reader.Ordinal && argument.ArgumentKind != ArgumentKind.DefaultValue)?.Value;

    /// <summary>The greatest number there is, or what the counter says at this moment.</summary>
    private static bool IsNow(IOperation value, Body body, VersionStore store) =>
        value.Plain() is IFieldReferenceOperation { Field: { Name: "MaxValue", IsStatic: true } }
        || !value.Plain().ConstantValue.HasValue && Origins.Of(value, store.Walk.Project, body) is { Count: > 0 } origins
            && origins.All(origin => origin.Kept.IsEmpty && origin.Counter is { } counter && store.Readers.Any(known => counter.IsSame(known.Counter)));
}
