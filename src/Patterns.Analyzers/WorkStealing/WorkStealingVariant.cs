using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WorkStealing;

/// <summary>Which of the reference projects a scheduler resembles most.</summary>
internal static class WorkStealingVariant
{
    private static readonly Words Clocks = new("Elapsed", "TimeSpan", "Stopwatch", "UtcNow", "GetTimestamp", "TickCount64", "GetElapsedTime");

    public static ReferenceProject Of(Theft theft)
    {
        var type = theft.Thief.Type;
        if (type.Bodies.Any(body => IsRelaunch(body, theft))) return ReferenceProjects.Spark;
        return type.Bodies.Any(CountsDependencies) ? ReferenceProjects.Bevy : ReferenceProjects.Tokio;
    }

    /// <summary>A member that compares how long things have been running, and queues some of them once more.</summary>
    private static bool IsRelaunch(Body body, Theft theft) =>
        body != theft.Body && body != theft.Thief && body.Words.HasAny(Clocks) && body.Of<ILoopOperation>().Any(loop =>
            loop.Contains(operation =>
                operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual
                    or BinaryOperatorKind.LessThan } test
                && (IsDuration(test.LeftOperand) || IsDuration(test.RightOperand)))
            && loop.Contains(operation => Call.From(operation) is { Arguments.Length: > 0, Receiver: { } receiver }
                && Element.Of(receiver, body) is { Collection.Type: { } row } && Row.Is(row, body.Type.Project)));

    private static bool IsDuration(IOperation value) => value.Type.Named("System.TimeSpan");

    /// <summary>A task is queued when the last of those before it is done: a count goes down to zero.</summary>
    private static bool CountsDependencies(Body body) => body.Of<IBinaryOperation>().Any(test =>
        test.OperatorKind == BinaryOperatorKind.Equals && test.RightOperand.IsConstant(0) && test.LeftOperand.Plain() switch
        {
            IInvocationOperation { TargetMethod: { Name: "Decrement", ContainingType: var owner }, Arguments: { Length: 1 } arguments } =>
                owner.Named("System.Threading.Interlocked") && IsOfAnother(arguments[0].Value),
            IIncrementOrDecrementOperation { Kind: OperationKind.Decrement, Target: var count } => IsOfAnother(count),
            _ => false,
        });

    /// <summary>True for a field of a task, not of the scheduler.</summary>
    private static bool IsOfAnother(IOperation count) =>
        count.Plain() is IMemberReferenceOperation { Instance: not (null or IInstanceReferenceOperation) } || count.Plain() is IArrayElementReferenceOperation;
}
