using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>State and the position in the input that it belongs to: changed together, saved together, restored together.</summary>
/// <param name="State">What is computed from the input.</param>
/// <param name="Position">How far the input has been read.</param>
/// <param name="Write">The code that saves both.</param>
/// <param name="Restore">The code that loads both.</param>
internal sealed record Materialised(Slot State, Slot Position, Body Write, Body Restore)
{
    private static readonly Words Output = new("File", "FileStream", "BinaryWriter", "StreamWriter", "Utf8JsonWriter", "Serialize", "SerializeAsync",
        "SerializeToUtf8Bytes");
    private static readonly Words Input = new("File", "FileStream", "BinaryReader", "StreamReader", "Deserialize", "DeserializeAsync");

    public static bool MayBe(TypeFacts type) => type.Slots.Any(MayBePosition) && MayStore(type) && !IsOfLog(type) && Candidates(type).Any();

    public static SnapshotModel? In(TypeFacts type)
    {
        foreach (var (state, position) in Candidates(type))
            if (Find(type, state, position) is { } found) return found.ToModel(type);
        return null;
    }

    private SnapshotModel ToModel(TypeFacts type) => new(type, SnapshotRoles.Coordinator, Confidence.High, ReferenceProjects.Spark, ImmutableArray.Create(
        Evidence.At(Write.Declaration, $"'{Write.DisplayName}' saves '{State.Name}' together with '{Position.Name}'"),
        Evidence.At(Restore.Declaration, $"'{Restore.DisplayName}' returns to both"),
        Evidence.At(Position.Symbol, $"'{Position.Name}' says how far the input has been read"))) { Materialised = this };

    private static Materialised? Find(TypeFacts type, Slot state, Slot position)
    {
        var bodies = type.Bodies.Where(body => Names(body, state, position)).ToList();
        var write = bodies.FirstOrDefault(body => IsOutput(body) && Writes(body, state, position));
        if (write is null) return null;
        var restore = bodies.FirstOrDefault(body => body != write && state.IsFilled(body) && position.IsFilled(body)
            && (body.Words.HasAny(Input) || Loads(body)));
        if (restore is null) return null;
        return bodies.Any(body => body != write && body != restore && !body.IsConstructor && Advances(body, state, position))
            ? new(state, position, write, restore) : null;
    }

    private static bool MayBePosition(Slot slot) => !slot.IsReadOnly && !slot.IsStatic && slot.Type.IsNumber();

    private static bool MayStore(TypeFacts type) => type.Words.HasAny(Output) && type.Words.HasAny(Input) || Pairs(type).Any();

    /// <summary>Two fields that the texts of at least three bodies name together: one that may write, one that may read, and one that may go on.</summary>
    private static IEnumerable<(Slot State, Slot Position)> Candidates(TypeFacts type)
    {
        var pairs = Pairs(type).ToList();
        var writers = type.Bodies.Where(body => body.Words.HasAny(Output) || pairs.Any(pair => body.Words.Has(pair.Save.Name))).ToList();
        var readers = writers.Count == 0 ? writers
            : type.Bodies.Where(body => body.Words.HasAny(Input) || pairs.Any(pair => body.Words.Has(pair.Load.Name))).ToList();
        if (readers.Count == 0) yield break;
        foreach (var position in type.Slots)
            if (MayBePosition(position) && writers.Any(body => body.Words.Has(position.Name)))
                foreach (var state in type.Slots)
                    if (!Equals(state, position) && state.MayBeState() && !state.Type.IsNumber() && state.Type.SpecialType == SpecialType.None
                        && writers.Any(body => Names(body, state, position)) && readers.Any(body => Names(body, state, position))
                        && type.Bodies.Count(body => Names(body, state, position)) > 2) yield return (state, position);
    }

    private static bool Names(Body body, Slot state, Slot position) => body.Words.Has(state.Name) && body.Words.Has(position.Name);

    private static IEnumerable<PositionPair> Pairs(TypeFacts type) =>
        type.Slots.Select(slot => PositionPair.Of(slot.Type)).OfType<PositionPair>().Where(pair => !pair.Position.IsNumber());

    private static bool IsOutput(Body body) =>
        body.Words.HasAny(Output) || Pairs(body.Type).Any(pair => body.Words.Has(pair.Save.Name) && body.Calls.Any(pair.Saves));

    private static bool Loads(Body body) => Pairs(body.Type).Any(pair => body.Words.Has(pair.Load.Name) && body.Calls.Any(pair.Loads));

    /// <summary>Both go into one object, or into one writer.</summary>
    private static bool Writes(Body body, Slot state, Slot position)
    {
        foreach (var operation in body.Operations)
            if (operation is IObjectCreationOperation or IAnonymousObjectCreationOperation or ITupleOperation && operation.Mentions(state.Symbol)
                && operation.Mentions(position.Symbol)) return true;
        var sinks = body.Calls
            .Where(call => call.Name.StartsWith("Write", StringComparison.Ordinal) || call.Name.StartsWith("Serialize", StringComparison.Ordinal)).ToList();
        return sinks.Any(call => call.Arguments.Any(argument => argument.Mentions(position.Symbol)))
            && (sinks.Any(call => call.Arguments.Any(argument => argument.Mentions(state.Symbol)))
            || body.Of<IForEachLoopOperation>()
                .Any(loop => loop.Collection.Mentions(state.Symbol) && sinks.Any(call => loop.Syntax.Span.Contains(call.Syntax.Span))));
    }

    /// <summary>The position is that of the item which changes the state, and is not counted by the type itself.</summary>
    private static bool Advances(Body body, Slot state, Slot position)
    {
        if (state.ChangeIn(body) is not { } change) return false;
        foreach (var assignment in body.Of<ISimpleAssignmentOperation>())
        {
            if (!StateSlots.Is(assignment.Target, position)) continue;
            if (assignment.Value.Item() is { } item && Uses(body, change, item)) return true;
            if (assignment.Value.Referenced() is IParameterSymbol number && IsAdmitted(body, position, number)) return true;
        }
        return false;
    }

    /// <summary>The change is made of the item, or stands where the item's parts were taken out before.</summary>
    private static bool Uses(Body body, IOperation change, ISymbol item) => change.Mentions(item)
        || body.Of<IVariableDeclaratorOperation>().Any(local => local.Initializer?.Mentions(item) == true && change.Mentions(local.Symbol));

    /// <summary>Numbers that were applied before are left out.</summary>
    private static bool IsAdmitted(Body body, Slot position, IParameterSymbol number) => body.Of<IBinaryOperation>().Any(binary =>
        binary.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan
            or BinaryOperatorKind.GreaterThanOrEqual
        && binary.Mentions(position.Symbol) && binary.Mentions(number));

    /// <summary>What belongs to a single store's own log is no checkpoint of an input.</summary>
    private static bool IsOfLog(TypeFacts type) => type.Slots.Any(slot =>
        slot.Name.IndexOf("lsn", StringComparison.OrdinalIgnoreCase) >= 0 || slot.Name.IndexOf("dirty", StringComparison.OrdinalIgnoreCase) >= 0
        || slot.Name.IndexOf("bufferPool", StringComparison.OrdinalIgnoreCase) >= 0);
}
