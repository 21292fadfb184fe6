using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;
using Patterns.Analyzers.WriteAheadLog.Conventions;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>
/// A log appends records to a medium that only grows and reads them back; it is certain when it is also flushed to the disk, framed or cut. A store appends to
/// a log and changes its state with the same data; it is certain when it also replays the log.
/// </summary>
internal static class WriteAheadLogSignature
{
    public static WriteAheadLogModel? Of(TypeFacts type) =>
        IsHeir(type) ? Inherited(type)
            : Log(type) ?? Store(type) ?? Rolling(type) ?? Sealed(type) ?? Indexed(type) ?? Numbered(type) ?? PageCache(type) ?? Layer(type)
                ?? LibraryLog.In(type)
                ?? OnTaughtLog(type)
                ?? Files(type) ?? LogCompany.Of(type);

    /// <summary>True for a type of which the base is told as the log: it is no second one.</summary>
    private static bool IsHeir(TypeFacts type) => LogFacts.Of(type) is { IsWriter: true, InheritedFrom: { } origin } && Log(origin) is not null;

    private static WriteAheadLogModel? Inherited(TypeFacts type)
    {
        if (InheritedLog.Of(type) is not { } heir) return null;
        var replay = Evidence.At(heir.Replay.Operation, $"'{heir.Recovery.DisplayName}' replays the log");
        var because = heir.AppliesFirst
            ? ImmutableArray.Create(
                Evidence.At(heir.Change.Site, $"'{heir.Body.DisplayName}' changes '{heir.Change.Name}'"),
                Evidence.At(heir.Append.Operation, $"appends by the inherited '{heir.Append.Name}' afterwards"), replay)
            : ImmutableArray.Create(
                Evidence.At(heir.Append.Operation, $"'{heir.Body.DisplayName}' appends by the inherited '{heir.Append.Name}'"),
                Evidence.At(heir.Change.Site, $"changes '{heir.Change.Name}'"), replay);
        var closest = heir.AppliesFirst ? ReferenceProjects.Redis : LogFacts.Of(type) is { } log ? LogVariants.OfLog(log, Framing.Of(log)) : null;
        return new(type, heir.AppliesFirst ? LogRoles.Followed : LogRoles.Store, Confidence.High, closest, because, null, null) { Heir = heir };
    }

    /// <summary>The log that a type is, or null.</summary>
    public static WriteAheadLogModel? Log(TypeFacts type)
    {
        if (LogFacts.Of(type) is not { IsWriter: true } log || log.IsInherited) return null;
        var replay = log.Replays.FirstOrDefault() ?? PairedReader.Of(log);
        if (replay is null && !log.IsForRecovery && !IsSegment(log) || log.IsText && !IsBehindState(log)) return null;
        var framing = Framing.Of(log);
        var because = ImmutableArray.CreateBuilder<Evidence>();
        because.Add(Evidence.At(log.Entry.Method, $"'{log.Entry.DisplayName}' appends to it"));
        because.Add(Evidence.At(log.Tail!));
        if (log.DurableFlush is { } flush) because.Add(Evidence.At(flush, "a flush waits for the disk"));
        if (replay is not null) because.Add(replay.Evidence);
        var isReplayed = IsReplayed(log);
        var isOwn = OwnStore.Is(log) || !isReplayed && OwnStore.IsReadFromNumber(log);
        if (!log.Cuts.IsEmpty && !isOwn) because.Add(log.Cuts[0]);
        if (!isReplayed && IsHistory(log)) return null;
        if (log.Appends.IsEmpty && OwnLogBeforeApply.In(log).FirstOrDefault() is { Body: not null } early) return Following(type, log, early);
        var certain = replay is null ? framing.Count >= 2 : !log.Cuts.IsEmpty || log.DurableFlush is not null || framing.Count >= 2 && isReplayed;
        if (!certain && framing.Count < 2 && replay is not null && !isReplayed && IsRead(log, replay)) return null;
        return new(type, isOwn ? LogRoles.OwnStore : LogRoles.Log, certain ? Confidence.High : Confidence.Medium,
            isOwn ? ReferenceProjects.Kafka : LogVariants.OfLog(log, framing), because.ToImmutable(), log, StoreFacts.Of(type));
    }

