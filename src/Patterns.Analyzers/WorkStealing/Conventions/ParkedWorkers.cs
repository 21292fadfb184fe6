using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WorkStealing.Conventions;

/// <summary>PAT0905: a worker that finds nothing sleeps until it is woken.</summary>
internal static class ParkedWorkers
{
    private static readonly Words Parking = new("Wait", "WaitOne", "WaitAny", "WaitAsync", "WaitToReadAsync", "Take", "TakeAsync", "ReadAsync", "Park",
        "SignalAndWait", "Join");

    public static void Check(WorkStealingModel model, ConventionContext context)
    {
        if (model.Theft is not { } theft || WorkerLoop.Of(theft) is not { } loop) return;
        var calls = theft.Body.Calls.Where(call => loop.Syntax.Span.Contains(call.Syntax.Span)).ToList();
        if (calls.Any(call => Parks(call, model.Type.Project))) return;
        foreach (var call in calls)
        {
            if (!IsBusy(call) || call.Syntax.SpanStart < theft.Own.Syntax.SpanStart) continue;
            context.Report(WorkStealingRules.ParkedWorkers, call.Syntax.GetLocation(), theft.Body.DisplayName, call.Name);
            return;
        }
    }

    private static bool Parks(Call call, ProjectFacts project) => call.Target is not { } target || (target.ContainingType.IsFramework()
        ? Parking.Contains(target.Name)
        : project.BodiesOf(target) is var bodies && (bodies.IsEmpty ? target.IsAbstract : bodies.Any(body => body.Words.HasAny(Parking))));

    private static bool IsBusy(Call call) => call.Target is { } target && target.Name switch
    {
        "Yield" => target.ContainingType.Named("System.Threading.Thread") || target.ContainingType.Named("System.Threading.Tasks.Task"),
        "SpinWait" or "Sleep" => target.ContainingType.Named("System.Threading.Thread"),
        "SpinOnce" => target.ContainingType.Named("System.Threading.SpinWait"),
        "Delay" => target.ContainingType.Named("System.Threading.Tasks.Task") && call.Arguments.Length > 0 && IsFixed(call.Arguments[0]),
        _ => false,
    };

    private static bool IsFixed(IOperation delay) =>
        delay.ConstantValue.HasValue
        || delay is IInvocationOperation { TargetMethod.ContainingType: var owner, Arguments: { Length: > 0 } arguments } && owner.Named("System.TimeSpan")
            && arguments[0].Value.ConstantValue.HasValue;
}
