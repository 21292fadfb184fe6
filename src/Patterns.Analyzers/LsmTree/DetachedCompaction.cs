using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>A merge of runs into a new file whose caller puts the file in the place of the runs.</summary>
/// <param name="Body">The member that merges the runs and has the result written.</param>
/// <param name="Kernel">The code that merges.</param>
/// <param name="Run">The type of the runs.</param>
/// <param name="Caller">The member that calls it.</param>
/// <param name="Replacement">The call of the caller that takes the inputs out of the runs.</param>
internal sealed record DetachedCompaction(Body Body, Body Kernel, INamedTypeSymbol Run, Body Caller, Call Replacement)
{
    private static readonly Words Ordered = new("PriorityQueue", "MoveNext", "SortedSet", "SortedDictionary", "SortedList");

    private static readonly Words FileWords = new("FileStream", "FileMode", "File", "RandomAccess", "BinaryWriter");

    public static DetachedCompaction? Of(TypeFacts type)
    {
        if (type.Symbol.TypeKind != TypeKind.Class || !type.Words.HasAny(Ordered) || RunTypes.In(type.Project).IsEmpty) return null;
        foreach (var body in type.Bodies.Where(body => body is { IsOpen: true, IsConstructor: false }))
            if (RunGiven(body) is { } run && Writes(body) && MergeKernel.Of(body) is { } kernel
                && CallerOf(body, run) is var (caller, replacement)) return new(body, kernel, run, caller, replacement);
        return null;
    }

    /// <summary>The runs that a member is given: a collection of them.</summary>
    private static INamedTypeSymbol? RunGiven(Body body) => body.Method.Parameters
        .Select(parameter => Collections.Innermost(parameter.Type) as INamedTypeSymbol)
        .FirstOrDefault(held => RunTypes.IsOne(held, body.Type.Project))?.OriginalDefinition;

    /// <summary>A file is written by the member, or by an object of the project that it calls.</summary>
    private static bool Writes(Body body) => body.Words.HasAny(FileWords)
        || body.Callees.Any(callee => callee.Body.Type != body.Type && callee.Body.Type.Words.HasAny(FileWords)
            && callee.Call.Receiver?.IsOwnMember() == true && callee.Call.Arguments.Length > 0);

    private static (Body Caller, Call Replacement)? CallerOf(Body merge, INamedTypeSymbol run)
    {
        foreach (var type in merge.Type.Project.Declared)
        {
            if (!type.Words.Has(merge.Name)) continue;
            foreach (var body in type.Bodies.Where(body => body != merge && body.Words.Has(merge.Name)))
            {
                if (!body.Callees.Any(callee => callee.Body == merge)) continue;
                foreach (var (call, callee) in body.Callees)
                    if (Replaces(callee, run)) return (body, call);
            }
        }
        return null;
    }

    /// <summary>A member takes some out of a collection of runs and puts another in.</summary>
    private static bool Replaces(Body body, INamedTypeSymbol run)
    {
        foreach (var runs in body.Type.Slots)
        {
            if (!SymbolEqualityComparer.Default.Equals(SealedTables.RunIn(runs, body.Type.Project)?.OriginalDefinition, run) || !body.Words.Has(runs.Name))
                continue;
            var provenance = Provenance.Of(body);
            if (body.Calls.Any(call => Collections.Removes(call) && provenance.LiesIn(call.Receiver, runs.Symbol))) return true;
        }
        return false;
    }
}