    /// <summary>A type that changes what it holds at once, and has the records wait for its own log.</summary>
    private static WriteAheadLogModel Following(TypeFacts type, LogFacts log, (Body Body, Mutation Change, Call Append) early)
    {
        var because = ImmutableArray.Create(
            Evidence.At(early.Change.Site, $"'{early.Body.DisplayName}' changes '{early.Change.Name}'"),
            Evidence.At(early.Append.Operation, $"appends by '{early.Append.Name}' afterwards"));
        if (log.Replays.FirstOrDefault() is { } replay) because = because.Add(replay.Evidence);
        return new(type, LogRoles.Followed, Confidence.Medium, ReferenceProjects.Redis, because, log, StoreFacts.Of(type));
    }

    /// <summary>One of many files that another type keeps: records are added to it, forced to the disk, and read by their places.</summary>
    private static bool IsSegment(LogFacts log) => log.DurableFlush is not null && OwnStore.Is(log) && LogVariants.IsSegment(log);

    /// <summary>Other types of the project read it back.</summary>
    private static bool IsRead(LogFacts log, ReplayLoop replay)
    {
        var names = new Words(replay.Body.Type.Bodies
            .Where(body => body.IsOpen && body.Method.MethodKind == MethodKind.Ordinary && log.Reach(body.Method).Contains(replay.Body.Method))
            .Select(body => body.Name).ToArray());
        return log.Type.Project.Types.Any(symbol => symbol.TypeKind == TypeKind.Class && log.Type.Project.Of(symbol) is { } type && type != log.Type
            && type != replay.Body.Type
            && !SymbolEqualityComparer.Default.Equals(symbol, log.Type.Symbol.ContainingType) && type.Words.HasAny(names));
    }

    /// <summary>What is appended comes back into some state: by the log's own constructor, into the index beside it, or by a type that uses the log. What is
    /// only looked up is a history.</summary>
    private static bool IsReplayed(LogFacts log) =>
        log.Replays.Any(log.IsRunByConstructor)
        || OwnState.ComesBack(log)
        || log.Replays.IsEmpty && PairedReader.OfIndex(log) is not null
        || UsersOf(log).Any(store => !store.LogsAfterwards || store.Delivered is not null || store.Recoveries.Any(recovery => recovery.Applies));

    /// <summary>Whoever changes something and logs it tells the log how it came out.</summary>
    private static bool IsHistory(LogFacts log)
    {
        var users = UsersOf(log).Where(store => !store.Changes.IsEmpty).ToList();
        return users.Count > 0 && users.All(store => store.KeepsHistory);
    }

    /// <summary>A record of what happened, or one that is written after the fact and that nobody reads: no state comes back from it.</summary>
    private static bool IsAfterTheFact(StoreFacts store, LogFacts log) => !IsReplayed(log)
        && (store.KeepsHistory || store.LogsAfterwards && log.Replays.IsEmpty && PairedReader.Of(log) is null);

    /// <summary>How the other types of the project use the log.</summary>
    public static IEnumerable<StoreFacts> UsersOf(LogFacts log)
    {
        foreach (var symbol in log.Type.Project.Types)
            if (log.Type.Project.Of(symbol) is { } type && type != log.Type && StoreFacts.Of(type) is { } store && store.Log == log) yield return store;
    }

    /// <summary>Lines are records where they are forced to the disk, or where a type applies them and gets its state back from them.</summary>
    private static bool IsBehindState(LogFacts log) => log.DurableFlush is not null
        || UsersOf(log).Any(AppliesText);

