using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>How a link comes by the rest of the chain.</summary>
internal enum ContinuationKind
{
    /// <summary>A delegate, or an object of the link's own contract, passed with the request.</summary>
    Parameter,

    /// <summary>A delegate that construction handed over.</summary>
    HeldDelegate,

    /// <summary>Another object of the same contract that the link holds.</summary>
    Inner,

    /// <summary>The base class's own version of the method.</summary>
    Base,

    /// <summary>A member of the request's context.</summary>
    Context,
}

/// <summary>The rest of the chain, as one link sees it.</summary>
/// <param name="Kind">How the link comes by it.</param>
/// <param name="Symbol">The parameter, field or property; null for <see cref="ContinuationKind.Base"/>.</param>
/// <param name="Member">The method to call on it; null where it is called itself, or by any member.</param>
internal sealed record Continuation(ContinuationKind Kind, ISymbol? Symbol, string? Member = null)
{
    public string Name => Kind switch
    {
        ContinuationKind.Base => "base." + Member,
        ContinuationKind.Inner or ContinuationKind.Context when Member is not null => Symbol!.Name + "." + Member,
        _ => Symbol!.Name,
    };

    /// <summary>True when the call hands the request to the rest of the chain.</summary>
    public bool IsCalledBy(Call call) => Kind switch
    {
        ContinuationKind.Base => call.Name == Member && call.Receiver is { Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.BaseExpressionSyntax },
        _ when !SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol?.OriginalDefinition, Symbol) => false,
        _ => Member is null ? call.IsDelegate || call.IsUnresolvedDelegate : call.Name == Member,
    };

    /// <summary>True when the call hands the rest of the chain to somebody else, together with the request: who gets both decides.</summary>
    public bool IsGivenAwayBy(Call call, Body body) => Kind is ContinuationKind.Inner or ContinuationKind.HeldDelegate
        && call.Receiver is not null and not IInstanceReferenceOperation && (call.IsDelegate || call.Target?.IsAbstract == true)
        && call.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument.Referenced()?.OriginalDefinition, Symbol))
        && call.Arguments.Any(argument => argument.Referenced() is IParameterSymbol request && request.IsRequest()
            && SymbolEqualityComparer.Default.Equals(request.ContainingSymbol, body.Method));
}

/// <summary>A place where a link hands the request on.</summary>
/// <param name="Site">The call in the link's principal method: the hand-over itself, or the call of a helper that does it.</param>
/// <param name="Call">The hand-over itself.</param>
/// <param name="Body">The body in which <paramref name="Call"/> stands.</param>
internal sealed record Pass(Call Site, Call Call, Body Body);

/// <summary>A method or lambda that sees a request and may hand it on.</summary>
/// <param name="Body">The method, or the one in which the lambda stands.</param>
/// <param name="Function">The lambda or local function that is the link; null when the method itself is.</param>
/// <param name="Principal">The symbol of the method or lambda.</param>
/// <param name="Continuation">The rest of the chain.</param>
/// <param name="Contract">The contract's method that <paramref name="Principal"/> fulfils, or null.</param>
/// <param name="Passes">Where it hands the request on.</param>
internal sealed record Link(
    Body Body, IOperation? Function, IMethodSymbol Principal, Continuation Continuation, IMethodSymbol? Contract, ImmutableArray<Pass> Passes)
{
    public Confidence Confidence { get; init; }

    /// <summary>The phrase of the message that says what makes it a link.</summary>
    public string Phrase { get; init; } = "";

    /// <summary>True for a function that the type gives to somebody else's chain, in which it does not stand itself.</summary>
    public bool IsRegistered => Function is not null && !SymbolEqualityComparer.Default.Equals(Continuation.Symbol?.ContainingSymbol, Body.Method);

    /// <summary>The code of the link: the lambda's, or the whole body's.</summary>
    public IEnumerable<IOperation> Operations => Function?.SelfAndDescendants() ?? Body.Operations;

    /// <summary>The control flow of the link itself.</summary>
    public FlowGraph? Flow => Function is null ? Body.Flow : Body.FlowOf(Function);
}
