using Patterns.Analyzers.Recognition;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>A hand-written state machine.</summary>
/// <param name="State">What remembers the state.</param>
/// <param name="Chooser">The body that chooses the next state; null where a table or builder is the whole choice.</param>
/// <param name="TakesMessages">True where its events are messages, objects with content, or wait in a queue of its own.</param>
/// <param name="IsCertain">True where every part of the evidence was seen.</param>
/// <param name="Because">The evidence.</param>
internal sealed record Machine(ISymbol State, Body? Chooser, bool TakesMessages, bool IsCertain, ImmutableArray<Evidence> Because);
