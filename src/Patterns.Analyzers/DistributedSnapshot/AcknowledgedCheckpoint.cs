using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>A coordinator that has many take a checkpoint, records it when all have answered, and returns all of them to the last one recorded.</summary>
internal static class AcknowledgedCheckpoint
{
    private static readonly Words Loops = new("foreach", "for", "while", "do");

    public static bool MayBe(TypeFacts type) => type.Words.HasAny(Loops) && Participants(type) is not null && Pairs(type).Any();

    public static SnapshotModel? In(TypeFacts type)
    {
        var participants = Participants(type)!;
        foreach (var pair in Pairs(type))
            if (Find(type, participants, pair) is { } model) return model;
        return null;
    }

    private static SnapshotModel? Find(TypeFacts type, Slot participants, PositionPair pair)
    {
        var complete = type.Bodies.FirstOrDefault(body => body.Words.Has(pair.Save.Name) && body.Calls.Any(pair.Saves) && Counts(body));
        if (complete is null) return null;
        var restore = type.Bodies.FirstOrDefault(body => body.Words.Has(pair.Load.Name) && body.Words.Has(participants.Name) && body.Calls.Any(pair.Loads)
            && ToAll(body, participants) is not null);
        var trigger = type.Bodies.FirstOrDefault(body => body != restore && body.Words.Has(participants.Name) && ToAll(body, participants) is not null);
        if (restore is null || trigger is null) return null;
        return new(type, SnapshotRoles.Coordinator, Confidence.High, ReferenceProjects.Flink, ImmutableArray.Create(
            Evidence.At(ToAll(trigger, participants)!.Value.Operation, $"'{trigger.DisplayName}' has all of '{participants.Name}' take a checkpoint"),
            Evidence.At(complete.Calls.First(pair.Saves).Operation, $"'{complete.DisplayName}' records it when all have answered"),
            Evidence.At(restore.Calls.First(pair.Loads).Operation, $"'{restore.DisplayName}' returns all of them to the last one"))) { Through = pair };
    }

    private static Slot? Participants(TypeFacts type) => type.Slots.FirstOrDefault(slot => slot.Type.Participants() is not null);

    private static IEnumerable<PositionPair> Pairs(TypeFacts type) => type.Slots
        .Select(slot => PositionPair.Of(slot.Type))
        .OfType<PositionPair>()
        .Where(pair => type.Words.Has(pair.Save.Name) && type.Words.Has(pair.Load.Name));

    /// <summary>A loop that calls each participant with something.</summary>
    private static Call? ToAll(Body body, Slot participants)
    {
        if (!body.Words.HasAny(Loops)) return null;
        var element = participants.Type.Participants();
        foreach (var loop in body.Of<ILoopOperation>())
            foreach (var inner in loop.Body.SelfAndDescendants())
                if (Call.From(inner) is { Arguments.Length: > 0 } call && (call.Receiver?.Type).Is(element)) return call;
        return null;
    }

    /// <summary>Answers are crossed off or counted, and the last one decides.</summary>
    private static bool Counts(Body body) =>
        (body.Calls.Any(call => call.Name is "Remove" or "Add" or "TryRemove" or "Decrement" or "Increment") || body.Of<IIncrementOrDecrementOperation>().Any())
        && body.Of<IConditionalOperation>().Any();
}
