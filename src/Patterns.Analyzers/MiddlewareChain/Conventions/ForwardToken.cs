using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain.Conventions;

/// <summary>PAT0807: an empty token is handed on although the link has one.</summary>
internal static class ForwardToken
{
    public static void Check(Link link, ConventionContext context)
    {
        foreach (var pass in link.Passes)
        {
            if (pass.Call.Operation is not IInvocationOperation invocation) continue;
            var method = Method(pass, link);
            if (method.Parameters.FirstOrDefault(parameter => IsToken(parameter.Type)) is not { } token) continue;
            foreach (var argument in invocation.Arguments)
                if (argument.ArgumentKind == ArgumentKind.Explicit && argument.Parameter is { } parameter && IsToken(parameter.Type) && IsEmpty(argument.Value))
                    context.Report(MiddlewareChainRules.ForwardToken, argument.Syntax.GetLocation(), ImmutableArray<Location>.Empty,
                        ImmutableDictionary<string, string?>.Empty.Add(TokenName, token.Name), link.Body.Name, link.Continuation.Name, token.Name);
        }
    }

    /// <summary>The property that tells the fix the token's name.</summary>
    public const string TokenName = "token";

    private static IMethodSymbol Method(Pass pass, Link link) => pass.Body == link.Body ? link.Principal : pass.Body.Method;

    private static bool IsToken(ITypeSymbol type) => type.Named("System.Threading.CancellationToken");

    private static bool IsEmpty(IOperation value) => value.Plain() switch
    {
        IDefaultValueOperation or IObjectCreationOperation { Arguments.Length: 0 } => true,
        IPropertyReferenceOperation { Property: { Name: "None", IsStatic: true } property } => IsToken(property.ContainingType),
        _ => false,
    };
}
