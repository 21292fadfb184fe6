using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>A call that answers nothing by itself and so can only make what it gives out; it does not look it up: <c>GetPaths(digest, out var folder, out var
/// path)</c>.</summary>
/// <param name="Target">The method.</param>
/// <param name="Arguments">What it is given and what it gives out, each with the place of its parameter.</param>
internal sealed record Maker(IMethodSymbol Target, ImmutableArray<(IOperation Value, int Ordinal, bool IsOut)> Arguments)
{
    public static Maker? Of(Call call) => call.Operation switch
    {
        IInvocationOperation { TargetMethod: { ReturnsVoid: true } target } invocation when target.Parameters.Any(IsGivenOut) => new(target, Bound(invocation)),
        IInvalidOperation { Syntax: InvocationExpressionSyntax syntax } invalid when HasOut(syntax) && Meant(invalid) is { ReturnsVoid: true } only =>
            new(only, Written(invalid, syntax)),
        _ => null,
    };

    private static bool IsGivenOut(IParameterSymbol parameter) => parameter.RefKind == RefKind.Out;

    private static ImmutableArray<(IOperation, int, bool)> Bound(IInvocationOperation invocation) => invocation.Arguments
        .Where(argument => argument.Parameter is not null)
        .Select(argument => (argument.Value, argument.Parameter!.Ordinal, IsGivenOut(argument.Parameter)))
        .ToImmutableArray();

    private static bool HasOut(InvocationExpressionSyntax syntax) =>
        syntax.ArgumentList.Arguments.Any(argument => argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword));

    /// <summary>The only method that a call can mean which could not be bound, because the type of what it is given is missing.</summary>
    private static IMethodSymbol? Meant(IInvalidOperation invalid) =>
        invalid.SemanticModel?.GetSymbolInfo(invalid.Syntax).CandidateSymbols is { Length: 1 } candidates ? candidates[0] as IMethodSymbol : null;

    private static ImmutableArray<(IOperation, int, bool)> Written(IInvalidOperation invalid, InvocationExpressionSyntax syntax)
    {
        var arguments = ImmutableArray.CreateBuilder<(IOperation, int, bool)>();
        foreach (var child in invalid.ChildOperations)
            for (var place = 0; place < syntax.ArgumentList.Arguments.Count; place++)
                if (syntax.ArgumentList.Arguments[place] is var argument && argument.Span.Contains(child.Syntax.Span))
                    arguments.Add((child, place, argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword)));
        return arguments.ToImmutable();
    }
}
