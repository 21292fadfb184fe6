using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>The use of an LSM engine from a package: a field of the engine's type on which members are called.</summary>
/// <param name="Store">The field, property or parameter.</param>
/// <param name="Use">The first call that reads or writes.</param>
/// <param name="Families">The slots that each name one family of keys.</param>
internal sealed record ForeignEngine(Slot Store, Call Use, ImmutableArray<Slot> Families)
{
    private static readonly ImmutableHashSet<string> Engines = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "RocksDbSharp.RocksDb", "LevelDB.DB", "ZoneTree.IZoneTree`2", "Tenray.ZoneTree.IZoneTree`2");

    private static readonly Words Names = new("RocksDb", "DB", "IZoneTree", "ZoneTree");

    private static readonly Words UseWords = new(
        "Get", "GetSpan", "TryGet", "MultiGet", "HasKey", "ContainsKey", "Put", "Remove", "Delete", "Write", "Merge", "Upsert", "TryAdd", "TryDelete",
        "ForceDelete");

    private static readonly ImmutableHashSet<string> FamilyHandles = ImmutableHashSet.Create(StringComparer.Ordinal, "RocksDbSharp.ColumnFamilyHandle");

    public static ForeignEngine? Of(TypeFacts type)
    {
        if (!type.Words.HasAny(Names) || !IsReferenced(type.Project)) return null;
        foreach (var store in type.Slots)
        {
            if (!store.Type.IsAny(Engines) || type.Project.Of(store.Type) is not null) continue;
            var use = type.Bodies.Where(body => body.Words.HasAny(UseWords)).SelectMany(body => body.Calls)
                .FirstOrDefault(call => ReadsOrWrites(call, store) && (call.Name != "Write" || Fills(type, call)));
            if (use.Target is not null) return new(store, use, type.Slots.Where(slot => slot.Type.IsAny(FamilyHandles)).ToImmutableArray());
        }
        return null;
    }

    /// <summary>Who writes a batch stores something where he also fills one; otherwise he only commits what somebody else has.</summary>
    private static bool Fills(TypeFacts type, Call write) => write.Arguments.FirstOrDefault()?.Type is { } batch
        && type.Bodies.SelectMany(body => body.Calls)
            .Any(call => call.Arguments.Length > 0 && SymbolEqualityComparer.Default.Equals(call.Receiver?.Type, batch));

    private static bool IsReferenced(ProjectFacts project) =>
        project.GetOrAdd((nameof(ForeignEngine), nameof(IsReferenced)), () => Engines.Any(engine => project.Known[engine] is not null));

    /// <summary>The engine is asked for a key or told one, by its name or by a member that hands it out. Who only goes through it is a cursor.</summary>
    private static bool ReadsOrWrites(Call call, Slot store) =>
        UseWords.Contains(call.Name) && SymbolEqualityComparer.Default.Equals(call.Receiver?.Type, store.Type);
}
