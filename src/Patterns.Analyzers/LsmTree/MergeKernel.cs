using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>Code that makes one sorted sequence of several: evidence 4.</summary>
internal static class MergeKernel
{
    private static readonly Words Ordered = new("PriorityQueue", "MoveNext", "MoveNextAsync", "SortedSet", "SortedDictionary", "SortedList", "heap", "_heap",
        "queue", "_queue");
    private static readonly Words Loops = new("for", "foreach", "while", "do");

    private static readonly Words Maps = new("Dictionary", "SortedDictionary", "SortedList");

    /// <summary>True when code with these words, or code that it calls by name, may merge. Binds nothing.</summary>
    public static bool MayBeNear(Vocabulary words, ProjectFacts project) => words.HasAny(Ordered) || words.HasAny(Maps) || words.HasAny(NamesOf(project));

    /// <summary>The names of the project's methods that may merge.</summary>
    private static Words NamesOf(ProjectFacts project) => project.GetOrAdd(nameof(MergeKernel), () => new SharedScan<List<string>, Words>(
        project, MergingIn, names => new(names.SelectMany(some => some).Distinct().ToArray()))).Result;

    private static List<string>? MergingIn(TypeFacts type) => type.Words.HasAny(Ordered) && type.Words.HasAny(Loops)
        ? type.Bodies.Where(body => body.Words.HasAny(Ordered) && body.Words.HasAny(Loops)).Select(body => body.Name).ToList()
        : null;

    /// <summary>True when the body itself merges.</summary>
    public static bool IsIn(Body body) =>
        body.Type.Project.GetOrAdd((nameof(MergeKernel), body), () =>
            MergesInOrder(body) || body.Words.HasAny(Maps) && LastWriterWins(body));

    /// <summary>It takes the least of several cursors.</summary>
    private static bool MergesInOrder(Body body) => body.Words.HasAny(Ordered) && (TakesLeastOfHeap(body) || AdvancesCursors(body));

    /// <summary>The one among them that takes the least of several cursors, else the one that gathers them in a map; null where none merges.</summary>
    public static Body? Of(Body body)
    {
        var near = Near(body).ToList();
        return near.Find(MergesInOrder) ?? near.FirstOrDefault();
    }

    /// <summary>The bodies among a body and those it calls, up to two calls away, that merge.</summary>
    private static IEnumerable<Body> Near(Body body)
    {
        var seen = new HashSet<Body> { body };
        var edge = new List<Body> { body };
        for (var depth = 0; depth <= 2; depth++)
        {
            foreach (var merging in edge.Where(IsIn)) yield return merging;
            edge = edge.SelectMany(caller => caller.Callees.Select(callee => callee.Body)).Where(seen.Add).ToList();
        }
    }

    /// <summary>The cursors over many others that an engine makes to merge its runs: of each the member that moves it on.</summary>
    public static IEnumerable<Body> MadeBy(TypeFacts engine) => engine.Bodies
        .Where(body => !body.IsConstructor)
        .SelectMany(body => body.Of<IObjectCreationOperation>())
        .Select(creation => engine.Project.Of(creation.Type)).OfType<TypeFacts>().Distinct()
        .Where(type => type != engine && type.Symbol.GetMembers("MoveNext").Length > 0)
        .Select(type => type.Bodies.FirstOrDefault(body => IsIn(body) || MovesOneOfMany(body))).OfType<Body>();

    /// <summary>A loop over the cursors that a type holds moves on the one whose turn it was.</summary>
    private static bool MovesOneOfMany(Body body) => body.Words.HasAny(Ordered) && body.Of<IForEachLoopOperation>().Any(loop =>
        loop.Collection.IsOwnMember() && loop.Body.Contains(inner => inner is IConditionalOperation choice
            && choice.Contains(move => Call.From(move) is { Name: "MoveNext" or "MoveNextAsync", ReceiverSymbol: ILocalSymbol cursor }
                && loop.Locals.Contains(cursor))));

