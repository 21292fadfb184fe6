using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>What the members of a group hold and leave a part of their work to: the state with term and vote, the log, the positions of the peers.</summary>
internal static class RaftStores
{
    private const int KeepingDepth = 3;

    public static RaftModel? Of(TypeFacts type, RaftGroups groups)
    {
        if (type.Symbol is not { TypeKind: TypeKind.Class or TypeKind.Struct, IsStatic: false } || Holder(type, groups) is not { } holder) return null;
        return State(type, holder, groups) ?? Log(type, holder, groups) ?? KeptLogs.Of(type, holder, groups) ?? Positions(type, holder, groups);
    }

    /// <summary>A member that has a way to an object of that type: it holds or makes one, or what it holds does.</summary>
    private static Member? Holder(TypeFacts type, RaftGroups groups)
    {
        var known = groups.Project.GetOrAdd(nameof(RaftStores),
            () => groups.Members.Select(member => (Member: member, Reached: TermCandidates.Reached(member.Type))).ToList());
        foreach (var (member, reached) in known)
            if (type.Symbol.SelfAndBases().Concat(type.Symbol.AllInterfaces).Any(one => !one.IsFramework() && reached.Contains(one.OriginalDefinition))
                || Makes(member, type)) return member;
        return null;
    }

    private static bool Makes(Member member, TypeFacts type) => member.Type.Words.Has(type.Symbol.Name)
        && member.Type.AllBodies.Any(body => body.Words.Has(type.Symbol.Name)
            && body.Of<IObjectCreationOperation>().Any(made => type.Symbol.IsSame(made.Type)));

    /// <summary>The object that keeps term and vote, and has code of its own by which they change together or are stored.</summary>
    private static RaftModel? State(TypeFacts type, Member holder, RaftGroups groups)
    {
        var term = holder.Parts.Term;
        var own = type.AllSlots.Select(slot => slot.Symbol).Concat(type.Symbol.GetMembers().Where(member => member is IPropertySymbol { IsOverride: true }))
            .FirstOrDefault(member => term.Is(member) || member is IPropertySymbol { OverriddenProperty: { } overridden } && term.Is(overridden));
        own ??= type.Symbol.GetMembers().FirstOrDefault(member => member is IPropertySymbol && term.Is(member));
        if ((own ?? type.AllSlots.FirstOrDefault(slot => slot.Type.IsSame(term.Symbol.ContainingType))?.Symbol) is not { } owned) return null;
        var votes = groups.Members.Select(member => member.Parts.Vote?.Symbol).OfType<ISymbol>().ToList();
        foreach (var body in type.Bodies)
            if (body.Method.MethodKind is MethodKind.Ordinary or MethodKind.PropertySet && body.Words.HasAny(term.Names)
                && body.Operations.FirstOrDefault(operation => (own is not null ? Sets(operation, term, owned) : SetsAsGiven(operation, term))
                    || term.IsSetBy(body.Method) && KeepsGiven(operation)) is { } change
                && (body.Method.MethodKind == MethodKind.Ordinary && body.Operations.Any(operation => SetsAny(operation, votes))
                    || Stores(body) || Puts(body) || term.IsSetBy(body.Method) && body.Operations.Count(KeepsGiven) > 1))
                return new(type, RaftRoles.State, holder.Confidence, RaftVariants.Of(holder, groups), ImmutableArray.Create(
                    Evidence.At(owned, $"it keeps '{owned.Name}' for '{holder.Type.Symbol.Name}'"),
                    Evidence.At(change, $"'{body.DisplayName}' changes it")));
        return null;
    }

    private static bool Sets(IOperation operation, Term term, ISymbol owned) =>
        Write.In(operation).Any(write => write.Target.Referenced() is { } member && (term.Is(member) || owned.IsSame(member)));

    /// <summary>What a method is given it writes into a member, its own or that of what it holds.</summary>
    private static bool KeepsGiven(IOperation operation) => Write.In(operation).Any(write =>
        write is { Target: IMemberReferenceOperation, Value: { } value } && value.Plain() is IParameterReferenceOperation);

    private static bool SetsAsGiven(IOperation operation, Term term) =>
        Write.In(operation).Any(write => term.Is(write.Target.Referenced()) && write.Value?.Referenced() is IParameterSymbol);

    private static bool SetsAny(IOperation operation, List<ISymbol> votes) =>
        Write.In(operation).Any(write => write.Target.Referenced() is { } member && votes.Any(vote => vote.IsSame(member)));

    /// <summary>An ordinary method or setter that hands what it was given to another object, or has it written by a method of its own.</summary>
    private static bool Stores(Body body) => body.Calls.Any(call => call.Receiver is { } receiver && receiver.IsOwnMember()
        && call.Arguments.Any(argument => argument.Contains(inner => inner is IParameterReferenceOperation)))
        || body.Callees.Any(callee => callee.Body.Type == body.Type
            && callee.Body.Calls.Any(call => call.Receiver is { } receiver && receiver.IsOwnMember()
                && call.Name.StartsWith("Write", StringComparison.Ordinal)));

