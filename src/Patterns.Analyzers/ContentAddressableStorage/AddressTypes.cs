using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>The types of a project that are made for digests of contents: some member hashes bytes and gives nothing but the digest back in one.</summary>
internal sealed class AddressTypes
{
    private const int FewParts = 3;

    private readonly Dictionary<ISymbol, Hashing> made = new(SymbolEqualityComparer.Default);

    private AddressTypes(ProjectFacts project)
    {
        var sites = HashSites.Of(project);
        foreach (var type in project.Declared.Where(sites.MayHash))
            foreach (var body in type.Bodies)
                if (body.Method.MethodKind == MethodKind.Ordinary && body.Method.ReturnType.Awaited().NotNullable() is INamedTypeSymbol address
                    && !made.ContainsKey(address.OriginalDefinition) && MayBe(address, project) && sites.MayHash(body) && MadeIn(body) is { } hashing)
                    made.Add(address.OriginalDefinition, hashing);
    }

    public static AddressTypes Of(ProjectFacts project) => project.GetOrAdd(nameof(AddressTypes), () => new AddressTypes(project));

    /// <summary>True when a text names one. Binds nothing.</summary>
    public bool MayBeIn(Vocabulary words) => made.Count > 0 && made.Keys.Any(address => words.Has(address.Name));

    /// <summary>How the digests of a type are made; null for a type that is made for something else.</summary>
    public Hashing? HashingOf(ITypeSymbol type) => made.TryGetValue(type.NotNullable().OriginalDefinition, out var hashing) ? hashing : null;

    private static bool MayBe(INamedTypeSymbol type, ProjectFacts project) =>
        project.Of(type) is { Slots: { Length: > 0 and <= FewParts } parts } && !parts.Any(part => part.Type.IsStream())
        && type.TypeKind is TypeKind.Struct or TypeKind.Class;

    private static Hashing? MadeIn(Body body) => ContentFlow.OfHashes(body) is { } flow && flow.HasBytes()
        && flow.Returned().FirstOrDefault() is { } given && !flow.CarriesContent(given) ? flow.Hashings.First() : null;
}