    /// <summary>A loop takes the least cursor out of an ordered collection and puts it back once it has moved on.</summary>
    private static bool TakesLeastOfHeap(Body body)
    {
        var calls = body.Calls.Where(call => call.ReceiverSymbol is not null).ToList();
        var taking = calls.Where(TakesLeast).ToList();
        if (taking.Count == 0) return false;
        foreach (var loop in body.Of<ILoopOperation>())
        {
            var inside = calls.Where(call => loop.Syntax.Span.Contains(call.Syntax.Span)).ToList();
            foreach (var taken in taking)
            {
                if (!loop.Syntax.Span.Contains(taken.Syntax.Span)) continue;
                if (inside.Any(put => put.Name is "Enqueue" or "Add" or "Insert" or "Push" or "EnqueueDequeue" or "ReplaceMin" && Same(put, taken)))
                    return true;
            }
        }
        return false;
    }

    private static bool TakesLeast(Call call) => call.Receiver?.Type is { } type && (type.IsFramework()
        ? type.Name == "PriorityQueue" && call.Name is "Dequeue" or "TryDequeue" or "EnqueueDequeue" or "DequeueEnqueue"
            || type.Name is "SortedSet" or "SortedDictionary" or "SortedList" && call.Name == "Remove"
        : call is { Target.ReturnsVoid: false } && call.Arguments.Length <= 1 && call.Name is not ("Add" or "Insert") && TakesElements(type));

    private static bool TakesElements(ITypeSymbol type) =>
        type.GetMembers().OfType<IMethodSymbol>().Any(method => method is { ReturnsVoid: true, Parameters.Length: 1, MethodKind: MethodKind.Ordinary });

    private static bool Same(Call one, Call other) => SymbolEqualityComparer.Default.Equals(one.ReceiverSymbol, other.ReceiverSymbol);

    /// <summary>A loop moves one of several cursors on: two locals, or the element of a collection.</summary>
    private static bool AdvancesCursors(Body body)
    {
        var moving = body.Calls
            .Where(call => call is { Name: "MoveNext" or "MoveNextAsync" or "Next" or "Advance", Arguments.IsEmpty: true, Receiver: not null }).ToList();
        if (moving.Count == 0) return false;
        foreach (var loop in body.Of<ILoopOperation>())
        {
            var moved = moving.Where(call => loop.Syntax.Span.Contains(call.Syntax.Span)).ToList();
            if (moved.Any(call => call.Receiver is IPropertyReferenceOperation { Arguments.Length: > 0 } or IArrayElementReferenceOperation)) return true;
            if (moved.Select(call => call.ReceiverSymbol).OfType<ISymbol>().Distinct(SymbolEqualityComparer.Default).Count() > 1) return true;
        }
        return false;
    }

    /// <summary>Every entry of every run is put into one map, where the later run replaces the earlier.</summary>
    private static bool LastWriterWins(Body body)
    {
        foreach (var entries in body.Of<IForEachLoopOperation>())
        {
            if (entries.Enclosing<ILoopOperation>() is not { } runs) continue;
            var turn = runs is IForEachLoopOperation each ? each.Locals : runs.Locals;
            if (turn.IsEmpty || !ReadsOutOf(entries.Collection, turn, body)) continue;
            if (entries.Body.Contains(inner =>
                inner is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.Length: 1, Instance: ILocalReferenceOperation } }))
                return true;
            if (entries.Body.SelfAndDescendants().Select(Call.From).Any(call => call is { Name: "TryAdd", ReceiverSymbol: ILocalSymbol })) return true;
        }
        return false;
    }

    private static bool ReadsOutOf(IOperation collection, System.Collections.Immutable.ImmutableArray<ILocalSymbol> turn, Body body)
    {
        if (turn.Any(collection.Mentions)) return true;
        var locals = collection.SelfAndDescendants().OfType<ILocalReferenceOperation>().Select(reference => reference.Local);
        return locals.Any(local => Provenance.Of(body).SourcesOf(local).Any(source => turn.Any(source.Mentions)));
    }
}
