using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>The rules of pattern 08.</summary>
internal static class MiddlewareChainRules
{
    public static readonly DiagnosticDescriptor Recognition = Rule.Recognition("PAT0800", PatternCatalog.MiddlewareChain);

    public static readonly DiagnosticDescriptor NextOncePerPath = Rule.Convention(
        "PAT0801",
        PatternCatalog.MiddlewareChain,
        "Hand a request on at most once",
        "'{0}' can call '{1}' twice for one request: everything behind it then runs twice",
        "A second call of the continuation on one path runs the rest of the chain again: effects are doubled, and a response is written twice.");

    public static readonly DiagnosticDescriptor ReinvocableContinuation = Rule.Convention(
        "PAT0802",
        PatternCatalog.MiddlewareChain,
        "A continuation can be called again",
        "'{0}' moves a shared position each time a link calls its continuation: a link that retries skips the links behind it",
        "A position that lives outside the call belongs to all calls: a second call of the same continuation goes on where the first one ended. "
            + "Pass the index as an argument instead.");

    public static readonly DiagnosticDescriptor AwaitNext = Rule.Convention(
        "PAT0803",
        PatternCatalog.MiddlewareChain,
        "Await or return what the continuation gives",
        "'{0}' {1}",
        "A link that does not wait for the rest of the chain completes too early: scopes close, responses end and exceptions vanish.");

    public static readonly DiagnosticDescriptor NoRequestState = Rule.Convention(
        "PAT0804",
        PatternCatalog.MiddlewareChain,
        "Keep a request's state out of the link's fields",
        "'{0}' keeps what belongs to one request in '{1}', which all requests share",
        "One link object serves many requests at once; what one of them stores in a field, another one reads.");

    public static readonly DiagnosticDescriptor CleanUpInFinally = Rule.Convention(
        "PAT0805",
        PatternCatalog.MiddlewareChain,
        "Clean up although the rest of the chain fails",
        "'{0}' does not reach '{1}' when '{2}' throws",
        "What a link has acquired or started before it hands on must be released or stopped in a finally: the rest of the chain may throw.");

    public static readonly DiagnosticDescriptor NoWriteAfterNext = Rule.Convention(
        "PAT0806",
        PatternCatalog.MiddlewareChain,
        "Do not write the response after it may have started",
        "'{0}' changes the response after '{1}': it may have started by then, which throws",
        "The rest of the chain may have sent the head of the response; changing status or headers then throws. Ask HasStarted first.");

    public static readonly DiagnosticDescriptor ForwardToken = Rule.Convention(
        "PAT0807",
        PatternCatalog.MiddlewareChain,
        "Hand the token on with the request",
        "'{0}' calls '{1}' without the token '{2}' that it has: the rest of the chain cannot be cancelled",
        "A link that hands on an empty token cuts the rest of the chain off from the caller's cancellation.");

    public static readonly DiagnosticDescriptor NoSwallowedFailure = Rule.Convention(
        "PAT0808",
        PatternCatalog.MiddlewareChain,
        "Let the failures of the rest of the chain through",
        "'{0}' swallows what '{1}' throws: the links around it take the request for handled",
        "An empty or log-only catch around the continuation turns every failure behind it into a success; retry, rollback and error handling further out never see it.");

    public static readonly DiagnosticDescriptor NextOrAnswer = Rule.Convention(
        "PAT0809",
        PatternCatalog.MiddlewareChain,
        "Hand the request on or end it",
        "'{0}' neither calls '{1}' nor touches '{2}': the request ends here without an answer",
        "A link that does neither makes every request vanish; what stands behind it in the chain is dead code.");

    public static readonly DiagnosticDescriptor SoundComposition = Rule.Convention(
        "PAT0810",
        PatternCatalog.MiddlewareChain,
        "The chain is put together soundly",
        "'{0}' {1}",
        "A link that inspects the continuation by reflection or a cast breaks as soon as the chain is put together in another way. A link behind one that ends every request is never reached.");

    public static readonly ImmutableArray<DiagnosticDescriptor> Conventions = ImmutableArray.Create(
        NextOncePerPath, ReinvocableContinuation, AwaitNext, NoRequestState, CleanUpInFinally, NoWriteAfterNext, ForwardToken, NoSwallowedFailure, NextOrAnswer,
        SoundComposition);
}
