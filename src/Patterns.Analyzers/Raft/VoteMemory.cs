using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>A place where a node gives its vote to the sender of a message.</summary>
/// <param name="Use">The body that does it.</param>
/// <param name="Operation">The write that remembers the vote.</param>
/// <param name="Message">The parameter that names the candidate.</param>
internal readonly record struct Grant(TermUse Use, IOperation Operation, ISymbol Message);

/// <summary>Who got this node's vote: given to itself when it raises the term, and to a candidate when a message asks for it.</summary>
/// <param name="Symbol">The member that remembers it.</param>
/// <param name="Grants">Where it is given to a candidate.</param>
internal sealed record VoteMemory(ISymbol Symbol, ImmutableArray<Grant> Grants)
{
    public static VoteMemory? Of(ImmutableArray<TermUse> uses) => InTestedMember(uses) ?? InTestedState(uses) ?? InMember(uses) ?? InMapByTerm(uses)
        ?? InReplacedState(uses) ?? InStoredState(uses) ?? InLastTerm(uses);

    /// <summary>A member that the election sets to the node itself, and a request to its sender.</summary>
    private static VoteMemory? InMember(ImmutableArray<TermUse> uses)
    {
        foreach (var member in uses.Where(IsElection).SelectMany(SelfVotes).Distinct(SymbolEqualityComparer.Default))
        {
            if (IsNumber(member!, uses)) continue;
            var grants = uses.Where(use => !use.Body.IsConstructor && use.Body.Method.MethodKind != MethodKind.PropertySet)
                .SelectMany(use => GrantsOf(use, member!)).ToImmutableArray();
            if (!grants.IsEmpty) return new(member!, grants);
        }
        return null;
    }

    private static bool IsElection(TermUse use) =>
        !use.Raises.IsEmpty
        || use.Body.Callees.Any(callee => callee.Body.Type == use.Body.Type && callee.Body.Words.HasAny(use.Term.Names)
            && !TermUse.Of(callee.Body, use.Term).Raises.IsEmpty);

    /// <summary>Nodes are told apart by ids; what is put in order or counted with is none.</summary>
    private static bool IsNumber(ISymbol member, ImmutableArray<TermUse> uses) => uses.SelectMany(use => use.Body.Operations).Any(operation => operation switch
    {
        IBinaryOperation { OperatorKind: not (BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals) } binary =>
            member.IsSame(binary.LeftOperand.Referenced()) || member.IsSame(binary.RightOperand.Referenced()),
        IIncrementOrDecrementOperation step => member.IsSame(step.Target.Referenced()),
        _ => false,
    });

    private static IEnumerable<ISymbol> SelfVotes(TermUse use)
    {
        foreach (var (target, value, _) in Given(use))
            if (target.Member is var member && !use.Term.Is(member) && IsIdentity(target.Type) && !IsInMessage(target, use) && IsOwnName(value, use))
                yield return member;
    }

