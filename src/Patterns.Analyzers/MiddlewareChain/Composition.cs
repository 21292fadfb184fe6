using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>How a builder makes one callable out of a row of links.</summary>
internal enum CompositionKind
{
    /// <summary><c>Aggregate</c> over the links.</summary>
    Fold,

    /// <summary>A loop that wraps what it has so far.</summary>
    Loop,

    /// <summary>A method that calls itself with the next index, or the rest of the row, from within the continuation.</summary>
    Recursion,

    /// <summary>A continuation that moves a shared position on.</summary>
    Advance,

    /// <summary>A loop that gives each link its successor.</summary>
    Linking,
}

/// <summary>A place where links are composed.</summary>
/// <param name="Kind">How.</param>
/// <param name="Body">The body in which it stands.</param>
/// <param name="Site">The fold, the loop or the call of a link.</param>
/// <param name="Link">The call that gives a link its continuation.</param>
/// <param name="Function">The symbol of the method or function that the links' continuation calls; null where it is a delegate.</param>
internal sealed record Composition(CompositionKind Kind, Body Body, IOperation Site, Call? Link, IMethodSymbol? Function = null)
{
    /// <summary>The method of the links' contract; null where links are functions or unresolved.</summary>
    public IMethodSymbol? Method => Link is { IsDelegate: false, Target: { } target } ? target.OriginalDefinition : null;

    /// <summary>The type of the functions that are composed; null where links are objects.</summary>
    public ITypeSymbol? Delegate { get; init; }

    /// <summary>The contract of the handlers that are put around each other; null where links are functions or get a function.</summary>
    public ITypeSymbol? Handler { get; init; }

    /// <summary>Where the position that <see cref="CompositionKind.Advance"/> shares is moved.</summary>
    public IOperation? Step { get; init; }

    /// <summary>What the row ends with, as far as it can be seen.</summary>
    public IOperation? Seed { get; init; }
}

/// <summary>The compositions of one type: computed once, and asked for by the links of the whole project.</summary>
internal sealed class Compositions(ImmutableArray<Composition> all)
{
    public ImmutableArray<Composition> All => all;

    public static Compositions Of(TypeFacts type) => type.Conclusion(static facts => new Compositions(CompositionFinder.Find(facts)))!;

    /// <summary>The compositions of the types whose text allows that they concern somebody.</summary>
    public static IEnumerable<Composition> Where(ProjectFacts project, Func<Vocabulary, bool> mayConcern) => project.Declared
        .Where(type => mayConcern(type.Words))
        .SelectMany(type => Of(type).All);
}
