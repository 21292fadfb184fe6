using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>A loop over steps that are code, or that each hold the code of a step, in which each step is given what the one before it made of the
/// item.</summary>
/// <param name="Body">The method.</param>
/// <param name="Steps">What holds the steps.</param>
/// <param name="Item">The variable that carries the item.</param>
/// <param name="Call">The call of a step.</param>
internal sealed record DelegateFold(Body Body, ISymbol Steps, ISymbol Item, Call Call)
{
    private static readonly Words Loops = new("foreach", "Aggregate");

    /// <summary>The type holds, or is handed, a sequence of code that answers with what it takes. No binding.</summary>
    public static bool MayStandIn(TypeFacts type) => type.Words.HasAny(Loops)
        && (SlotsOf(type).Any() || type.Symbol.GetMembers().OfType<IMethodSymbol>().Any(method => ParametersOf(method).Any()));

    public static DelegateFold? In(TypeFacts type)
    {
        var slots = SlotsOf(type).ToList();
        foreach (var body in type.Bodies)
            foreach (var steps in slots.Concat(ParametersOf(body.Method)))
                if (body.Words.Has(steps.Name) && In(body, steps) is { } fold) return fold;
        return null;
    }

    private static IEnumerable<ISymbol> SlotsOf(TypeFacts type) =>
        type.Slots.Where(slot => !slot.IsStatic && AreSteps(slot.Type)).Select(slot => slot.Symbol);

    private static IEnumerable<ISymbol> ParametersOf(IMethodSymbol method) =>
        method is not { MethodKind: MethodKind.Ordinary } ? Enumerable.Empty<ISymbol>()
            : method.Parameters.Where(parameter => parameter.Type.ElementType() is { TypeKind: not TypeKind.Delegate } && AreSteps(parameter.Type));

    private static bool AreSteps(ITypeSymbol type) => Stages.IsSequence(type) && type.ElementType() switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Delegate } code => IsStep(code.DelegateSignature()),
        INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, Locations: [{ IsInSource: true }, ..] } holder =>
            holder.GetMembers().Any(member => member is IPropertySymbol { IsStatic: false } or IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false }
                && IsStep(member.HeldType().DelegateSignature())),
        _ => false,
    };

    private static bool IsStep(IMethodSymbol? step) => step is { Parameters.Length: > 0 } && step.ReturnType.Awaited() is var made && IsItem(made)
        && step.Parameters.Any(parameter => Derivation.Same(parameter.Type, made));

    /// <summary>Something to work on; what a library has others configure is none, nor what only acts: that is put around what was there before.</summary>
    private static bool IsItem(ITypeSymbol item) => item.SpecialType == SpecialType.System_Object || Stages.IsItem(item) && item.TypeKind != TypeKind.Error
        && (item.SpecialType != SpecialType.None || item is not INamedTypeSymbol || item.Locations.Any(place => place.IsInSource))
        && !(Stages.IsContract(item) && Stages.OnlyActs(item));

    private static DelegateFold? In(Body body, ISymbol steps)
    {
        foreach (var call in body.Calls)
        {
            if (!call.IsDelegate || ItemOf(call) is not { } item) continue;
            if (call.Operation.Enclosing<IForEachLoopOperation>() is { } loop ? IsCarried(call, item, loop, steps, body) : IsAggregated(call, item, steps))
                return new(body, steps, item, call);
        }
        return null;
    }

    /// <summary>The variable of the kind that the code answers with.</summary>
    private static ISymbol? ItemOf(Call call) =>
        call.Arguments.FirstOrDefault(argument => Derivation.Same(argument.Type, call.Target!.ReturnType.Awaited()))?.Referenced();

    /// <summary>The element that is called, or that holds the code that is.</summary>
    private static ISymbol? StepOf(Call call) =>
        call.Receiver?.Plain() is IMemberReferenceOperation { Instance: { } holder } && !call.Receiver.IsOwnMember() ? holder.Referenced()
            : call.ReceiverSymbol;

    /// <summary><c>foreach (var step in steps) item = step(item);</c></summary>
    private static bool IsCarried(Call call, ISymbol item, IForEachLoopOperation loop, ISymbol steps, Body body) =>
        StepOf(call) is ILocalSymbol step && loop.Locals.Contains(step, SymbolEqualityComparer.Default)
        && loop.Collection.Mentions(steps)
        && loop.Body.Contains(inner => inner is ISimpleAssignmentOperation { Target: var target, Value: var value }
            && Derivation.Same(target.Referenced(), item) && Derivation.Of(body).ComesFrom(value, made => made == call.Operation));

    /// <summary><c>steps.Aggregate(item, (item, step) => step(item))</c></summary>
    private static bool IsAggregated(Call call, ISymbol item, ISymbol steps) =>
        item is IParameterSymbol { Ordinal: 0, ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.LambdaMethod } function }
        && StepOf(call) is IParameterSymbol { Ordinal: 1 } step && Derivation.Same(step.ContainingSymbol, function)
        && call.Operation.Ancestors().OfType<IInvocationOperation>().Select(outer => Call.From(outer)).Any(outer =>
            outer is { Name: "Aggregate", Receiver: { } all, Arguments.Length: > 1 } && all.Mentions(steps));
}
