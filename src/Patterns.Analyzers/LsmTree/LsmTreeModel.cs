using System.Collections.Immutable;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>What a type has to do with an LSM tree, and the tree as far as the project shows it.</summary>
/// <param name="Tree">The engine that the type is or belongs to; null for a compactor on its own or a client of a foreign engine.</param>
/// <param name="Compactions">The compactions that the type itself carries out.</param>
internal sealed record LsmTreeModel(
    TypeFacts Type, Role Role, Confidence Confidence, ReferenceProject? Closest, ImmutableArray<Evidence> Because, Engine? Tree,
    ImmutableArray<Compaction> Compactions)
    : Recognised(Type, Role, Confidence, Closest, Because);
