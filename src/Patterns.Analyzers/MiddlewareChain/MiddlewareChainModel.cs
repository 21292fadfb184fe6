using System.Collections.Immutable;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>A type that takes part in a chain: what its conventions need.</summary>
/// <param name="Links">The methods and lambdas of the type that are links.</param>
/// <param name="Compositions">Where the type composes links.</param>
internal sealed record MiddlewareChainModel(
    TypeFacts Type, Role Role, Confidence Confidence, ReferenceProject? Closest, ImmutableArray<Evidence> Because,
    ImmutableArray<Link> Links, ImmutableArray<Composition> Compositions)
    : Recognised(Type, Role, Confidence, Closest, Because);
