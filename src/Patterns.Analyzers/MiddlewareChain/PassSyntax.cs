using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>Whether the text of a body leaves room for a pass: the continuation is called or given away. It accepts more than <see cref="Passes"/>
/// does.</summary>
internal static class PassSyntax
{
    public static bool MayHandOn(Body body, Continuation continuation)
    {
        if (continuation.Symbol is { } symbol && !body.Words.Has(symbol.Name) && !MayCallHelper(body, symbol)) return false;
        foreach (var node in body.Declaration.DescendantNodes())
            if (node is InvocationExpressionSyntax call && (Calls(call, continuation) || Gives(call, continuation))) return true;
        return false;
    }

    private static bool Calls(InvocationExpressionSyntax call, Continuation continuation) => call.Expression switch
    {
        SimpleNameSyntax name => continuation.Symbol?.Name == name.Identifier.ValueText || MayBeHelper(continuation),
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } => MayBeHelper(continuation) || continuation.Member is null,
        MemberAccessExpressionSyntax access => IsMember(access.Name.Identifier.ValueText, continuation),
        MemberBindingExpressionSyntax binding => IsMember(binding.Name.Identifier.ValueText, continuation),
        _ => true,
    };

    private static bool IsMember(string name, Continuation continuation) => name == (continuation.Member ?? "Invoke");

    /// <summary>A helper of the type's own reaches what the type holds; what a parameter holds has to be given to it.</summary>
    private static bool MayBeHelper(Continuation continuation) => continuation.Kind is not (ContinuationKind.Parameter or ContinuationKind.Context);

    /// <summary>The class that holds the rest of the chain may have a method for it, also for those that derive from it.</summary>
    private static bool MayCallHelper(Body body, ISymbol held) => held is IFieldSymbol or IPropertySymbol or IParameterSymbol
        { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } }
        && body.Type.Project.Of(held.ContainingType) is { } holder
        && holder.Bodies.Any(helper => helper.Name != body.Name && body.Words.Has(helper.Name) && helper.Words.Has(held.Name));

    private static bool Gives(InvocationExpressionSyntax call, Continuation continuation) =>
        (!MayBeHelper(continuation) || call.ArgumentList.Arguments.Count > 1)
        && call.ArgumentList.Arguments.Any(argument =>
            argument.DescendantNodes().Any(node => node is IdentifierNameSyntax name && name.Identifier.ValueText == continuation.Symbol?.Name));
}
