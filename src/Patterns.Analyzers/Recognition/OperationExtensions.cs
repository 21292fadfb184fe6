using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Patterns.Analyzers.Recognition;

/// <summary>Questions about operations that every signature asks.</summary>
internal static class OperationExtensions
{
    /// <summary>The operation behind conversions, parentheses, awaits, <c>ConfigureAwait</c> and null-forgiving marks.</summary>
    public static IOperation Plain(this IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion: operation = conversion.Operand; break;
                case IParenthesizedOperation parenthesized: operation = parenthesized.Operand; break;
                case IAwaitOperation awaited: operation = awaited.Operation; break;
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task }: operation = task; break;
                default: return operation;
            }
        }
    }

    /// <summary>The field, property, parameter, local or method that an expression names; null for any other expression.</summary>
    public static ISymbol? Referenced(this IOperation operation) => operation.Plain() switch
    {
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        IParameterReferenceOperation parameter => parameter.Parameter,
        ILocalReferenceOperation local => local.Local,
        IEventReferenceOperation @event => @event.Event,
        IMethodReferenceOperation method => method.Method,
        IDeclarationExpressionOperation declaration => declaration.Expression.Referenced(),
        IConditionalAccessInstanceOperation instance => instance.ConditionalReceiver()?.Referenced(),
        _ => null,
    };

    /// <summary>True for <c>this.member</c>, <c>base.member</c> or a bare member name; not for a name in an object initialiser, which is another
    /// object's.</summary>
    public static bool IsOwnMember(this IOperation operation) => operation.Plain() switch
    {
        IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } } => true,
        IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } => true,
        _ => false,
    };

    /// <summary>The expression before the <c>?.</c> that this operation stands behind; the two share their syntax.</summary>
    public static IOperation? ConditionalReceiver(this IConditionalAccessInstanceOperation instance)
    {
        for (var outer = instance.Parent; outer is not null; outer = outer.Parent)
            if (outer is IConditionalAccessOperation access && access.Operation.Syntax == instance.Syntax && access.Operation != instance)
                return access.Operation;
        return null;
    }

    /// <summary>The operations that enclose this one, nearest first.</summary>
    public static IEnumerable<IOperation> Ancestors(this IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent) yield return outer;
    }

    /// <summary>The lambda or local function that the operation stands in; null in the code of the body itself.</summary>
    public static IOperation? EnclosingFunction(this IOperation operation) =>
        operation.Ancestors().FirstOrDefault(outer => outer is IAnonymousFunctionOperation or ILocalFunctionOperation);

    /// <summary>The nearest enclosing operation of a kind, within the same lambda or local function.</summary>
    public static T? Enclosing<T>(this IOperation operation) where T : class, IOperation
    {
        foreach (var outer in operation.Ancestors())
        {
            if (outer is T found) return found;
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation) return null;
        }
        return null;
    }

    /// <summary>True when the operation, or one inside it, satisfies the condition.</summary>
    public static bool Contains(this IOperation operation, Func<IOperation, bool> condition)
    {
        if (condition(operation)) return true;
        foreach (var child in operation.ChildOperations)
            if (child.Contains(condition)) return true;
        return false;
    }

    /// <summary>True when the operation reads that symbol anywhere inside it.</summary>
    public static bool Mentions(this IOperation operation, ISymbol symbol) =>
        operation.Contains(inner => SymbolEqualityComparer.Default.Equals(Referenced(inner), symbol));

    /// <summary>The operation and all inside it, parents first, in source order.</summary>
    public static IEnumerable<IOperation> SelfAndDescendants(this IOperation operation)
    {
        var pending = new Stack<IOperation>();
        pending.Push(operation);
        while (pending.Count > 0)
        {
            var current = pending.Pop();
            yield return current;
            foreach (var child in current.ChildOperations.Reverse()) pending.Push(child);
        }
    }

    /// <summary>The target and value of an assignment of any kind; null for any other operation.</summary>
    public static (IOperation Target, IOperation? Value)? Assigned(this IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation simple => (simple.Target, simple.Value),
        ICompoundAssignmentOperation compound => (compound.Target, compound.Value),
        ICoalesceAssignmentOperation coalesce => (coalesce.Target, coalesce.Value),
        IIncrementOrDecrementOperation step => (step.Target, null),
        _ => null,
    };

    /// <summary>
    /// The lambda or local function that a value is, also behind a delegate creation; null for any other value, a method of a type included.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="body">The body whose local functions the value may name.</param>
    public static IOperation? Function(this IOperation value, Body body)
    {
        value = value.Plain();
        if (value is IDelegateCreationOperation creation) value = creation.Target.Plain();
        if (value is IAnonymousFunctionOperation) return value;
        if (value is not IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } method }) return null;
        foreach (var function in body.Of<ILocalFunctionOperation>())
            if (SymbolEqualityComparer.Default.Equals(function.Symbol, method.OriginalDefinition)) return function;
        return null;
    }

    /// <summary>The symbol of a lambda or local function.</summary>
    public static IMethodSymbol? FunctionSymbol(this IOperation function) => function switch
    {
        IAnonymousFunctionOperation anonymous => anonymous.Symbol,
        ILocalFunctionOperation local => local.Symbol,
        _ => null,
    };

    /// <summary>True for a catch of whatever fails, its filter aside.</summary>
    public static bool IsForEverything(this ICatchClauseOperation clause) =>
        clause.ExceptionType is null or { SpecialType: SpecialType.System_Object } || clause.ExceptionType.Named("System.Exception");

    /// <summary>True when a <c>try</c> that catches whatever fails stands around an operation.</summary>
    /// <param name="operation">Where something may fail.</param>
    /// <param name="within">The operation that the <c>try</c> must lie inside of; null for the whole body.</param>
    public static bool IsCaught(this IOperation operation, IOperation? within) => operation.Ancestors().TakeWhile(outer => outer != within).Any(outer =>
        outer is ITryOperation attempt && attempt.Body.Syntax.Span.Contains(operation.Syntax.Span) && attempt.Catches.Any(IsForEverything));

    /// <summary>
    /// The variables that an operation brings in, each with what it is made from: a declaration, the element of a loop, a pattern, the parameters of a
    /// lambda that is passed to a call on some receiver.
    /// </summary>
    public static IEnumerable<(ISymbol Variable, IOperation? Source)> Introduced(this IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator:
                yield return (declarator.Symbol, declarator.GetVariableInitializer()?.Value);
                break;
            case IForEachLoopOperation loop:
                foreach (var local in loop.Locals) yield return (local, loop.Collection);
                break;
            case IDeclarationPatternOperation { DeclaredSymbol: { } symbol }:
                yield return (symbol, Matched(operation));
                break;
            case IRecursivePatternOperation { DeclaredSymbol: { } symbol }:
                yield return (symbol, Matched(operation));
                break;
            case IAnonymousFunctionOperation function when function.Ancestors().OfType<IInvocationOperation>().FirstOrDefault() is { } host:
                foreach (var parameter in function.Symbol.Parameters) yield return (parameter, Call.From(host)?.Receiver);
                break;
        }
    }

    /// <summary>The value that the nearest test or switch holds against a pattern.</summary>
    private static IOperation? Matched(IOperation pattern)
    {
        foreach (var outer in pattern.Ancestors())
        {
            if (outer is IIsPatternOperation test) return test.Value;
            if (outer is ISwitchExpressionOperation expression) return expression.Value;
            if (outer is ISwitchOperation statement) return statement.Value;
        }
        return null;
    }

    /// <summary>True for a boolean, a number or a string known at compile time with that value.</summary>
    public static bool IsConstant(this IOperation? operation, object value) =>
        operation?.ConstantValue is { HasValue: true, Value: { } constant } && constant.Equals(value);

    /// <summary>True for <c>null</c>, <c>default</c>, and constants of the value null.</summary>
    public static bool IsNull(this IOperation operation) => operation.Plain() is IDefaultValueOperation or { ConstantValue: { HasValue: true, Value: null } };
}
