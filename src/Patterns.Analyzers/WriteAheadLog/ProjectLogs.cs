using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>What a member does to the log that declares it.</summary>
internal enum LogMember
{
    None,
    Append,
    Replay,
    Cut,
    Flush,
}

/// <summary>The logs that a project writes by hand, and the members through which others use them: their own, and those of the contracts they fill
/// in.</summary>
internal sealed class ProjectLogs
{
    /// <summary>How many types may stand before a log.</summary>
    private const int LongestChain = 3;

    private readonly Dictionary<ISymbol, LogMember> members = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, LogFacts> owners = new(SymbolEqualityComparer.Default);

    /// <summary>The logs, their contracts, and the types whose appending member the team has named.</summary>
    private readonly HashSet<ISymbol> logTypes = new(SymbolEqualityComparer.Default);

    /// <summary>The members by which a log itself applies what it reads back.</summary>
    private readonly HashSet<ISymbol> applied = new(SymbolEqualityComparer.Default);

    /// <summary>The types that read back what another one writes.</summary>
    private readonly Dictionary<ISymbol, LogFacts> readers = new(SymbolEqualityComparer.Default);

    /// <summary>The types that stand for a log, each with the member by which it appends.</summary>
    private readonly Dictionary<ISymbol, (IMethodSymbol Member, LogMember Kind, LogFacts Log)> facades = new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<ISymbol, bool> holders = new(SymbolEqualityComparer.Default);

    /// <summary>The logs that are sequences of their records.</summary>
    private readonly ImmutableArray<LogFacts> enumerated;

    private readonly ProjectFacts project;

    private ProjectLogs(ProjectFacts project, ImmutableArray<LogFacts> found)
    {
        this.project = project;
        foreach (var log in found)
        {
            logTypes.Add(log.Type.Symbol);
            applied.UnionWith(log.Replays.Select(replay => replay.Applied).OfType<ISymbol>());
            Register(log);
        }
        foreach (var append in project.Taught.Members(LogRoles.Store)) RegisterTaught(append);
        Name();
        for (var left = LongestChain; left > 0 && found.Length > 0 && RegisterFacades(); left--) Name();
        StaticReaders = members.Where(member => member is { Value: LogMember.Replay, Key.IsStatic: true }).Select(member => member.Key.ContainingType.Name)
            .Distinct().ToImmutableArray();
        enumerated = found.Where(log =>
            log.Type.Bodies.Any(body => body.Name == nameof(IEnumerable<object>.GetEnumerator) && KindOf(body.Method) == LogMember.Replay)).ToImmutableArray();
    }

    public bool IsEmpty => members.Count == 0;

    /// <summary>What a body must say to append to one of the logs.</summary>
    public Words AppendNames { get; private set; } = new();

    /// <summary>What a body must say to read one of the logs back.</summary>
    public Words ReplayNames { get; private set; } = new();

    /// <summary>What a body must say to cut one of the logs.</summary>
    public Words CutNames { get; private set; } = new();

    /// <summary>The types whose static member reads a log back.</summary>
    public ImmutableArray<string> StaticReaders { get; }

    /// <summary>True where a loop over a log itself reads it back.</summary>
    public bool AreEnumerated => !enumerated.IsEmpty;

    public static ProjectLogs Of(ProjectFacts project) =>
        project.GetOrAdd(nameof(ProjectLogs), () => new SharedScan<LogFacts, ProjectLogs>(project, LogIn, logs => new(project, logs))).Result;

    private static LogFacts? LogIn(TypeFacts type) =>
        LogFacts.Of(type) is { IsWriter: true } log && (log.IsLog || PairedReader.Of(log) is not null || log.IsForRecovery) ? log : null;

    /// <summary>What calling that method does to a log of this project.</summary>
    public LogMember KindOf(IMethodSymbol? method) =>
        method is not null && members.TryGetValue((method.ReducedFrom ?? method).OriginalDefinition, out var kind) ? kind : LogMember.None;

    /// <summary>The log that a method belongs to.</summary>
    public LogFacts? OwnerOf(IMethodSymbol? method) => method is not null && owners.TryGetValue(method.OriginalDefinition, out var log) ? log : null;

    /// <summary>True for a member that reads a log back and has each record applied.</summary>
    public bool IsAppliedBy(IMethodSymbol? method) => OwnerOf(method)?.Replays.Any(replay => replay.Applied is not null) == true;

    /// <summary>True for the member that a log calls for each record that it reads back.</summary>
    public bool Applies(IMethodSymbol? method) => method is not null && applied.Contains(method.OriginalDefinition);

