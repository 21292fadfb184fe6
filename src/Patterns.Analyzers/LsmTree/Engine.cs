using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>
/// A type that swaps a full table for an empty one (1), keeps what the full one became among its runs (2), and answers a look-up from the table
/// first and from the runs after it (3).
/// </summary>
/// <param name="Type">The type.</param>
/// <param name="Swap">Evidence 1.</param>
/// <param name="Feeds">Evidence 2: every place that adds a run.</param>
/// <param name="FromBuffer">Evidence 3: the question to the table that takes the writes.</param>
/// <param name="FromRuns">Evidence 3: the question to the runs, behind it.</param>
internal sealed record Engine(TypeFacts Type, BufferSwap Swap, ImmutableArray<RunFeed> Feeds, Lookup FromBuffer, Lookup FromRuns)
{
    /// <summary>How many calls may lie between the method that fills the table and the one that adds the run.</summary>
    private const int FlushDepth = 3;

    private static readonly Words Files = new("File", "FileStream", "StreamWriter", "BinaryWriter", "RandomAccess");

    private static readonly Words OpenFiles = new("FileStream", "SafeFileHandle", "RandomAccess", "BufferedStream");

    public ISymbol Buffer => Swap.Buffer;

    public ISymbol Runs => Feeds[0].Runs;

    /// <summary>True when a look-up stops at the first hit; a query over a range asks all tables.</summary>
    public bool StopsAtFirstHit => FromBuffer.EndsSearch && FromRuns.EndsSearch;

    /// <summary>The engine that a type is, or null.</summary>
    public static Engine? Of(TypeFacts type)
    {
        if (type.Symbol.TypeKind is not (TypeKind.Class or TypeKind.Struct) || !type.Words.HasAny(Lookup.Loops) || !type.Words.HasAny(BufferSwap.Needles))
            return null;
        var places = Places.Of(type).Where(place => BufferSwap.MayBeTable(place.Type)).ToList();
        if (places.Count < 2 || !places.Exists(place => BufferSwap.MayGiveWay(place, type)) || !type.Words.HasAny(Files) && RunTypes.In(type.Project).IsEmpty)
            return null;
        var swapping = BufferSwap.MaySwap(type, places);
        if (swapping.Count == 0) return null;
        var holders = places.Where(place => HoldsMany(place, type.Project)).ToList();
        if (holders.Count == 0) return null;
        var readers = ReadersOf(type, new(swapping.Values.SelectMany(names => names).ToArray()), holders).ToList();
        if (readers.Count == 0) return null;
        var swaps = new Lazy<ImmutableArray<BufferSwap>>(() => BufferSwap.In(swapping.Keys, places));
        Engine? ranging = null;
        foreach (var body in readers)
        {
            if (Cascade(type, body, swaps, holders) is not { } engine) continue;
            if (engine.StopsAtFirstHit) return engine;
            ranging ??= engine;
        }
        return ranging;
    }

    /// <summary>The methods that answer a question, name a swapped table, and name runs too or a helper that does. Binds nothing.</summary>
    private static IEnumerable<Body> ReadersOf(TypeFacts type, Words buffers, List<Slot> holders)
    {
        var bodies = type.SelfAndSourceBases.SelectMany(self => self.Bodies).Where(body => !body.IsConstructor).ToList();
        var runs = new Words(holders.Select(holder => holder.Name).ToArray());
        var managers = new Words(holders.Where(holder => !Collections.IsCollection(holder.Type)).Select(holder => holder.Name).ToArray());
        var helpers = new Words(bodies.Where(Searches).Select(body => body.Name).ToArray());
        return bodies.Where(body => body.Words.HasAny(buffers) && (Searches(body) || body.Words.HasAny(managers) || body.Words.HasAny(helpers))
            && AnswersSomebody(body.Method));

        bool Searches(Body body) => body.Words.HasAny(runs) && body.Words.HasAny(Lookup.Loops);
    }

    /// <summary>A method that is given something and gives something back: as its value, in a parameter, or by calling back.</summary>
    private static bool AnswersSomebody(IMethodSymbol method) => method.Parameters.Length > 0
        && (!method.AnswersNothing()
            || method.Parameters.Any(parameter => parameter.RefKind != RefKind.None || parameter.Type.TypeKind == TypeKind.Delegate
                || Collections.IsCollection(parameter.Type)));

