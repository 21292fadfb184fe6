using System.Collections.Immutable;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WorkStealing;

/// <summary>What a type has to do with work stealing.</summary>
/// <param name="Theft">Where it takes from the others; null for a queue, a helper and a submitter.</param>
/// <param name="Deque">The queue with two ends that it is; null for all others.</param>
internal sealed record WorkStealingModel(
    TypeFacts Type, Role Role, Confidence Confidence, ReferenceProject? Closest, ImmutableArray<Evidence> Because, Theft? Theft = null,
    StealingDeque? Deque = null)
    : Recognised(Type, Role, Confidence, Closest, Because);
