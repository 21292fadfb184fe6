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

    public static Term Of(ISymbol symbol, ProjectFacts project) => project.GetOrAdd((nameof(Term), symbol), () => new Term(symbol, ReadersOf(symbol, project).ToImmutableArray()));

    /// <summary>True for the member itself or a property that returns it.</summary>
    public bool Is(ISymbol? member)
    {
        if (member is null) return false;
        if (Symbol.IsSame(member)) return true;
        foreach (var reader in readers)
            if (reader.IsSame(member)) return true;
        return false;
    }

    /// <summary>True for an expression that reads the term, also by way of a local copy or an atomic read.</summary>
    public bool IsRead(IOperation operation, ValueFlow flow)
    {
        foreach (var source in flow.Sources(operation))
            if (Is(source.Referenced()) || IsAtomicRead(source)) return true;
        return false;
    }

    private bool IsAtomicRead(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "Read", ContainingType.Name: "Volatile" or "Interlocked" }, Arguments.Length: 1 } read
        && Is(read.Arguments[0].Value.Referenced());

    private static IEnumerable<ISymbol> ReadersOf(ISymbol symbol, ProjectFacts project)
    {
        if (project.Of(symbol.ContainingType) is not { } owner) yield break;
        foreach (var body in owner.Bodies)
        {
            if (body.Method is not { MethodKind: MethodKind.PropertyGet, AssociatedSymbol: { } property } || !body.Words.Has(symbol.Name)) continue;
            if (body.Of<IReturnOperation>().Any(result => symbol.IsSame(result.ReturnedValue?.Referenced()))) yield return property;
        }
    }
}
