using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>PAT1301: the bytes that were hashed are the bytes that are stored.</summary>
internal static class SameBytesConvention
{
    public static void Check(ContentStoreModel model, ConventionContext context)
    {
        foreach (var put in model.Puts)
        {
            if (Serialisations(put.Flow).FirstOrDefault(call => IsHashed(call, put)) is not { Operation: not null } hashed) continue;
            foreach (var write in put.Writes)
            {
                if (IsHashedForm(write, put) || Serialisations(write.Flow).FirstOrDefault(call => IsStored(call, write)) is not { Operation: not null } stored)
                    continue;
                if (stored.Operation.Syntax.IsEquivalentTo(hashed.Operation.Syntax)) continue;
                var evidence = ImmutableArray.Create(hashed.Syntax.GetLocation(), stored.Syntax.GetLocation());
                context.Report(ContentStoreRules.SameBytes, write.Site.Syntax.GetLocation(), evidence, null, put.Name, hashed.Name, stored.Name);
                break;
            }
        }
    }

    private static IEnumerable<Call> Serialisations(ContentFlow flow) =>
        flow.Body.Calls.Where(call => ContentVerbs.Serialises(call.Name) && ContentFlow.Operands(call).Any(flow.CarriesContent));

    /// <summary>What it gives is hashed.</summary>
    private static bool IsHashed(Call call, Put put) =>
        put.Hashing.Content.Any(content => content.SelfAndDescendants().Contains(call.Operation))
        || call.Operation.GivenTo() is { } variable && put.Flow.IsHashed(variable);

    /// <summary>What it gives is stored.</summary>
    private static bool IsStored(Call call, StoreWrite write) =>
        write.Value.SelfAndDescendants().Contains(call.Operation)
        || call.Operation.GivenTo() is { } variable
            && (write.Value.Mentions(variable) || write.Value.Referenced() is { } row && write.Flow.IsMadeOf(row, variable));

    /// <summary>The written value holds the very bytes that were hashed.</summary>
    private static bool IsHashedForm(StoreWrite write, Put put) => ContentStep.Sources(write.Value, ImmutableDictionary<IOperation, Hashing>.Empty)
        .Any(source => (write.Flow == put.Flow && put.Flow.IsHashed(source) || write.Flow != put.Flow && write.Flow.IsContent(source))
            && IsForm(source.TypeOf()));

    private static bool IsForm(ITypeSymbol? type) => type.IsBytes();
}
