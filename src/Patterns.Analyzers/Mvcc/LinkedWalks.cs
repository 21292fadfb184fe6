using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>Searches that go from a version to an older one until the reader may see it.</summary>
internal static class LinkedWalks
{
    /// <summary>True when the text of a type allows such a search. Binds nothing.</summary>
    public static bool MayBeIn(TypeFacts type) => VersionLinks.Of(type.Project).MayWalk(type);

    public static IEnumerable<Walk> In(Body body)
    {
        if (!VersionLinks.Of(body.Type.Project).MayWalk(body)) return Enumerable.Empty<Walk>();
        return body.Of<ILoopOperation>().Where(loop => loop is not IForEachLoopOperation).SelectMany(loop => InLoop(loop, body)).Concat(Recursive(body));
    }

    private static IEnumerable<Walk> InLoop(ILoopOperation loop, Body body)
    {
        var inside = loop.SelfAndDescendants().ToList();
        foreach (var step in inside.OfType<ISimpleAssignmentOperation>())
        {
            if (step.Target is not (ILocalReferenceOperation or IParameterReferenceOperation) || step.Target.Referenced() is not { } version
                || step.Target.Type is not INamedTypeSymbol element) continue;
            if (Link(step.Value, version, element) is not { } link || !IsGiven(body, version)) continue;
            if (Visibility.Of(inside, body, operation => IsReference(operation, version)) is { } rule && rule.Stamp is not null)
                yield return new(body, element, rule, step, link, link is IMethodSymbol ? WalkKind.Pointed : WalkKind.Linked);
        }
    }

    /// <summary>A search that calls itself for the older version: as a method of the version, or with the version as an argument.</summary>
    private static IEnumerable<Walk> Recursive(Body body)
    {
        foreach (var call in body.Of<IInvocationOperation>())
        {
            if (!call.TargetMethod.IsSame(body.Method)) continue;
            if (call.Instance?.Plain() is { } receiver && !(receiver is IInstanceReferenceOperation) && Receiver(receiver) is { } link
                && SymbolEqualityComparer.Default.Equals(receiver.Type?.OriginalDefinition, body.Type.Symbol)
                && Visibility.Of(body.Operations, body, operation => operation is IInstanceReferenceOperation) is { Stamp: not null } own)
                yield return new(body, body.Type.Symbol, own, call, link, WalkKind.Linked);
            foreach (var argument in call.Arguments)
                if (argument.Parameter is { } parameter && parameter.Type is INamedTypeSymbol element
                    && Link(argument.Value, body.Method.Parameters[parameter.Ordinal], element) is IFieldSymbol or IPropertySymbol
                    && Visibility.Of(body.Operations, body,
                        operation => IsReference(operation, body.Method.Parameters[parameter.Ordinal])) is { Stamp: not null } rule)
                    yield return new(body, element, rule, call, Link(argument.Value, body.Method.Parameters[parameter.Ordinal], element), WalkKind.Linked);
        }
    }

    private static ISymbol? Receiver(IOperation receiver) => receiver switch
    {
        IConditionalAccessInstanceOperation instance =>
            instance.ConditionalReceiver()?.Plain() is IMemberReferenceOperation member && member.IsOwnMember() ? member.Member : null,
        IMemberReferenceOperation member when member.IsOwnMember() => member.Member,
        _ => null,
    };

    /// <summary>The member by which a value leads on from a version to another of its type, or the method that finds that one.</summary>
    private static ISymbol? Link(IOperation value, ISymbol version, INamedTypeSymbol element)
    {
        if (!SymbolEqualityComparer.Default.Equals(value.Type?.OriginalDefinition, element.OriginalDefinition)) return null;
        var plain = value.Plain();
        if (plain is IConditionalAccessOperation access) plain = access.WhenNotNull.Plain();
        if (plain is ICoalesceOperation coalesce) plain = coalesce.Value.Plain();
        return plain switch
        {
            IFieldReferenceOperation { Instance: { } owner } field when owner.Referenced().IsSame(version) => field.Field,
            IPropertyReferenceOperation { Instance: { } owner, Property.IsIndexer: false } property when owner.Referenced().IsSame(version) =>
                property.Property,
            IInvocationOperation call
                when call.Arguments.Any(argument => argument.Value.Mentions(version)) || call.Instance is { } owner && owner.Mentions(version) =>
                call.TargetMethod,
            _ => null,
        };
    }

    private static bool IsReference(IOperation operation, ISymbol version) =>
        operation is ILocalReferenceOperation or IParameterReferenceOperation or IConditionalAccessInstanceOperation && operation.Referenced().IsSame(version);

    /// <summary>The version found, or what it holds, leaves the search: it is returned, or kept where the caller finds it.</summary>
    private static bool IsGiven(Body body, ISymbol version) => Selection.Leaves(body, version) || body.Operations.Any(operation =>
        operation.Assigned() is { Target: var target, Value: { } value } && target.Referenced() is { } kept && !kept.IsSame(version) && value.Mentions(version)
        && Selection.Leaves(body, kept));
}
