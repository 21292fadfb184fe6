using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Patterns.Analyzers.Recognition;

/// <summary>
/// What there is to know about one type of the project, shared by all patterns. Each fact is computed at most once in a compilation, on first use,
/// and never from another type's facts, so that the order in which types are looked at does not matter.
/// </summary>
internal sealed class TypeFacts
{
    private Lazy<Vocabulary>? words;
    private Lazy<ImmutableArray<Slot>>? slots;
    private Lazy<ImmutableArray<Slot>>? allSlots;
    private Lazy<ImmutableArray<Body>>? bodies;
    private Lazy<Location>? identifier;
    private readonly ConcurrentDictionary<Type, object?> conclusions = new();

    public TypeFacts(ProjectFacts project, INamedTypeSymbol symbol)
    {
        Project = project;
        Symbol = symbol;
    }

    public ProjectFacts Project { get; }

    public INamedTypeSymbol Symbol { get; }

    /// <summary>The words of all its declarations, nested types included. No binding.</summary>
    public Vocabulary Words => (words ?? OnDemand.Make(ref words, ReadWords)).Value;

    /// <summary>What it holds itself. No binding of bodies.</summary>
    public ImmutableArray<Slot> Slots => (slots ?? OnDemand.Make(ref slots, () => Slot.Of(Symbol).ToImmutableArray())).Value;

    /// <summary>What it and its base types of this project hold.</summary>
    public ImmutableArray<Slot> AllSlots =>
        (allSlots ?? OnDemand.Make(ref allSlots, () => SelfAndSourceBases.SelectMany(type => type.Slots).ToImmutableArray())).Value;

    /// <summary>The code it declares itself, each body bound on first use.</summary>
    public ImmutableArray<Body> Bodies => (bodies ?? OnDemand.Make(ref bodies, () => Body.AllOf(this))).Value;

    /// <summary>The name of the type where a person declared it first, by path.</summary>
    public Location Identifier => (identifier ?? OnDemand.Make(ref identifier, FindIdentifier)).Value;

    /// <summary>The name of a type in the file of the first of those places that stands in one of its own, so that a finding is read beside its
    /// proof.</summary>
    public Location IdentifierBeside(IEnumerable<Location> places) => Symbol.Locations.Length > 1
        ? places.Select(place => WrittenLocations.FirstOrDefault(location => location.SourceTree == place.SourceTree))
            .FirstOrDefault(location => location is not null) ?? Identifier
        : Identifier;

    /// <summary>
    /// True when the simple names in its declarations can mean a type of that namespace: by a using, or because the type stands inside it.
    /// For names whose assembly is missing; a name that is bound needs no such question.
    /// </summary>
    public bool SeesNamespace(string space)
    {
        if (Project.GlobalUsings.Contains(space) || StandsIn(space)) return true;
        foreach (var reference in Symbol.DeclaringSyntaxReferences)
            if (Project.UsingsOf(reference.SyntaxTree).Contains(space)) return true;
        return false;
    }

    private bool StandsIn(string space)
    {
        for (var outer = Symbol.ContainingNamespace; outer is { IsGlobalNamespace: false }; outer = outer.ContainingNamespace)
            if (space.EndsWith(outer.Name, StringComparison.Ordinal) && outer.ToDisplayString() == space) return true;
        return false;
    }

    /// <summary>The types declared inside it.</summary>
    public IEnumerable<TypeFacts> Nested => Symbol.GetTypeMembers().Select(Project.Of).OfType<TypeFacts>();

    /// <summary>The type and its base types, as far as this project declares them.</summary>
    public IEnumerable<TypeFacts> SelfAndSourceBases => Symbol.SelfAndBases().Select(Project.Of).OfType<TypeFacts>();

    /// <summary>Its own code and that of its base types and nested types in this project.</summary>
    public IEnumerable<Body> AllBodies => SelfAndSourceBases.SelectMany(type => type.Bodies).Concat(Nested.SelectMany(type => type.Bodies));

    /// <summary>
    /// What a signature concludes about this type, computed once. A signature may ask for other types' facts, never for their conclusions;
    /// a convention may ask for both.
    /// </summary>
    public T? Conclusion<T>(Func<TypeFacts, T?> signature) where T : class => (T?)conclusions.GetOrAdd(typeof(T), _ => signature(this));

    private IEnumerable<Location> WrittenLocations => Symbol.Locations.Where(location => location.IsInSource && !LooksGenerated(location.SourceTree!.FilePath));

    private Location FindIdentifier() => Symbol.Locations.Where(location => location.IsInSource)
        .OrderBy(location => LooksGenerated(location.SourceTree!.FilePath))
        .ThenBy(location => location.SourceTree!.FilePath, StringComparer.Ordinal)
        .ThenBy(location => location.SourceSpan.Start)
        .First();

    private static bool LooksGenerated(string path) =>
        path.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".designer.cs", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".generated.cs", StringComparison.OrdinalIgnoreCase);

    private Vocabulary ReadWords()
    {
        var vocabulary = new Vocabulary();
        foreach (var reference in Symbol.DeclaringSyntaxReferences)
            if (reference.GetSyntax() is { } declaration)
                vocabulary.Add(reference.SyntaxTree.GetText(),
                    declaration is CompilationUnitSyntax or BaseTypeDeclarationSyntax ? declaration.Span : reference.Span);
        return vocabulary;
    }
}
