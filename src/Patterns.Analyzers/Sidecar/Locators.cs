using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar;

/// <summary>Types that know where the companion is, for others that speak to it.</summary>
internal static class Locators
{
    /// <summary>Whether the words of a type allow that it has its endpoint from another type.</summary>
    public static bool MayUse(TypeFacts type) =>
        (type.Words.HasAny(Outgoing.Words) || Outgoing.IsForwarder(type)) && type.Words.HasAny(Names(type.Project)) && !type.Words.HasAny(Outgoing.Listening);

    /// <summary>The contact that a type has by what another type of the project found; null where it asks none.</summary>
    public static (Contact Contact, TypeFacts Locator)? UsedBy(TypeFacts type)
    {
        foreach (var (locator, contact) in Of(type.Project))
            if (locator != type && type.Words.Has(locator.Symbol.Name) && Uses(type, locator, contact)) return (contact.SeenBy(type), locator);
        return null;
    }

    /// <summary>True when another type of the project names the locator and speaks to other processes.</summary>
    public static bool IsUsed(TypeFacts locator) => locator.Project.Types.Any(symbol =>
        locator.Project.Of(symbol) is { } other && other != locator && other.Words.Has(locator.Symbol.Name)
        && (other.Words.HasAny(Outgoing.Words) || Outgoing.IsForwarder(other)));

    private static bool Uses(TypeFacts type, TypeFacts locator, Contact contact)
    {
        if (type.Slots.Any(slot => SymbolEqualityComparer.Default.Equals(slot.Type, locator.Symbol)) && Outgoing.In(locator) is null) return true;
        foreach (var body in type.Bodies)
        {
            if (!body.Words.Has(locator.Symbol.Name)) continue;
            foreach (var operation in body.Operations)
                if (Member(operation) is { } member && SymbolEqualityComparer.Default.Equals(member, contact.Member)) return true;
        }
        return false;
    }

    private static ISymbol? Member(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.TargetMethod,
        IMemberReferenceOperation reference => reference.Member,
        _ => null,
    };

    private static ImmutableArray<Locator> Of(ProjectFacts project) =>
        project.GetOrAdd((typeof(Locators), nameof(Of)), () => new SharedScan<Locator, ImmutableArray<Locator>>(
        project,
        type => IsCandidate(type) && Contact.In(type) is { Override: not null } contact ? new(type, contact) : null,
        locators => locators)).Result;

    private static Words Names(ProjectFacts project) => project.GetOrAdd((typeof(Locators), nameof(Names)), () => new SharedScan<string, Words>(
        project,
        type => IsCandidate(type) ? type.Symbol.Name : null,
        names => new(names.ToArray()))).Result;

    private static bool IsCandidate(TypeFacts type) =>
        type.Symbol.TypeKind is TypeKind.Class or TypeKind.Struct && type.Words.HasAny(Settings.Words) && Contact.MayBeIn(type);

    /// <summary>A type and what it found.</summary>
    private sealed record Locator(TypeFacts Type, Contact Contact);
}
