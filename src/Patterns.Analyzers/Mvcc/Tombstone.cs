using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>The mark that says a version is a deletion.</summary>
internal static class Tombstone
{
    private static readonly string[] Stems = { "delete", "remove", "tombstone", "erase" };

    /// <summary>True for a flag, or a moment that is set for deleted versions only, by its name.</summary>
    public static bool IsNamed(ISymbol member) => Stems.Any(stem => member.Name.IndexOf(stem, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>True for an operation that reads such a flag of the element.</summary>
    public static bool IsFlag(IOperation operation, ITypeSymbol element) =>
        operation.Plain() is IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member
        && member.Type?.SpecialType == SpecialType.System_Boolean && element.IsSame(member.Member.ContainingType) && IsNamed(member.Member);
}
