using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>What can number versions: whole numbers, moments, and types of their own that have an order, as hybrid clocks do.</summary>
internal static class Stamps
{
    public static bool IsStamp(this ITypeSymbol? type) => type.Unwrapped() switch
    {
        null => false,
        { TypeKind: TypeKind.Error } => true,
        var known => known.IsWholeNumber() || known.IsMoment() || known.IsOrdered(),
    };

    public static bool IsWholeNumber(this ITypeSymbol? type) => type.Unwrapped()?.SpecialType
        is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_UInt64;

    public static bool IsMoment(this ITypeSymbol? type) =>
        type.Unwrapped() is { SpecialType: SpecialType.System_DateTime } or { Name: "DateTimeOffset", ContainingNamespace.Name: "System" };

    /// <summary>A type of somebody's own whose values can be put in order.</summary>
    public static bool IsOrdered(this ITypeSymbol? type)
    {
        if (type.Unwrapped() is not INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class, SpecialType: SpecialType.None, IsTupleType: false } own
            || own.IsFramework()) return false;
        foreach (var implemented in own.Interfaces)
            if (implemented is { Name: "IComparable", TypeArguments.Length: 1 }
                && SymbolEqualityComparer.Default.Equals(implemented.TypeArguments[0].OriginalDefinition, own.OriginalDefinition)) return true;
        return !own.GetMembers(WellKnownMemberNames.LessThanOperatorName).IsEmpty;
    }

    /// <summary>The type that a nullable value wraps, or the type itself.</summary>
    public static ITypeSymbol? Unwrapped(this ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    /// <summary>The stamp itself, behind what makes a number of a moment or a value of a nullable.</summary>
    public static IOperation Bare(this IOperation operation)
    {
        while (true)
        {
            var plain = operation.Plain();
            if (plain is not IPropertyReferenceOperation { Property: { Name: "Ticks" or "UtcTicks" or "Value", IsIndexer: false }, Instance: { } inner }
                || !inner.Type.IsStamp()) return plain;
            operation = inner;
        }
    }

    public static bool IsSame(this ISymbol? symbol, ISymbol? other) =>
        symbol is not null && SymbolEqualityComparer.Default.Equals(symbol.OriginalDefinition, other?.OriginalDefinition);
}
