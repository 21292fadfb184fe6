using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>An operator between others: when a marker comes, it stores its own state under the marker's id, passes the marker on, and can be given its state
/// again.</summary>
internal static class BarrierOperator
{
    private static readonly Declared<ImmutableHashSet<ITypeSymbol>> Markers = new(ReadMarkers);

    public static bool MayBe(TypeFacts type) => Candidates(type).Any();

    public static SnapshotModel? In(TypeFacts type)
    {
        foreach (var (body, barrier, output) in Candidates(type))
            if (Forward(body, barrier, output) is { } forward)
                foreach (var state in type.Slots)
                    if (state.MayBeState() && !Equals(state, output) && Judge(type, body, barrier, output, forward, state) is { } model) return model;
        return null;
    }

    private static SnapshotModel? Judge(TypeFacts type, Body body, IParameterSymbol barrier, Slot output, Call forward, Slot state)
    {
        if (Stores(body, barrier, output, state) is not { } stored || !IsBefore(body, stored, forward)) return null;
        var restore = type.Bodies.FirstOrDefault(other => other != body && !other.IsConstructor && other.Words.Has(state.Name) && state.IsFilled(other)
            && IsGivenState(other, stored));
        if (restore is null || !type.Bodies.Any(other => other != restore && other != body && !other.IsConstructor && state.Changed(other))) return null;
        return new(type, SnapshotRoles.Participant, Confidence.High, ReferenceProjects.Flink, ImmutableArray.Create(
            Evidence.At(stored.Operation, $"'{body.DisplayName}' stores '{state.Name}' under '{barrier.Name}'"),
            Evidence.At(forward.Operation, "and passes it on"),
            Evidence.At(restore.Declaration, $"'{restore.DisplayName}' returns to what was stored")));
    }

    /// <summary>Members that take something which the next in line takes too.</summary>
    private static IEnumerable<(Body Body, IParameterSymbol Barrier, Slot Output)> Candidates(TypeFacts type)
    {
        if (!type.Symbol.GetMembers().Any(member => member is IMethodSymbol method && MarkersOf(method).Any())) yield break;
        foreach (var output in type.Slots)
        {
            if (Next(output) is not { } next) continue;
            foreach (var body in type.Bodies)
                foreach (var parameter in MarkersOf(body.Method))
                    if (Names(body, output) && MayRestore(body, output) && Markers.Of(next).Contains(parameter.Type.NotNull()!))
                        yield return (body, parameter, output);
        }
    }

    private static IEnumerable<IParameterSymbol> MarkersOf(IMethodSymbol method)
    {
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation)) yield break;
        foreach (var parameter in method.Parameters)
            if (parameter.Type.NotNull() is { } taken && IsMarker(taken)) yield return parameter;
    }

    /// <summary>What may be a marker among the things that the next in line takes.</summary>
    private static ImmutableHashSet<ITypeSymbol> ReadMarkers(INamedTypeSymbol next) => Methods(next)
        .SelectMany(method => method.Parameters)
        .Select(parameter => parameter.Type.NotNull()!)
        .Where(IsMarker)
        .ToImmutableHashSet<ITypeSymbol>(SymbolEqualityComparer.Default);

    /// <summary>The text names what is held next, some state, and something else that may store it.</summary>
    private static bool Names(Body body, Slot output) => body.Words.Has(output.Name)
        && body.Type.Slots.Any(other => !Equals(other, output) && !other.MayBeState() && !IsLogger(other) && body.Words.Has(other.Name)
            && body.Type.Bodies.Any(restore => restore != body && !restore.IsConstructor && restore.Words.Has(other.Name)));

    /// <summary>The texts of at least two more bodies name some state: one that may return to it, and one that may change it.</summary>
    private static bool MayRestore(Body body, Slot output) => body.Type.Slots.Any(state => !Equals(state, output) && state.MayBeState()
        && body.Type.Bodies.Count(other => other != body && !other.IsConstructor && other.Words.Has(state.Name)) > 1);

    private static INamedTypeSymbol? Next(Slot slot) => slot.Type.IsCollection() ? slot.Type.Participants()
        : slot.Type is INamedTypeSymbol { SpecialType: SpecialType.None } named && (named.IsContract() || named.TypeKind == TypeKind.Class)
            && !named.IsFramework() ? named : null;

    private static IEnumerable<IMethodSymbol> Methods(INamedTypeSymbol type) => type.AllInterfaces.Concat(type.SelfAndBases())
        .SelectMany(self => self.GetMembers().OfType<IMethodSymbol>())
        .Where(method => method.MethodKind is MethodKind.Ordinary or MethodKind.DelegateInvoke);

    /// <summary>A number, or what carries one: the checkpoint's id.</summary>
    private static bool IsMarker(ITypeSymbol type) =>
        IsId(type) || type is INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct } named && !named.IsFramework()
            && Positions.Data(named).Any(IsId);

    private static bool IsId(ITypeSymbol? type) => type.NotNull() is { SpecialType: SpecialType.System_Int64 or SpecialType.System_UInt64 } or { Name: "Guid" };

    private static bool IsLogger(Slot slot) => slot.Type.Name.EndsWith("Logger", StringComparison.Ordinal);

    private static Call? Forward(Body body, IParameterSymbol barrier, Slot output)
    {
        var next = Next(output);
        foreach (var call in body.Calls)
            if (call.Receiver is { } receiver && (StateSlots.Is(receiver, output) || receiver.Referenced() is ILocalSymbol local && local.Type.Is(next))
                && call.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument.Referenced(), barrier)) && !IsAsked(call))
                return call;
        return null;
    }

    /// <summary>The call of something else that is given both the marker, or its id, and the state.</summary>
    private static Call? Stores(Body body, IParameterSymbol barrier, Slot output, Slot state)
    {
        foreach (var call in body.Calls)
            if (!call.IsLogging() && !IsAsked(call) && call.Receiver is { } receiver && !StateSlots.Is(receiver, output) && !StateSlots.Is(receiver, state)
                && !receiver.Type.IsCollection() && call.Owner?.IsFramework() != true
                && call.Arguments.Any(argument => IsId(argument.Type) && argument.Mentions(barrier))
                && call.Arguments.Any(argument => state.Reads(argument, body.Type))) return call;
        return null;
    }

    /// <summary>Who is asked something, so that the answer is handed back or is one of several conditions, is neither told a state nor passed a
    /// marker.</summary>
    private static bool IsAsked(Call call) => call.Target is { } target && !target.AnswersNothing()
        && call.Operation.Ancestors()
            .TakeWhile(outer => outer is not IExpressionStatementOperation and not IVariableDeclaratorOperation and not IAssignmentOperation
            and not IAnonymousFunctionOperation)
            .Any(outer =>
                outer is IReturnOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr });

    private static bool IsBefore(Body body, Call first, Call second) =>
        first.Syntax.SpanStart < second.Syntax.SpanStart && body.Flow?.CanReach(first.Syntax, second.Syntax) == true;

    /// <summary>The state comes back out of what it was stored in, under an id.</summary>
    private static bool IsGivenState(Body body, Call stored) => stored.ReceiverSymbol is { } medium && body.Calls.Any(call =>
        SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, medium) && call.Name != stored.Name && call.Arguments.Any(argument => IsId(argument.Type)));
}
