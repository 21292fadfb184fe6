using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>What a type says about a value: whether it can hold content, a digest, or neither.</summary>
internal static class ContentTypes
{
    /// <summary>True for bytes and streams of bytes.</summary>
    public static bool IsBytes(this ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType.SpecialType == SpecialType.System_Byte,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "ReadOnlySequence" or "ArraySegment" or "IEnumerable"
            or "IReadOnlyList" or "List", TypeArguments.Length: 1 } buffer =>
            buffer.TypeArguments[0].SpecialType == SpecialType.System_Byte,
        INamedTypeSymbol named => named.IsStream(),
        _ => false,
    };

    public static bool IsStream(this ITypeSymbol? type) =>
        type.SelfAndBasesOrNone().Any(self => self is { Name: "Stream", ContainingNamespace: { Name: "IO", ContainingNamespace.Name: "System" } });

    /// <summary>True unless the type is too small or too special to hold content or an address: numbers, flags, tokens, tasks without a value,
    /// delegates.</summary>
    public static bool MayBeContent(this ITypeSymbol? type) => type switch
    {
        null => true,
        { SpecialType: SpecialType.System_String or SpecialType.System_Object } => true,
        { SpecialType: not SpecialType.None and not SpecialType.System_Array
            and not (>= SpecialType.System_Collections_IEnumerable and <= SpecialType.System_Collections_Generic_IReadOnlyCollection_T) } => false,
        { TypeKind: TypeKind.Enum or TypeKind.Delegate } => false,
        { Name: "CancellationToken" or "Encoding" or "JsonSerializerOptions" or "Guid" or "DateTime" or "DateTimeOffset" or "TimeSpan" } => false,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => nullable.TypeArguments[0].MayBeContent(),
        INamedTypeSymbol task when task.IsTask() => task.TypeArguments.Length == 1 && task.TypeArguments[0].MayBeContent(),
        _ => true,
    };

    /// <summary>True for what a class keeps while content passes through it: bytes, a stream, a running hash.</summary>
    public static bool HoldsContent(this ITypeSymbol? type) =>
        type.IsBytes() || type is { Name: "IncrementalHash" }
        || type.SelfAndBasesOrNone().Any(self => self.Name is "HashAlgorithm" or "NonCryptographicHashAlgorithm");

    /// <summary>The type without <c>?</c>.</summary>
    public static ITypeSymbol NotNullable(this ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0]
            : type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);

    /// <summary>The type of a field, property, parameter or local.</summary>
    public static ITypeSymbol? TypeOf(this ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    private static IEnumerable<INamedTypeSymbol> SelfAndBasesOrNone(this ITypeSymbol? type) => type?.SelfAndBases() ?? Enumerable.Empty<INamedTypeSymbol>();
}