    private static Engine? Cascade(TypeFacts type, Body body, Lazy<ImmutableArray<BufferSwap>> swaps, List<Slot> holders)
    {
        var lookups = Lookup.Of(body);
        if (lookups.Length < 2 || !lookups.Any(lookup => lookup.Loop is not null)) return null;
        foreach (var first in lookups)
        {
            var swap = swaps.Value.Where(candidate => first.Sources.Contains(candidate.Buffer.OriginalDefinition))
                .OrderBy(candidate => candidate.Clears && !candidate.IsReadBefore).ThenByDescending(candidate => candidate.Frozen.Any()).FirstOrDefault();
            if (swap is null || swap.Clears && !swap.IsReadBefore) continue;
            // The last ones asked lie on disk; frozen tables may come before them.
            foreach (var second in lookups.Reverse())
            {
                if (second.Loop is null || !IsBehind(second, first, swap)) continue;
                var runs = holders.Where(slot => IsAsked(slot, second, swap)).OrderByDescending(slot => Collections.IsCollection(slot.Type)).FirstOrDefault();
                if (runs is null || IsLastOfMany(swap.Buffer.HeldType(), runs.Type, type.Project)) continue;
                var feeds = RunFeed.Of(type, runs.Symbol).Where(feed => IsFedFrom(swap, feed, type))
                    .OrderByDescending(feed => feed.PublishesVersion).ThenByDescending(feed => feed.Body.Words.Has(swap.Buffer.Name)).ToImmutableArray();
                if (feeds.IsEmpty) continue;
                var engine = new Engine(type, swap, feeds, first, second);
                if (type.Words.HasAny(Files) || RunTypes.Of(engine).Any()) return engine;
            }
        }
        return null;
    }

    /// <summary>The last file of many of its kind is no table in memory: a log goes on in it.</summary>
    private static bool IsLastOfMany(ITypeSymbol? buffer, ITypeSymbol runs, ProjectFacts project) =>
        SymbolEqualityComparer.Default.Equals(Collections.Innermost(runs), buffer) && project.Of(buffer)?.Words.HasAny(OpenFiles) == true;

    private static bool IsBehind(Lookup second, Lookup first, BufferSwap swap) =>
        second.Site.Syntax.SpanStart > first.Site.Syntax.SpanStart
        && SymbolEqualityComparer.Default.Equals(second.Key, first.Key)
        && second.EndsSearch == first.EndsSearch
        && (second.EndsSearch || !swap.Clears && AsksForRange(first) && AsksForRange(second))
        && !second.Sources.Contains(swap.Buffer.OriginalDefinition);

    /// <summary>True for a question with two ends of the same kind: from this time to that.</summary>
    private static bool AsksForRange(Lookup lookup) => lookup.Call.Arguments
        .Where(argument => argument.Type is not null && lookup.Sources.Count > 0
            && Provenance.Of(lookup.Asks).Of(argument).Any(symbol => symbol is IParameterSymbol))
        .GroupBy(argument => argument.Type, SymbolEqualityComparer.Default)
        .Any(ends => ends.Count() > 1);

    private static bool IsAsked(Slot slot, Lookup lookup, BufferSwap swap) =>
        lookup.Sources.Contains(slot.Symbol.OriginalDefinition) && !SymbolEqualityComparer.Default.Equals(slot.Symbol, swap.Buffer);

    /// <summary>True for a collection, or for an object of the project that is or keeps one.</summary>
    private static bool HoldsMany(Slot slot, ProjectFacts project) =>
        Collections.IsCollection(slot.Type)
        || RunTypes.Concrete(slot.Type, project).Any(type =>
            type.AllInterfaces.Any(contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable)
            || project.Of(type) is { } facts && Places.Of(facts).Any(place => Collections.IsCollection(place.Type) || KeepsCollection(place, project)));

    /// <summary>An object of the project that keeps collections: the version that a manifest stands at.</summary>
    private static bool KeepsCollection(Slot place, ProjectFacts project) =>
        project.Of(place.Type) is { } kept && Places.Of(kept).Any(inner => Collections.IsCollection(inner.Type));

    /// <summary>The run is added where the swapped table is at hand, or in a method that such code calls.</summary>
    private static bool IsFedFrom(BufferSwap swap, RunFeed feed, TypeFacts type)
    {
        var names = new Words(swap.Frozen.Append(swap.Buffer).Select(table => table.Name).ToArray());
        var reached = new HashSet<Body>(type.Bodies.Where(body => !body.IsConstructor && body.Words.HasAny(names)));
        var edge = reached.ToList();
        for (var depth = 0; depth < FlushDepth && !reached.Contains(feed.Body); depth++)
        {
            edge = edge.SelectMany(body => body.Callees.Select(callee => callee.Body).Where(callee => callee.Type == type && reached.Add(callee))).ToList();
            if (edge.Count == 0) break;
        }
        return reached.Contains(feed.Body) && (!swap.Clears || IsOnOnePath(swap, feed)) || feed.Body.Words.Has("Dequeue") || feed.Body.Words.Has("TryDequeue");
    }

    /// <summary>What is emptied has to be kept at once: one method does both, or calls the one that does.</summary>
    private static bool IsOnOnePath(BufferSwap swap, RunFeed feed) =>
        swap.Body == feed.Body || feed.Body.Type.Bodies.Any(body => Leads(body, swap.Body) && Leads(body, feed.Body));

    private static bool Leads(Body from, Body to, int depth = FlushDepth) =>
        from == to || depth > 0 && from.Callees.Any(callee => callee.Body.Type == from.Type && Leads(callee.Body, to, depth - 1));
}
