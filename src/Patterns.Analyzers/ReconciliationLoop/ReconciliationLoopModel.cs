using System.Collections.Immutable;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop;

/// <summary>What a type has to do with reconciliation.</summary>
/// <param name="Differences">The differences that it acts on; empty where the evidence is of another kind.</param>
/// <param name="Queue">The loop over a queue of keys that it is recognised by, if any.</param>
internal sealed record ReconciliationLoopModel(
    TypeFacts Type, Role Role, Confidence Confidence, ReferenceProject? Closest, ImmutableArray<Evidence> Because, ImmutableArray<Difference> Differences,
    KeyedQueue? Queue = null)
    : Recognised(Type, Role, Confidence, Closest, Because)
{
    public ReconciliationLoopModel(TypeFacts type, Role role, Confidence confidence, ReferenceProject? closest, ImmutableArray<Evidence> because,
        KeyedQueue? queue = null)
        : this(type, role, confidence, closest, because, ImmutableArray<Difference>.Empty, queue)
    {
    }
}
