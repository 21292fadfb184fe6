using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>Questions about whole numbers: terms, indexes and counts are all of them.</summary>
internal static class Integers
{
    /// <summary>A whole number, or a type of the code's own that is one and nothing else: <c>record struct Term(long Value)</c>.</summary>
    public static bool IsInteger(this ITypeSymbol? type) =>
        IsPlain(type) || type is INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class, Locations: [{ IsInSource: true }, ..] } own && IsWrapped(own);

    public static bool IsOrder(this BinaryOperatorKind kind) => kind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
        or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual;

    public static bool IsEquality(this BinaryOperatorKind kind) => kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals;

    public static bool IsOne(this IOperation operation) => operation.Plain().IsConstant(1) || operation.Plain().IsConstant(1L);

    /// <summary>A whole number, or one that may be missing.</summary>
    public static bool IsIntegerOrNone(this ITypeSymbol? type) =>
        type.IsInteger()
        || type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var number] } && number.IsInteger();

    private static bool IsPlain(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64
        or SpecialType.System_UInt32 or SpecialType.System_UInt64 or SpecialType.System_Int16 or SpecialType.System_UInt16;

    /// <summary>Numbers can be put in order or counted up; an id that is made of one need not be.</summary>
    private static bool IsWrapped(INamedTypeSymbol type)
    {
        if (type.GetMembers("op_LessThan").IsEmpty && type.GetMembers("op_Increment").IsEmpty
            && !type.AllInterfaces.Any(contract => contract.Name == "IComparable")) return false;
        var fields = type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic && !field.IsConst).Take(2).ToList();
        return fields.Count == 1 && IsPlain(fields[0].Type);
    }

    /// <summary>The same comparison with its operands exchanged.</summary>
    public static BinaryOperatorKind Mirrored(this BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
        _ => kind,
    };

    public static bool IsSame(this ISymbol? symbol, ISymbol? other) =>
        SymbolEqualityComparer.Default.Equals(symbol?.OriginalDefinition, other?.OriginalDefinition);
}
