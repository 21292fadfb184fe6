using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>A place where a version is added, and where its stamp comes from.</summary>
internal sealed record NewVersion(Body Body, IOperation Operation, IReadOnlyList<Origin> Origins);

/// <summary>Finds where versions are made and put before, or beside, the older ones.</summary>
internal static class NewVersions
{
    private static readonly Words Adds = new("Add", "AddFirst", "AddLast", "Insert", "Push", "AddOrUpdate", "TryAdd", "Prepend");

    public static IEnumerable<NewVersion> Of(Walk walk) => walk.Kind switch
    {
        WalkKind.Linked => Linked(walk),
        WalkKind.Pointed => Created(walk, _ => true),
        WalkKind.Paired => Restamped(walk),
        WalkKind.Scanned => Numbered(walk),
        _ => Added(walk),
    };

    /// <summary>A version is created with the one it replaces, or linked to it afterwards.</summary>
    private static IEnumerable<NewVersion> Linked(Walk walk)
    {
        foreach (var write in Created(walk, creation => GivesOlder(creation, walk))) yield return write;
        foreach (var body in Callers.Saying(walk.Project, walk.Link!.Name))
            foreach (var assignment in body.Of<ISimpleAssignmentOperation>())
                if (walk.Link.IsSame(assignment.Target.Referenced()) && assignment.Value.Plain().ConstantValue is { HasValue: false }
                    && assignment.Parent?.Parent is not IObjectOrCollectionInitializerOperation && !body.IsConstructor)
                    yield return new(body, assignment, StampOrigins(walk));
    }

    private static bool GivesOlder(IObjectCreationOperation creation, Walk walk) =>
        creation.Arguments.Any(argument => argument.ArgumentKind != ArgumentKind.DefaultValue
            && SymbolEqualityComparer.Default.Equals(argument.Parameter?.Type.OriginalDefinition, walk.Element.OriginalDefinition)
            && argument.Value.Plain().ConstantValue is { HasValue: false })
        || creation.Initializer?.Initializers.Any(setting => setting.Assigned() is { } assigned && walk.Link.IsSame(assigned.Target.Referenced())) == true;

    private static IEnumerable<NewVersion> Created(Walk walk, Func<IObjectCreationOperation, bool> counts)
    {
        if (walk.Element is not INamedTypeSymbol element) yield break;
        foreach (var (body, creation) in Callers.Creations(walk.Project, element.OriginalDefinition))
            if (body is not null && counts(creation)) yield return new(body, creation, StampOrigins(walk));
    }

    private static IEnumerable<NewVersion> Restamped(Walk walk)
    {
        foreach (var (_, assignment, body) in Counters.AssignmentsOf(walk.Rule.Stamp!.OriginalDefinition, walk.Project))
            if (body is { IsConstructor: false }) yield return new(body, assignment, StampOrigins(walk));
    }

    /// <summary>The stamp of a row is set; or else what a writer is given goes, with a number of the counter that readers begin with, to where the rows
    /// lie.</summary>
    private static IEnumerable<NewVersion> Numbered(Walk walk)
    {
        var readers = Origins.Of(walk.Rule.Reader, walk.Project, walk.Rule.Body).Where(origin => origin.Counter is not null).ToList();
        if (walk.Rule.Stamp is not null && walk.Version is not null && StampOrigins(walk).Any(IsOfReaders)
            && Restamped(walk).ToList() is { Count: > 0 } stamped) return stamped;
        var began = readers.SelectMany(origin => origin.Kept).ToList();
        return began.Select(keep => keep.Member.ContainingType).Concat(readers.Select(origin => origin.Counter!.ContainingType)).Append(walk.Body.Type.Symbol)
            .Select(type => walk.Project.Of(type)).OfType<TypeFacts>().Distinct().SelectMany(type => type.Bodies)
            .Where(body => body != walk.Body && !body.IsConstructor && body.Method.Parameters.Length > 0).SelectMany(WritesIn);

        bool IsOfReaders(Origin origin) => readers.Any(reader => reader.Counter.IsSame(origin.Counter));

        IEnumerable<NewVersion> WritesIn(Body body)
        {
            foreach (var write in body.Operations)
                if (Numbering(write, body) is { } numbers && !Begins(write) && numbers.SelectMany(stamp => Origins.Of(stamp, walk.Project, body))
                    .Where(IsOfReaders).ToList() is { Count: > 0 } origins)
                    yield return new(body, write, origins);
        }

        bool Begins(IOperation write) =>
            write is IInvocationOperation call && walk.Project.BodiesOf(call.TargetMethod).Any(callee => began.Any(keep => keep.Body == callee));
    }

