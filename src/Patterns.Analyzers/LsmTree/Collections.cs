using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>What the members of the framework's collections do, and what the collections hold.</summary>
internal static class Collections
{
    /// <summary>What may take something out of a collection.</summary>
    public static readonly Words RemovingWords = new("Remove", "RemoveAll", "RemoveAt", "RemoveRange", "RemoveFirst", "RemoveLast", "Clear", "Except",
        "ExceptWith", "TryRemove", "Where", "Skip");

    /// <summary>True for a call that puts something into a collection.</summary>
    public static bool Adds(Call call) => call.Arguments.Length > 0 && IsCollectionMember(call)
        && call.Name is "Add" or "AddLast" or "AddFirst" or "AddRange" or "Insert" or "InsertRange" or "Enqueue" or "Push" or "Append" or "Prepend" or "TryAdd"
            or "AddOrUpdate";

    /// <summary>True for a call that puts something behind what a collection already holds.</summary>
    public static bool AddsAtEnd(Call call) => Adds(call) && call.Name is "Add" or "AddLast" or "AddRange" or "Enqueue" or "Append";

    /// <summary>True for a call that takes something out of a collection.</summary>
    public static bool Removes(Call call) => IsCollectionMember(call)
        && call.Name is "Remove" or "RemoveAll" or "RemoveAt" or "RemoveRange" or "RemoveFirst" or "RemoveLast" or "Clear" or "ExceptWith" or "TryRemove";

    /// <summary>What a collection holds at the innermost level: the table of a list of levels, the value of a map.</summary>
    public static ITypeSymbol? Innermost(ITypeSymbol? type)
    {
        var element = Element(type);
        while (Element(element) is { } inner) element = inner;
        return element;
    }

    /// <summary>True for a collection of collections.</summary>
    public static bool IsNested(ITypeSymbol? type) => Element(Element(type)) is not null;

    public static bool IsCollection(ITypeSymbol? type) => Element(type) is not null;

    private static ITypeSymbol? Element(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array when array.ElementType.SpecialType is not (SpecialType.System_Byte or SpecialType.System_Char) => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: > 0, IsTupleType: false, SpecialType: not SpecialType.System_String } named
            when named.IsFramework() && IsSequence(named.OriginalDefinition) => named.ElementType(),
        _ => null,
    };

    private static bool IsSequence(INamedTypeSymbol type)
    {
        foreach (var contract in type.AllInterfaces)
            if (contract.SpecialType == SpecialType.System_Collections_IEnumerable) return true;
        return false;
    }

    private static bool IsCollectionMember(Call call) => call.Target is null || call.Owner!.IsFramework();
}
