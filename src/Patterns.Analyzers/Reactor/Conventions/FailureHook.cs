using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor.Conventions;

/// <summary>What a type tells of an exception: a member for it, a delegate that was given for it, or a logger.</summary>
internal static class FailureHook
{
    /// <summary>A statement that passes an exception on, with <c>{0}</c> in the exception's place; null where the type has none.</summary>
    public static string? In(Body body)
    {
        foreach (var member in body.Type.Symbol.GetMembers())
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, ReturnsVoid: true, IsGenericMethod: false, Parameters: { Length: 1 } parameters }
                && IsException(parameters[0].Type) && IsReachable(member, body))
                return member.Name + "({0});";
        foreach (var slot in body.Type.Slots)
        {
            if (!IsReachable(slot.Symbol, body)) continue;
            if (slot.Type.DelegateSignature() is { ReturnsVoid: true, Parameters: { Length: 1 } arguments } && IsException(arguments[0].Type))
                return slot.Name + "?.Invoke({0});";
            if (slot.Type is { Name: "ILogger" } && body.Type.SeesNamespace("Microsoft.Extensions.Logging"))
                return slot.Name + ".LogError({0}, \"A handler failed\");";
        }
        return null;
    }

    private static bool IsException(ITypeSymbol type) => type.Named("System.Exception");

    private static bool IsReachable(ISymbol member, Body body) =>
        (member.IsStatic || !body.Method.IsStatic) && !SymbolEqualityComparer.Default.Equals(member, body.Method);
}
