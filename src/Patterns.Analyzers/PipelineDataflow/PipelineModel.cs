using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>What a type has to do with a pipeline.</summary>
/// <param name="Queue">The queue that the type reads and the loop that reads it; null where items move in another way.</param>
/// <param name="Line">The member that holds the stages one after the other; null where none does.</param>
internal sealed record PipelineModel(
    TypeFacts Type, Role Role, Confidence Confidence, ReferenceProject? Closest, ImmutableArray<Evidence> Because, ChannelStage? Queue = null,
    ISymbol? Line = null)
    : Recognised(Type, Role, Confidence, Closest, Because);
