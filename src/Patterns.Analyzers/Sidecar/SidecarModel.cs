using System.Collections.Immutable;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar;

/// <summary>What a type has to do with a sidecar.</summary>
/// <param name="Contact">How it speaks to the companion; null where a framework does, or where it does not speak to it.</param>
/// <param name="Child">The process that it starts and ends; null where it has none of its own.</param>
internal sealed record SidecarModel(
    TypeFacts Type, Role Role, Confidence Confidence, ReferenceProject? Closest, ImmutableArray<Evidence> Because, Contact? Contact = null,
    ChildProcess? Child = null)
    : Recognised(Type, Role, Confidence, Closest, Because);
