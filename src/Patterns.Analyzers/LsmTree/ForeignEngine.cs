using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>The use of an LSM engine from a package: a field of the engine's type on which members are called.</summary>
/// <param name="Store">The field, property or parameter.</param>
/// <param name="Use">The first call that reads or writes, or the one that opens it.</param>
/// <param name="Families">The slots that each name one family of keys.</param>
internal sealed record ForeignEngine(Slot Store, Call Use, ImmutableArray<Slot> Families)
{
    /// <summary>True where all that is known is that the engine is opened, to be kept.</summary>
    public bool IsOnlyOpened => OpenWords.Contains(Use.Name);

    private static readonly ImmutableHashSet<string> Engines = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "RocksDbSharp.RocksDb", "LevelDB.DB", "ZoneTree.IZoneTree`2", "Tenray.ZoneTree.IZoneTree`2");

    private static readonly Words Names = new("RocksDb", "DB", "IZoneTree", "ZoneTree");

    private static readonly Words UseWords = new(
        "Get", "GetSpan", "TryGet", "MultiGet", "HasKey", "ContainsKey", "Put", "Remove", "Delete", "Write", "Merge", "Upsert", "TryAdd", "TryDelete",
        "ForceDelete");

    private static readonly Words OpenWords = new("Open", "OpenReadOnly");

    private static readonly ImmutableHashSet<string> FamilyHandles = ImmutableHashSet.Create(StringComparer.Ordinal, "RocksDbSharp.ColumnFamilyHandle");

    public static ForeignEngine? Of(TypeFacts type)
    {
        if (!type.Words.HasAny(Names) || !IsReferenced(type.Project)) return null;
        foreach (var store in type.Slots)
        {
            if (!store.Type.IsAny(Engines) || type.Project.Of(store.Type) is not null) continue;
            var uses = type.Bodies.Where(body => body.Words.HasAny(UseWords)).SelectMany(body => body.Calls).Where(call => ReadsOrWrites(call, store)).ToList();
            var use = uses.FirstOrDefault(call => call.Name != "Write" || Fills(type, call));
            if (uses.Count == 0)
                use = type.Bodies.Where(body => body.Words.HasAny(OpenWords)).SelectMany(body => body.Calls).FirstOrDefault(call => IsOpened(call, store));
            if (use.Operation is not null && !IsUnitOfWork(type, uses))
                return new(store, use, type.Slots.Where(slot => slot.Type.IsAny(FamilyHandles)).ToImmutableArray());
        }
        return null;
    }

    /// <summary>Who is handed the engine, holds one batch and has nothing but that written is a batch under a name of the project's own.</summary>
    private static bool IsUnitOfWork(TypeFacts type, List<Call> uses) => uses.Count > 0
        && uses.TrueForAll(call => call is { Name: "Write", Arguments: [var batch, ..] } && type.Slots.Any(slot => slot.IsReadOnly && batch.IsOwnMember()
            && SymbolEqualityComparer.Default.Equals(slot.Symbol, batch.Referenced())));

    /// <summary>Who writes a batch stores something where he also fills one; otherwise he only commits what somebody else has.</summary>
    private static bool Fills(TypeFacts type, Call write) => write.Arguments.FirstOrDefault()?.Type is { } batch
        && type.Bodies.SelectMany(body => body.Calls)
            .Any(call => call.Arguments.Length > 0 && SymbolEqualityComparer.Default.Equals(call.Receiver?.Type, batch));

    private static bool IsReferenced(ProjectFacts project) =>
        project.GetOrAdd((nameof(ForeignEngine), nameof(IsReferenced)), () => Engines.Any(engine => project.Known[engine] is not null));

    /// <summary>The engine is asked for a key or told one, by its name or by a member that hands it out. Who only goes through it is a cursor.</summary>
    private static bool ReadsOrWrites(Call call, Slot store) =>
        UseWords.Contains(call.Name) && SymbolEqualityComparer.Default.Equals(call.Receiver?.Type, store.Type);

    /// <summary>The engine is opened, to be kept.</summary>
    private static bool IsOpened(Call call, Slot store) => OpenWords.Contains(call.Name)
        && (SymbolEqualityComparer.Default.Equals(call.Owner, store.Type)
            || call is { Target: null, Syntax: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var owner } } }
                && owner.ToString() == store.Type.Name)
        && call.Operation.Ancestors().OfType<ISimpleAssignmentOperation>().Any(kept =>
            kept.Value.Plain() == call.Operation && SymbolEqualityComparer.Default.Equals(kept.Target.Referenced(), store.Symbol));
}
