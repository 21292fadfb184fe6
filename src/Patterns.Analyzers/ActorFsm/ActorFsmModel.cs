using System.Collections.Immutable;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>What the signature found, for the conventions.</summary>
/// <param name="Mark">The framework whose actor or machine the type is; null for a hand-written one.</param>
/// <param name="Mailbox">The hand-written mailbox, if there is one.</param>
/// <param name="Machine">The hand-written state machine, if there is one.</param>
/// <param name="Engine">The state machine of a library, if there is one.</param>
internal sealed record ActorFsmModel(
    TypeFacts Type, Role Role, Confidence Confidence, ReferenceProject? Closest, ImmutableArray<Evidence> Because,
    FrameworkMark? Mark = null, Mailbox? Mailbox = null, Machine? Machine = null, StateEngine? Engine = null)
    : Recognised(Type, Role, Confidence, Closest, Because);
