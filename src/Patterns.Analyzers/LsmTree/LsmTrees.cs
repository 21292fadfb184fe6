using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>The LSM trees of a project and the types that they are made of: a run or a memtable is one only through the engine that uses it.</summary>
internal sealed class LsmTrees
{
    private readonly Dictionary<INamedTypeSymbol, LsmTreeModel> parts = new(SymbolEqualityComparer.Default);

    private LsmTrees(ImmutableArray<Core> cores)
    {
        var engines = cores.Select(core => core.Engine).OfType<Engine>().ToList();
        foreach (var core in cores)
            if (core.Engine is { } engine) Add(EngineOf(engine, core.Compactions));
        var first = engines.FirstOrDefault();
        foreach (var core in cores)
        {
            if (!core.Compactions.IsEmpty) AddCompactor(core.Type, core.Compactions, first);
            if (core.Tables is { } tables) AddTables(tables);
            if (core.Detached is { } detached) AddDetached(detached, first);
        }
        foreach (var engine in engines) AddParts(engine);
        foreach (var engine in engines) AddClients(engine);
    }

    /// <summary>The trees of a project, found once.</summary>
    public static LsmTrees Of(ProjectFacts project) =>
        project.GetOrAdd(nameof(LsmTrees), () => new SharedScan<Core, LsmTrees>(project, Core.Of, cores => new(cores))).Result;

    /// <summary>What a type is to one of the trees; null for most.</summary>
    public LsmTreeModel? Part(INamedTypeSymbol type) => parts.TryGetValue(type, out var model) ? model : null;

    /// <summary>The methods that replace something by a new run: those that swap, add a run or compact.</summary>
    public IEnumerable<Body> Replacing => parts.Values.SelectMany(part =>
        part.Compactions.Select(compaction => compaction.Body)
            .Concat(part.Tree is { } engine && engine.Type == part.Type ? engine.Feeds.Select(feed => feed.Body).Append(engine.Swap.Body)
                : Enumerable.Empty<Body>()));

    private static LsmTreeModel EngineOf(Engine engine, ImmutableArray<Compaction> compactions)
    {
        var because = ImmutableArray.Create(
            Evidence.At(engine.Swap.Site, $"'{engine.Swap.Body.DisplayName}' swaps a full '{engine.Buffer.Name}' for an empty one"),
            Evidence.At(engine.Feeds[0].Site, $"'{engine.Feeds[0].Body.DisplayName}' adds a run to '{engine.Runs.Name}'"),
            Evidence.At(engine.FromBuffer.Site, $"'{engine.FromBuffer.Body.DisplayName}' asks '{engine.Buffer.Name}' first and '{engine.Runs.Name}' after it"),
            Evidence.At(engine.FromRuns.Site));
        var confidence = engine.StopsAtFirstHit ? Confidence.High : Confidence.Medium;
        return new(engine.Type, LsmTreeRoles.Engine, confidence, LsmTreeVariant.Of(engine), because, engine, compactions);
    }

    private void AddCompactor(TypeFacts type, ImmutableArray<Compaction> found, Engine? engine)
    {
        var closest = engine is null ? ReferenceProjects.RocksDB : LsmTreeVariant.Of(engine);
        var compaction = found[0];
        Add(new(type, LsmTreeRoles.Compactor, Confidence.High, closest, ImmutableArray.Create(
            Evidence.At(compaction.Body.Method, $"'{compaction.Body.DisplayName}' merges runs of '{compaction.Runs.Name}' and puts the result in their place"),
            Evidence.At(compaction.Kernel.Method, $"'{compaction.Kernel.Name}' merges them"),
            Evidence.At(compaction.Added),
            Evidence.At(compaction.Removed)), engine, found));
        if (compaction.RunType is { } run)
            AddPart(run, LsmTreeRoles.Run, compaction.Body.Method, $"'{type.Symbol.Name}' merges it with others of its kind", closest, engine, type.Project);
        if (compaction.Kernel.Type != type)
            AddPart(compaction.Kernel.Type.Symbol, LsmTreeRoles.Merge, compaction.Kernel.Method,
                $"'{compaction.Kernel.Name}' merges the runs of '{type.Symbol.Name}'", closest, engine, type.Project);
    }

