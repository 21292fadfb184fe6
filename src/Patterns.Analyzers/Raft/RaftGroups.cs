using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>A type that takes part in a consensus group by what its own code does with the group's term.</summary>
/// <param name="Parts">Its evidence.</param>
/// <param name="Confidence">That of the group.</param>
internal sealed record Member(RaftParts Parts, Confidence Confidence)
{
    public TypeFacts Type => Parts.Type;
}

/// <summary>
/// The consensus groups of a project. A type that raises a number, compares it with one that arrives and counts votes or remembers one is found by
/// itself; the types that share its term are found through it.
/// </summary>
internal sealed class RaftGroups
{
    private readonly Dictionary<ISymbol, Member> members = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> contracts;

    private RaftGroups(ProjectFacts project, ImmutableArray<Member> drivers)
    {
        Project = project;
        foreach (var driver in drivers) members.Add(driver.Type.Symbol, driver);
        if (members.Count == 0)
            foreach (var candidate in TermCandidates.Shared(project))
                if (MayBeFenced(candidate)) AddDispersed(Term.Of(candidate, project));
        foreach (var driver in members.Values.ToList())
        {
            AddSharing(driver);
            AddCreated(driver);
        }
        contracts = new(members.Keys.Cast<ITypeSymbol>()
            .SelectMany(member => member.SelfAndBases().Where(parent => parent.IsAbstract).Concat(member.AllInterfaces))
            .Select(contract => contract.OriginalDefinition)
            .Where(contract => project.Of(contract) is not null), SymbolEqualityComparer.Default);
    }

    public ProjectFacts Project { get; }

    public bool IsEmpty => members.Count == 0;

    public IEnumerable<Member> Members => members.Values;

    public static RaftGroups Of(ProjectFacts project) =>
        project.GetOrAdd(nameof(RaftGroups), () => new SharedScan<Member, RaftGroups>(project, Driver, drivers => new(project, drivers))).Result;

    public Member? Find(ITypeSymbol? type) => type is not null && members.TryGetValue(type.OriginalDefinition, out var member) ? member : null;

    /// <summary>True for a member, or for a contract that one fills in.</summary>
    public bool IsMemberOrContract(ITypeSymbol? type) =>
        type is not null && (members.ContainsKey(type.OriginalDefinition) || contracts.Contains(type.OriginalDefinition));

    /// <summary>A type that drives elections, judged by the best of the numbers that could be its term.</summary>
    private static Member? Driver(TypeFacts type)
    {
        Member? best = null;
        var most = 0;
        foreach (var candidate in TermCandidates.Of(type))
        {
            if (!FenceSyntax.MayStandIn(type, new(candidate, type.Project))) continue;
            var parts = RaftParts.Of(type, Term.Of(candidate, type.Project));
            if (!parts.Raises || !parts.Compares || parts.IsPosition
                || !parts.Voicing.Any(use => use.Body.Type == type && use.Raises.Length + use.Fences.Length > 0) || !parts.Voicing.Any(use => use.IsOnOwn))
                continue;
            var signals = Signals.Of(parts);
            var confidence = RaftSignature.Weigh(signals);
            if (confidence == Confidence.Low || signals.All <= most) continue;
            (best, most) = (new(parts, confidence), signals.All);
        }
        return best;
    }

    private bool MayBeFenced(ISymbol candidate)
    {
        var number = new NumberNames(candidate, Project);
        return Project.Types.Any(symbol => symbol.TypeKind == TypeKind.Class && Project.Of(symbol) is { } type && type.Words.HasAny(number.Words)
            && FenceSyntax.MayStandIn(type, number));
    }

    /// <summary>A group whose types share the object that holds the term, none of which does enough to be known by itself.</summary>
    private void AddDispersed(Term term)
    {
        var sharing = new List<RaftParts>();
        foreach (var symbol in Project.Types)
            if (symbol.TypeKind == TypeKind.Class && Project.Of(symbol) is { } type && type.Words.HasAny(term.Names) && RaftParts.Of(type, term) is var parts
                && parts.Voicing.Any(use => use.Body.Type == type && use.Mentions)) sharing.Add(parts);
        if (!sharing.Any(parts => parts.Raises) || !sharing.Any(parts => parts.Compares) || sharing.Any(parts => parts.Raises && parts.IsPosition)) return;
        if (sharing.SelectMany(parts => parts.Voicing).Any(StartsOver)) return;
        var signals = sharing.Select(Signals.Of).Aggregate((one, other) => one | other);
        // Many types that share a number do a little of everything with it: a term is also taken over from others, or a vote is given in it.
        if (!signals.Adopts && !signals.Vote || RaftSignature.Weigh(signals) is not (var confidence and not Confidence.Low)) return;
        foreach (var parts in sharing)
            if (!members.ContainsKey(parts.Type.Symbol) && (parts.Raises || RaftSignature.IsPart(parts)))
                members.Add(parts.Type.Symbol, new(parts, confidence));
    }

    /// <summary>A count begins again from its first value; a term never does while its object lives.</summary>
    private static bool StartsOver(TermUse use) =>
        !use.Body.IsConstructor
        && use.Assignments.Any(operation => operation is ISimpleAssignmentOperation { Value: var value }
            && value.Plain().ConstantValue is { HasValue: true, Value: 0 or 1 or -1 or 0L or 1L or -1L or 0u or 1u or 0ul or 1ul });

    /// <summary>The types whose own code uses the driver's term.</summary>
    private void AddSharing(Member driver)
    {
        foreach (var symbol in Project.Types)
        {
            if (members.ContainsKey(symbol) || symbol.TypeKind is not (TypeKind.Class or TypeKind.Struct) || Project.Of(symbol) is not { } type) continue;
            if (!type.Words.HasAny(driver.Parts.Term.Names)) continue;
            var parts = RaftParts.Of(type, driver.Parts.Term);
            if (parts.Voicing.Any(use => use.Body.Type == type && use.Mentions) && RaftSignature.IsPart(parts))
                members.Add(symbol, new(parts, driver.Confidence));
        }
    }

    /// <summary>The types that the driver makes for the length of a term, and gives that term.</summary>
    private void AddCreated(Member driver)
    {
        foreach (var use in driver.Parts.Uses)
            foreach (var creation in use.Body.Of<IObjectCreationOperation>())
            {
                if (Project.Of(creation.Type) is not { } type || members.ContainsKey(type.Symbol)) continue;
                foreach (var argument in creation.Arguments)
                    if (argument.Parameter is { } parameter && use.Term.IsRead(argument.Value, use.Flow) && TermOf(type, parameter) is { } term
                        && RaftParts.Of(type, term) is var parts
                        && RaftSignature.IsPart(parts)) { members.Add(type.Symbol, new(parts, driver.Confidence)); break; }
            }
    }

    /// <summary>The member in which a constructor keeps that parameter.</summary>
    private Term? TermOf(TypeFacts type, IParameterSymbol parameter)
    {
        if (type.Slots.FirstOrDefault(slot => slot.Symbol.IsSame(parameter)) is { } captured) return Term.Of(captured.Symbol, Project);
        foreach (var body in type.Bodies)
            if (body.IsConstructor)
                foreach (var operation in body.Operations)
                    if (operation.Assigned() is { Target: IMemberReferenceOperation { Member: var slot }, Value: { } value }
                        && parameter.IsSame(value.Referenced())) return Term.Of(slot, Project);
        return null;
    }
}
