using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>A type that fulfils a library's contract of a checkpoint store.</summary>
internal static class LibraryContract
{
    private static readonly string[] Contracts =
    [
        "Eventuous.Subscriptions.Checkpoints.ICheckpointStore",
        "Orleans.Streams.IStreamQueueCheckpointer`1",
        "Azure.Messaging.EventHubs.Primitives.CheckpointStore",
        "Microsoft.Azure.EventHubs.Processor.ICheckpointManager",
    ];

    private static readonly ILookup<string, string> BySimpleName = Contracts.ToLookup(name => name.Substring(name.LastIndexOf('.') + 1).Split('`')[0],
        StringComparer.Ordinal);

    public static bool MayBe(TypeFacts type) => Contract(type) is not null;

    public static SnapshotModel? In(TypeFacts type)
    {
        if (Contract(type) is not { } contract || Keeping.In(type, contract) is not { } kept) return null;
        return new(type, SnapshotRoles.Store, Confidence.High, ReferenceProjects.Kafka,
            ImmutableArray.Create(Evidence.At(type.Symbol, $"it fulfils the library's '{contract.Name}'"),
                Evidence.At(kept.Operation, $"'{kept.Name}' reaches what lasts")));
    }

    private static INamedTypeSymbol? Contract(TypeFacts type)
    {
        foreach (var contract in type.Symbol.AllInterfaces)
            if (IsFulfilled(contract, type)) return contract;
        for (var contract = type.Symbol.BaseType; contract is not null; contract = contract.BaseType)
            if (IsFulfilled(contract, type)) return contract;
        return null;
    }

    private static bool IsFulfilled(INamedTypeSymbol contract, TypeFacts type)
    {
        foreach (var name in BySimpleName[contract.Name])
            if (Library.Is(contract, name, type)) return true;
        return false;
    }
}
