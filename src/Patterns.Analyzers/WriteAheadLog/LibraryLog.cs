using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;
using static Patterns.Analyzers.Catalog.ReferenceProjects;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>A log that a library brings: a type appends to it, or fulfils the library's contract of a log.</summary>
internal static class LibraryLog
{
    private static readonly Words Gate = new("FasterLog", "TsavoriteLog", "WriteAheadLog", "IWriteAheadLog", "IPersistentState", "PersistentState");

    /// <summary>Logs to hold and to append to, each with the variant that it is.</summary>
    private static readonly ImmutableDictionary<string, ReferenceProject> Logs = new Dictionary<string, ReferenceProject>
    {
        ["FASTER.core.FasterLog"] = Kafka,
        ["Tsavorite.core.TsavoriteLog"] = Kafka,
        ["DotNext.Net.Cluster.Consensus.Raft.StateMachine.WriteAheadLog"] = Etcd,
        ["ZoneTree.WAL.IWriteAheadLog`2"] = RocksDB,
        ["Tenray.ZoneTree.WAL.IWriteAheadLog`2"] = RocksDB,
    }.ToImmutableDictionary();

    private static readonly ImmutableDictionary<string, ReferenceProject> Contracts = new Dictionary<string, ReferenceProject>
    {
        ["DotNext.Net.Cluster.Consensus.Raft.IPersistentState"] = Etcd,
        ["DotNext.Net.Cluster.Consensus.Raft.PersistentState"] = Etcd,
        ["ZoneTree.WAL.IWriteAheadLog`2"] = RocksDB,
        ["Tenray.ZoneTree.WAL.IWriteAheadLog`2"] = RocksDB,
    }.ToImmutableDictionary();

    /// <summary>Members of those libraries that add to a log.</summary>
    private static readonly string[] Appends = { "Enqueue", "EnqueueAsync", "TryEnqueue", "EnqueueAndWaitForCommit", "EnqueueAndWaitForCommitAsync", "Append",
        "AppendAsync" };

    private static readonly Words AppendWords = new(Appends);

    public static WriteAheadLogModel? In(TypeFacts type)
    {
        if (!type.Words.HasAny(Gate)) return null;
        foreach (var contract in type.Symbol.AllInterfaces.Concat(type.Symbol.SelfAndBases().Skip(1)))
            if (VariantOf(contract, Contracts, type.Project) is { } fulfilled)
                return Model(type, LogRoles.Log, fulfilled, Evidence.At(type.Symbol, $"it fulfils the library's '{contract.Name}'"));
        foreach (var slot in type.Slots)
            if (VariantOf(slot.Type, Logs, type.Project) is { } held && AppendTo(slot, type) is var (body, call))
                return Model(type, LogRoles.Store, held, Evidence.At(call.Operation, $"'{body.DisplayName}' appends to '{slot.Name}' by '{call.Name}'"),
                    Evidence.At(slot.Symbol));
        return null;
    }

    private static (Body Body, Call Call)? AppendTo(Slot slot, TypeFacts type)
    {
        foreach (var body in type.Bodies)
        {
            if (!body.Words.Has(slot.Name) || !body.Words.HasAny(AppendWords)) continue;
            foreach (var call in body.Calls)
                if (SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, slot.Symbol) && Array.IndexOf(Appends, call.Name) >= 0) return (body, call);
        }
        return null;
    }

    /// <summary>A type of this project that merely bears the name is not the library's.</summary>
    private static ReferenceProject? VariantOf(ITypeSymbol type, ImmutableDictionary<string, ReferenceProject> marks, ProjectFacts project) =>
        type is INamedTypeSymbol named && project.Of(named) is null && marks.TryGetValue(named.FullMetadataName(), out var variant) ? variant : null;

    private static WriteAheadLogModel Model(TypeFacts type, Role role, ReferenceProject closest, params Evidence[] because) =>
        new(type, role, Confidence.High, closest, because.ToImmutableArray(), null, null);
}
