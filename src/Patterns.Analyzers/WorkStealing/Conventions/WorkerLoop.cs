using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WorkStealing.Conventions;

/// <summary>The loop in which a worker lives.</summary>
internal static class WorkerLoop
{
    /// <summary>The outermost loop of the worker's routine around the take from its own queue; null where the routine takes only once.</summary>
    public static ILoopOperation? Of(Theft theft) =>
        theft.Own.Operation.Ancestors().TakeWhile(outer => outer is not (IAnonymousFunctionOperation or ILocalFunctionOperation)).OfType<ILoopOperation>()
            .LastOrDefault();
}
