using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop;

/// <summary>
/// Two states of one type are handed to a differ, and what that answers is carried out: an actuator gets it as a whole, or each list that it consists of
/// is met with an action of its own.
/// </summary>
/// <param name="Body">The pass.</param>
/// <param name="Plan">The call of the differ.</param>
/// <param name="Execute">The call of the actuator, or the first action.</param>
internal sealed record Handover(Body Body, Call Plan, Call Execute)
{
    private const int Lists = 3;
    private const int Actions = 2;

    public static bool MayBeIn(TypeFacts type) => Differs(type).Any();

    /// <summary>Whether it is worth binding a body: it names a member that can compare two states.</summary>
    public static bool MayBeIn(Body body) => body.Method.ReturnType.IsTask() && Differs(body.Type).Any(differ => body.Words.Has(differ.Name));

    public static Handover? In(Body body)
    {
        foreach (var plan in body.Calls)
            if (HasTwoStates(plan) && (Executed(plan, body) ?? Split(plan, body)) is { } execute) return new(body, plan, execute);
        return null;
    }

    /// <summary>The call by which a held actuator, which is not the differ, gets the answer.</summary>
    private static Call? Executed(Call plan, Body body)
    {
        if (plan.Receiver is not { } planner || !planner.IsOwnMember() || plan.Operation.Enclosing<IVariableDeclaratorOperation>()?.Symbol is not { } result)
            return null;
        foreach (var call in body.Calls)
            if (call.Receiver is { } actuator && actuator.IsOwnMember() && Correction.IsAsync(call) && Correction.Is(call)
                && !SymbolEqualityComparer.Default.Equals(planner.Referenced(), actuator.Referenced())
                && call.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument.Referenced(), result))) return call;
        return null;
    }

    /// <summary>The first of several actions on the lists into which the answer is taken apart.</summary>
    private static Call? Split(Call plan, Body body)
    {
        if (plan.Operation.Enclosing<IDeconstructionAssignmentOperation>() is not { Target: var target }) return null;
        var lists = target.SelfAndDescendants().OfType<ILocalReferenceOperation>().Select(reference => reference.Local).ToList();
        if (lists.Count < Lists) return null;
        var actions = lists.Select(list => Difference.Consumed(list, target, body)).OfType<Call>().Where(Correction.IsAsync).ToList();
        return actions.Select(action => action.Name).Distinct().Count() >= Actions ? actions[0] : null;
    }

    /// <summary>Two values of one type, which is not that of the answer: what merges two documents answers with a third.</summary>
    private static bool HasTwoStates(Call plan) => plan.Target is { } target && IsDiffer(target) && plan.Arguments
        .Where(argument => argument is ILocalReferenceOperation or IParameterReferenceOperation && IsState(argument.Type, target))
        .GroupBy(argument => argument.Type,
        (_, arguments) => arguments.Select(argument => argument.Referenced()).Distinct(SymbolEqualityComparer.Default).Count(), SymbolEqualityComparer.Default)
        .Any(count => count == 2);

    private static IEnumerable<IMethodSymbol> Differs(TypeFacts type) =>
        type.Slots.Select(slot => slot.Type).OfType<INamedTypeSymbol>().Where(held => type.Project.Of(held) is not null).Append(type.Symbol)
            .SelectMany(holder => holder.GetMembers().OfType<IMethodSymbol>()).Where(IsDiffer);

    private static bool IsDiffer(IMethodSymbol method) => method is { MethodKind: MethodKind.Ordinary, ReturnsVoid: false, Parameters.Length: >= 2 }
        && method.Parameters.Where(parameter => IsState(parameter.Type, method)).GroupBy(parameter => parameter.Type, SymbolEqualityComparer.Default)
            .Any(group => group.Count() == 2);

    private static bool IsState(ITypeSymbol? type, IMethodSymbol differ) =>
        type is { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } && !type.IsFramework()
        && !SymbolEqualityComparer.Default.Equals(type, differ.ReturnType.Awaited());
}
