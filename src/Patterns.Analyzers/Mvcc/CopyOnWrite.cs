using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>
/// A store that never changes what was committed: it hands out a thing for writing as it is when its number is of the current round, else a copy with
/// a new number; a commit begins the next round.
/// </summary>
internal static class CopyOnWrite
{
    public static MvccModel? In(TypeFacts type)
    {
        var rounds = type.Slots.Where(slot => !slot.IsStatic && !slot.IsReadOnly && slot.Type.IsWholeNumber()).ToList();
        if (rounds.Count == 0) return null;
        foreach (var body in type.Bodies)
        {
            if (Given(body) is not { } given || !MayCommit(type, rounds, body)) continue;
            if (Question(body, given, rounds) is not { } question || Copy(body, given) is not { } copy || Commit(type, question.Round, body) is not { } commit)
                continue;
            var because = ImmutableArray.Create(
                Evidence.At(question.Test, $"'{body.DisplayName}' gives a thing for writing only when it is newer than '{question.Round.Name}'"),
                Evidence.At(copy, "else a copy of it"),
                Evidence.At(commit.Operation, $"'{commit.Body.DisplayName}' moves '{question.Round.Name}' on, and what was written stays as it is"));
            return new(type, MvccRoles.PageStore, Confidence.Medium, ReferenceProjects.GoEthereum, because, ImmutableArray<VersionStore>.Empty);
        }
        return null;
    }

    /// <summary>
    /// A writer that has a number of its own, one beyond that of its predecessor: it gives out a thing for writing that carries this number, else a copy.
    /// </summary>
    public static MvccModel? ByWriters(TypeFacts type)
    {
        var numbers = type.Slots.Where(slot => !slot.IsStatic && slot.IsReadOnly && slot.Type.IsWholeNumber()).ToList();
        if (numbers.Count == 0) return null;
        foreach (var body in type.Bodies)
        {
            if (Given(body) is not { } given || !numbers.Any(number => body.Words.Has(number.Name))) continue;
            if (Equality(body, given, numbers) is not { } question || Copy(body, given) is not { } copy
                || (Beginning(type, question.Number) ?? BeginningOfHeir(type, question.Test)) is not { } beginning)
                continue;
            var because = ImmutableArray.Create(
                Evidence.At(question.Test, $"'{body.DisplayName}' gives a thing for writing only when it carries the writer's own '{question.Number.Name}'"),
                Evidence.At(copy, "else a copy of it"),
                Evidence.At(beginning.Operation, $"'{beginning.Body.DisplayName}' begins a writer with the next number"));
            return new(type, MvccRoles.CopyWriter, Confidence.Medium, ReferenceProjects.GoEthereum, because, ImmutableArray<VersionStore>.Empty);
        }
        return null;
    }

