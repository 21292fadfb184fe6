using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop;

/// <summary>Two states of one type are handed to a differ, and what that answers to an actuator, both of them objects that the type holds.</summary>
/// <param name="Body">The pass.</param>
/// <param name="Plan">The call of the differ.</param>
/// <param name="Execute">The call of the actuator.</param>
internal sealed record Handover(Body Body, Call Plan, Call Execute)
{
    public static bool MayBeIn(TypeFacts type) => type.Slots.Count(slot => slot.Type is { TypeKind: TypeKind.Class or TypeKind.Interface } held && held.SpecialType == SpecialType.None && !held.IsFramework()) >= 3;

    public static Handover? In(Body body)
    {
        foreach (var plan in body.Calls)
        {
            if (plan.Receiver is not { } planner || !planner.IsOwnMember() || !HasTwoStates(plan) || Result(plan) is not { } result) continue;
            foreach (var execute in body.Calls)
                if (execute.Receiver is { } actuator && actuator.IsOwnMember() && Correction.IsAsync(execute) && Correction.Is(execute) && !SymbolEqualityComparer.Default.Equals(planner.Referenced(), actuator.Referenced())
                    && execute.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument.Referenced(), result))) return new(body, plan, execute);
        }
        return null;
    }

    /// <summary>Two locals of one class of the project, which is not that of the answer: what merges two documents answers with a third.</summary>
    private static bool HasTwoStates(Call plan) => plan.Target is { ReturnType: var answer } && plan.Arguments
        .Where(argument => argument is ILocalReferenceOperation { Type: { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } state } && !state.IsFramework() && !SymbolEqualityComparer.Default.Equals(state, answer.Awaited()))
        .GroupBy(argument => argument.Type, (type, arguments) => arguments.Select(argument => argument.Referenced()).Distinct(SymbolEqualityComparer.Default).Count(), SymbolEqualityComparer.Default)
        .Any(count => count == 2);

    private static ILocalSymbol? Result(Call plan) => plan.Operation.Enclosing<IVariableDeclaratorOperation>()?.Symbol;
}
