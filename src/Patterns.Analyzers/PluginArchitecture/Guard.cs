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
    public static bool Stops(IOperation operation, IOperation? within, Func<ITypeSymbol?, bool> catches) => Around(operation, within).Any(catches);

    /// <summary>What is caught around an operation and does not go on; null for everything.</summary>
    public static IEnumerable<ITypeSymbol?> Around(IOperation operation, IOperation? within)
    {
        var inner = operation;
        foreach (var outer in operation.Ancestors())
        {
            if (outer == within) yield break;
            if (outer is ITryOperation attempt && attempt.Body == inner)
                foreach (var handler in attempt.Catches)
                    if (!ThrowsOn(handler))
                        foreach (var caught in Caught(handler)) yield return caught;
            inner = outer;
        }
    }

    /// <summary>True for a catch of everything that plugin code can throw.</summary>
    public static bool CatchesAll(ITypeSymbol? caught) =>
        caught is null || caught.Named("System.Exception") || caught.Named("System.SystemException") || caught.TypeKind == TypeKind.Error;

    /// <summary>True for a handler that ends with an exception of its own, or the same again: the fault gets out.</summary>
    private static bool ThrowsOn(ICatchClauseOperation handler) =>
        handler.Handler.Operations.LastOrDefault() is IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation };

    /// <summary>What a handler takes: the types that its filter names, or else the one that it declares.</summary>
    private static IEnumerable<ITypeSymbol?> Caught(ICatchClauseOperation handler)
    {
        var named = handler.Filter?.SelfAndDescendants().Where(test => !IsDenied(test)).Select(Tested).OfType<ITypeSymbol>().ToList() ?? [];
        if (named.Count > 0) return named;
        return [handler.ExceptionType is { SpecialType: SpecialType.System_Object } ? null : handler.ExceptionType];
    }

    private static ITypeSymbol? Tested(IOperation test) => test switch
    {
        IIsTypeOperation { TypeOperand: var type } => type,
        ITypePatternOperation { MatchedType: var type } => type,
        IDeclarationPatternOperation { MatchedType: { } type } => type,
        _ => null,
    };

    private static bool IsDenied(IOperation test) => test.Ancestors()
        .TakeWhile(outer => outer is IPatternOperation or IIsPatternOperation or IUnaryOperation)
        .Any(outer => outer is INegatedPatternOperation or IUnaryOperation { OperatorKind: UnaryOperatorKind.Not });
}
