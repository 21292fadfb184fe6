using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>The evidence in one type, seen from one term.</summary>
internal sealed class RaftParts
{
    private readonly Lazy<VoteMemory?> vote;
    private readonly Lazy<ImmutableArray<Majority>> majorities;
    private readonly Lazy<ImmutableArray<TermLog>> log;
    private readonly Lazy<Progress?> progress;
    private readonly Lazy<ISymbol?> role;

    private RaftParts(TypeFacts type, Term term)
    {
        Type = type;
        Term = term;
        Voicing = type.AllBodies.Where(body => body.Words.HasAny(term.Names)).Select(body => TermUse.Of(body, term)).ToImmutableArray();
        vote = new(() => VoteMemory.Of(Uses));
        majorities = new(() => type.AllBodies.SelectMany(body => Majority.In(body)).ToImmutableArray());
        log = new(() => { var entries = TermLog.EntryTypes(type); return Uses.Select(use => TermLog.Of(use, entries)).ToImmutableArray(); });
        progress = new(() => Progress.Of(type.AllBodies));
        role = new(() => RoleMemory.Of(Voicing));
    }

    public TypeFacts Type { get; }

    public Term Term { get; }

    /// <summary>The bodies that say the term's name.</summary>
    public ImmutableArray<TermUse> Voicing { get; }

    /// <summary>All bodies. Binds them.</summary>
    public ImmutableArray<TermUse> Uses => Type.AllBodies.Select(body => TermUse.Of(body, Term)).ToImmutableArray();

    public IEnumerable<TermUse> Elections => Voicing.Where(use => !use.Raises.IsEmpty);

    public IEnumerable<Fence> Fences => Voicing.SelectMany(use => use.Fences);

    /// <summary>True when its own code counts up to a majority.</summary>
    public bool CountsItself => Majorities.Any(majority => majority.Body.Type == Type);

    /// <summary>True when a reply is asked for the term that it belongs to.</summary>
    public bool Agrees => Voicing.Any(use => !use.Agreements.IsEmpty);

    public bool Raises => Elections.Any();

    /// <summary>True when it has another type raise the term, one that is given nothing: <c>node.IncrementTerm()</c>.</summary>
    public bool HasRaised => Type.Bodies.SelectMany(body => body.Calls).Any(call =>
        call.Target is { Parameters.IsEmpty: true } asked && !asked.ContainingType.IsSame(Type.Symbol)
        && Type.Project.BodiesOf(asked).Any(body => body.Words.HasAny(Term.Names) && !TermUse.Of(body, Term).Raises.IsEmpty));

    /// <summary>Where the log is asked whether it has the entry that a message names by position and term.</summary>
    public IEnumerable<IOperation> AskedMatches => Voicing.Where(use => !use.Fences.IsEmpty).SelectMany(AskedIn);

    public bool Compares => Fences.Any();

    public bool Adopts => Voicing.Any(use => !use.Adoptions.IsEmpty);

    public VoteMemory? Vote => vote.Value;

    public ImmutableArray<Majority> Majorities => majorities.Value;

    public IEnumerable<IOperation> Stamps => log.Value.SelectMany(one => one.Stamps);

    /// <summary>True when its own code makes entries of the own term: only a leader does.</summary>
    public bool StampsItself => Stamps.Any(stamp => Type.Bodies.Any(body => body.Declaration.SyntaxTree == stamp.Syntax.SyntaxTree
        && body.Declaration.Span.Contains(stamp.Syntax.Span)));

    public IEnumerable<IOperation> Matches => log.Value.SelectMany(one => one.Matches);

    public IEnumerable<IOperation> OwnTermChecks => log.Value.SelectMany(one => one.OwnTermChecks);

    /// <summary>True when entries of a log carry the term.</summary>
    public bool HasTermLog => log.Value.Any(one => one.Stamps.Length + one.Matches.Length + one.OwnTermChecks.Length > 0);

    public Progress? Progress => progress.Value;

    public ISymbol? Role => role.Value;

    /// <summary>
    /// True when the number is a position: a term names an election, so it is no index into a list, and who raises it does not ask a message first.
    /// </summary>
    public bool IsPosition => Elections.All(use => !use.Fences.IsEmpty)
        || Voicing.Any(use =>
            use.Body.Operations.Any(operation => PositionIn(operation) is { } position && position.Contains(inner => Term.Is(inner.Referenced()))));

    public static RaftParts Of(TypeFacts type, Term term) => type.Project.GetOrAdd((nameof(RaftParts), type, term), () => new RaftParts(type, term));

    private IEnumerable<IOperation> AskedIn(TermUse use) => use.Body.Calls
        .Where(call => call.Target is not null && call.Arguments.Count(argument => argument.Type.IsInteger() && use.Flow.MessageOf(argument) is not null) > 1)
        .Where(call => Type.Project.BodiesOf(call.Target!).Any(body => body.Type != Type && MatchesIn(body)))
        .Select(call => call.Operation);

    private bool MatchesIn(Body body) => !TermLog.Of(TermUse.Of(body, Term), TermLog.EntryTypes(body.Type)).Matches.IsEmpty;

    /// <summary>The position at which an operation reaches into a list.</summary>
    public static IOperation? PositionIn(IOperation operation) => operation switch
    {
        IArrayElementReferenceOperation { Indices.Length: 1 } element => element.Indices[0],
        IPropertyReferenceOperation { Property: { IsIndexer: true, ContainingType: var owner }, Arguments.Length: 1 } element
            when owner.TypeArguments.Length < 2 => element.Arguments[0].Value,
        IImplicitIndexerReferenceOperation element => element.Argument,
        IInvocationOperation { TargetMethod.Name: "Skip" or "Take" or "ElementAt" or "GetRange" or "RemoveRange" or "RemoveAt", Arguments.Length: > 0 } call =>
            call.Arguments[call.Instance is null ? call.Arguments.Length - 1 : 0].Value,
        _ => null,
    };
}
