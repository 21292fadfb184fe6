using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>An append and a change of state with the same data, in one body.</summary>
/// <param name="Body">The body.</param>
/// <param name="Append">Where the record is appended: the call, or the call of the helper that appends.</param>
/// <param name="AppendName">The member that appends, as the message names it.</param>
/// <param name="Change">Where the state changes.</param>
/// <param name="Log">The log that is appended to; null for one that only the team knows.</param>
internal sealed record LoggedChange(Body Body, IOperation Append, string AppendName, Mutation Change, LogFacts? Log)
{
    /// <summary>True where the append is handed what the change gave back.</summary>
    public bool IsToldOutcome => Append.Contains(inner => inner == Change.Site);

    /// <summary>True where the log is told of a change that has been made.</summary>
    public bool IsToldAfterwards => IsToldOutcome
        || !Change.Site.Contains(inner => inner == Append)
            && Body.Flow is { } flow && flow.CanReach(Change.Site.Syntax, Append.Syntax) && !flow.CanReach(Append.Syntax, Change.Site.Syntax);

    /// <summary>True for a change that a lambda makes, at another time.</summary>
    public bool IsLater => Body.Flow is { } flow && !flow.Contains(Change.Site.Syntax);

    /// <summary>True where nothing is changed but what the type calls itself: committed, applied.</summary>
    public bool IsMark => IsCommit(Change.Site);

    /// <summary>How far a value is followed to what it is made of.</summary>
    private const int LongestChain = 8;

    /// <summary>
    /// The changes of state that the log protects: the state receives what is appended. What goes by the name of the logged thing alone, such as taking it
    /// out of a map or marking it as done, is bookkeeping, unless the state also receives logged data or the log is read back.
    /// </summary>
    public static IEnumerable<LoggedChange> In(StoreFacts store)
    {
        var found = store.Appending.SelectMany(body => In(store, body)).ToList();
        var receivers = found.Where(one => one.Receives).Select(one => one.Change.Change.Name).ToImmutableHashSet();
        return found.Where(one => !store.Recoveries.IsEmpty || !IsNote(one.Change.Change.Site) && (one.Receives || receivers.Contains(one.Change.Change.Name)))
            .Select(one => one.Change).OrderByDescending(change => store.Recoveries.Any(recovery => recovery.Log == change.Log))
            .ThenByDescending(change => change.Body.IsOpen);
    }

