using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>Where a new run becomes one of those that readers search: evidence 2.</summary>
/// <param name="Runs">The field or property that holds the runs, or the object that manages them.</param>
/// <param name="Body">The method that adds the run.</param>
/// <param name="Site">The call or assignment.</param>
internal sealed record RunFeed(ISymbol Runs, Body Body, IOperation Site)
{
    /// <summary>The feeds of one slot in the code of the type that holds it.</summary>
    public static ImmutableArray<RunFeed> Of(TypeFacts type, ISymbol runs) => type.SelfAndSourceBases
        .SelectMany(self => self.Bodies)
        .Where(body => !body.IsConstructor && body.Words.Has(runs.Name))
        .SelectMany(body => body.Operations.Where(operation => Feeds(operation, runs, body)).Select(operation => new RunFeed(runs, body, operation)))
        .ToImmutableArray();

    /// <summary>True where the object that manages the runs is given another version of them.</summary>
    public bool PublishesVersion => IsOfManager(Site, Runs);

    private static bool IsOfManager(IOperation operation, ISymbol runs) => operation is ISimpleAssignmentOperation {
        Target: IPropertyReferenceOperation { Arguments.Length: 0, Instance: { } manager } } && Is(manager, runs);

    private static bool Feeds(IOperation operation, ISymbol runs, Body body)
    {
        if (operation is ISimpleAssignmentOperation { Target: var target, Value: var value } && Places.IsOne(target) && Is(target, runs))
            return value.Plain() is not ILiteralOperation;
        if (IsOfManager(operation, runs) && operation is ISimpleAssignmentOperation { Value.Type: var version })
            return body.Type.Project.Of(version) is { } made && made.AllSlots.Any(slot => Collections.IsCollection(slot.Type));
        if (operation is IArgumentOperation { Parameter.RefKind: RefKind.Ref, Value: var exchanged }) return Is(exchanged, runs);
        if (Call.From(operation) is not { Receiver: { } receiver } call || call.Arguments.Length == 0) return IsElementWrite(operation, runs, body);
        if (Collections.Adds(call)) return !IsMadeHere(receiver, body) && Provenance.Of(body).LiesIn(receiver, runs);
        return Is(receiver, runs) && body.Type.Project.BodiesOf(call.Target!).Any(WritesItsState);
    }

    /// <summary>A collection of an object that the body makes itself: something of the runs may be in it, but it is none of them.</summary>
    private static bool IsMadeHere(IOperation collection, Body body) =>
        collection.Plain() is IMemberReferenceOperation { Instance: ILocalReferenceOperation { Local: var local } }
        && body.DeclaredValue(local)?.Plain() is IObjectCreationOperation;

    private static bool IsElementWrite(IOperation operation, ISymbol runs, Body body) =>
        operation is ISimpleAssignmentOperation { Target: var target }
        && (target is IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } } or IArrayElementReferenceOperation)
        && Provenance.Of(body).LiesIn(target, runs);

    private static bool WritesItsState(Body body) =>
        !body.IsConstructor && body.Occurrences(operation =>
            operation is ISimpleAssignmentOperation { Target: var target } && target.IsOwnMember()
            || Call.From(operation) is { Receiver: { } receiver } call && Collections.Adds(call)
                && receiver.Contains(inner => inner is IMemberReferenceOperation member && member.IsOwnMember())).Any();

    private static bool Is(IOperation expression, ISymbol symbol) => SymbolEqualityComparer.Default.Equals(expression.Referenced(), symbol);
}
