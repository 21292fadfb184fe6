using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>
/// A type that is told each position, remembers the latest, saves it only from time to time, and can load it again: the half of a tracker that
/// the reader of the input is given.
/// </summary>
internal sealed record PacedKeeper(Slot Latest, Body Told, IOperation Pace, Body Loads)
{
    public static bool MayBe(TypeFacts type) => type.Slots.Any(IsClock) && Candidates(type).Any();

    public static SnapshotModel? In(TypeFacts type)
    {
        foreach (var (told, parameter, latest) in Candidates(type))
            if (Find(type, told, parameter, latest) is { } keeper) return keeper.ToModel(type);
        return null;
    }

    private SnapshotModel ToModel(TypeFacts type) => new(type, SnapshotRoles.Tracker, Confidence.Medium, ReferenceProjects.Kafka, ImmutableArray.Create(
        Evidence.At(Loads.Declaration, $"'{Loads.DisplayName}' loads the position"),
        Evidence.At(Latest.Symbol, $"'{Latest.Name}' remembers the latest"),
        Evidence.At(Pace, $"'{Told.DisplayName}' saves it from time to time")));

    private static bool IsClock(Slot slot) => !slot.IsReadOnly && slot.Type.NotNull() is { Name: "DateTime" or "DateTimeOffset" or "TimeSpan" };

    /// <summary>An open member that takes what a field keeps, beside one that returns it.</summary>
    private static IEnumerable<(Body Told, IParameterSymbol Position, Slot Latest)> Candidates(TypeFacts type)
    {
        foreach (var body in type.Bodies)
        {
            if (!body.IsOpen || body.Method.MethodKind != MethodKind.Ordinary) continue;
            foreach (var parameter in body.Method.Parameters)
                foreach (var slot in IsPosition(parameter.Type) ? type.Slots : ImmutableArray<Slot>.Empty)
                    if (!slot.IsReadOnly && slot.Type.IsSame(parameter.Type) && body.Words.Has(slot.Name) && type.Bodies.Any(other => IsLoad(other, slot)))
                        yield return (body, parameter, slot);
        }
    }

    private static PacedKeeper? Find(TypeFacts type, Body told, IParameterSymbol position, Slot latest)
    {
        if (!told.Of<ISimpleAssignmentOperation>().Any(assignment => Is(assignment.Target, latest.Symbol) && assignment.Value.Mentions(position))) return null;
        if (!told.Operations.Any(operation => operation is IBinaryOperation or IInvocationOperation && operation.Mentions(position)
            && operation.Mentions(latest.Symbol))) return null;
        var pace = told.Of<IBinaryOperation>()
            .FirstOrDefault(binary =>
                binary.OperatorKind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.LessThan or BinaryOperatorKind.GreaterThanOrEqual
                    or BinaryOperatorKind.LessThanOrEqual
            && type.Slots.Any(slot => IsClock(slot) && binary.Mentions(slot.Symbol)));
        var saved = told.Calls.Any(call => !call.IsLogging() && call.Arguments.Any(argument => Is(argument, position) || Is(argument, latest.Symbol))
            && call.Target?.ReturnType.SpecialType != SpecialType.System_Boolean);
        if (pace is null || !saved) return null;
        var loads = type.Bodies.FirstOrDefault(body => IsLoad(body, latest)
            && body.Of<ISimpleAssignmentOperation>().Any(assignment => Is(assignment.Target, latest.Symbol)) && body.Of<IAwaitOperation>().Any());
        return loads is null ? null : new(latest, told, pace, loads);
    }

    private static bool IsPosition(ITypeSymbol type) => type.IsNumber() || type.SpecialType == SpecialType.System_String;

    private static bool IsLoad(Body body, Slot slot) =>
        body.IsOpen && body.Words.Has(slot.Name) && body.Method.ReturnType.IsTask() && body.Method.ReturnType.Awaited().IsSame(slot.Type);

    private static bool Is(IOperation operation, ISymbol symbol) => SymbolEqualityComparer.Default.Equals(operation.Referenced(), symbol);
}
