using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor;

/// <summary>Where an event that a wait returned goes to who is concerned.</summary>
internal static class Dispatching
{
    private const int ManyKinds = 3;

    private static readonly string[] NativeDispatch = ["DispatchMessage", "DispatchMessageW"];

    private static readonly string[] Completions = ["SetResult", "TrySetResult"];

    /// <summary>The first dispatch in a body, or in a part of it; null where there is none.</summary>
    public static IOperation? In(Body body, IOperation? scope, Call wait)
    {
        foreach (var operation in scope?.SelfAndDescendants() ?? body.Operations)
            if (operation.Syntax != wait.Syntax && Is(operation, body) && !Reach.IsInCatch(operation)) return operation;
        return null;
    }

    private static bool Is(IOperation operation, Body body) => operation switch
    {
        ISwitchOperation { Cases.Length: >= ManyKinds } kinds =>
            kinds.Value.Type is { TypeKind: TypeKind.Enum } or { SpecialType: SpecialType.System_Int32 or SpecialType.System_UInt32 }
            && kinds.Cases.SelectMany(one => one.Clauses).All(IsKind),
        IConditionalOperation { WhenFalse: not null } chain => KindsOf(chain) >= ManyKinds,
        ISwitchExpressionOperation { Arms.Length: >= ManyKinds } kinds => kinds.Value.Type is { TypeKind: TypeKind.Enum },
        _ => Call.From(operation) is { } call && (IsHandler(call, body) || HandOver.Is(call, body)),
    };

    /// <summary>How many kinds a chain of <c>if</c> and <c>else if</c> tells apart: tests of one value for constants.</summary>
    private static int KindsOf(IConditionalOperation chain)
    {
        var kinds = 0;
        ISymbol? subject = null;
        for (IOperation? link = chain; link is IConditionalOperation test; link = Only(test.WhenFalse))
        {
            if (test.Condition is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, RightOperand.ConstantValue.HasValue: true,
                LeftOperand: var left } || left.Referenced() is not { } tested) break;
            if (kinds++ > 0 && !SymbolEqualityComparer.Default.Equals(tested, subject)) return 0;
            subject = tested;
        }
        return subject is IFieldSymbol or IPropertySymbol ? kinds : 0;
    }

    private static IOperation? Only(IOperation? branch) => branch is IBlockOperation { Operations: { Length: 1 } one } ? one[0] : branch;

    /// <summary>A label with one value, as kinds have, and no range, as results have.</summary>
    private static bool IsKind(ICaseClauseOperation label) =>
        label is ISingleValueCaseClauseOperation or IDefaultCaseClauseOperation or IPatternCaseClauseOperation { Pattern: IConstantPatternOperation };

    /// <summary>A delegate, a member that an interface or base class declares, or a member of an object that a table or list gave out.</summary>
    private static bool IsHandler(Call call, Body body)
    {
        if (call.Target is not { } target) return false;
        if (Array.IndexOf(NativeDispatch, target.Name) >= 0) return true;
        if (call.IsDelegate) return call.Arguments.Length > 0 && (call.Receiver is IParameterReferenceOperation || IsKept(call.Receiver, body));
        if (Array.IndexOf(Completions, target.Name) >= 0 && target.ContainingType.Name == "TaskCompletionSource")
            return call.Receiver is { } waiter && IsFromTable(waiter, body);
        if (target.IsStatic || call.Receiver is not { } receiver || target.ContainingType.IsFramework() || receiver is IInstanceReferenceOperation)
            return false;
        if (!target.ReturnsVoid && !target.ReturnType.IsTask() && target.ReturnType.SpecialType != SpecialType.System_Boolean) return false;
        return target.IsAbstract || target.ContainingType.TypeKind == TypeKind.Interface ? IsKept(receiver, body) : IsFromTable(receiver, body);
    }

    private static bool IsKept(IOperation? receiver, Body body) => receiver?.Plain() switch
    {
        IFieldReferenceOperation or IPropertyReferenceOperation or IArrayElementReferenceOperation => true,
        IParameterReferenceOperation => false,
        { } other => IsFromTable(other, body),
        _ => false,
    };

    /// <summary>An element of a collection, there, or in a local that a look-up filled.</summary>
    private static bool IsFromTable(IOperation receiver, Body body) => receiver.Plain() switch
    {
        IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true } => true,
        IMemberReferenceOperation { Instance: { } holder and not IInstanceReferenceOperation } => IsFromTable(holder, body),
        ILocalReferenceOperation { Local: var local } => body.Operations.Any(operation => Fills(operation, local, body)),
        _ => false,
    };

    private static bool Fills(IOperation operation, ILocalSymbol local, Body body) => operation switch
    {
        IForEachLoopOperation loop => loop.Locals.Contains(local, SymbolEqualityComparer.Default),
        IVariableDeclaratorOperation declarator =>
            SymbolEqualityComparer.Default.Equals(declarator.Symbol, local)
            && declarator.GetVariableInitializer()?.Value.Plain() is { } value and not ILocalReferenceOperation
            && (IsFromTable(value, body) || IsCookie(value)),
        IInvocationOperation { TargetMethod.Name: "TryGetValue" or "TryRemove" or "TryDequeue" or "Remove" } lookUp =>
            lookUp.Arguments.Any(argument => argument.Parameter?.RefKind == RefKind.Out
                && SymbolEqualityComparer.Default.Equals(argument.Value.Referenced(), local)),
        _ => false,
    };

    /// <summary>What a handle's cookie leads to: <c>GCHandle.FromIntPtr(data).Target</c>.</summary>
    private static bool IsCookie(IOperation value) =>
        value.Contains(operation => operation is IPropertyReferenceOperation { Property: { Name: "Target", ContainingType: var owner } }
            && owner.Named("System.Runtime.InteropServices.GCHandle"));
}
