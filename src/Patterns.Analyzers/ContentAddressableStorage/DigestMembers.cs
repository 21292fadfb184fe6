using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>By which members of an object that a body makes, or is handed, the digest comes along: a record that bears a digest among other things is not
/// found by it.</summary>
/// <param name="flow">Where the digest goes in the body.</param>
internal sealed class DigestMembers(ContentFlow flow)
{
    private readonly Dictionary<ISymbol, ImmutableHashSet<string>> given = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, ImmutableArray<(string Name, IOperation Value)>> filled = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> asked = new(SymbolEqualityComparer.Default);

    /// <summary>Takes over what the caller knows of an object that it hands in.</summary>
    public void Know(ISymbol parameter, ImmutableHashSet<string> members) => given[parameter] = members;

    /// <summary>The members of that object; null where the body is silent about them.</summary>
    public ImmutableHashSet<string>? Of(ISymbol whole)
    {
        if (given.TryGetValue(whole, out var known)) return known;
        if (whole is not ILocalSymbol local || !asked.Add(local)) return null;
        var members = Filled(local).Where(part => flow.CarriesDigest(part.Value)).Select(part => part.Name)
            .ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
        asked.Remove(local);
        return members.IsEmpty ? null : members;
    }

    /// <summary>What the members of a new object are made with, or are set to.</summary>
    private ImmutableArray<(string Name, IOperation Value)> Filled(ILocalSymbol local)
    {
        if (!filled.TryGetValue(local, out var parts)) filled[local] = parts = Read(local).ToImmutableArray();
        return parts;
    }

    private IEnumerable<(string Name, IOperation Value)> Read(ILocalSymbol local)
    {
        if (flow.Body.DeclaredValue(local)?.Plain() is not IObjectCreationOperation creation) yield break;
        foreach (var part in creation.Parts()) yield return part;
        foreach (var assignment in flow.Body.Of<ISimpleAssignmentOperation>())
            if (assignment.Target is IMemberReferenceOperation { Instance: { } owner } member
                && SymbolEqualityComparer.Default.Equals(owner.Referenced(), local)) yield return (member.Member.Name, assignment.Value);
    }
}
