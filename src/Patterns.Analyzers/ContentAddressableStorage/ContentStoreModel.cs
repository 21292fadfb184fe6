using System.Collections.Immutable;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>What the signature found, for the conventions.</summary>
internal sealed record ContentStoreModel(
    TypeFacts Type, Role Role, Confidence Confidence, ReferenceProject? Closest, ImmutableArray<Evidence> Because, ImmutableArray<Put> Puts,
    ImmutableArray<Get> Gets)
    : Recognised(Type, Role, Confidence, Closest, Because)
{
    /// <summary>The names of the puts, as words to look for before a caller of one is bound.</summary>
    public Words PutWords { get; } = new(Puts.Select(put => put.Name).ToArray());
}
