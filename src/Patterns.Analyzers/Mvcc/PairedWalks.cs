using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>A thing with two places for its content, each with a stamp: a reader gets the newer that it may see while a writer fills the other.</summary>
internal static class PairedWalks
{
    private const int Places = 2;

    private static readonly Words Comparing = new("CompareTo", "Compare");

    /// <summary>True when what a type holds allows such a choice. Binds nothing.</summary>
    public static bool MayBeIn(TypeFacts type) => type.Slots.Length >= 2 * Places && !Contents(type).IsEmpty;

    public static IEnumerable<Walk> In(Body body)
    {
        if (body.Method is not { MethodKind: MethodKind.Ordinary, ReturnsVoid: false, ReturnType: var content }
            || !body.Words.HasMark('<') && !body.Words.HasMark('>') && !body.Words.HasAny(Comparing)) yield break;
        if (!Contents(body.Type).Contains(content)) yield break;
        var given = Given(body).Distinct(SymbolEqualityComparer.Default).ToList();
        if (given.Count != Places) yield break;
        foreach (var tests in Tests(body).ToLookup(test => test.Reader.Referenced(), SymbolEqualityComparer.Default))
        {
            var stamps = tests.Select(test => test.Stamp).Distinct(SymbolEqualityComparer.Default).ToList();
            if (tests.Key is not (IParameterSymbol or IFieldSymbol or IPropertySymbol) || stamps.Count != Places
                || stamps.Intersect(given, SymbolEqualityComparer.Default).Any()) continue;
            yield return new(body, body.Type.Symbol, tests.First(), tests.First().Test, null, WalkKind.Paired);
        }
    }

    /// <summary>The types of which a type has two contents beside two stamps, by the slots alone.</summary>
    private static ImmutableHashSet<ITypeSymbol> Contents(TypeFacts type) => type.Project.GetOrAdd((nameof(PairedWalks), type.Symbol), () =>
    {
        var slots = type.Slots.Where(slot => !slot.IsStatic).ToList();
        var pairs = slots.Count(slot => slot.Type.IsWholeNumber()) < Places ? Enumerable.Empty<ITypeSymbol>() : slots.Select(slot => slot.Type)
            .Where(held => held is IArrayTypeSymbol or { IsReferenceType: true, SpecialType: SpecialType.None })
            .GroupBy(held => held, (IEqualityComparer<ITypeSymbol>)SymbolEqualityComparer.Default)
            .Where(group => group.Count() >= Places)
            .Select(group => group.Key);
        return pairs.ToImmutableHashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
    });

    private static IEnumerable<ISymbol> Given(Body body)
    {
        foreach (var result in body.Of<IReturnOperation>())
            foreach (var choice in Choices(result.ReturnedValue))
                if (choice is IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member && member.IsOwnMember()) yield return member.Member;
    }

    private static IEnumerable<IOperation> Choices(IOperation? value) => value?.Plain() switch
    {
        null => Enumerable.Empty<IOperation>(),
        IConditionalOperation { WhenFalse: { } otherwise } choice => Choices(choice.WhenTrue).Concat(Choices(otherwise)),
        var plain => new[] { plain },
    };

    private static IEnumerable<Visibility> Tests(Body body)
    {
        foreach (var operation in body.Operations)
            if (OrderTest.From(operation) is { } test)
                foreach (var (one, _, other) in test.Sides())
                    if (one is IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } stamp && stamp.IsOwnMember()
                        && other.Referenced() is IParameterSymbol or IFieldSymbol or IPropertySymbol && !IsStampOf(other, stamp))
                        yield return new(operation, body, stamp.Member, other);
    }

    /// <summary>The two stamps held against each other say nothing of a reader.</summary>
    private static bool IsStampOf(IOperation other, IMemberReferenceOperation stamp) =>
        other is IMemberReferenceOperation member && member.IsOwnMember() && !IsReadOnly(member.Member)
        && member.Member.ContainingType.IsSame(stamp.Member.ContainingType);

    private static bool IsReadOnly(ISymbol member) => member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null };
}
