using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>Finds the item whose number a position is: directly, or through a local or a field that was assigned from one.</summary>
internal static class ItemSource
{
    private const int Depth = 3;

    public static ISymbol? Of(IOperation? position, Body body, int depth = Depth)
    {
        if (position is null) return null;
        if (position.Item() is { } item && !IsOwnState(item)) return item;
        if (depth == 0) return null;
        foreach (var inner in position.SelfAndDescendants())
        {
            if (inner is ILocalReferenceOperation { Local: var local } && FromLocal(local, body, depth) is { } source) return source;
            if (inner is IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member && member.IsOwnMember() && member.Type.MayBePosition()
                && FromMember(member.Member, body.Type, depth) is { } origin) return origin;
        }
        return null;
    }

    private static bool IsOwnState(ISymbol item) => item is IParameterSymbol { IsThis: true };

    private static ISymbol? FromLocal(ILocalSymbol local, Body body, int depth)
    {
        foreach (var operation in body.Operations)
        {
            var value = operation switch
            {
                IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, local) => declarator.Initializer?.Value,
                ISimpleAssignmentOperation assignment when SymbolEqualityComparer.Default.Equals(assignment.Target.Referenced(), local) => assignment.Value,
                _ => null,
            };
            if (value is not null && Of(value, body, depth - 1) is { } item) return item;
        }
        return null;
    }

    private static ISymbol? FromMember(ISymbol member, TypeFacts type, int depth)
    {
        foreach (var body in type.Bodies)
        {
            if (!body.Words.Has(member.Name)) continue;
            foreach (var assignment in body.Of<ISimpleAssignmentOperation>())
                if (SymbolEqualityComparer.Default.Equals(assignment.Target.Referenced(), member) && assignment.Target.IsOwnMember() && !body.IsConstructor
                    && Of(assignment.Value, body, depth - 1) is { } item) return item;
        }
        return null;
    }
}