    /// <summary>The thing that a method is given and gives back, or a copy of it; null for any other method.</summary>
    private static IParameterSymbol? Given(Body body) =>
        body.Method is not { MethodKind: MethodKind.Ordinary, ReturnType: var item } method
        || !item.IsReferenceType && body.Type.Project.Of(item) is not { Symbol.TypeKind: TypeKind.Struct }
        ? null : method.Parameters.FirstOrDefault(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, item)
            && parameter.Type.SpecialType == SpecialType.None);

    private static (IOperation Test, ISymbol Number)? Equality(Body body, IParameterSymbol given, List<Slot> numbers)
    {
        foreach (var test in body.Of<IBinaryOperation>())
            if (test.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)
                foreach (var (one, other) in new[] { (test.LeftOperand, test.RightOperand), (test.RightOperand, test.LeftOperand) })
                    if (Visibility.Reads(one, operation => given.IsSame(operation.Referenced()), out var stamp) && stamp is not null && other.IsOwnMember()
                        && numbers.FirstOrDefault(number => number.Symbol.IsSame(other.Referenced())) is { } own) return (test, own.Symbol);
        return null;
    }

    /// <summary>Where a writer is made with a number that is one more than another, or raised on the spot.</summary>
    private static (Body Body, IOperation Operation)? Beginning(TypeFacts type, ISymbol number)
    {
        if (number is not IParameterSymbol
            && !Counters.AssignmentsOf(number, type.Project).Any(assignment => assignment.Body is null or { IsConstructor: true }))
            return null;
        foreach (var (body, creation) in Callers.Creations(type.Project, type.Symbol))
            if (body is not null && creation.Arguments.Any(argument => argument.Value.Type.IsWholeNumber() && argument.Value.Contains(IsNext)))
                return (body, creation);
        return null;
    }

    /// <summary>Where a writer of a derived type is made of a thing whose number, which the copies carry, has just been raised.</summary>
    private static (Body Body, IOperation Operation)? BeginningOfHeir(TypeFacts type, IOperation test)
    {
        foreach (var heir in type.Project.Types)
        {
            if (heir.IsSame(type.Symbol) || !heir.SelfAndBases().Any(self => type.Symbol.IsSame(self))) continue;
            foreach (var (body, creation) in Callers.Creations(type.Project, heir))
                if (body?.Of<IIncrementOrDecrementOperation>().Any(step => step is { Kind: OperationKind.Increment, Target: IMemberReferenceOperation stamp }
                    && test.Mentions(stamp.Member) && creation.Arguments.Any(argument => argument.Value.Plain() is ILocalReferenceOperation { Local: var root }
                        && stamp.Mentions(root))) == true) return (body, creation);
        }
        return null;
    }

    private static bool IsNext(IOperation value) => value switch
    {
        IBinaryOperation sum => Counters.IsOneMore(sum),
        IIncrementOrDecrementOperation { Kind: OperationKind.Increment } => true,
        IInvocationOperation { TargetMethod: { Name: "Increment", ContainingType.Name: "Interlocked" } } => true,
        _ => false,
    };

    /// <summary>The text of another body names the round.</summary>
    private static bool MayCommit(TypeFacts type, List<Slot> rounds, Body question) =>
        type.Bodies.Any(body => body != question && !body.IsConstructor && rounds.Any(round => body.Words.Has(round.Name)));

    /// <summary>The test of the thing's number, in the method or in a predicate that it asks.</summary>
    private static (IOperation Test, ISymbol Round)? Question(Body body, IParameterSymbol given, List<Slot> rounds) =>
        Visibility.Of(body.Operations, body, operation => operation.Referenced().IsSame(given)) is { Stamp: not null, Reader: var reader, Test: var test }
        && rounds.FirstOrDefault(slot => slot.Symbol.IsSame(reader.Referenced())) is { } round
            ? (test, round.Symbol)
            : null;

    /// <summary>What is returned besides the thing itself: made from it.</summary>
    private static IOperation? Copy(Body body, IParameterSymbol given)
    {
        var results = body.Of<IReturnOperation>().SelectMany(result => Choices(result.ReturnedValue)).ToList();
        if (!results.Any(result => result.Referenced().IsSame(given))) return null;
        return results.FirstOrDefault(result => result switch
        {
            IObjectCreationOperation creation => creation.Arguments.Any(argument => argument.Value.Mentions(given)),
            IInvocationOperation call => call.Arguments.Any(argument => argument.Value.Mentions(given)) || call.Instance?.Mentions(given) == true,
            ILocalReferenceOperation local =>
                LocalValues.Of(body, local.Local).Any(value => value.Plain() is IObjectCreationOperation or IInvocationOperation && value.Mentions(given))
                || body.Operations.Any(copying => copying is IInvocationOperation or ISimpleAssignmentOperation && copying.Mentions(given)
                    && copying.Mentions(local.Local) && copying.Parent is IExpressionStatementOperation),
            _ => false,
        });
    }

    private static IEnumerable<IOperation> Choices(IOperation? value) => value?.Plain() switch
    {
        null => Enumerable.Empty<IOperation>(),
        IConditionalOperation { WhenFalse: { } otherwise } choice => Choices(choice.WhenTrue).Concat(Choices(otherwise)),
        var plain => new[] { plain },
    };

    /// <summary>Where the round is moved on to another of the store's numbers, outside construction.</summary>
    private static (Body Body, IOperation Operation)? Commit(TypeFacts type, ISymbol round, Body question)
    {
        foreach (var body in type.Bodies)
            if (body != question && !body.IsConstructor && body.Words.Has(round.Name))
                foreach (var operation in body.Operations)
                    if (operation.Assigned() is { } assigned && round.IsSame(assigned.Target.Referenced())
                        && (assigned.Value is null || assigned.Value.Contains(inner => inner is IMemberReferenceOperation member && member.IsOwnMember())))
                        return (body, operation);
        return null;
    }
}
