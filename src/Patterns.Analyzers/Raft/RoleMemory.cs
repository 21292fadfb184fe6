using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>Which part a node plays now: a member with three or more constant values, one of which the election sets.</summary>
internal static class RoleMemory
{
    private const int Roles = 3;

    public static ISymbol? Of(IEnumerable<TermUse> uses)
    {
        var elections = uses.Where(use => !use.Raises.IsEmpty).SelectMany(use => use.Body.Callees.Select(callee => callee.Body).Append(use.Body));
        foreach (var operation in elections.SelectMany(body => body.Operations))
            if (operation is ISimpleAssignmentOperation assignment && assignment.Target.Referenced() is { } role && IsRole(assignment.Target.Type)
                && IsConstant(assignment.Value)) return role;
        return null;
    }

    private static bool IsRole(ITypeSymbol? type) => type switch
    {
        { TypeKind: TypeKind.Enum } => type.GetMembers().OfType<IFieldSymbol>().Count(member => member.IsConst) >= Roles,
        { TypeKind: TypeKind.Class or TypeKind.Struct } => type.GetMembers().Count(member => IsInstanceOf(member, type)) >= Roles,
        _ => false,
    };

    private static bool IsConstant(IOperation value) =>
        value.Plain() is IFieldReferenceOperation { Field.IsStatic: true } or IPropertyReferenceOperation { Property.IsStatic: true };

    private static bool IsInstanceOf(ISymbol member, ITypeSymbol type) => member switch
    {
        IFieldSymbol { IsStatic: true } field => field.Type.IsSame(type),
        IPropertySymbol { IsStatic: true } property => property.Type.IsSame(type),
        _ => false,
    };
}
