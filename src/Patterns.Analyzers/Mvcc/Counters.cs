using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>What the project does to the members that hold numbers: counts them up, or assigns them.</summary>
internal static class Counters
{
    private const int Many = 60;

    /// <summary>True for a number that the type which holds it counts up, or sets one beyond another.</summary>
    public static bool IsRaised(ISymbol member, ProjectFacts project) =>
        member is IFieldSymbol or IPropertySymbol && project.GetOrAdd((nameof(IsRaised), member), () => FindRaise(member, project));

    /// <summary>True where the number also goes on from its own value; one that is set beyond another is worked out, and counts nothing.</summary>
    public static bool IsCounted(ISymbol member, ProjectFacts project) =>
        Holders(member, project).Any(body => body.Words.Has(member.Name) && body.Operations.Any(operation =>
        Raises(operation, body, member) && (operation is not ISimpleAssignmentOperation { Value: var value } || Mentions(value, member, body))));

    /// <summary>What a member is assigned: in the code of its type, in initializers of new objects, and where it is declared by a positional record.</summary>
    public static ImmutableArray<(IOperation Value, IOperation Assignment, Body? Body)> AssignmentsOf(ISymbol member, ProjectFacts project) =>
        project.GetOrAdd((nameof(AssignmentsOf), member), () => FindAssignments(member, project));

    /// <summary>The values that the type which has a map puts into it.</summary>
    public static IEnumerable<(IOperation Value, IOperation Put, Body Body)> PutInto(ISymbol map, ProjectFacts project)
    {
        foreach (var body in project.Of(map.ContainingType)?.Bodies ?? ImmutableArray<Body>.Empty)
            foreach (var operation in body.Words.Has(map.Name) ? body.Operations : ImmutableArray<IOperation>.Empty)
                if (operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } indexed },
                    Value: var set } && map.IsSame(indexed.Referenced()))
                    yield return (set, operation, body);
                else if (operation is IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd", Instance: { } taker, Arguments: { Length: 2 } arguments }
                    && map.IsSame(taker.Referenced()))
                    yield return (arguments[1].Value, operation, body);
    }

    private static bool FindRaise(ISymbol member, ProjectFacts project) =>
        Holders(member, project).Any(body => body.Words.Has(member.Name) && body.Operations.Any(operation => Raises(operation, body, member)));

    /// <summary>The code that could raise a number: of the type that has the member, of those nested around and in it, and of others that can reach
    /// it.</summary>
    private static IEnumerable<Body> Holders(ISymbol member, ProjectFacts project)
    {
        if (project.Of(member.ContainingType) is not { } owner) return Enumerable.Empty<Body>();
        if (member.DeclaredAccessibility != Accessibility.Private)
            return Callers.Saying(project, member.Name).OrderBy(body => body.Type != owner).Take(Many);
        var holders = owner.Symbol.ContainingType is { } outer && project.Of(outer) is { } around ? around.Nested.Append(around) : owner.Nested.Append(owner);
        return holders.SelectMany(holder => holder.Bodies);
    }

    /// <summary>The value is made of the member, also by way of a local.</summary>
    private static bool Mentions(IOperation value, ISymbol member, Body body) => value.Contains(inner => member.IsSame(inner.Referenced())
        || inner is ILocalReferenceOperation { Local: var local }
            && LocalValues.Of(body, local).Any(given => given.Contains(part => member.IsSame(part.Referenced()))));

    private static bool Raises(IOperation operation, Body body, ISymbol member) => operation switch
    {
        IIncrementOrDecrementOperation { Kind: OperationKind.Increment, Target: var target } => member.IsSame(target.Referenced()),
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Target: var target } sum => member.IsSame(target.Referenced()) && !IsLength(sum),
        ISimpleAssignmentOperation { Value: var value, Target: var target } =>
            member.IsSame(target.Referenced()) && (IsNext(value, body) || IsGreater(value, member)),
        IInvocationOperation { TargetMethod: { Name: "Increment" or "Add" or "CompareExchange" or "Exchange", ContainingType.Name: "Interlocked" },
            Arguments: { Length: > 0 } arguments } => member.IsSame(arguments[0].Value.Referenced()),
        _ => false,
    };

    /// <summary>What grows by the length of something is a position, and numbers nothing.</summary>
    public static bool IsLength(ICompoundAssignmentOperation sum) =>
        sum.Value.Contains(inner => inner is IPropertyReferenceOperation { Property: { Name: "Length", IsStatic: false } });

    /// <summary>The greater one of the number itself and another.</summary>
    private static bool IsGreater(IOperation value, ISymbol member) =>
        value.Plain() is IInvocationOperation { TargetMethod: { Name: "Max", ContainingType.Name: "Math" } } greater
        && greater.Arguments.Any(argument => member.IsSame(argument.Value.Plain().Referenced()));

    /// <summary>One more than something, also by way of a local.</summary>
    private static bool IsNext(IOperation value, Body body) => value.Plain() switch
    {
        IBinaryOperation sum => IsOneMore(sum),
        ILocalReferenceOperation { Local: var local } => LocalValues.Of(body, local).Any(given => given.Plain() is IBinaryOperation && IsNext(given, body)),
        IConditionalOperation { WhenFalse: { } otherwise } choice => IsNext(choice.WhenTrue, body) || IsNext(otherwise, body),
        _ => false,
    };

    public static bool IsOneMore(IBinaryOperation sum) => sum.OperatorKind == BinaryOperatorKind.Add
        && sum.RightOperand.Plain().ConstantValue is { HasValue: true, Value: 1 or 1L or 1U or 1UL };

    private static ImmutableArray<(IOperation, IOperation, Body?)> FindAssignments(ISymbol member, ProjectFacts project)
    {
        var found = ImmutableArray.CreateBuilder<(IOperation, IOperation, Body?)>();
        if (project.Of(member.ContainingType) is not { } owner) return found.ToImmutable();
        foreach (var body in Callers.Saying(project, member.Name)
            .Where(body => MayReach(body.Type, owner)).Take(Many))
            foreach (var operation in body.Operations)
                if (operation is ISimpleAssignmentOperation assignment && member.IsSame(assignment.Target.Referenced()))
                    found.Add((assignment.Value, assignment, body));
                else if (operation is ICoalesceAssignmentOperation coalesce && member.IsSame(coalesce.Target.Referenced()))
                    found.Add((coalesce.Value, coalesce, body));
        if (owner.Symbol.IsRecord) AddPositional(member, owner, project, found);
        if (Initializers.Of(member, project) is { } initializer) found.Add((initializer.Value, initializer, null));
        return found.ToImmutable();
    }

    /// <summary>Code of the type itself, of one around, in or derived from it, or of one that names it.</summary>
    private static bool MayReach(TypeFacts type, TypeFacts owner) =>
        type == owner || type.Words.Has(owner.Symbol.Name) || owner.Symbol.ContainingType.IsSame(type.Symbol)
        || type.Symbol.ContainingType.IsSame(owner.Symbol) || type.SelfAndSourceBases.Contains(owner);

    /// <summary>The arguments that positional records take for the member.</summary>
    private static void AddPositional(ISymbol member, TypeFacts owner, ProjectFacts project, ImmutableArray<(IOperation, IOperation, Body?)>.Builder found)
    {
        foreach (var (body, creation) in Callers.Creations(project, owner.Symbol))
            foreach (var argument in creation.Arguments)
                if (argument.Parameter?.Name == member.Name && argument.ArgumentKind != ArgumentKind.DefaultValue) found.Add((argument.Value, creation, body));
    }
}
