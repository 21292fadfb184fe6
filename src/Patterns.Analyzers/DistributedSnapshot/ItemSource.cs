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
                ISimpleAssignmentOperation assignment when SymbolEqualityComparer.Default.Equals(assignment.Target.Referenced(), local)
                    || IsNumberOf(assignment.Target, local, body.Type) => assignment.Value,
                _ => null,
            };
            if (value is not null && Of(value, body, depth - 1) is { } item) return item;
            if (operation is IInvocationOperation reading && MovedBy(reading, local) is { } read) return read;
        }
        return null;
    }

    /// <summary>The number of a loaded object that is also read is set to that of an item: <c>checkpoint.Offset = item.Offset</c>.</summary>
    private static bool IsNumberOf(IOperation target, ISymbol loaded, TypeFacts type) =>
        target is IMemberReferenceOperation { Instance: { } owner, Member: var number } && target.Type.IsNumber()
        && SymbolEqualityComparer.Default.Equals(owner.Referenced(), loaded)
        && type.Bodies.Any(body => body.Words.Has(number.Name) && body.Of<IMemberReferenceOperation>().Any(read =>
            SymbolEqualityComparer.Default.Equals(read.Member, number)
            && !(read.Parent is ISimpleAssignmentOperation assignment && assignment.Target == read)));

    /// <summary>What is read by a call that moves the position on, being given it by reference: the result, or what it gives out.</summary>
    private static ISymbol? MovedBy(IInvocationOperation reading, ILocalSymbol position)
    {
        if (!reading.Arguments.Any(argument => argument.Parameter?.RefKind == RefKind.Ref
            && SymbolEqualityComparer.Default.Equals(argument.Value.Referenced(), position))) return null;
        foreach (var argument in reading.Arguments)
            if (argument.Parameter?.RefKind == RefKind.Out && !argument.Value.Type.IsNumber()) return argument.Value.Referenced();
        return reading.Ancestors().TakeWhile(outer => outer is not IBlockOperation).Select(outer => outer switch
        {
            IVariableDeclaratorOperation declarator => declarator.Symbol,
            ISimpleAssignmentOperation { Target: var target } => target.Referenced(),
            _ => null,
        }).FirstOrDefault(taker => taker is ILocalSymbol);
    }

    private static ISymbol? FromMember(ISymbol member, TypeFacts type, int depth)
    {
        foreach (var body in type.Bodies)
        {
            if (!body.Words.Has(member.Name)) continue;
            foreach (var assignment in body.Of<ISimpleAssignmentOperation>())
                if ((SymbolEqualityComparer.Default.Equals(assignment.Target.Referenced(), member) && assignment.Target.IsOwnMember()
                        || IsNumberOf(assignment.Target, member, type)) && !body.IsConstructor
                    && Of(assignment.Value, body, depth - 1) is { } item) return item;
            foreach (var step in body.Of<ICompoundAssignmentOperation>())
                if (IsInside(step.Target, member) && Of(step.Value, body, depth - 1) is { } item) return item;
        }
        return null;
    }

    /// <summary>True for an element of what is held by what the member holds: <c>state.Offsets[part]</c>.</summary>
    private static bool IsInside(IOperation target, ISymbol member) =>
        target is IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } map } && map.Type.IsNumbers()
        && map.Contains(inner => SymbolEqualityComparer.Default.Equals(inner.Referenced(), member) && inner.IsOwnMember());
}
