using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>Links that are plain methods: what they fulfil is a delegate instead of an interface.</summary>
internal static class LinkDelegates
{
    /// <summary>
    /// True for a method that gets the rest of its chain as a framework's continuation, or whose signature is that of a delegate which its author declared
    /// beside the one for the rest of the chain.
    /// </summary>
    public static bool AreFulfilledBy(IMethodSymbol method, IParameterSymbol next) =>
        method.CanContinue(next.Type)
        && (MiddlewareMarks.IsNamedContinuation(next.Type) || Neighbours(next.Type).Any(link => HasSignature(method, link, next.Type)));

    /// <summary>The other delegates of the namespace, or of the type, in which a delegate is declared.</summary>
    private static IEnumerable<INamedTypeSymbol> Neighbours(ITypeSymbol continuation)
    {
        if (continuation is not INamedTypeSymbol { TypeKind: TypeKind.Delegate } || continuation.IsFramework()) return Enumerable.Empty<INamedTypeSymbol>();
        var around = (INamespaceOrTypeSymbol?)continuation.ContainingType ?? continuation.ContainingNamespace;
        return around.GetTypeMembers().Where(type => type.TypeKind == TypeKind.Delegate);
    }

    private static bool HasSignature(IMethodSymbol method, INamedTypeSymbol link, ITypeSymbol continuation) =>
        link.DelegateInvokeMethod is { } signature && signature.Parameters.Length == method.Parameters.Length
        && signature.Parameters.Any(parameter => Same(parameter.Type, continuation)) && Same(signature.ReturnType, method.ReturnType)
        && signature.Parameters.Zip(method.Parameters, (declared, own) => Same(declared.Type, own.Type)).All(same => same);

    /// <summary>One type, or one of which the other is constructed: the delegate of a generic pair is declared once for all requests.</summary>
    private static bool Same(ITypeSymbol declared, ITypeSymbol own) =>
        declared is ITypeParameterSymbol || SymbolEqualityComparer.Default.Equals(declared.OriginalDefinition, own.OriginalDefinition);
}
