using System.Collections.Immutable;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop;

/// <summary>What a type has to do with reconciliation.</summary>
/// <param name="Difference">The difference that it acts on; null where the evidence is of another kind.</param>
internal sealed record ReconciliationLoopModel(
    TypeFacts Type, Role Role, Confidence Confidence, ReferenceProject? Closest, ImmutableArray<Evidence> Because, Difference? Difference = null)
    : Recognised(Type, Role, Confidence, Closest, Because);