    private static bool AppliesText(StoreFacts store) => store.Changes.Any() && store.Recoveries.Any(recovery => recovery.Applies);

    private static WriteAheadLogModel? Store(TypeFacts type)
    {
        if (StoreFacts.Of(type) is not { Log: { } log } store || log.IsText && !AppliesText(store)) return null;
        if (type.SelfAndSourceBases.Skip(1).Any(origin => IsAllOf(origin, store) && Store(origin) is not null)) return null;
        var because = ImmutableArray.CreateBuilder<Evidence>();
        var recovery = store.Recoveries.FirstOrDefault(one => one.Applies) ?? store.Recoveries.FirstOrDefault();
        var isOwn = OwnStore.Is(log) || OwnStore.IsIndexedBy(store);
        WriteAheadLogModel Model(Role role, Confidence confidence, ReferenceProject? closest = null) =>
            new(type, role, confidence, closest ?? (isOwn ? ReferenceProjects.Kafka : LogVariants.OfStore(store, log)), because.ToImmutable(), null, store);

        if (store.Segments is { } segments && recovery is not null && !store.Appending.IsEmpty)
        {
            because.Add(Evidence.At(store.Appending[0].Method, $"'{store.Appending[0].DisplayName}' appends to the newest of '{segments.Name}'"));
            because.Add(Evidence.At(recovery.Replay, $"'{recovery.Body.DisplayName}' reads them back"));
            return Model(isOwn ? LogRoles.OwnStore : LogRoles.SegmentSet, Confidence.High);
        }
        if (store.Delivered is { } delivered)
        {
            because.Add(Evidence.At(store.Appending[0].Method, $"'{store.Appending[0].DisplayName}' only appends"));
            because.Add(Evidence.At(delivered.Method, $"'{delivered.DisplayName}' applies what comes back"));
            return Model(LogRoles.Store, Confidence.High);
        }
        var changes = store.Changes.Where(one => !one.IsMark).ToList();
        var follows = !isOwn && changes.Any(one => one.IsToldAfterwards) && (store.LogsAfterwards || changes.TrueForAll(one => one.IsToldAfterwards));
        if (changes.OrderByDescending(one => one.IsToldAfterwards == follows).FirstOrDefault() is { } change)
        {
            if (recovery is null && (OwnState.IsKept(log) || IsAfterTheFact(store, log)) || follows && recovery is { Applies: false, Yields: false })
                return null;
            var confidence = recovery is not null ? Confidence.High : Confidence.Medium;
            because.AddRange(follows ? Followed(change) : Protected(change, OwnStore.IsIndexedBy(store)));
            if (recovery is not null) because.Add(Evidence.At(recovery.Replay, $"'{recovery.Body.DisplayName}' replays the log"));
            return follows ? Model(LogRoles.Followed, confidence, ReferenceProjects.Redis) : Model(isOwn ? LogRoles.OwnStore : LogRoles.Store, confidence);
        }
        if (recovery is null && store.Changes.FirstOrDefault() is { } mark)
        {
            if (IsAfterTheFact(store, log)) return null;
            because.Add(Evidence.At(mark.Append, $"'{mark.Body.DisplayName}' appends by '{mark.AppendName}'"));
            return Model(LogRoles.Writer, Confidence.Medium);
        }
        if (recovery is null || store.Appending.IsEmpty && !store.CutsLog && !recovery.IsRedone || IsOnlyHandedReader(log)) return null;
        because.Add(Evidence.At(recovery.Replay, $"'{recovery.Body.DisplayName}' reads the log back"));
        if (!store.Appending.IsEmpty) because.Add(Appends(store));
        if (recovery.Yields) return Model(LogRoles.SegmentSet, Confidence.Medium);
        return recovery.Applies ? Model(LogRoles.Recovery, Confidence.Medium) : null;
    }