    /// <summary>A number that is set to another: how many, how far, which one was the last.</summary>
    private static bool IsNote(IOperation change) =>
        change is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Type.SpecialType: not (SpecialType.None or SpecialType.System_Object
            or SpecialType.System_String) } and not IPropertyReferenceOperation { Arguments.Length: > 0 } };

    private static IEnumerable<(LoggedChange Change, bool Receives)> In(StoreFacts store, Body body)
    {
        var appends = store.AppendsIn(body).ToList();
        if (appends.Count == 0) yield break;
        var flow = new DataFlow(body);
        var changes = Mutation.In(body, operation => IsCommit(operation) || IsAbout(operation))
            .Concat(store.AppliedIn(body).Where(change => IsAbout(change.Site)));
        foreach (var mutation in changes.Distinct())
        {
            if (store.IsPartOfLog(mutation.Site) || appends.Any(append => append.Site == mutation.Site) || Scratch.IsOfTransaction(mutation, store)) continue;
            foreach (var (site, append) in appends)
            {
                if (Scratch.IsReused(mutation, body) || Scratch.IsOfOtherPart(mutation, append)) continue;
                if (mutation.Site.Contains(inner => inner == site))
                {
                    if (!KeepsAnswer(mutation.Site, site)) continue;
                    yield return (new(body, site, append.Name, mutation, store.OwnerOf(append)), true);
                    break;
                }
                if (!IsOnOnePath(mutation.Site, site, body)
                    || Receives(mutation, site, append, flow, body) is not { } receives
                    || IsEntry(mutation.Site, site, flow, body) && !store.Recoveries.Any(recovery => recovery.Applies)) continue;
                yield return (new(body, site, append.Name, mutation, store.OwnerOf(append)), receives);
                break;
            }
        }

        bool IsAbout(IOperation operation) => appends.Any(append => flow.Share(append.Site, operation));
    }

    /// <summary>A map is told what the append gives back, in one statement.</summary>
    private static bool KeepsAnswer(IOperation change, IOperation append) => change is ISimpleAssignmentOperation {
        Target: IPropertyReferenceOperation { Arguments.Length: > 0 }, Value: var answer } && answer.Plain() == append.Plain();

    /// <summary>Two branches of one choice belong to two different deeds.</summary>
    private static bool IsOnOnePath(IOperation change, IOperation append, Body body) =>
        body.Flow is not { } flow || !flow.Contains(change.Syntax) || !flow.Contains(append.Syntax) || append.Contains(inner => inner == change)
        || flow.CanReach(change.Syntax, append.Syntax) || flow.CanReach(append.Syntax, change.Syntax);

    /// <summary>Whether a change puts appended data into the state; null where the two have nothing in common but a key.</summary>
    private static bool? Receives(Mutation mutation, IOperation site, Call append, DataFlow flow, Body body)
    {
        if (IsCommit(mutation.Site)) return append.Arguments.Any(argument => IsData(argument, body));
        var (key, values) = Parts(mutation.Site, body);
        if (key is not null && values.Any(value => IsSame(value, key))) key = null;
        var appended = Call.From(site)!.Value.Arguments.Where(argument => key is null || !IsSame(argument, key));
        return flow.Share(appended, values) ? key is not null || !IsByName(mutation.Site, values) : null;
    }

    /// <summary>All that the record and what is put under a key have in common is that key, as with the list of the transactions that have begun.</summary>
    private static bool IsEntry(IOperation change, IOperation site, DataFlow flow, Body body) =>
        Parts(change, body) is ({ } key, var values) && key.Plain() is IParameterReferenceOperation or ILocalReferenceOperation
        && !values.Any(value => IsSame(value, key)) && !flow.ShareBeside(key, Call.From(site)!.Value.Arguments, values);

    /// <summary>A state that is set to a named value: committed, applied.</summary>
    private static bool IsCommit(IOperation mutation) =>
        mutation is ISimpleAssignmentOperation { Value: IFieldReferenceOperation { Field: { IsConst: true, ContainingType.TypeKind: TypeKind.Enum } } };

    /// <summary>The key under which a change puts something into the state, and what it puts there; neither a name made up of parts is data, nor a deed for
    /// later.</summary>
    private static (IOperation? Key, ImmutableArray<IOperation> Values) Parts(IOperation change, Body body)
    {
        if (change.Assigned() is { } assigned)
            return ((assigned.Target.Plain() as IPropertyReferenceOperation)?.Arguments.FirstOrDefault()?.Value, assigned.Value is { } value
                ? ImmutableArray.Create(value) : ImmutableArray<IOperation>.Empty);
        var call = Call.From(change)!.Value;
        var arguments = call.Arguments
            .Where(argument => !IsMadeUpName(argument, body) && (Mutation.IsCollectionMutator(call) || argument is not IDelegateCreationOperation))
            .ToImmutableArray();
        return arguments.Length > 1 && IsIdentifier(arguments[0].Type) ? (arguments[0], arguments.RemoveAt(0)) : (null, arguments);
    }

    private static bool IsSame(IOperation one, IOperation other) => SyntaxFactory.AreEquivalent(one.Syntax, other.Syntax);

    private static bool IsMadeUpName(IOperation value, Body body) => value.Plain() switch
    {
        IInterpolatedStringOperation => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } => true,
        ILocalReferenceOperation { Local: var local } =>
            body.DeclaredValue(local) is { } declared && declared.Plain() is not ILocalReferenceOperation && IsMadeUpName(declared, body),
        _ => false,
    };

    /// <summary>True for a change that is told only which thing it is about.</summary>
    private static bool IsByName(IOperation change, ImmutableArray<IOperation> values) => Call.From(change) is { } call
        && (call.Name.Contains("Remove") || !Mutation.IsCollectionMutator(call) && values.Length == 1 && IsIdentifier(values[0].Type));

    /// <summary>True for more than the name of a thing, or a record of no more than that.</summary>
    private static bool IsData(IOperation value, Body body, int left = LongestChain) => value.Plain() switch
    {
        _ when left == 0 => true,
        ILocalReferenceOperation { Local: var local } when body.DeclaredValue(local) is { } declared => IsData(declared, body, left - 1),
        IObjectCreationOperation creation => creation.Arguments.Any(argument => IsData(argument.Value, body, left - 1))
            || creation.Initializer?.Initializers.Any(one => one.Assigned()?.Value is { } assigned && IsData(assigned, body, left - 1)) == true,
        IInvocationOperation { Arguments.Length: > 0 } made => made.Arguments.Any(argument => IsData(argument.Value, body, left - 1)),
        var plain => !IsIdentifier(plain.Type),
    };

    /// <summary>What tells things apart: a number, a text, an identifier.</summary>
    private static bool IsIdentifier(ITypeSymbol? type) =>
        type is { SpecialType: not (SpecialType.None or SpecialType.System_Object) } or { TypeKind: TypeKind.Enum } || type.Named("System.Guid");
}
