using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>The repetition over files, types or plugins that one of them can break.</summary>
internal static class PluginLoop
{
    /// <summary>The calls without an answer on what a loop with one variable goes through, as they stand.</summary>
    public static IEnumerable<Call> Told(IForEachLoopOperation loop)
    {
        foreach (var operation in loop.Body.SelfAndDescendants())
            if (Call.From(operation) is { Target: { } target } call && target.AnswersNothing()
                && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, loop.Locals[0])) yield return call;
    }

    /// <summary>The outermost loop around an operation, or the query whose lambda it stands in; null where it runs once. What is done first and asked
    /// afterwards is tried again, and goes over nothing.</summary>
    public static IOperation? Around(IOperation operation)
    {
        IOperation? found = null;
        var inner = operation;
        foreach (var outer in operation.Ancestors())
        {
            if (outer is not IWhileLoopOperation { ConditionIsTop: false } && outer is ILoopOperation loop && loop.Body == inner || IsQuery(outer, inner))
                found = outer;
            if (outer is ILocalFunctionOperation) break;
            inner = outer;
        }
        return found;
    }

    /// <summary>What a query repeats is its lambda, not its source.</summary>
    private static bool IsQuery(IOperation outer, IOperation inner) =>
        outer is IInvocationOperation { TargetMethod: { Name: "Select" or "SelectMany", ContainingType: var owner }, Arguments: { Length: > 1 } arguments }
        && arguments[0] != inner && owner.Named("System.Linq.Enumerable") && !TakesOne(outer);

    /// <summary>True where the first is enough: the others are never come to.</summary>
    private static bool TakesOne(IOperation query) =>
        query.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "First" or "FirstOrDefault" } };
}
