using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WorkStealing;

/// <summary>Uses of frameworks that mean work stealing: work that goes to the local queue of the thread pool's worker, and schedulers built on that.</summary>
internal static class PoolMark
{
    private static readonly Words Queueing = new("UnsafeQueueUserWorkItem", "QueueUserWorkItem");

    public static bool MayBeIn(TypeFacts type) => type.Words.HasAny(Queueing) || IsScheduler(type.Symbol);

    /// <summary>True for a scheduler that derives from the framework's.</summary>
    public static bool IsScheduler(INamedTypeSymbol type) => type.SelfAndBases().Skip(1).Any(self => self.Named("System.Threading.Tasks.Schedulers.WorkStealingTaskScheduler"));

    /// <summary>The call that asks for the local queue, or null.</summary>
    public static (Body Body, IInvocationOperation Call)? In(TypeFacts type)
    {
        foreach (var body in type.Bodies)
        {
            if (!body.Words.HasAny(Queueing)) continue;
            foreach (var call in body.Of<IInvocationOperation>())
                if (call.TargetMethod.ContainingType.Named("System.Threading.ThreadPool")
                    && call.Arguments.Any(argument => argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Name: "preferLocal" } && argument.Value.IsConstant(true))) return (body, call);
        }
        return null;
    }
}
