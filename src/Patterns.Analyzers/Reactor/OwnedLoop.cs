using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor;

/// <summary>An event loop of the project that a type keeps for itself: it registers itself, or a handler with its handle, and makes or runs the loop.</summary>
/// <param name="Slot">What holds the loop.</param>
/// <param name="Loop">The loop.</param>
/// <param name="Body">The body that registers.</param>
/// <param name="Registration">The call that registers.</param>
internal sealed record OwnedLoop(Slot Slot, EventLoop Loop, Body Body, Call Registration)
{
    public static bool MayBeIn(TypeFacts type) => type.Slots.Any(slot => Held(slot, type) is not null);

    public static OwnedLoop? In(TypeFacts type)
    {
        foreach (var slot in type.Slots)
        {
            if (Held(slot, type) is not { } held || EventLoop.In(held) is not { } loop || Registers(type, slot) is not var (body, call)) continue;
            if (type.Bodies.Any(other => other.Words.Has(slot.Name)
                && other.Operations.Any(operation => Makes(operation, slot) || Runs(operation, slot, loop)))) return new(slot, loop, body, call);
        }
        return null;
    }

    /// <summary>The other type of the project that a slot holds, when that may be a loop.</summary>
    private static TypeFacts? Held(Slot slot, TypeFacts type) =>
        !slot.IsStatic && type.Project.Of(slot.Type) is { } held && held != type && EventLoop.MayBeIn(held) ? held : null;

    private static (Body, Call)? Registers(TypeFacts type, Slot slot)
    {
        foreach (var body in type.Bodies)
        {
            if (!body.Words.Has(slot.Name)) continue;
            foreach (var call in body.Calls)
                if (IsOn(call, slot) && (call.Arguments.Any(IsItself) || call.Arguments.Length > 1 && call.Arguments.Any(IsHandler))) return (body, call);
        }
        return null;
    }

    private static bool IsOn(Call call, Slot slot) => SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, slot.Symbol);

    private static bool IsItself(IOperation argument) =>
        argument.Plain() is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };

    private static bool IsHandler(IOperation argument) =>
        argument.Plain() is IDelegateCreationOperation or IAnonymousFunctionOperation or IMethodReferenceOperation;

    private static bool Makes(IOperation operation, Slot slot) => operation is ISimpleAssignmentOperation { Value: var value } assignment
        && value.Plain() is IObjectCreationOperation && SymbolEqualityComparer.Default.Equals(assignment.Target.Referenced(), slot.Symbol);

    /// <summary>A call of the loop's own routine, or of the member that starts a thread with it.</summary>
    private static bool Runs(IOperation operation, Slot slot, EventLoop loop) => Call.From(operation) is { Target: { } target } call && IsOn(call, slot)
        && loop.Body.Type.Project.BodiesOf(target).Any(body => body == loop.Body || body.Words.Has(loop.Body.Name));
}