    /// <summary>The numbers in a statement that leaves something of the caller's somewhere: a call whose answer nobody takes, or the filling of an
    /// indexer.</summary>
    private static IEnumerable<IOperation>? Numbering(IOperation write, Body body)
    {
        var given = write switch
        {
            IInvocationOperation { Parent: IExpressionStatementOperation or IAwaitOperation } call when !call.TargetMethod.ContainingType.IsFramework() =>
                call.Arguments.Where(argument => argument.ArgumentKind != ArgumentKind.DefaultValue),
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } target } => target.Arguments,
            _ => Enumerable.Empty<IOperation>(),
        };
        return given.Any() && write.Contains(inner => inner is IParameterReferenceOperation { Parameter: var parameter }
            && body.Method.Parameters.Any(own => own.IsSame(parameter))) ? given.SelectMany(argument => argument.SelfAndDescendants()).Where(IsNumber) : null;
    }

    private static bool IsNumber(IOperation value) =>
        value is ILocalReferenceOperation or IMemberReferenceOperation or IIncrementOrDecrementOperation or IInvocationOperation
        && value.Type.IsStamp() && value.Type!.TypeKind != TypeKind.Error;

    /// <summary>A version is added to the others of its key.</summary>
    private static IEnumerable<NewVersion> Added(Walk walk)
    {
        foreach (var body in Adders(walk))
            foreach (var operation in body.Operations)
            {
                if (operation is IInvocationOperation call && Adds.Contains(call.TargetMethod.Name)
                    && (call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is { } collection && Chain.Is(collection, body))
                    yield return new(body, call, call.Arguments.SelectMany(argument => OriginsIn(argument.Value, body, walk)).ToList());
                else if (operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true,
                    Instance: { } indexed } target } set && Chain.Is(indexed, body))
                    yield return new(body, set,
                        target.Arguments.SelectMany(argument => OriginsIn(argument.Value, body, walk)).Concat(OriginsIn(set.Value, body, walk)).ToList());
                else if (operation is ISimpleAssignmentOperation { Target: var kept, Value: { } grown } && Chain.Is(kept, body)
                    && kept.Plain() is not ILocalReferenceOperation
                    && grown.Contains(inner => inner is IInvocationOperation { TargetMethod.Name: var name } && Adds.Contains(name)))
                    yield return new(body, operation, OriginsIn(grown, body, walk).ToList());
            }
    }

    private static IEnumerable<Body> Adders(Walk walk)
    {
        var lists = VersionLists.Of(walk.Project);
        var own = walk.Body.Type.SelfAndSourceBases.Concat(walk.Body.Type.Nested);
        if (walk.Body.Type.Symbol.ContainingType is { } outer && walk.Project.Of(outer) is { } around) own = own.Append(around);
        var held = walk.Body.Type.AllSlots.Select(slot => walk.Project.Of(slot.Type)).OfType<TypeFacts>().Where(lists.MayHold).ToList();
        own = own.Concat(held).Concat(held.SelectMany(type => type.Slots)
            .Select(slot => VersionLists.ValueOf(slot.Type) is { } value ? walk.Project.Of(value) : null).OfType<TypeFacts>().Where(lists.MayHold));
        var chains = walk.Body.Type.Slots.Where(slot => lists.IsKept(walk.Body.Type) && lists.IsStampedCollection(slot.Type)).Select(slot => slot.Name)
            .ToList();
        return own.Distinct().SelectMany(type => type.Bodies).Concat(chains.SelectMany(name => Callers.Saying(walk.Project, name))).Distinct();
    }

    /// <summary>The origins of the stamps in what is added: of the value itself, the parts of a tuple, or what a new version is given.</summary>
    private static IEnumerable<Origin> OriginsIn(IOperation value, Body body, Walk walk)
    {
        var plain = value.Plain();
        if (plain is ILocalReferenceOperation or IParameterReferenceOperation && !plain.Type.IsStamp())
            return walk.Rule.Stamp is null ? Enumerable.Empty<Origin>() : StampOrigins(walk);
        if (plain.Type.IsStamp()) return Origins.Of(plain, walk.Project, body);
        return plain switch
        {
            ITupleOperation tuple => tuple.Elements.Where(part => part.Type.IsStamp()).SelectMany(part => Origins.Of(part, walk.Project, body)),
            IObjectCreationOperation creation when walk.Version is null =>
                creation.Arguments.Where(argument => argument.Value.Type.IsStamp()).SelectMany(argument => Origins.Of(argument.Value, walk.Project, body)),
            IAnonymousFunctionOperation or IDelegateCreationOperation => Enumerable.Empty<Origin>(),
            _ => StampOrigins(walk),
        };
    }

    /// <summary>The origins of all that the stamp of a version is ever given.</summary>
    private static IReadOnlyList<Origin> StampOrigins(Walk walk) =>
        walk.Rule.Stamp is not { } stamp ? Array.Empty<Origin>() : walk.Project.GetOrAdd((nameof(StampOrigins), stamp.OriginalDefinition), () =>
        (IReadOnlyList<Origin>)Counters.AssignmentsOf(stamp.OriginalDefinition, walk.Project)
            .SelectMany(assignment => Origins.Of(assignment.Value, walk.Project, assignment.Body)).ToList());
}
