using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;

namespace Patterns.Analyzers.Recognition;

/// <summary>What a signature concludes about a type; a pattern derives from it what its conventions need.</summary>
/// <param name="Type">The facts of the type that shows the pattern.</param>
/// <param name="Role">The part that the type plays.</param>
/// <param name="Confidence">How sure the conclusion is.</param>
/// <param name="Closest">The reference project whose variant is nearest, or null where no row of the catalog matches.</param>
/// <param name="Because">The evidence, in the order in which the message tells it.</param>
internal record Recognised(TypeFacts Type, Role Role, Confidence Confidence, ReferenceProject? Closest, ImmutableArray<Evidence> Because)
{
    /// <summary>Where a finding about the type stands.</summary>
    public Location Site => Type.IdentifierBeside(Because.Select(evidence => evidence.Location));
}