    /// <summary>The log that a loop goes over, which is a sequence of its records; null where it goes over something else.</summary>
    public LogFacts? EnumeratedBy(IForEachLoopOperation loop) =>
        loop.Collection.Plain().Type is INamedTypeSymbol { OriginalDefinition: var walked } && walked.Locations.Any(location => location.IsInSource)
        ? enumerated.FirstOrDefault(log =>
            log.Type.Symbol.AllInterfaces.Prepend(log.Type.Symbol).Any(type => SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, walked)))
        : null;

    /// <summary>True for a log, or a contract of one.</summary>
    public bool IsLog(ITypeSymbol? type) => type is INamedTypeSymbol named && logTypes.Contains(named.OriginalDefinition);

    /// <summary>True for a log, a collection of logs, or an object of the project that hands one out.</summary>
    public bool IsLogOrHolder(ITypeSymbol type) => IsLog(type) || IsLog(type.ElementType())
        || project.Of(type) is { } holder && holders.GetOrAdd(holder.Symbol, HandsOutLog);

    private bool HandsOutLog(ISymbol holder) =>
        ((INamedTypeSymbol)holder).GetMembers().Any(member => member is IPropertySymbol property && IsLog(property.Type));

    /// <summary>A member that the team names as the append of a log out of sight.</summary>
    private void RegisterTaught(ISymbol append)
    {
        if (members.ContainsKey(append)) return;
        members.Add(append, LogMember.Append);
        logTypes.Add(append.ContainingType.OriginalDefinition);
    }

    /// <summary>The log that a type reads back which another one writes; null for any other type.</summary>
    public LogFacts? ReadBy(TypeFacts type) => readers.TryGetValue(type.Symbol, out var log) ? log : null;

    private void Name()
    {
        AppendNames = NamesOf(LogMember.Append);
        ReplayNames = NamesOf(LogMember.Replay);
        CutNames = NamesOf(LogMember.Cut);
    }

    /// <summary>The types that stand for what is known already; false where there are none left.</summary>
    private bool RegisterFacades()
    {
        var before = members.Count;
        var logs = new HashSet<TypeFacts>(owners.Values.Select(log => log.Type));
        foreach (var symbol in project.Types)
        {
            if (symbol.TypeKind != TypeKind.Class || project.Of(symbol) is not { } type) continue;
            if (readers.TryGetValue(symbol, out var read))
                foreach (var method in LogFacades.HandingOut(type, this).ToList()) Register(method, LogMember.Replay, read, symbol);
            if (logs.Contains(type) || facades.ContainsKey(symbol)) continue;
            if (LogFacades.In(type, this) is not { Count: > 0 } found) continue;
            facades.Add(symbol, found[0]);
            foreach (var (member, kind, log) in found) Register(member, kind, log, symbol);
        }
        return members.Count > before;
    }

    /// <summary>The member by which a type that stands for a log appends to it; null for any other type.</summary>
    public (IMethodSymbol Member, LogFacts Log)? FacadeOf(TypeFacts type) =>
        facades.TryGetValue(type.Symbol, out var facade) ? (facade.Member, facade.Log) : null;

    private Words NamesOf(LogMember kind) => new(members.Where(member => member.Value == kind).Select(member => member.Key.Name).Distinct().ToArray());

    private void Register(LogFacts log)
    {
        foreach (var body in log.Appends.Concat(log.Queued)) Register(body.Method, LogMember.Append, log);
        if (log.Replays.IsEmpty && PairedReader.Of(log) is { } reader)
        {
            Register(reader.Body.Method, LogMember.Replay, log, reader.Body.Type.Symbol);
            foreach (var self in reader.Body.Type.SelfAndSourceBases)
                if (!readers.ContainsKey(self.Symbol)) readers.Add(self.Symbol, log);
        }
        foreach (var method in log.Type.SelfAndSourceBases.SelectMany(type => type.Bodies).Select(body => body.Method)
            .Where(method => method.DeclaredAccessibility != Accessibility.Private))
        {
            if (members.ContainsKey(method) || method.MethodKind != MethodKind.Ordinary || method.Name is "Dispose" or "DisposeAsync") continue;
            var cuts = log.Reaches(method, code => log.CutsIn(code).Any());
            var replayed = log.Replays.Where(replay => log.Reach(method).Contains(replay.Body.Method)).ToList();
            var kind = replayed.Count > 0 && !(cuts && KeepsToItself(method) && replayed.TrueForAll(replay => replay.Applied is null)) ? LogMember.Replay
                : cuts ? LogMember.Cut
                : log.Reaches(method, code => code.DurableFlushes.Count > 0 || code.WeakFlushes.Count > 0) ? LogMember.Flush
                : LogMember.None;
            if (kind != LogMember.None) Register(method, kind, log);
        }
    }

    /// <summary>What gives nothing back and has nobody to tell reads only to see what to keep.</summary>
    private static bool KeepsToItself(IMethodSymbol method) =>
        (method.ReturnsVoid || method.ReturnType.Awaited().IsTask())
        && method.Parameters.All(parameter => parameter.Type.TypeKind != TypeKind.Delegate && parameter.Type.ElementType() is null);

    private void Register(IMethodSymbol method, LogMember kind, LogFacts log) => Register(method, kind, log, log.Type.Symbol);

    private void Register(IMethodSymbol method, LogMember kind, LogFacts log, INamedTypeSymbol type)
    {
        foreach (var declaration in Declarations(method, type))
        {
            if (members.ContainsKey(declaration)) continue;
            members.Add(declaration, kind);
            owners.Add(declaration, log);
            logTypes.Add(declaration.ContainingType.OriginalDefinition);
        }
    }

    /// <summary>The method itself and the contract members of this project that it fills in.</summary>
    private static IEnumerable<IMethodSymbol> Declarations(IMethodSymbol method, INamedTypeSymbol type)
    {
        for (var current = method; current is not null; current = current.OverriddenMethod) yield return current.OriginalDefinition;
        foreach (var contract in type.AllInterfaces)
        {
            if (!contract.Locations.Any(location => location.IsInSource)) continue;
            foreach (var member in contract.GetMembers().OfType<IMethodSymbol>())
                if (SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member)?.OriginalDefinition, method.OriginalDefinition))
                    yield return member.OriginalDefinition;
        }
    }
}