    /// <summary>What it was given goes into something that the type holds, through an object that was opened for that.</summary>
    private static bool Puts(Body body) => body.Calls.Any(call => call.ReceiverSymbol is ILocalSymbol
        && call.Arguments.Any(argument => argument is IParameterReferenceOperation) && call.Arguments.Any(argument => argument.IsOwnMember()));

    /// <summary>A log that holds the term of an entry against the one that it is asked for, and takes entries in.</summary>
    public static RaftModel? Log(TypeFacts type, Member holder, RaftGroups groups)
    {
        var entries = TermLog.EntryTypes(holder.Type).Union(TermLog.EntryTypes(type));
        if (type.Bodies.FirstOrDefault(body => body.Method.Parameters.Any(parameter => TakesEntry(type, parameter.Type, entries)) && Keeps(body, type))
            is not { } takes) return null;
        foreach (var body in type.Bodies)
            if (!body.IsConstructor && NamesEntry(body.Method)
                && TermLog.Of(TermUse.Of(body, holder.Parts.Term), entries).Matches is [var match, ..])
                return new(type, RaftRoles.Log, holder.Confidence, RaftVariants.Of(holder, groups), ImmutableArray.Create(
                    Evidence.At(match, $"'{body.DisplayName}' holds the term of an entry against the one that it is asked for"),
                    Evidence.At(takes.Method, $"'{takes.DisplayName}' takes entries in for '{holder.Type.Symbol.Name}'")));
        return null;
    }

    /// <summary>Who only looks at entries changes nothing that the log holds.</summary>
    private static bool Keeps(Body body, TypeFacts log) => body.WithOwnCallees(KeepingDepth).Any(reached => reached.Operations.Any(operation => operation switch
    {
        IExpressionStatementOperation { Operation: var told } => IsOfLog(Call.From(told.Plain())?.Receiver, log)
            || told.Assigned() is { } assigned && IsOfLog(assigned.Target, log),
        _ => false,
    }));

    private static bool IsOfLog(IOperation? operation, TypeFacts log)
    {
        while (operation is not null && !log.AllSlots.Any(slot => slot.Symbol.IsSame(operation.Referenced())))
            operation = operation.Plain() switch
            {
                IMemberReferenceOperation { Instance: { } owner } => owner,
                IArrayElementReferenceOperation { ArrayReference: var array } => array,
                IInvocationOperation { Instance: { } asked } => asked,
                _ => null,
            };
        return operation is not null;
    }

    /// <summary>An entry is named by its position and its term, or by an id of both.</summary>
    private static bool NamesEntry(IMethodSymbol method) => method.Parameters.Count(parameter => parameter.Type.IsInteger()) > 1
        || method.Parameters.Any(parameter => EntryIds.IsId(parameter.Type));

    /// <summary>Entries by the list, or one object that carries a number.</summary>
    private static bool TakesEntry(TypeFacts log, ITypeSymbol taken, ImmutableHashSet<ISymbol> entries) =>
        TermLog.ListElement(taken) is { } element ? entries.Contains(element.OriginalDefinition)
        : entries.Contains(taken.OriginalDefinition) || log.Project.Of(taken)?.AllSlots.Any(slot => slot.Type.IsInteger()) == true;

    /// <summary>Who is handed the positions of all peers by a function counts what somebody else follows.</summary>
    private static bool IsToldPositions(Body body) =>
        body.Method.Parameters.Any(parameter => parameter.Type.DelegateSignature()?.ReturnType.IsInteger() == true);

    /// <summary>The middle of the sorted positions of all peers: what a majority has.</summary>
    private static RaftModel? Positions(TypeFacts type, Member holder, RaftGroups groups)
    {
        foreach (var body in type.Bodies)
            if (body.Words.Has("2") && !IsToldPositions(body)
                && body.Calls.FirstOrDefault(call => call.Name is "Sort" or "OrderBy" or "OrderByDescending" or "Order").Operation is { } sort
                && Majority.In(body).FirstOrDefault(majority => majority.Operation == majority.Counted && majority.Operation.Type.IsInteger()) is { } middle)
                return new(type, RaftRoles.Replicator, holder.Confidence, RaftVariants.Of(holder, groups), ImmutableArray.Create(
                    Evidence.At(sort, $"'{body.DisplayName}' sorts the positions of the peers of '{holder.Type.Symbol.Name}'"),
                    Evidence.At(middle.Operation, "it takes the middle one, which a majority has reached"))) { Middle = (body, middle, holder.Parts.Term) };
        return null;
    }
}