    /// <summary>What is written into an object as it is made goes out with it, unless it is the state that holds the term.</summary>
    private static bool IsInMessage(IMemberReferenceOperation target, TermUse use) =>
        target.Instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }
        && !target.Member.ContainingType.IsSame(use.Term.Symbol.ContainingType);

    /// <summary>What a node calls itself: a member, a captured parameter, or a copy of one.</summary>
    private static bool IsOwnName(IOperation value, TermUse use) => !use.Term.IsRead(value, use.Flow) && use.Flow.Sources(value).Any(source => source switch
    {
        IMemberReferenceOperation { Member: IFieldSymbol { IsStatic: false } or IPropertySymbol { IsStatic: false, IsIndexer: false } } => true,
        IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } => !use.Body.IsConstructor,
        _ => source is IInstanceReferenceOperation,
    });

    private static IEnumerable<Grant> GrantsOf(TermUse use, ISymbol member)
    {
        foreach (var (target, value, site) in Given(use))
            if (member.IsSame(target.Member) && use.Flow.MessageOf(value) is { } message) yield return new(use, site, message);
    }

    /// <summary>A name, an id, a peer: anything by which nodes are told apart, but no flag, moment or collection.</summary>
    private static bool IsIdentity(ITypeSymbol? type) => type switch
    {
        null or { TypeKind: TypeKind.Enum or TypeKind.Delegate or TypeKind.Array } => false,
        { SpecialType: SpecialType.System_Boolean or SpecialType.System_DateTime or SpecialType.System_Double } => false,
        { Name: "TimeSpan" or "DateTimeOffset" or "Stopwatch" } => false,
        _ => type.SpecialType == SpecialType.System_String
            || !type.AllInterfaces.Any(contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable),
    };

    /// <summary>A map from term to the candidate that got the vote.</summary>
    private static VoteMemory? InMapByTerm(ImmutableArray<TermUse> uses)
    {
        var grants = uses.SelectMany(MapWrites).ToLookup(write => write.Map, write => write.Grant, SymbolEqualityComparer.Default);
        return grants.FirstOrDefault() is { Key: { } map } writes ? new(map, writes.ToImmutableArray()) : null;
    }

    private static IEnumerable<(ISymbol Map, Grant Grant)> MapWrites(TermUse use)
    {
        foreach (var operation in use.Body.Operations)
        {
            var (map, key, value) = operation switch
            {
                ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } receiver,
                    Arguments.Length: 1 } target } write =>
                    (receiver, target.Arguments[0].Value, write.Value),
                IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd", Instance: { } receiver, Arguments.Length: 2 } add =>
                    (receiver, add.Arguments[0].Value, add.Arguments[1].Value),
                _ => default((IOperation?, IOperation?, IOperation?)),
            };
            if (map?.Referenced() is not { } slot || key is null || value is null || !IsArrivedTerm(use, key)) continue;
            if (IsIdentity(value.Plain().Type) && use.Flow.MessageOf(value) is { } message) yield return (slot, new(use, operation, message));
        }
    }

    private static bool IsArrivedTerm(TermUse use, IOperation key) =>
        key.Referenced() is { } symbol && use.Fences.Any(fence => symbol.IsSame(fence.Arrived.Referenced()));

    /// <summary>A state that is replaced as a whole, term and vote together.</summary>
    private static VoteMemory? InReplacedState(ImmutableArray<TermUse> uses)
    {
        foreach (var use in uses)
            foreach (var adoption in use.Adoptions)
            {
                if (adoption is not IObjectCreationOperation creation) continue;
                var vote = creation.Arguments.FirstOrDefault(argument => IsVote(argument) && use.Flow.MessageOf(argument.Value) is not null);
                if (vote?.Parameter is { } parameter) return new(parameter, GrantsOf(uses, parameter));
            }
        return null;
    }

    private static bool IsVote(IArgumentOperation argument) => argument.Parameter is { Type: var type } && IsIdentity(type) && !type.IsInteger();

    /// <summary>Term and vote are stored by one call: the election stores the node itself, and a request its sender.</summary>
    private static VoteMemory? InStoredState(ImmutableArray<TermUse> uses)
    {
        foreach (var use in uses.Where(use => !use.Raises.IsEmpty))
            foreach (var operation in use.Assignments)
            {
                var vote = ArgumentsOf(operation).FirstOrDefault(argument => IsVote(argument) && IsOwnName(argument.Value, use));
                if (vote?.Parameter is { } parameter && GrantsOf(uses, parameter) is { IsEmpty: false } grants) return new(parameter, grants);
            }
        return null;
    }

    /// <summary>A member of another object that is found empty or to hold the candidate already, before that object is given the candidate.</summary>
    private static VoteMemory? InTestedState(ImmutableArray<TermUse> uses)
    {
        foreach (var use in uses.Where(use => !use.Body.IsConstructor && !use.Fences.IsEmpty))
            foreach (var call in use.Body.Of<IInvocationOperation>())
            {
                if (call.Instance?.Plain() is not IMemberReferenceOperation || call.Type?.SpecialType == SpecialType.System_Boolean) continue;
                foreach (var argument in call.Arguments)
                    if (IsVote(argument) && use.Flow.MessageOf(argument.Value) is { } message && TestedMember(use, call, argument.Value) is { } member)
                        return new(member, ImmutableArray.Create(new Grant(use, call, message)));
            }
        return null;
    }

    private static ISymbol? TestedMember(TermUse use, IInvocationOperation call, IOperation candidate) => use.Body.Of<IBinaryOperation>()
        .SelectMany(test => new[] { test.LeftOperand.Plain(), test.RightOperand.Plain() }.Where(side => IsSameTest(test, side, candidate)))
        .OfType<IMemberReferenceOperation>()
        .Where(side => (call.TargetMethod.ContainingType.IsSame(side.Member.ContainingType) || use.Term.SetBy(call) is not null)
            && use.Body.Operations.Any(test => IsEmptyTest(test, side.Member)))
        .Select(side => side.Member)
        .FirstOrDefault();

    private static bool IsSameTest(IBinaryOperation test, IOperation side, IOperation candidate) =>
        side is IMemberReferenceOperation { Member: var member } && IsSameTest(test, member, candidate);

    private static ImmutableArray<Grant> GrantsOf(ImmutableArray<TermUse> uses, IParameterSymbol vote) =>
        uses.SelectMany(one => StateGrants(one, vote)).ToImmutableArray();

    private static IEnumerable<Grant> StateGrants(TermUse use, IParameterSymbol vote)
    {
        foreach (var operation in use.Body.Operations)
        {
            var argument = ArgumentsOf(operation).FirstOrDefault(one => vote.IsSame(one.Parameter));
            if (argument is not null && use.Flow.MessageOf(argument.Value) is { } message) yield return new(use, operation, message);
        }
    }

    private static ImmutableArray<IArgumentOperation> ArgumentsOf(IOperation operation) => operation switch
    {
        IObjectCreationOperation creation => creation.Arguments,
        IInvocationOperation call => call.Arguments,
        _ => ImmutableArray<IArgumentOperation>.Empty,
    };

    /// <summary>The last term in which a vote was given: an older request finds it taken.</summary>
    private static VoteMemory? InLastTerm(ImmutableArray<TermUse> uses)
    {
        foreach (var use in uses)
            foreach (var operation in use.Body.Operations)
            {
                if (operation is not ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member } target, Value: var value }
                    || !target.Type.IsInteger()) continue;
                if (use.Term.Is(member) || value.Referenced() is not { } arrived || use.Flow.MessageOf(value) is not { } message) continue;
                if (use.Body.Operations.Any(test => Orders(test, member, arrived)) && IsComparedWithTerm(use, arrived))
                    return new(member, ImmutableArray.Create(new Grant(use, operation, message)));
            }
        return null;
    }

    /// <summary>A member that is given the candidate where it is found empty or to hold that candidate already: a node that asks for votes need not note its
    /// own.</summary>
    private static VoteMemory? InTestedMember(ImmutableArray<TermUse> uses)
    {
        foreach (var use in uses.Where(use => !use.Body.IsConstructor && !use.Fences.IsEmpty))
            foreach (var (target, value, site) in Given(use))
                if (target.Member is var member && !use.Term.Is(member) && IsIdentity(target.Type) && use.Flow.MessageOf(value) is { } message
                    && !IsChange(site, member) && use.Body.Operations.Any(test => IsSameTest(test, member, value))
                    && use.Body.Operations.Any(test => IsEmptyTest(test, member)))
                    return new(member,
                        uses.SelectMany(one => GrantsOf(one, member)).Prepend(new(use, site, message)).GroupBy(grant => grant.Operation)
                            .Select(same => same.First()).ToImmutableArray());
        return null;
    }

    /// <summary>Noted because it is another one than before: the leader that is known, no vote.</summary>
    private static bool IsChange(IOperation site, ISymbol member) => site.Ancestors().OfType<IConditionalOperation>().Any(choice =>
        choice.WhenTrue.Syntax.Span.Contains(site.Syntax.Span)
        && choice.Condition.Plain() is IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } differs
        && (member.IsSame(differs.LeftOperand.Referenced()) || member.IsSame(differs.RightOperand.Referenced()))
        && !IsEmptyTest(differs, member));

    /// <summary>What a body writes into members, itself or by handing it to a method that does nothing but write it down.</summary>
    private static IEnumerable<(IMemberReferenceOperation Target, IOperation Value, IOperation Site)> Given(TermUse use)
    {
        foreach (var operation in use.Body.Operations)
            foreach (var write in Write.In(operation))
                if (write is { Target: IMemberReferenceOperation target, Value: { } value }) yield return (target, value, operation);
        foreach (var (call, callee) in use.Body.Callees)
            if (call.Operation is IInvocationOperation invocation)
                foreach (var write in callee.Operations.SelectMany(Write.In))
                    if (write is { Target: IMemberReferenceOperation target, Value: { } stored } && stored.Referenced() is IParameterSymbol parameter
                        && invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal) is { } given
                        && callee.Method.IsSame(parameter.ContainingSymbol))
                        yield return (target, given.Value, invocation);
    }

    private static bool IsSameTest(IOperation operation, ISymbol member, IOperation candidate) =>
        operation is IBinaryOperation { OperatorKind: var kind } equality && kind.IsEquality()
        && (member.IsSame(equality.LeftOperand.Referenced()) && candidate.Referenced().IsSame(equality.RightOperand.Referenced())
            || member.IsSame(equality.RightOperand.Referenced()) && candidate.Referenced().IsSame(equality.LeftOperand.Referenced()));

    private static bool IsEmptyTest(IOperation operation, ISymbol member) => operation switch
    {
        IBinaryOperation { OperatorKind: var kind } equality =>
            kind.IsEquality() && member.IsSame(equality.LeftOperand.Referenced())
            && equality.RightOperand.Plain() is { ConstantValue.HasValue: true } or IDefaultValueOperation,
        IIsPatternOperation test => member.IsSame(test.Value.Referenced()),
        IInvocationOperation { TargetMethod: { Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace", ContainingType.SpecialType: SpecialType.System_String } } call =>
            member.IsSame(call.Arguments[0].Value.Referenced()),
        IPropertyReferenceOperation { Property.Name: "HasValue", Instance: { } nullable } => member.IsSame(nullable.Referenced()),
        _ => false,
    };

    private static bool Orders(IOperation operation, ISymbol member, ISymbol arrived) => operation is IBinaryOperation binary && binary.OperatorKind.IsOrder()
        && (member.IsSame(binary.LeftOperand.Referenced()) && arrived.IsSame(binary.RightOperand.Referenced())
            || member.IsSame(binary.RightOperand.Referenced()) && arrived.IsSame(binary.LeftOperand.Referenced()));

    private static bool IsComparedWithTerm(TermUse use, ISymbol arrived) => use.Fences.Any(fence => arrived.IsSame(fence.Arrived.Referenced()))
        || use.Body.Callees.Any(callee => callee.Call.Arguments.Any(argument => arrived.IsSame(argument.Referenced()))
            && !TermUse.Of(callee.Body, use.Term).Fences.IsEmpty);
}
