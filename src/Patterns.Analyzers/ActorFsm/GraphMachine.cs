using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>
/// A machine that is put together from nodes: the current node holds the transitions that leave it, each transition knows the node it leads to, and the
/// machine follows
/// one whose guard holds.
/// </summary>
internal static class GraphMachine
{
    public static bool MayBeIn(TypeFacts type) => type.Slots.Any(slot => EdgeOf(slot, type) is not null);

    public static Machine? In(TypeFacts type)
    {
        foreach (var current in type.Slots)
        {
            if (EdgeOf(current, type) is not { } edge) continue;
            foreach (var body in type.Bodies)
            {
                if (body.IsConstructor || !body.Words.Has(current.Name)) continue;
                var move = body.Of<ISimpleAssignmentOperation>()
                    .FirstOrDefault(assignment => SymbolEqualityComparer.Default.Equals(assignment.Target.Referenced(), current.Symbol)
                        && !IsGiven(assignment.Value));
                if (move is null || Choice(body, current, edge) is not { } choice) continue;
                return new(current.Symbol, body, TakesMessages: EventQueue.IsIn(type), IsCertain: false, ImmutableArray.Create(
                    Evidence.At(choice, $"'{body.DisplayName}' follows a '{edge.Type.Name}' whose guard holds to its '{edge.Target.Name}'"),
                    Evidence.At(move, $"'{current.Name}' is the current state")));
            }
        }
        return null;
    }

    private static bool IsGiven(IOperation value) => value.Plain() is IParameterReferenceOperation or ILiteralOperation or IObjectCreationOperation;

    /// <summary>Where a body, or one that it calls, asks a transition of the current node before it takes the node that the transition leads to.</summary>
    private static IOperation? Choice(Body body, Slot current, Edge edge)
    {
        if (body.Operations.Any(operation => IsEdgesOf(operation, current, edge)) && Followed(body, edge) is { } own) return own;
        foreach (var (call, callee) in body.Callees)
            if (callee.Words.HasAny(edge.Words)
                && (SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, current.Symbol)
                    || callee.Operations.Any(operation => IsEdgesOf(operation, current, edge))) && Followed(callee, edge) is not null)
                return call.Operation;
        return null;
    }

    /// <summary>The transitions of the current node: those of another one lead nowhere.</summary>
    private static bool IsEdgesOf(IOperation operation, Slot current, Edge edge) => operation is IMemberReferenceOperation { Instance: { } node } reference
        && SymbolEqualityComparer.Default.Equals(reference.Member.OriginalDefinition, edge.Leaving)
        && SymbolEqualityComparer.Default.Equals(node.Referenced(), current.Symbol);

    private static IOperation? Followed(Body body, Edge edge) => !body.Words.HasAny(edge.Words) ? null : body.Operations.FirstOrDefault(operation =>
        IsTarget(operation, edge)
        && (operation.Ancestors().Any(outer => IsGuard(outer, operation, edge))
            || body.Of<IAnonymousFunctionOperation>().Any(function => function.Body.Contains(asked => Asks(asked, edge)))));

    private static bool IsTarget(IOperation operation, Edge edge) =>
        operation is IMemberReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Member.OriginalDefinition, edge.Target);

    private static bool IsGuard(IOperation outer, IOperation target, Edge edge) =>
        outer is IConditionalOperation { Condition: { } condition } && !condition.Syntax.Span.Contains(target.Syntax.Span)
        && condition.Contains(asked => Asks(asked, edge));

    /// <summary>A question to the transition or to its guard, or a comparison of what it waits for; numbers that are compared are weights.</summary>
    private static bool Asks(IOperation operation, Edge edge) => operation switch
    {
        IInvocationOperation { Type.SpecialType: SpecialType.System_Boolean, Instance: { } asked } => IsOf(asked, edge),
        IInvocationOperation { Type.SpecialType: SpecialType.System_Boolean } call => call.Arguments.Any(argument => IsOf(argument.Value, edge)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equals => IsEvent(equals.LeftOperand, edge) || IsEvent(equals.RightOperand, edge),
        _ => false,
    };

    private static bool IsOf(IOperation value, Edge edge) => value.Plain() is var plain
        && (IsEdge(plain.Type, edge)
            || plain is IMemberReferenceOperation { Instance: { Type: { } holder } } && IsEdge(holder, edge)
                && plain.Type?.SpecialType is SpecialType.None or SpecialType.System_String);

    private static bool IsEvent(IOperation value, Edge edge) =>
        value.Plain() is IMemberReferenceOperation { Instance: { Type: { } holder }, Type: { } compared } reference
        && IsEdge(holder, edge) && !IsTarget(reference, edge)
        && (compared.TypeKind == TypeKind.Enum || compared.SpecialType is SpecialType.System_String or SpecialType.None);

    private static bool IsEdge(ITypeSymbol? type, Edge edge) => type.Is(edge.Type);

    /// <summary>The transitions of the node that a slot holds. Symbols only.</summary>
    private static Edge? EdgeOf(Slot current, TypeFacts type)
    {
        if (current.IsReadOnly || current.IsStatic || current.Type.TypeKind != TypeKind.Class || type.Project.Of(current.Type) is not { } node
            || type.Symbol.Is(node.Symbol)) return null;
        foreach (var held in node.AllSlots)
        {
            if (held.Type.SpecialType != SpecialType.None || held.Type is not (IArrayTypeSymbol or INamedTypeSymbol { IsGenericType: true })
                || type.Project.Of(held.Type.ElementType()) is not { } transition || transition == node) continue;
            if (transition.AllSlots.FirstOrDefault(slot => SymbolEqualityComparer.Default.Equals(slot.Type.OriginalDefinition, node.Symbol)) is { } target)
                return new(held.Symbol.OriginalDefinition, transition.Symbol, target.Symbol.OriginalDefinition, new(target.Name));
        }
        return null;
    }

    /// <summary>A transition.</summary>
    /// <param name="Leaving">The member of a node that holds the transitions that leave it.</param>
    /// <param name="Type">Its type.</param>
    /// <param name="Target">The member that holds the node it leads to.</param>
    /// <param name="Words">The name of that member.</param>
    private sealed record Edge(ISymbol Leaving, INamedTypeSymbol Type, ISymbol Target, Words Words);
}
