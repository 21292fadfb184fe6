using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>A fact that follows from the declaration of a type alone, read once however many other types ask for it.</summary>
/// <typeparam name="T">The fact.</typeparam>
/// <param name="read">Reads it. It may ask for symbols only.</param>
internal sealed class Declared<T>(Func<INamedTypeSymbol, T> read)
{
    private readonly ConditionalWeakTable<INamedTypeSymbol, StrongBox<T>> known = new();
    private readonly ConditionalWeakTable<INamedTypeSymbol, StrongBox<T>>.CreateValueCallback box = type => new(read(type));

    public T Of(INamedTypeSymbol type) => known.GetValue(type, box).Value;
}