    /// <summary>An engine whose look-ups are made elsewhere; or the set of its tables and runs, where the writes are made elsewhere too.</summary>
    private void AddTables(SealedTables tables)
    {
        var closest = ReferenceProjects.RocksDB;
        Add(new(tables.Type, tables.TakesWrites ? LsmTreeRoles.Engine : LsmTreeRoles.Levels, Confidence.Medium, closest, ImmutableArray.Create(
            Evidence.At(tables.Seal.Method, $"'{tables.Seal.DisplayName}' puts a full '{tables.Active.Name}' among '{tables.Waiting.Name}'"),
            Evidence.At(tables.Publish.Method, $"'{tables.Publish.DisplayName}' puts a run among '{tables.Runs.Name}' in its place")), null,
            ImmutableArray<Compaction>.Empty));
        var project = tables.Type.Project;
        if (tables.Active.Type is INamedTypeSymbol table)
            AddPart(table, LsmTreeRoles.Memtable, tables.Active.Symbol, $"'{tables.Type.Symbol.Name}' swaps it when it is full", closest, null, project);
        if (SealedTables.RunIn(tables.Runs, project) is { } run)
            AddPart(run, LsmTreeRoles.Run, tables.Publish.Method, $"'{tables.Publish.DisplayName}' puts it in the place of a table", closest, null, project);
    }

    /// <summary>A merge whose caller replaces the runs.</summary>
    private void AddDetached(DetachedCompaction found, Engine? engine)
    {
        var closest = engine is null ? ReferenceProjects.RocksDB : LsmTreeVariant.Of(engine);
        Add(new(found.Body.Type, LsmTreeRoles.Compactor, Confidence.High, closest, ImmutableArray.Create(
            Evidence.At(found.Body.Method, $"'{found.Body.DisplayName}' merges runs into a new file"),
            Evidence.At(found.Kernel.Method, $"'{found.Kernel.Name}' merges them"),
            Evidence.At(found.Replacement.Operation, $"'{found.Caller.DisplayName}' puts the file in their place by '{found.Replacement.Name}'")), engine,
            ImmutableArray<Compaction>.Empty));
        AddPart(found.Run, LsmTreeRoles.Run, found.Body.Method, $"'{found.Body.Type.Symbol.Name}' merges it with others of its kind", closest, engine,
            found.Body.Type.Project);
    }

    private void AddParts(Engine engine)
    {
        var project = engine.Type.Project;
        var closest = LsmTreeVariant.Of(engine);
        var name = engine.Type.Symbol.Name;
        foreach (var table in MemtableTypes.Of(engine))
            AddPart(table, LsmTreeRoles.Memtable, engine.Buffer, $"'{name}' writes to it and swaps it when it is full", closest, engine, project);
        foreach (var levels in RunTypes.Concrete(engine.Runs.HeldType(), project).Where(type => !type.IsGenericType))
            AddPart(levels, LsmTreeRoles.Levels, engine.Runs, $"'{name}' adds its runs to it and searches them through it", closest, engine, project);
        foreach (var (run, asked) in RunTypes.Of(engine))
            AddPart(run, LsmTreeRoles.Run, asked.Call.Target ?? engine.Runs, $"'{asked.Call.Name}' answers look-ups of '{name}'", closest, engine, project);
        foreach (var kernel in MergeKernel.MadeBy(engine.Type))
            AddPart(kernel.Type.Symbol, LsmTreeRoles.Merge, kernel.Method, $"'{kernel.DisplayName}' merges the runs of '{name}'", closest, engine, project);
    }

    private void AddClients(Engine engine)
    {
        foreach (var (type, families) in KeyFamilies.Over(engine))
            AddPart(type.Symbol, LsmTreeRoles.Client, families[0].Symbol, $"it keeps {families.Length} trees, one for each family of keys",
                LsmTreeVariant.Of(engine), engine, type.Project);
    }

    private void AddPart(INamedTypeSymbol type, Role role, ISymbol evidence, string phrase, ReferenceProject closest, Engine? engine, ProjectFacts project)
    {
        if (project.Of(type) is { } facts)
            Add(new(facts, role, Confidence.High, closest, ImmutableArray.Create(Evidence.At(evidence, phrase)), engine, ImmutableArray<Compaction>.Empty));
    }

    /// <summary>The first role that a type is found in is its own.</summary>
    private void Add(LsmTreeModel model)
    {
        if (!parts.ContainsKey(model.Type.Symbol)) parts.Add(model.Type.Symbol, model);
    }

    /// <summary>A type that is known for what it does itself.</summary>
    private sealed record Core(TypeFacts Type, Engine? Engine, ImmutableArray<Compaction> Compactions, SealedTables? Tables, DetachedCompaction? Detached)
    {
        public static Core? Of(TypeFacts type)
        {
            var engine = Engine.Of(type);
            var compactions = Compaction.In(type).Where(compaction => compaction.RunType is not null).ToImmutableArray();
            var tables = engine is null ? SealedTables.Of(type) : null;
            var detached = compactions.IsEmpty ? DetachedCompaction.Of(type) : null;
            return engine is null && compactions.IsEmpty && tables is null && detached is null ? null : new(type, engine, compactions, tables, detached);
        }
    }
}
