using System.Collections.Immutable;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>What is known of a type that takes part in multi-version concurrency control.</summary>
/// <param name="Stores">The stores that it has a part in; empty for a type that keeps versions in another way.</param>
internal sealed record MvccModel(
    TypeFacts Type, Role Role, Confidence Confidence, ReferenceProject? Closest, ImmutableArray<Evidence> Because, ImmutableArray<VersionStore> Stores)
    : Recognised(Type, Role, Confidence, Closest, Because);

/// <summary>The parts that types play in multi-version concurrency control.</summary>
internal static class MvccRoles
{
    public static readonly Role Store = new("version-store", "a multi-version store");
    public static readonly Role Chain = new("version-chain", "a version chain");
    public static readonly Role Version = new("version", "a version of a multi-version store");
    public static readonly Role Snapshot = new("snapshot", "a snapshot of a multi-version store");
    public static readonly Role Transaction = new("transaction", "a multi-version transaction");
    public static readonly Role CopyWriter = new("copy-writer", "a writer on copies that each transaction has for itself");
    public static readonly Role CopyReader = new("copy-reader", "a reader of copies that each transaction has for itself");
    public static readonly Role Source = new("version-source", "a version source");
    public static readonly Role Collector = new("collector", "a collector of old versions");
    public static readonly Role UndoLog = new("undo-log", "an undo log that readers go back through");
    public static readonly Role PageStore = new("copy-on-write-store", "a copy-on-write store");
    public static readonly Role VersionSet = new("version-set", "a version set");
}
