using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WorkStealing;

/// <summary>Whether code treats its own element otherwise than those of the others: without that, a row of queues is only a row of queues.</summary>
internal static class Ownership
{
    /// <summary>True when a loop tells an element from the one that the worker owns: it compares the two, or starts from its own index.</summary>
    public static bool IsForeign(Element element, ILoopOperation loop, Body body) =>
        loop.Body.Contains(operation => IsTestOf(operation, element)) || element.Index is { } index && IsOffset(index, loop, body);

    /// <summary>True for a value that the worker has of its own: what it holds itself, what it was given or has made, or what is its thread's.</summary>
    public static bool IsOwn(IOperation value, Body body)
    {
        if (Element.Of(value, body) is { } element) return element.Index is { } index && (index.ConstantValue.HasValue || IsIdentity(index, body));
        return value.Plain() switch
        {
            IFieldReferenceOperation { Field: { IsStatic: true } field } =>
                field.GetAttributes().Any(attribute => attribute.AttributeClass.Named("System.ThreadStaticAttribute")),
            IPropertyReferenceOperation { Property: { Name: "Value", ContainingType: var owner }, Instance: not null } =>
                owner.Named("System.Threading.ThreadLocal`1"),
            IMemberReferenceOperation { Instance: IInstanceReferenceOperation } => true,
            IParameterReferenceOperation or IObjectCreationOperation => true,
            ILocalReferenceOperation { Local: var local } =>
                body.DeclaredValue(local) is { } given && (given.Plain() is IObjectCreationOperation ? IsGivenAway(local, body) : IsOwn(given, body)),
            _ => false,
        };
    }

    /// <summary>What a worker makes for itself others can only rob when it lets them have it; the rest is the memory of one call.</summary>
    private static bool IsGivenAway(ILocalSymbol local, Body body) => body.Operations.Any(operation => operation switch
    {
        IArgumentOperation argument => SymbolEqualityComparer.Default.Equals(argument.Value.Referenced(), local),
        ISimpleAssignmentOperation { Target: not ILocalReferenceOperation } assignment =>
            SymbolEqualityComparer.Default.Equals(assignment.Value.Referenced(), local),
        _ => false,
    });

    /// <summary><c>worker != this</c>, <c>i == _id</c>: an element, its local or its index beside something that does not change in the loop.</summary>
    private static bool IsTestOf(IOperation operation, Element element)
    {
        var sides = operation switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } test => (test.LeftOperand, test.RightOperand),
            IInvocationOperation { TargetMethod: { Name: "ReferenceEquals", IsStatic: true }, Arguments: { Length: 2 } pair } => (pair[0].Value, pair[1].Value),
            _ => default((IOperation, IOperation)?),
        };
        return sides is var (left, right) && (Names(left, element) && IsFixed(right) || Names(right, element) && IsFixed(left));
    }

    private static bool Names(IOperation side, Element element) => side.Referenced() is { } symbol
        && (SymbolEqualityComparer.Default.Equals(symbol, element.Local) || SymbolEqualityComparer.Default.Equals(symbol, element.Index?.Referenced()));

    private static bool IsFixed(IOperation side) => side.Plain() switch
    {
        IInstanceReferenceOperation => true,
        IFieldReferenceOperation or IParameterReferenceOperation or ILocalReferenceOperation => true,
        IPropertyReferenceOperation { Property.Name: not ("Length" or "Count") } property => property.IsOwnMember(),
        _ => false,
    };

    /// <summary><c>(i + own) % n</c> or <c>(own + i) &amp; mask</c>, there or in the local that is the index.</summary>
    private static bool IsOffset(IOperation index, ILoopOperation loop, Body body)
    {
        var value = index.Plain() is ILocalReferenceOperation { Local: var local } && body.DeclaredValue(local) is { } given ? given.Plain() : index.Plain();
        if (value is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder or BinaryOperatorKind.And } wrapped) return false;
        return wrapped.LeftOperand.SelfAndDescendants().Any(operation => operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum
            && (IsIdentity(sum.LeftOperand, body) && IsMoving(sum.RightOperand, loop)
                || IsIdentity(sum.RightOperand, body) && IsMoving(sum.LeftOperand, loop)));
    }

    /// <summary>True for a number that tells who the worker is: given to it, or fixed when it was made. A counter that goes round is none.</summary>
    private static bool IsIdentity(IOperation index, Body body) => index.Plain() switch
    {
        IParameterReferenceOperation => true,
        IFieldReferenceOperation { Field: var field } =>
            field is { IsReadOnly: true } or { IsStatic: true }
            && field.GetAttributes().Any(attribute => attribute.AttributeClass.Named("System.ThreadStaticAttribute")),
        IPropertyReferenceOperation { Property: { IsIndexer: false } property } operation =>
            operation.IsOwnMember() && property.SetMethod is null or { IsInitOnly: true },
        ILocalReferenceOperation { Local: var local } =>
            body.DeclaredValue(local) is { } given && (IsIdentity(given, body) || given.Plain() is ILocalReferenceOperation),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, RightOperand.ConstantValue.HasValue: true } sum => IsIdentity(sum.LeftOperand, body),
        _ => false,
    };

    private static bool IsMoving(IOperation index, ILoopOperation loop) =>
        index.SelfAndDescendants().Any(operation => operation is ILocalReferenceOperation { Local: var local }
        && (loop.Locals.Contains(local, SymbolEqualityComparer.Default)
            || loop.Contains(inner => inner.Assigned() is var (target, _) && SymbolEqualityComparer.Default.Equals(target.Referenced(), local))));
}
