using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>Finds where a link hands the request on, also through helpers that receive the continuation.</summary>
internal static class Passes
{
    private const int Helpers = 3;

    public static ImmutableArray<Pass> Of(Body body, Continuation continuation) =>
        PassSyntax.MayHandOn(body, continuation) ? In(body, continuation, Helpers).ToImmutableArray() : ImmutableArray<Pass>.Empty;

    /// <summary>The passes that stand in a lambda.</summary>
    public static ImmutableArray<Pass> Of(Body body, IOperation function, Continuation continuation) =>
        In(body, continuation, Helpers).Where(pass => function.Syntax.Span.Contains(pass.Site.Syntax.Span)).ToImmutableArray();

    private static IEnumerable<Pass> In(Body body, Continuation continuation, int helpers)
    {
        foreach (var call in body.Calls)
        {
            if (continuation.IsCalledBy(call) || continuation.IsGivenAwayBy(call, body)) yield return new(call, call, body);
            else if (helpers > 0 && Through(body, call, continuation, helpers) is { } pass) yield return pass;
        }
    }

    private static Pass? Through(Body body, Call call, Continuation continuation, int helpers)
    {
        if (continuation.Kind is not (ContinuationKind.Parameter or ContinuationKind.Context))
            return IsOwnHelper(body, call) ? First(body, call, continuation, helpers) : null;
        if (call.Operation is not IInvocationOperation invocation) return HandsOver(call, continuation) ? new(call, call, body) : null;
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter is null || !SymbolEqualityComparer.Default.Equals(argument.Value.Referenced(), continuation.Symbol)) continue;
            var handed = continuation with { Symbol = argument.Parameter.OriginalDefinition };
            if (First(body, call, handed, helpers) is { } pass) return pass;
            if (HandsOver(call, continuation) && body.Type.Project.BodiesOf(invocation.TargetMethod).IsEmpty) return new(call, call, body);
        }
        return null;
    }

    private static Pass? First(Body body, Call call, Continuation continuation, int helpers)
    {
        if (call.Target is null) return null;
        foreach (var callee in body.Type.Project.BodiesOf(call.Target))
        {
            if (callee == body || continuation.Symbol is { } symbol && !callee.Words.Has(symbol.Name)) continue;
            foreach (var inner in In(callee, continuation, helpers - 1)) return new(call, inner.Call, inner.Body);
        }
        return null;
    }

    /// <summary>
    /// A delegate given to code that this project does not declare is taken to be called there, unless that code takes anything: a guard against null does,
    /// and cannot call it.
    /// </summary>
    private static bool HandsOver(Call call, Continuation continuation) =>
        continuation is { Kind: ContinuationKind.Parameter, Member: null, Symbol: IParameterSymbol { Type.TypeKind: TypeKind.Delegate } next }
        && call.Name != "nameof"
        && (call.Operation is IInvocationOperation invocation
            ? invocation.Arguments.Any(argument => IsIt(argument.Value, next) && CanCall(argument.Parameter))
            : call.Arguments.Any(argument => IsIt(argument, next)) && !call.Arguments.Any(argument => argument.IsConstant(next.Name)));

    private static bool IsIt(IOperation argument, IParameterSymbol next) => SymbolEqualityComparer.Default.Equals(argument.Referenced(), next);

    private static bool CanCall(IParameterSymbol? parameter) =>
        parameter?.OriginalDefinition.Type is not ({ SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.TypeParameter });

    /// <summary>A method of the type's own, or one that a base class has for all that derive from it.</summary>
    private static bool IsOwnHelper(Body body, Call call) =>
        call.Target is { } target && call.Receiver is null or IInstanceReferenceOperation
        && (SymbolEqualityComparer.Default.Equals(call.Owner?.OriginalDefinition, body.Type.Symbol)
            || call.Name != body.Name && body.Type.Symbol.Is(call.Owner));
}
