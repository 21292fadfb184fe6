using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop.Conventions;

/// <summary>PAT1007: a timer that does not wait for the pass it has started lets two of them run at once, unless something keeps them apart.</summary>
internal static class OnePassAtATime
{
    private const int PeriodicArguments = 4;

    private static readonly Words Timers = new("Timer");
    private static readonly Words Guards = new(
        "lock", "Lock", "AsyncLock", "Monitor", "Mutex", "Interlocked", "Volatile", "Semaphore", "SemaphoreSlim", "WaitAsync", "TryEnter", "Enter", "Exchange",
        "CompareExchange", "Change", "Synchronized", "MethodImpl");

    public static void Check(ReconciliationLoopModel model, ConventionContext context)
    {
        if (model.Differences.IsEmpty || !model.Type.Words.HasAny(Timers) || model.Type.Words.HasAny(Guards)) return;
        foreach (var pass in model.Differences.Select(difference => difference.Body).Where(body => body.Method.IsAsync).Distinct())
        {
            var leading = Repetition.Leading(pass);
            if (leading.Any(AsksFlag)) continue;
            foreach (var body in leading)
                foreach (var timer in body.Of<IObjectCreationOperation>())
                    if (timer is { Arguments.Length: PeriodicArguments, Type: { } type } && type.Named("System.Threading.Timer")
                        && IsPeriodic(timer.Arguments[PeriodicArguments - 1].Value) && Starts(timer.Arguments[0].Value, leading))
                    {
                        context.Report(ReconciliationLoopRules.OnePassAtATime, timer.Syntax.GetLocation(), pass.DisplayName);
                        return;
                    }
        }
    }

    private static bool IsPeriodic(IOperation period) =>
        !period.Contains(part => part.IsConstant(-1) || part.IsConstant(0)
            || part is IMemberReferenceOperation { Member.Name: "Infinite" or "InfiniteTimeSpan" or "Zero" });

    private static bool Starts(IOperation callback, List<Body> leading) => callback.Contains(part => part switch
    {
        IMethodReferenceOperation { Method.Name: var name } => IsLeading(name, leading),
        _ => Call.From(part) is { Name: var name, Target.ContainingType: { } } && IsLeading(name, leading),
    });

    private static bool IsLeading(string name, List<Body> leading) => leading.Any(body => body.DisplayName == name);

    /// <summary>A member that leaves at once when a flag of the type says so.</summary>
    private static bool AsksFlag(Body body) => body.Of<IConditionalOperation>().Any(choice =>
        choice.WhenTrue.Contains(operation => operation is IReturnOperation)
        && choice.Condition.Contains(part => part is IMemberReferenceOperation { Type.SpecialType: SpecialType.System_Boolean } && part.IsOwnMember()
            || part is IMemberReferenceOperation { Member.Name: "IsCompleted" or "Status" }));
}
