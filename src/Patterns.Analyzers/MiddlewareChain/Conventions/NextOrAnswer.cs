using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain.Conventions;

/// <summary>PAT0809: no path of a link calls the continuation, and none touches the request.</summary>
internal static class NextOrAnswer
{
    public static void Check(Link link, ConventionContext context)
    {
        if (link.Function is not null
            || link.Continuation is not { Kind: ContinuationKind.Parameter, Symbol: IParameterSymbol { Type.TypeKind: TypeKind.Delegate } next }) return;
        if (link.Principal.Parameters.FirstOrDefault(LinkShapes.IsRequest) is not { } request || link.Flow is not { } flow) return;
        // A link that always throws refuses the request aloud.
        if (!flow.CanReach(null, null, exceptions: false)) return;
        if (link.Operations.Any(operation => operation.Referenced() is { } symbol && (Same(symbol, next) || Same(symbol, request))
            && IsReachable(operation, flow))) return;
        context.Report(MiddlewareChainRules.NextOrAnswer, link.Body.Method.Locations[0], link.Body.Name, next.Name, request.Name);
    }

    private static bool IsReachable(IOperation operation, FlowGraph flow) => !flow.Contains(operation.Syntax) || flow.CanReach(null, operation.Syntax);

    private static bool Same(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
