using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;
using static Patterns.Analyzers.Catalog.ReferenceProjects;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>Which reference project does it most like this: told by what a record is, by how the files are laid out, and by when they are cut.</summary>
internal static class LogVariants
{
    private const int FewestPolicies = 3;

    /// <summary>The variant of a log; the stores behind it share it.</summary>
    public static ReferenceProject OfLog(LogFacts log, Framing framing)
    {
        var records = RecordTypes.Of(log).OfType<INamedTypeSymbol>().ToList();
        if (OwnStore.Is(log)) return Kafka;
        if (log.Replays.Any(replay => replay.IsImage)) return DuckDB;
        if (HasSyncPolicy(log) || records.Any(IsCommand) || DeliversCommands(log, framing)) return Redis;
        if (IsSegment(log)) return Kafka;
        if (records.Concat(Given(log)).Any(IsConsensusEntry)) return framing.Checksum ? Etcd : Dgraph;
        if (records.Any(HoldsMeasurements)) return log.Code.All(code => code.Cuts.Count == 0) ? Cortex : Prometheus;
        if (framing.Kinds is { } kinds && EndsTransactions(kinds) || records.Any(IsPage)) return DuckDB;
        if (framing.Checksum && ReadsFromNumber(log) && Rolls(log)) return Etcd;
        return RocksDB;
    }

    /// <summary>The variant of a store is that of its log.</summary>
    public static ReferenceProject OfStore(StoreFacts store, LogFacts log) => OfLog(log, Framing.Of(log));

    /// <summary>What appending is given, of whatever project.</summary>
    private static IEnumerable<INamedTypeSymbol> Given(LogFacts log) => log.Appends.SelectMany(body => LogFacts.RecordParameters(body.Method))
        .SelectMany(parameter => new[] { parameter.Type, parameter.Type.ElementType() }).OfType<INamedTypeSymbol>().Where(type => !type.IsFramework());

    /// <summary>An enumeration that the type holds and that the code asks before it flushes.</summary>
    private static bool HasSyncPolicy(LogFacts log)
    {
        var policies = log.Type.AllSlots
            .Where(slot => slot.Type is INamedTypeSymbol { TypeKind: TypeKind.Enum } policy
                && policy.GetMembers().OfType<IFieldSymbol>().Count() >= FewestPolicies).ToList();
        return policies.Count > 0 && log.Code.Any(code => code.DurableFlushes.Count > 0 && policies.Any(slot => code.Body.Words.Has(slot.Name)));
    }

    /// <summary>Another type keeps a collection of such logs: the segments are the store.</summary>
    public static bool IsSegment(LogFacts log) => Collected(log.Type.Project).Contains(log.Type.Symbol);

    /// <summary>The types of which some type of the project holds a collection.</summary>
    private static HashSet<ISymbol> Collected(ProjectFacts project) => project.GetOrAdd(nameof(Collected), () => new HashSet<ISymbol>(
        project.Declared.SelectMany(type => type.Slots)
            .Select(slot => slot.Type).OfType<INamedTypeSymbol>().Where(IsCollection)
            .Select(type => type.ElementType()?.OriginalDefinition).OfType<ISymbol>(),
        SymbolEqualityComparer.Default));

    private static bool IsCollection(INamedTypeSymbol type) => type.TypeArguments.Length > 0
        && (type.Name.Contains("Enumerable") || type.AllInterfaces.Any(contract => contract.Name == "IEnumerable"));

    /// <summary>Something that carries out itself: a class with an abstract or virtual member that takes what it works on.</summary>
    private static bool IsCommand(INamedTypeSymbol record) => record.SelfAndBases().Any(type => type is { IsAbstract: true, TypeKind: TypeKind.Class }
        && type.GetMembers().OfType<IMethodSymbol>().Any(method => method is { IsAbstract: true, MethodKind: MethodKind.Ordinary, Parameters.Length: > 0 }));

    /// <summary>The words of a command; or records of one kind that the log has carried out when it reads them back.</summary>
    private static bool DeliversCommands(LogFacts log, Framing framing) => log.Replays.Any(replay =>
        replay.Record is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String } || framing.Kinds is null && replay.Applied is not null);

    /// <summary>Two numbers of one wide type, term and index, and a payload; no key and no kind.</summary>
    private static bool IsConsensusEntry(INamedTypeSymbol record)
    {
        var members = Data(record).ToList();
        return members.Count is 3 or 4
            && members.GroupBy(type => type.SpecialType).Any(group => group.Key is SpecialType.System_Int64 or SpecialType.System_UInt64 && group.Count() == 2)
            && members.Any(type => type is IArrayTypeSymbol or INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: not TypeKind.Enum });
    }

    private static bool HoldsMeasurements(INamedTypeSymbol record) => Data(record).Any(type =>
        type.SpecialType is SpecialType.System_Double or SpecialType.System_Single
        || type.ElementType()?.SpecialType is SpecialType.System_Double or SpecialType.System_Single);

    /// <summary>Kinds of records of which one ends a transaction.</summary>
    private static bool EndsTransactions(INamedTypeSymbol kinds) => kinds.GetMembers().OfType<IFieldSymbol>().Count() >= FewestPolicies
        && kinds.GetMembers().Any(kind => kind.Name.IndexOf("Commit", StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>The image of a page and which page it is of.</summary>
    private static bool IsPage(INamedTypeSymbol record) =>
        Data(record).Any(type => type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte })
        && Slot.Of(record).Any(slot => slot.Type.SpecialType is SpecialType.System_UInt32 or SpecialType.System_Int32 or SpecialType.System_UInt64
            or SpecialType.System_Int64 && slot.Name.IndexOf("Page", StringComparison.OrdinalIgnoreCase) >= 0);

    private static bool ReadsFromNumber(LogFacts log) =>
        log.Replays.Any(replay =>
            replay.Body.Method.Parameters.Any(parameter => parameter.Type.SpecialType is SpecialType.System_Int64 or SpecialType.System_UInt64));

    /// <summary>A file is opened in a member that appending runs through: the log goes on in another file.</summary>
    private static bool Rolls(LogFacts log) => log.AppendPath.Any(code => code.Tails.Concat(code.Opens).Any(site => StreamSource.OfMode(site) is not null));

    /// <summary>The types of the fields and properties that a record carries.</summary>
    private static IEnumerable<ITypeSymbol> Data(INamedTypeSymbol record) => record.Locations.Any(location => location.IsInSource)
        ? Slot.Of(record).Where(slot => !slot.IsStatic).Select(slot => slot.Type)
        : record.GetMembers().OfType<IPropertySymbol>().Where(property => property is { IsStatic: false, Parameters.IsEmpty: true }).Select(one => one.Type);
}
