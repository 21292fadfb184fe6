using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>What the signature found, for the conventions.</summary>
internal sealed record PluginModel(
    TypeFacts Type, Role Role, Confidence Confidence, ReferenceProject? Closest, ImmutableArray<Evidence> Because, PluginEvidence Evidence)
    : Recognised(Type, Role, Confidence, Closest, Because);

/// <summary>The structural signals of one type, as far as they were looked for.</summary>
internal sealed record PluginEvidence(
    Body? Resolution,
    Slot? ContextSlot,
    IOperation? ContextUse,
    Loading? Loading,
    FrameworkMark? Mark,
    ImmutableArray<Registry> Registries,
    ImmutableArray<Composition> Compositions,
    ImmutableArray<Selection> Selections,
    Bundle? Bundle,
    LeftActivation? Left,
    HandedOver? Handed,
    DrivenLives? Driven,
    ImportedElsewhere? Imported,
    LifeCycle? LifeCycle);
