using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>
/// Who plays which part: the type that searches versions is found by itself, the others through it. A type has the part that is found first: the order
/// is that of the methods below.
/// </summary>
internal sealed class MvccParts
{
    private readonly Dictionary<ISymbol, MvccModel> models = new(SymbolEqualityComparer.Default);

    private MvccParts(ProjectFacts project)
    {
        Project = project;
        var stores = VersionStores.Of(project).OrderByDescending(store => store.Confidence).ToList();
        foreach (var store in stores) AddSearcher(store, stores);
        foreach (var store in stores) AddHolders(store);
        foreach (var store in stores) AddWriters(store);
        foreach (var store in stores) AddReaders(store);
        foreach (var store in stores) AddUndo(store);
        foreach (var store in stores) AddCollection(store);
        foreach (var store in stores) AddRule(store);
        foreach (var store in stores) AddCollectors(store);
        foreach (var store in stores) AddSources(store);
        foreach (var symbol in project.Types)
        {
            if (models.ContainsKey(symbol) || project.Of(symbol) is not { } type) continue;
            if ((CopyOnWrite.In(type) ?? CopyOnWrite.ByWriters(type)) is { } copying) Add(type, copying);
            else if (VersionSet.In(type) is { } set) Add(type, set);
            else if (PrivateCopies.In(type) is { } copies) Add(type, copies);
        }
    }

    private ProjectFacts Project { get; }

    public static IReadOnlyDictionary<ISymbol, MvccModel> Of(ProjectFacts project) =>
        project.GetOrAdd(nameof(MvccParts), () => new Lazy<IReadOnlyDictionary<ISymbol, MvccModel>>(() => new MvccParts(project).models)).Value;

    private void Add(TypeFacts type, MvccModel model)
    {
        if (!models.ContainsKey(type.Symbol)) models.Add(type.Symbol, model);
    }

    private void Add(TypeFacts type, Role role, VersionStore store, params Evidence[] because)
    {
        if (models.ContainsKey(type.Symbol) || !Behaviour.Has(type)) return;
        models.Add(type.Symbol,
            new(type, role, store.Confidence, MvccVariants.Of(store),
                because.Concat(Phrases.Of(store).Where(evidence => because.All(told => told.Phrase != evidence.Phrase))).ToImmutableArray(),
                ImmutableArray.Create(store)));
    }

    private void AddSearcher(VersionStore store, IReadOnlyCollection<VersionStore> all)
    {
        var type = store.Walk.Body.Type;
        if (models.ContainsKey(type.Symbol) || !Behaviour.Has(type)) return;
        var own = all.Where(other => other.Walk.Body.Type == type).ToImmutableArray();
        var role = store.Walk.Kind == WalkKind.Scanned ? RoleOfScan(store)
            : type.Symbol.IsSame(store.Walk.Element) ? store.Walk.Kind == WalkKind.Paired ? MvccRoles.Chain : MvccRoles.Version
            : type.AllSlots.Any(slot => VersionLists.ValueOf(slot.Type) is not null) ? MvccRoles.Store
            : MvccRoles.Chain;
        models.Add(type.Symbol, new(type, role, store.Confidence, MvccVariants.Of(store), Phrases.Of(store).ToImmutableArray(), own));
    }

    /// <summary>Who reads rows with stamps is their store when it also writes them, else the reader itself where it keeps the stamp.</summary>
    private static Role RoleOfScan(VersionStore store)
    {
        var type = store.Walk.Body.Type;
        if (store.Writes.Any(write => write.Body.Type == type)) return MvccRoles.Store;
        return store.Captures.Any(capture => capture.Keep.Member.ContainingType.IsSame(type.Symbol)) ? MvccRoles.Snapshot : MvccRoles.Chain;
    }

    /// <summary>Types that write rows under a number of the counter that readers begin with, and are no such reader.</summary>
    private void AddWriters(VersionStore store)
    {
        if (store.Walk.Kind != WalkKind.Scanned) return;
        foreach (var write in store.Writes.Where(write => !store.Walk.Rule.Stamp.IsSame(write.Operation.Assigned()?.Target.Referenced())))
            if (store.Captures.All(capture => ReaderOf(capture.Keep) != write.Body.Type))
                Add(write.Body.Type, MvccRoles.Store, store, Evidence.At(write.Operation, $"'{write.Body.DisplayName}' writes under a number of its own"));
    }

    /// <summary>Types that map keys to chains, or to heads of chains, and search them for readers.</summary>
    private void AddHolders(VersionStore store)
    {
        foreach (var (body, call, _) in Callers.Of(store.Walk.Body))
            if (body.Type.AllSlots.FirstOrDefault(slot => Leads(slot.Type, store.Walk)) is { } map)
                Add(body.Type, MvccRoles.Store, store, Evidence.At(call, $"'{body.DisplayName}' searches the versions that '{map.Name}' has for a key"));
    }

    private static bool Leads(ITypeSymbol type, Walk walk) =>
        VersionLists.ValueOf(type) is { } value && (value.IsSame(walk.Body.Type.Symbol) || walk.Link is not null && value.IsSame(walk.Element));

