using System.Collections.Immutable;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>What the signature found, for the conventions.</summary>
/// <param name="Container">The container's parts; null for the other roles.</param>
/// <param name="Root">The registrations; null for the other roles.</param>
internal sealed record DependencyInjectionModel(
    TypeFacts Type, Role Role, Confidence Confidence, ReferenceProject? Closest, ImmutableArray<Evidence> Because, Container? Container = null,
    CompositionRoot? Root = null)
    : Recognised(Type, Role, Confidence, Closest, Because);