    /// <summary>The log is written first; of what is its own store, an index keeps where.</summary>
    private static ImmutableArray<Evidence> Protected(LoggedChange change, bool isPlace) => ImmutableArray.Create(
        Evidence.At(change.Append, $"'{change.Body.DisplayName}' appends by '{change.AppendName}'"),
        Evidence.At(change.Change.Site, isPlace ? $"'{change.Change.Name}' keeps where it lies" : $"changes '{change.Change.Name}'"));

    private static ImmutableArray<Evidence> Followed(LoggedChange change) => ImmutableArray.Create(
        Evidence.At(change.Change.Site, $"'{change.Body.DisplayName}' changes '{change.Change.Name}'"),
        Evidence.At(change.Append, $"appends by '{change.AppendName}' afterwards"));

    /// <summary>All that appends, reads back or is changed is declared by a base type, to which its own members at most pass on what they are given.</summary>
    private static bool IsAllOf(TypeFacts origin, StoreFacts store) =>
        store.Appending.All(body => IsOf(origin, body) || !body.Calls.Any(store.IsAppend))
        && store.Recoveries.All(one => IsOf(origin, one.Body))
        && store.Changes.All(one => IsOf(origin, one.Body) || !store.Type.Slots.Any(slot => slot.Name == one.Change.Name));

    private static bool IsOf(TypeFacts origin, Body body) => origin.SelfAndSourceBases.Contains(body.Type);

    /// <summary>The log is read by a type of its own, which others open and hand on: whoever gets it loads itself from some file.</summary>
    private static bool IsOnlyHandedReader(LogFacts log) => log.Replays.IsEmpty && PairedReader.OfFile(log) is not null;

    /// <summary>Who appends; a lambda that is given away may append later, in somebody else's name.</summary>
    private static Evidence Appends(StoreFacts store)
    {
        var itself = store.Appending.FirstOrDefault(body =>
            store.AppendsIn(body).Any(append => !append.Site.Ancestors().Any(outer => outer is IAnonymousFunctionOperation)));
        return itself is not null ? Evidence.At(itself.Method, $"'{itself.DisplayName}' appends to it")
            : Evidence.At(store.Appending[0].Method, $"'{store.Appending[0].DisplayName}' lets others append to it");
    }

    /// <summary>A store on a log out of sight, to which it appends by a member that the team has named.</summary>
    private static WriteAheadLogModel? OnTaughtLog(TypeFacts type)
    {
        if (StoreFacts.Of(type) is not { Log: null, Appending: [var body, ..] } store || store.AppendsIn(body).FirstOrDefault() is not ({ } site, var append))
            return null;
        var because = ImmutableArray.Create(Evidence.At(site,
            $"'{body.DisplayName}' appends by '{append.Name}', of which {PatternKnownTypes.FileName} says so"));
        return new(type, LogRoles.Store, Confidence.High, null, because, null, store);
    }

    /// <summary>A log manager over blocks, or who undoes and does again what it hands out.</summary>
    private static WriteAheadLogModel? Numbered(TypeFacts type)
    {
        if (NumberedLog.Of(type) is { } log)
            return new(type, LogRoles.Log, Confidence.Medium, ReferenceProjects.DuckDB, ImmutableArray.Create(
                Evidence.At(log.Append.Method, $"'{log.Append.DisplayName}' gives each record the next '{log.Number.Name}'"),
                Evidence.At(log.Flush.Method, $"'{log.Flush.DisplayName}' writes what lies up to a number"),
                Evidence.At(log.Read.Method, $"'{log.Read.DisplayName}' reads the records back")), null, null);
        return NumberedRecovery.Of(type) is { } recovery
            ? new(type, LogRoles.Recovery, Confidence.Medium, ReferenceProjects.DuckDB, ImmutableArray.Create(
                Evidence.At(recovery.Read.Operation, $"'{recovery.Body.DisplayName}' reads the log back by '{recovery.Read.Name}'"),
                Evidence.At(recovery.Apply.Operation, $"and has a record applied by '{recovery.Apply.Name}'")), null, null)
            : null;
    }

