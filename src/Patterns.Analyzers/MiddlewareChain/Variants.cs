using System.Linq;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>Which project of the catalog builds its chain the same way.</summary>
internal static class Variants
{
    public static ReferenceProject Of(Composition composition) =>
        composition.Method is { } method && AnswersWithCode(method) ? ReferenceProjects.CoreDNS
        : composition.Kind == CompositionKind.Advance ? ReferenceProjects.Envoy
        : ReferenceProjects.Caddy;

    public static ReferenceProject Of(Link link)
    {
        if (link.Contract is { } contract && MiddlewareMarks.IsFilter(contract.ContainingType)) return ReferenceProjects.Envoy;
        if (AnswersWithCode(link.Principal)) return ReferenceProjects.CoreDNS;
        return link.Continuation.Kind switch
        {
            ContinuationKind.Context => ReferenceProjects.Envoy,
            ContinuationKind.HeldDelegate or ContinuationKind.Parameter
                when link.Function is null && MiddlewareMarks.IsContinuation(link.Continuation.Symbol.HeldType()!) => ReferenceProjects.Envoy,
            ContinuationKind.Inner => ReferenceProjects.Etcd,
            ContinuationKind.Base when link.Contract is { ContainingType: var owner } && !owner.IsFramework() => ReferenceProjects.CoreDNS,
            _ => ReferenceProjects.Caddy,
        };
    }

    /// <summary>True when a link says by a code what became of the request.</summary>
    private static bool AnswersWithCode(IMethodSymbol method) => method.ReturnType.Awaited().TypeKind == TypeKind.Enum;
}
