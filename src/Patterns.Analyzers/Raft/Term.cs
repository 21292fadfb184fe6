using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>The whole number by which a node tells elections apart.</summary>
internal sealed class Term
{
    private readonly ImmutableArray<ISymbol> readers;

    private Term(ISymbol symbol, ImmutableArray<ISymbol> readers)
    {
        Symbol = symbol;
        this.readers = readers;
        Names = new(readers.Select(reader => reader.Name).Append(symbol.Name).ToArray());
    }

    /// <summary>The field or property that holds it.</summary>
    public ISymbol Symbol { get; }

    /// <summary>What a body must say to use it.</summary>
    public Words Names { get; }

    public static Term Of(ISymbol symbol, ProjectFacts project) =>
        project.GetOrAdd((nameof(Term), symbol), () => new Term(symbol, ReadersOf(symbol, project).ToImmutableArray()));

    /// <summary>True for the member itself or a property that returns it.</summary>
    public bool Is(ISymbol? member)
    {
        if (member is null) return false;
        if (Symbol.IsSame(member)) return true;
        foreach (var reader in readers)
            if (reader.IsSame(member)) return true;
        return false;
    }

    /// <summary>True for an expression that reads the term, also by way of a local copy, an atomic read or the number inside it.</summary>
    public bool IsRead(IOperation operation, ValueFlow flow)
    {
        foreach (var source in flow.Sources(operation))
            if (Is(source.Referenced()) || IsAtomicRead(source)
                || source is IMemberReferenceOperation { Instance: { } number } && number.Type.IsInteger() && Is(number.Referenced())) return true;
        return false;
    }

    private bool IsAtomicRead(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "Read", ContainingType.Name: "Volatile" or "Interlocked" }, Arguments.Length: 1 } read
        && Is(read.Arguments[0].Value.Referenced());

    /// <summary>The properties of its own type that return it, and those of other types that pass it on: <c>Term => node.State.Term</c>.</summary>
    private static IEnumerable<ISymbol> ReadersOf(ISymbol symbol, ProjectFacts project)
    {
        var readers = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { symbol };
        for (var found = 0; found < readers.Count;)
        {
            found = readers.Count;
            var names = new Words(readers.Select(reader => reader.Name).Distinct().ToArray());
            foreach (var type in project.Declared)
                if (type.Words.HasAny(names))
                    readers.UnionWith(type.Bodies.Where(body => Returns(body, names, readers)).Select(body => body.Method.AssociatedSymbol!));
        }
        return readers.Where(reader => !symbol.IsSame(reader));
    }

    private static bool Returns(Body body, Words names, HashSet<ISymbol> readers) =>
        body.Method is { MethodKind: MethodKind.PropertyGet, AssociatedSymbol: { } property } && body.Words.HasAny(names) && !readers.Contains(property)
        && body.Of<IReturnOperation>().Any(result => result.ReturnedValue?.Referenced() is { } member && readers.Contains(member.OriginalDefinition));
}