    private static WriteAheadLogModel? PageCache(TypeFacts type)
    {
        if (PageFlush.Of(type) is not { } rule) return null;
        var because = ImmutableArray.Create(
            Evidence.At(rule.Flush.Operation, $"'{rule.Body.DisplayName}' has the log flushed by '{rule.Flush.ReceiverSymbol?.Name}'"),
            Evidence.At(rule.Write.Operation, $"before '{rule.Write.Name}' writes the page"));
        return new(type, LogRoles.Store, Confidence.Medium, ReferenceProjects.DuckDB, because, null, null);
    }

    private static WriteAheadLogModel? Rolling(TypeFacts type)
    {
        if (RollingLog.Of(type) is not { } log) return null;
        var because = ImmutableArray.Create(
            Evidence.At(log.Append.Method, $"'{log.Append.Name}' appends to '{log.Segment.Name}' and moves the position"),
            Evidence.At(log.Roll.Method, $"'{log.Roll.Name}' goes on in another segment"),
            Evidence.At(log.Flush.Method, $"'{log.Flush.Name}' flushes it"));
        return new(type, LogRoles.SegmentSet, Confidence.Medium, ReferenceProjects.Kafka, because, null, null);
    }

    private static WriteAheadLogModel? Sealed(TypeFacts type)
    {
        if (SealedSegments.Of(type) is not { } log) return null;
        var because = ImmutableArray.Create(
            Evidence.At(log.Append.Method, $"'{log.Append.DisplayName}' appends to '{log.Tail.Name}'"),
            Evidence.At(log.Roll.Method, $"'{log.Roll.DisplayName}' puts it among '{log.Sealed.Name}' and goes on in another"),
            Evidence.At(log.Drop.Method, $"'{log.Drop.DisplayName}' takes some of these out"));
        return new(type, LogRoles.SegmentSet, Confidence.Medium, ReferenceProjects.Etcd, because, null, null);
    }

    private static WriteAheadLogModel? Indexed(TypeFacts type)
    {
        if (IndexedLog.Of(type) is not { } log) return null;
        var because = ImmutableArray.Create(
            Evidence.At(log.Append.Method, $"'{log.Append.Name}' puts records under a rising index"),
            Evidence.At(log.Scan.Method, $"'{log.Scan.Name}' reads them back from an index on"),
            Evidence.At(log.Cut.Method, $"'{log.Cut.Name}' cuts them up to one"));
        return new(type, LogRoles.Log, Confidence.Medium, ReferenceProjects.TiKV, because, null, null);
    }

    private static WriteAheadLogModel? Files(TypeFacts type)
    {
        if (LogFilesRecovery.Of(type) is not { } recovery) return null;
        var because = ImmutableArray.Create(
            Evidence.At(recovery.Replay.Operation, $"'{recovery.Body.DisplayName}' replays the log of each file by '{recovery.Replay.Name}'"),
            Evidence.At(recovery.Cut.Operation, $"and cuts it by '{recovery.Cut.Name}'"));
        return new(type, LogRoles.Recovery, Confidence.Medium, ReferenceProjects.RocksDB, because, null, null) { Files = recovery };
    }

    private static WriteAheadLogModel? Layer(TypeFacts type)
    {
        if (DiffLayer.Of(type) is not { } layer) return null;
        var because = ImmutableArray.Create(
            Evidence.At(layer.Read.Method, $"'{layer.Read.Name}' asks the layer below for what it does not hold"),
            Evidence.At(layer.Batch.Method, $"'{layer.Batch.Type.Symbol.Name}.{layer.Batch.Name}' writes the merged changes to the disk in one batch"));
        return new(type, LogRoles.Layer, Confidence.Medium, ReferenceProjects.GoEthereum, because, null, null);
    }
}
