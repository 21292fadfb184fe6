using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>
/// A type that has a port made for what goes in, naming itself and its own method that is to take each item, and another port for what comes out; where the
/// method, or what that calls, gives to the second.
/// </summary>
/// <param name="In">The call that makes the port for what goes in.</param>
/// <param name="Taker">The method that takes each item.</param>
/// <param name="Out">The member that keeps the port for what comes out.</param>
/// <param name="Body">Where something is given to it.</param>
/// <param name="Give">The call.</param>
internal sealed record PortStage(Call In, Body Taker, ISymbol Out, Body Body, Call Give)
{
    private const int Depth = 3;

    /// <summary>The type keeps a port, which its own text, or that of a base class, has somebody make for it. No binding.</summary>
    public static bool MayStandIn(TypeFacts type) => OutletsOf(type).Any() && type.SelfAndSourceBases.Any(self => self.Words.Has("this"));

    public static PortStage? Of(TypeFacts type)
    {
        foreach (var (port, made) in OutletsOf(type).SelectMany(outlet => Made(outlet, type), (outlet, made) => (outlet.Symbol, made)))
            foreach (var body in type.SelfAndSourceBases.SelectMany(self => self.Bodies))
                foreach (var call in body.Words.Has("this") ? body.Calls : ImmutableArray<Call>.Empty)
                    if (call.Operation != made.Operation && IsPort(call.Target?.ReturnType) && NamesItself(call)
                        && !Derivation.Same(call.Target!.ReturnType.OriginalDefinition, made.Target!.ReturnType.OriginalDefinition)
                        && Derivation.Same(call.Target.ContainingType, made.Target.ContainingType)
                        && TakerOf(call, body, type) is { } taker && Given(taker, port, Depth) is var (giver, give))
                        return new(call, taker, port, giver, give);
        return null;
    }

    /// <summary>A member for good that shows others an object of a class of somebody's own for one kind of item. A port of its own use leads back to it, and
    /// a number tells how it does.</summary>
    private static IEnumerable<Slot> OutletsOf(TypeFacts type) => type.AllSlots.Where(slot => slot is { IsStatic: false, IsReadOnly: true }
        && slot.Symbol.DeclaredAccessibility != Accessibility.Private && IsPort(slot.Type) && Stages.IsItem(((INamedTypeSymbol)slot.Type).TypeArguments[0]));

    private static bool IsPort(ITypeSymbol? type) => type is INamedTypeSymbol
        { TypeArguments.Length: 1, TypeKind: TypeKind.Class or TypeKind.Interface, SpecialType: SpecialType.None } port
        && !Stages.IsSystem(port) && !port.IsFramework() && !Stages.IsSequence(port);

    private static IEnumerable<Call> Made(Slot outlet, TypeFacts type)
    {
        foreach (var body in type.SelfAndSourceBases.SelectMany(self => self.Bodies).Where(body => body.IsConstructor && body.Words.Has(outlet.Name)))
            foreach (var set in body.Of<ISimpleAssignmentOperation>())
                if (Derivation.Same(set.Target.Referenced()?.OriginalDefinition, outlet.Symbol.OriginalDefinition)
                    && Call.From(set.Value.Plain()) is { Target: not null } call
                    && NamesItself(call)) yield return call;
    }

    private static bool NamesItself(Call call) =>
        call.Target is { IsGenericMethod: true } && call.Arguments.Any(argument => argument is IInstanceReferenceOperation);

    /// <summary>The own method that is handed over, itself or in code that calls it; in a derived type what overrides it.</summary>
    private static Body? TakerOf(Call call, Body body, TypeFacts type)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument is not (IDelegateCreationOperation or IAnonymousFunctionOperation or IMethodReferenceOperation)) continue;
            foreach (var inner in argument.SelfAndDescendants())
            {
                var method = inner switch
                {
                    IMethodReferenceOperation { Method: var named } => named,
                    IInvocationOperation { Instance: IInstanceReferenceOperation, TargetMethod: var called } => called,
                    _ => null,
                };
                if (method is { Parameters.IsEmpty: false } && type.Symbol.Is(method.ContainingType) && Own(method.OriginalDefinition, type) is { } taker)
                    return taker;
            }
        }
        return null;
    }

    private static Body? Own(IMethodSymbol method, TypeFacts type) => type.SelfAndSourceBases.SelectMany(self => self.Bodies).FirstOrDefault(candidate =>
        Derivation.Same(candidate.Method, method) || Derivation.Same(candidate.Method.OverriddenMethod?.OriginalDefinition, method));

    /// <summary>The parameter by which a helper is given the port.</summary>
    private static ISymbol? Lent(Call call, ISymbol port) => (call.Operation as IInvocationOperation)?.Arguments
        .FirstOrDefault(argument => Derivation.Same(argument.Value.Referenced()?.OriginalDefinition, port.OriginalDefinition))?.Parameter?.OriginalDefinition;

    private static (Body Body, Call Give)? Given(Body body, ISymbol port, int left)
    {
        foreach (var call in body.Calls)
            if (call.Target is { } target && target.AnswersNothing() && call.Arguments.Length > 0
                && Derivation.Same(call.ReceiverSymbol?.OriginalDefinition, port.OriginalDefinition)
                && call.Arguments.Any(argument => Derivation.Same(argument.Type, (call.Receiver?.Type as INamedTypeSymbol)?.TypeArguments.FirstOrDefault())))
                return (body, call);
        if (left == 0) return null;
        foreach (var (call, callee) in body.Callees)
            if (callee != body && body.Type.Symbol.Is(callee.Type.Symbol)
                && (Given(callee, port, left - 1) ?? (Lent(call, port) is { } lent ? Given(callee, lent, left - 1) : null)) is { } found) return found;
        return null;
    }
}
