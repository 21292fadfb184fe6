using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar.Conventions;

/// <summary>Tokens that a place has at hand, and calls that could take one.</summary>
internal static class Tokens
{
    /// <summary>What the fix has to know: the name of the token in scope.</summary>
    public const string TokenName = "token";

    /// <summary>What the fix has to know: the parameter to name; absent where the token comes last.</summary>
    public const string ParameterName = "parameter";

    public static bool Is(ITypeSymbol? type) => type.Named("System.Threading.CancellationToken");

    /// <summary>True for a call that is given a token, be it an empty one: who writes that has thought of it.</summary>
    public static bool IsGiven(Call call) => call.Arguments.Any(argument => Is(argument.Type));

    /// <summary>The token of the nearest function around a place that has one, or null.</summary>
    public static IParameterSymbol? InScope(IOperation place, Body body)
    {
        foreach (var outer in place.Ancestors())
        {
            if (outer.FunctionSymbol() is not { } function) continue;
            if (Of(function) is { } token) return token;
            if (function.IsStatic) return null;
        }
        return Of(body.Method);
    }

    /// <summary>What a fix needs to hand on the token in scope; null where there is none or the call takes none.</summary>
    public static ImmutableDictionary<string, string?>? ForFix(Call call, Body body)
    {
        if (InScope(call.Operation, body) is not { } token || call.Target is not { } target) return null;
        var properties = ImmutableDictionary<string, string?>.Empty.Add(TokenName, token.Name);
        if (target.Parameters.FirstOrDefault(parameter => Is(parameter.Type) && parameter.IsOptional) is { } optional)
            return properties.Add(ParameterName, optional.Name);
        return target.ContainingType.GetMembers(target.Name).OfType<IMethodSymbol>().Any(other => IsExtended(other, target)) ? properties : null;
    }

    private static bool IsExtended(IMethodSymbol other, IMethodSymbol target) =>
        other.Parameters.Length == target.Parameters.Length + 1 && Is(other.Parameters[other.Parameters.Length - 1].Type)
        && target.Parameters.Zip(other.Parameters, (left, right) => SymbolEqualityComparer.Default.Equals(left.Type, right.Type)).All(same => same);

    private static IParameterSymbol? Of(IMethodSymbol method) =>
        method.Parameters.FirstOrDefault(parameter => parameter.RefKind == RefKind.None && Is(parameter.Type));
}
