using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop;

/// <summary>What makes a pass come round again: a loop that waits between two rounds, or a timer; in the type itself or in one that calls the pass.</summary>
internal static class Repetition
{
    private static readonly Words Waiting = new("Delay", "WaitForNextTickAsync", "WaitForNextTick", "NextTick", "Sleep", "WaitOne", "WaitAsync",
        "WaitToReadAsync", "ReadAllAsync", "Timer", "PeriodicTimer", "RegisterTimer", "RegisterGrainTimer", "OnChange", "PeriodicTask");

    /// <summary>True for the name of a call that waits for the next round.</summary>
    public static bool IsWaiting(string name) => Waiting.Contains(name);

    public static bool MayBeIn(TypeFacts type) => type.Words.HasAny(Waiting);

    /// <summary>Where a pass is repeated, or null: a loop that only polls or tries again inside it repeats something else.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="site">What has to be repeated.</param>
    public static IOperation? Of(Body pass, IOperation site)
    {
        var leading = Leading(pass);
        return In(leading, site)
            ?? leading.Where(body => body.IsOpen && !body.Method.IsStatic).Select(body => Elsewhere(body, site)).FirstOrDefault(found => found is not null);
    }

    /// <summary>The bodies of the type that lead to the pass, itself first: by their words, which also tell of method groups.</summary>
    public static List<Body> Leading(Body pass)
    {
        var leading = new List<Body> { pass };
        for (var i = 0; i < leading.Count; i++)
            if (!leading[i].IsConstructor) leading.AddRange(pass.Type.Bodies.Where(body => body.Words.Has(leading[i].DisplayName) && !leading.Contains(body)));
        return leading;
    }

    private static IOperation? In(List<Body> bodies, IOperation site, string? from = null)
    {
        foreach (var body in bodies)
            if (body.Words.HasAny(Waiting)
                && body.Operations.FirstOrDefault(operation => Repeats(operation)
                    && (operation is not ILoopOperation || operation.Contains(IsStep))) is { } found) return found;
        return null;

        bool IsStep(IOperation operation) => operation == site || operation switch
        {
            IMethodReferenceOperation { Method.Name: var name } => IsLeading(name),
            _ => Call.From(operation) is { Name: var called } && IsLeading(called),
        };

        bool IsLeading(string name) => name == from || bodies.Any(body => body.DisplayName == name);
    }

    private static IOperation? Elsewhere(Body pass, IOperation site)
    {
        foreach (var symbol in pass.Type.Project.Types)
        {
            if (pass.Type.Project.Of(symbol) is not { } type || type == pass.Type || !type.Words.Has(pass.DisplayName) || !type.Words.HasAny(Waiting)) continue;
            foreach (var body in type.Bodies)
                if (body.Words.Has(pass.DisplayName) && body.Calls.Any(call => call.Target is { } target && pass.Type.Project.BodiesOf(target).Contains(pass))
                    && In(Leading(body), site, pass.DisplayName) is { } found) return found;
        }
        return null;
    }

    private static bool Repeats(IOperation operation) => operation switch
    {
        IForLoopOperation { Condition: IBinaryOperation } => false,
        ILoopOperation { LoopKind: LoopKind.While or LoopKind.For } loop =>
            loop.Contains(inner => Call.From(inner) is { Name: var name } && Waiting.Contains(name)),
        IForEachLoopOperation { IsAsynchronous: true } loop => loop.Collection.Contains(inner => Call.From(inner) is { Name: "ReadAllAsync" }),
        IObjectCreationOperation { Type: var made } => made.Named("System.Threading.Timer") || made.Named("System.Timers.Timer"),
        IInvocationOperation { TargetMethod.Name: "RegisterTimer" or "RegisterGrainTimer" } => true,
        IInvocationOperation { TargetMethod: { Name: "OnChange", ContainingType: var owner } } => owner.Named("Microsoft.Extensions.Primitives.ChangeToken"),
        _ => false,
    };
}
