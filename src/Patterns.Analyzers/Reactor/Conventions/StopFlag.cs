using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor.Conventions;

/// <summary>The fields that decide whether a loop goes on.</summary>
internal static class StopFlag
{
    /// <summary>The plain boolean fields of the type that the loop's condition, or a test that leaves the loop, reads.</summary>
    public static IEnumerable<(IFieldSymbol Field, IOperation Read)> Of(EventLoop loop) => Conditions(loop.Loop)
        .SelectMany(condition => condition.SelfAndDescendants())
        .OfType<IFieldReferenceOperation>()
        .Where(read => read.Field is { Type.SpecialType: SpecialType.System_Boolean, IsVolatile: false, IsReadOnly: false, IsConst: false }
            && read.IsOwnMember() && read.Parent is not IArgumentOperation { Parameter.RefKind: not RefKind.None })
        .Select(read => (read.Field, (IOperation)read));

    private static IEnumerable<IOperation> Conditions(ILoopOperation loop)
    {
        if (loop is IWhileLoopOperation { Condition: { } condition }) yield return condition;
        if (loop is IForLoopOperation { Condition: { } bound }) yield return bound;
        foreach (var test in loop.Body.SelfAndDescendants().OfType<IConditionalOperation>())
            if (test.WhenTrue.Contains(operation => Leaves(operation, loop)) && test.Enclosing<ILoopOperation>() == loop) yield return test.Condition;
    }

    /// <summary>A way out of the loop, not only of one inside it.</summary>
    private static bool Leaves(IOperation operation, ILoopOperation loop) => operation switch
    {
        IReturnOperation { Kind: OperationKind.Return } =>
            !operation.Ancestors().TakeWhile(outer => outer != loop).Any(outer => outer is IAnonymousFunctionOperation or ILocalFunctionOperation),
        IBranchOperation { BranchKind: BranchKind.Break } => operation.Ancestors().FirstOrDefault(outer => outer is ILoopOperation or ISwitchOperation) == loop,
        _ => false,
    };
}
