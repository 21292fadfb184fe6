using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>Whether a fault at one place is kept from what stands around it.</summary>
internal static class Guard
{
    /// <summary>True when a <c>try</c> with a fitting catch stands around an operation, within an outer operation or anywhere in the body.</summary>
    /// <param name="operation">Where the fault arises.</param>
    /// <param name="within">The operation that a <c>try</c> must lie inside of; null for the whole body.</param>
    /// <param name="catches">Whether a caught type fits; asked with null for a catch of everything.</param>
    public static bool Stops(IOperation operation, IOperation? within, Func<ITypeSymbol?, bool> catches)
    {
        var inner = operation;
        foreach (var outer in operation.Ancestors())
        {
            if (outer == within) return false;
            if (outer is ITryOperation attempt && attempt.Body == inner && attempt.Catches.Any(handler => catches(Caught(handler)))) return true;
            inner = outer;
        }
        return false;
    }

    /// <summary>True for a catch of everything that plugin code can throw.</summary>
    public static bool CatchesAll(ITypeSymbol? caught) =>
        caught is null || caught.Named("System.Exception") || caught.Named("System.SystemException") || caught.TypeKind == TypeKind.Error;

    private static ITypeSymbol? Caught(ICatchClauseOperation handler) =>
        handler.ExceptionType is { SpecialType: SpecialType.System_Object } ? null : handler.ExceptionType;
}