    /// <summary>Types that keep the stamp that a reader began with, and those that begin such a reader.</summary>
    private void AddReaders(VersionStore store)
    {
        foreach (var (keep, origin) in store.Captures)
        {
            if (ReaderOf(keep) is not { } snapshot) continue;
            if (!Behaviour.Has(snapshot)) AddHoldersOf(snapshot, keep, origin, store);
            Add(snapshot, Writes.Any(snapshot) ? MvccRoles.Transaction : MvccRoles.Snapshot, store, Phrases.Of(keep, origin));
            foreach (var (beginner, site) in Beginnings.Of(snapshot))
                if (origin.Counter is { } counter && counter.ContainingType.IsSame(beginner.Symbol))
                    Add(beginner, MvccRoles.Source, store, Evidence.At(site, $"it begins each '{snapshot.Symbol.Name}' with '{counter.Name}'"));
                else if (beginner.Slots.Any(slot => slot.Type.IsSame(snapshot.Symbol)))
                    Add(beginner, MvccRoles.Transaction, store, Evidence.At(site, $"it begins with a '{snapshot.Symbol.Name}'"));
        }
    }

    /// <summary>Transactions that keep their stamp in a thing that is nothing but data: they read by it, and gather changes of their own.</summary>
    private void AddHoldersOf(TypeFacts data, Keep keep, Origin origin, VersionStore store)
    {
        foreach (var symbol in Project.Types)
            if (Project.Of(symbol) is { } type && type.Words.Has(keep.Member.Name)
                && type.Slots.Any(slot => slot is { IsReadOnly: true, IsStatic: false } && slot.Type.IsSame(data.Symbol)) && Writes.Any(type)
                && Callers.Of(store.Walk.Body).Any(caller => caller.Body.Type == type && caller.Call.Mentions(keep.Member)))
                Add(type, MvccRoles.Transaction, store, Phrases.Of(keep, origin));
    }

    /// <summary>The type that keeps the stamp: the one derived from it that sets it for itself, where a base class only has the member.</summary>
    private TypeFacts? ReaderOf(Keep keep) =>
        keep.Body is { } body && body.Type.Symbol.BaseType is { } origin && origin.SelfAndBases().Any(self => keep.Member.ContainingType.IsSame(self))
            ? body.Type : Project.Of(keep.Member.ContainingType);

    /// <summary>Types that find the older version that a pointer means.</summary>
    private void AddUndo(VersionStore store)
    {
        foreach (var supplier in UndoLogs.Of(store.Walk))
            Add(supplier.Type, MvccRoles.UndoLog, store, Evidence.At(supplier.Method, $"'{supplier.DisplayName}' gives the version that a pointer means"));
    }

    /// <summary>A collection of the project's own in which the versions lie.</summary>
    private void AddCollection(VersionStore store)
    {
        foreach (var slot in store.Walk.Body.Type.Slots)
            if (slot.Type is INamedTypeSymbol && Project.Of(slot.Type) is { } collection
                && VersionLists.Of(Project).Chains(store.Walk.Body.Type).Any(chain => chain.Symbol.IsSame(slot.Symbol)))
                Add(collection, MvccRoles.Chain, store, Evidence.At(slot.Symbol, $"'{slot.Name}' holds the versions"));
    }

    /// <summary>The version, where it decides itself who sees it.</summary>
    private void AddRule(VersionStore store)
    {
        if (store.Walk.Rule.Body.Type != store.Walk.Body.Type && store.Walk.Rule.Body.Type.Symbol.IsSame(store.Walk.Element))
            Add(store.Walk.Rule.Body.Type, MvccRoles.Version, store);
    }

    /// <summary>Types that look for the oldest reader, and those that are told who it is.</summary>
    private void AddCollectors(VersionStore store)
    {
        foreach (var (body, minimum) in Watermarks.Of(store))
        {
            if (minimum is not IForEachLoopOperation)
                Add(body.Type, MvccRoles.Collector, store, Evidence.At(minimum, $"'{body.DisplayName}' looks for the oldest reader"));
            foreach (var (collector, call, asker) in Watermarks.Told(body))
            {
                if (PrunedVersions.IsStub(collector)) continue;
                Add(collector.Type, MvccRoles.Collector, store, Evidence.At(call, $"'{collector.DisplayName}' is told which reader is the oldest"));
                if (asker.Type != body.Type && Removes(collector))
                    Add(asker.Type, MvccRoles.Collector, store,
                        Evidence.At(call, $"'{asker.DisplayName}' tells '{collector.DisplayName}' which reader is the oldest"));
            }
        }
    }

    /// <summary>It takes versions out, or gathers those that nobody needs any more.</summary>
    private static bool Removes(Body collector) => collector.Calls.Any(call => call.Name.StartsWith("Remove", StringComparison.Ordinal)
        || call.Name is "Add" && call.ReceiverSymbol is IParameterSymbol or ILocalSymbol);

    /// <summary>The counter by which versions and readers are numbered alike.</summary>
    private void AddSources(VersionStore store)
    {
        foreach (var origin in store.Writes.SelectMany(write => write.Origins))
            if (origin.Counter is { } counter && Counters.IsCounted(counter, Project) && store.Captures.Any(capture => counter.IsSame(capture.Origin.Counter))
                && Project.Of(counter.ContainingType) is { } type)
                Add(type, MvccRoles.Source, store, Evidence.At(counter, $"'{counter.Name}' numbers versions and readers alike"));
        foreach (var origin in store.Readers)
            if (origin is { IsFresh: true, Counter: { } ticket, Body: { } body } && !body.Type.Symbol.IsSame(ticket.ContainingType)
                && Project.Of(ticket.ContainingType) is { } carrier && !Behaviour.Has(carrier))
                Add(body.Type, MvccRoles.Source, store, Evidence.At(origin.Site, $"'{body.DisplayName}' gives '{ticket.Name}' the next number"));
    }
}
