using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
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

    /// <summary>Members of those libraries that make what was added safe, read it back, or cut it.</summary>
    private static readonly string[] Upkeep = { "Commit", "CommitAsync", "Scan", "TruncateUntil", "WaitForCommit", "WaitForCommitAsync" };

    public static WriteAheadLogModel? In(TypeFacts type) => Fulfilled(type) ?? Appending(type) ?? BehindWrapper(type);

    private static WriteAheadLogModel? Fulfilled(TypeFacts type)
    {
        if (!type.Words.HasAny(Gate)) return null;
        foreach (var contract in type.Symbol.AllInterfaces.Concat(type.Symbol.SelfAndBases().Skip(1)))
            if (VariantOf(contract, Contracts, type.Project) is { } fulfilled)
                return Model(type, LogRoles.Log, fulfilled, Evidence.At(type.Symbol, $"it fulfils the library's '{contract.Name}'"));
        return null;
    }

    /// <summary>A call on a log that the type holds, was given, or got from somewhere.</summary>
    private static WriteAheadLogModel? Appending(TypeFacts type)
    {
        if (!type.Words.HasAny(AppendWords) || !type.Words.HasAny(Gate) && !IsReferenced(type.Project)) return null;
        foreach (var body in type.Bodies)
        {
            if (!body.Words.HasAny(AppendWords)) continue;
            foreach (var call in body.Calls)
            {
                if (Array.IndexOf(Appends, call.Name) < 0 || call.Receiver?.Type is not { } held || VariantOf(held, Logs, type.Project) is not { } variant)
                    continue;
                if (HandsOut(body, call)) continue;
                var log = call.ReceiverSymbol?.Name ?? held.Name;
                var append = Evidence.At(call.Operation, $"'{body.DisplayName}' appends to '{log}' by '{call.Name}'");
                var role = PassesOn(type) ? LogRoles.Log : LogRoles.Writer;
                return type.Slots.FirstOrDefault(slot => SymbolEqualityComparer.Default.Equals(slot.Symbol, call.ReceiverSymbol)) is { } slot
                    ? Model(type, role, variant, append, Evidence.At(slot.Symbol))
                    : Model(type, role, variant, append);
            }
        }
        return null;
    }

    /// <summary>Who opens a log and gives it away puts into it what every log begins with.</summary>
    private static bool HandsOut(Body body, Call append) => append.ReceiverSymbol is ILocalSymbol log
        && body.Of<IReturnOperation>().Any(answer => SymbolEqualityComparer.Default.Equals(answer.ReturnedValue?.Referenced(), log));

    /// <summary>The type offers the library's members under their names: it is the log to all others.</summary>
    private static bool PassesOn(TypeFacts type) => type.Bodies.Any(body => body.IsOpen && AppendWords.Contains(body.Name))
        && type.Bodies.Any(body => body.IsOpen && Array.IndexOf(Upkeep, body.Name) >= 0);

    /// <summary>A type of the project stands between the library's log and this one, which appends to it and sees to what was appended.</summary>
    private static WriteAheadLogModel? BehindWrapper(TypeFacts type)
    {
        if (!type.Words.HasAny(AppendWords)) return null;
        foreach (var slot in type.Slots)
        {
            if (type.Project.Of(slot.Type) is not { } wrapper || wrapper == type || WrappedBy(wrapper) is not { } variant) continue;
            if (CallOn(slot, type, Appends) is var (body, append) && CallOn(slot, type, Upkeep) is not null)
                return Model(
                    type, LogRoles.Writer, variant, Evidence.At(append.Operation, $"'{body.DisplayName}' appends to '{slot.Name}' by '{append.Name}'"),
                    Evidence.At(slot.Symbol));
        }
        return null;
    }

    /// <summary>The library's log that a type holds and of which it passes the members on under their names.</summary>
    private static ReferenceProject? WrappedBy(TypeFacts wrapper) => wrapper.Words.HasAny(Gate) && wrapper.Bodies.Any(body => AppendWords.Contains(body.Name))
        ? wrapper.Slots.Select(slot => VariantOf(slot.Type, Logs, wrapper.Project)).FirstOrDefault(variant => variant is not null)
        : null;

    private static (Body Body, Call Call)? CallOn(Slot slot, TypeFacts type, string[] names)
    {
        foreach (var body in type.Bodies)
        {
            if (!body.Words.Has(slot.Name)) continue;
            foreach (var call in body.Calls)
                if (Array.IndexOf(names, call.Name) >= 0 && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, slot.Symbol)) return (body, call);
        }
        return null;
    }

    /// <summary>True where the project can see one of the libraries.</summary>
    private static bool IsReferenced(ProjectFacts project) =>
        Logs.Keys.Any(name => project.Known[name] is { } known && project.Of(known) is null);

    /// <summary>A type of this project that merely bears the name is not the library's.</summary>
    private static ReferenceProject? VariantOf(ITypeSymbol type, ImmutableDictionary<string, ReferenceProject> marks, ProjectFacts project) =>
        type is INamedTypeSymbol named && project.Of(named) is null && marks.TryGetValue(named.FullMetadataName(), out var variant) ? variant : null;

    private static WriteAheadLogModel Model(TypeFacts type, Role role, ReferenceProject closest, params Evidence[] because) =>
        new(type, role, Confidence.High, closest, because.ToImmutableArray(), null, null);
}
