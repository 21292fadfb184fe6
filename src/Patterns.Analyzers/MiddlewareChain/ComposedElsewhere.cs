using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>A builder keeps the links that others register, and has another type of the project put them together.</summary>
/// <param name="Handing">The call that hands the row over.</param>
/// <param name="Body">The member that does it.</param>
/// <param name="Row">What keeps the links.</param>
/// <param name="Composition">Where they are put together.</param>
internal sealed record ComposedElsewhere(Call Handing, Body Body, Slot Row, Composition Composition)
{
    private static readonly Words Adding = new("Add", "Insert", "AddRange", "Push", "Enqueue", "AddLast", "AddFirst");

    /// <summary>Whether a type keeps a row of handlers, of what makes them, or of functions that take the rest of the chain: told from symbols.</summary>
    public static bool MayBe(TypeFacts type) => type.Words.HasAny(Adding) && type.Slots.Any(IsRow);

    public static ComposedElsewhere? In(TypeFacts type)
    {
        foreach (var row in type.Slots.Where(IsRow))
            foreach (var body in type.Bodies)
            {
                if (!body.IsOpen || !body.Words.Has(row.Name) || !type.Bodies.Any(user => user != body && IsTold(user, row))) continue;
                foreach (var (call, callee) in body.Callees)
                    if (callee.Type != type && call.Arguments.Any(argument => IsOf(argument, row, body)) && CompositionIn(callee) is { } composition)
                        return new(call, body, row, composition);
            }
        return null;
    }

    private static bool IsRow(Slot slot) => slot is { IsStatic: false, Symbol: not IParameterSymbol } && slot.Type.ElementType() is { } element
        && (CompositionShape.IsHandler(element) || element.DelegateSignature() is { } made
            && (CompositionShape.IsHandler(made.ReturnType) || made.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Delegate)));

    private static bool IsTold(Body body, Slot row) => body is { IsOpen: true, IsConstructor: false } && body.Words.Has(row.Name) && body.Words.HasAny(Adding)
        && body.Calls.Any(call => Adding.Contains(call.Name) && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, row.Symbol));

    private static bool IsOf(IOperation argument, Slot row, Body body) => argument.Mentions(row.Symbol)
        || argument.Referenced() is ILocalSymbol local && body.DeclaredValue(local)?.Mentions(row.Symbol) is true;

    /// <summary>What a member composes itself, or has its own type compose.</summary>
    private static Composition? CompositionIn(Body member) => Compositions.Of(member.Type).All.FirstOrDefault(composition =>
        MiddlewareChainSignature.IsSound(composition)
        && (composition.Body == member || composition.Body.Type == member.Type && member.Callees.Any(called => called.Body == composition.Body)));
}
