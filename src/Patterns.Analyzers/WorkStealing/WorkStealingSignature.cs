using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WorkStealing;

/// <summary>
/// A worker takes from its own queue first and, when that is empty, from those of the others, which it tells from its own. Without that difference a row
/// of queues is no work stealing. A deque shows the pattern by itself: two members move one index, a third moves the other atomically.
/// </summary>
internal static class WorkStealingSignature
{
    public static bool MayMatch(TypeFacts type) => PoolMark.MayBeIn(type) || Row.MayBeReachedFrom(type) || StealingDeque.MayBe(type) || Claims.MayBeIn(type);

    public static WorkStealingModel? Recognise(TypeFacts type)
    {
        if (Row.MayBeReachedFrom(type) && Theft.In(type) is { } theft) return Of(type, theft);
        if (StealingDeque.Of(type) is { } deque) return Of(type, deque);
        if (Row.MayBeReachedFrom(type) && Help(type) is { } help) return help;
        if (Claims.MayBeIn(type) && Claims.In(type) is { } claims) return Of(type, claims);
        return PoolMark.MayBeIn(type) ? Marked(type) : null;
    }

    private static WorkStealingModel Of(TypeFacts type, Theft theft)
    {
        return new(type, HoldsItsQueue(theft) ? WorkStealingRoles.Worker : WorkStealingRoles.Scheduler, Confidence.High, WorkStealingVariant.Of(theft),
            ImmutableArray.Create(
            Evidence.At(theft.Own.Operation, $"'{theft.Body.DisplayName}' first takes from its own queue by '{theft.Own.Name}'"),
            Evidence.At(theft.Steal.Operation, $"'{theft.Thief.DisplayName}' then takes from the others by '{theft.Steal.Name}'"),
            Evidence.At(theft.Loop.Syntax.GetFirstToken().Parent!)), theft);
    }

    /// <summary>True for one object for each worker; where one object runs all of them, it has all queues.</summary>
    private static bool HoldsItsQueue(Theft theft) =>
        theft.Own.Receiver is IMemberReferenceOperation { Instance: IInstanceReferenceOperation, Type: { } held }
        && Taking.IsQueue(held, theft.Body.Type.Project);

    private static WorkStealingModel Of(TypeFacts type, StealingDeque deque) =>
        new(type, WorkStealingRoles.Deque, Confidence.High, ReferenceProjects.Tokio, ImmutableArray.Create(
        Evidence.At(deque.Push.Method, $"its owner adds by '{deque.Push.DisplayName}' and takes by '{deque.Pop.DisplayName}' at one end"),
        Evidence.At(deque.Steal.Method, $"'{deque.Steal.DisplayName}' takes from the other, by moving '{deque.Shared.Name}' atomically"),
        Evidence.At(deque.Pop.Method)), Deque: deque);

    private static WorkStealingModel? Help(TypeFacts type)
    {
        foreach (var body in type.Bodies)
        {
            if (!Row.MayWalk(body)) continue;
            foreach (var (_, take, _) in Theft.Takes(body))
                if (take.Owner is { } owner && type.Project.Of(owner) is { } queue && StealingDeque.Of(queue) is { } deque
                    && SymbolEqualityComparer.Default.Equals(take.Target!.OriginalDefinition, deque.Steal.Method))
                    return new(type, WorkStealingRoles.Helper, Confidence.Medium, ReferenceProjects.Tokio, ImmutableArray.Create(
                        Evidence.At(take.Operation, $"'{body.DisplayName}' takes from the workers' queues by '{take.Name}'")));
        }
        return null;
    }

    private static WorkStealingModel Of(TypeFacts type, Claims claims) =>
        new(type, WorkStealingRoles.Scheduler, Confidence.Medium, ReferenceProjects.Bevy, ImmutableArray.Create(
        Evidence.At(claims.Claim,
            $"'{claims.Body.DisplayName}' starts at its own part of the work and claims what the others have left by '{claims.Claim.TargetMethod.Name}'")));

    private static WorkStealingModel? Marked(TypeFacts type)
    {
        if (PoolMark.IsScheduler(type.Symbol))
            return new(type, WorkStealingRoles.Scheduler, Confidence.High, ReferenceProjects.Tokio,
                ImmutableArray.Create(Evidence.At(type.Symbol, "it derives from a work-stealing scheduler")));
        return PoolMark.In(type) is var (body, call)
            ? new(type, WorkStealingRoles.Submitter, Confidence.High, ReferenceProjects.Tokio, ImmutableArray.Create(
                Evidence.At(call, $"'{body.DisplayName}' puts work into the local queue of the pool's worker, from which idle workers take it")))
            : null;
    }
}
