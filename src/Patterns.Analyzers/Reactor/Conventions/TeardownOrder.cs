using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor.Conventions;

/// <summary>PAT0308: what the loop waits on is closed after its thread has been joined, and no finalizer drives the loop.</summary>
internal static class TeardownOrder
{
    private static readonly Words Joins = new("Join");
    private static readonly string[] Closings = ["close", "Close", "Dispose"];

    public static void Check(ReactorModel model, ConventionContext context)
    {
        CheckFinalizer(model, context);
        if (model.Loop is { Waiting: Waiting.Readiness } loop) CheckJoin(loop, context);
    }

    private static void CheckFinalizer(ReactorModel model, ConventionContext context)
    {
        foreach (var finalizer in model.Type.Bodies.Where(body => body.Method.MethodKind == MethodKind.Destructor))
            foreach (var body in RunBy(finalizer))
                if (body.Calls.FirstOrDefault(call => Drives(call, model) && !IsForDisposing(call.Operation)) is { Operation: { } driven })
                {
                    context.Report(ReactorRules.TeardownOrder, finalizer.Method.Locations[0], ImmutableArray.Create(driven.Syntax.GetLocation()), null,
                        "~" + model.Type.Symbol.Name,
                        $"drives the loop by '{body.DisplayName}': handlers run on the finalizer's thread, beside the loop's own");
                    return;
                }
    }

    /// <summary>The members of the type that a finalizer calls, itself or by another.</summary>
    private static IEnumerable<Body> RunBy(Body finalizer)
    {
        var seen = new HashSet<Body> { finalizer };
        var pending = new Queue<Body>(seen);
        while (pending.Count > 0)
        {
            var body = pending.Dequeue();
            yield return body;
            foreach (var (call, callee) in body.Callees)
                if (callee.Type == finalizer.Type && !IsForDisposing(call.Operation) && seen.Add(callee)) pending.Enqueue(callee);
        }
    }

    private static bool Drives(Call call, ReactorModel model) =>
        call.Operation == model.Loop?.Wait.Operation || call.Operation == model.Native?.Call.Operation || Demultiplexer.IsRun(call);

    /// <summary>Code that the finalizer leaves out: <c>if (disposing) ...</c>.</summary>
    private static bool IsForDisposing(IOperation operation) =>
        operation.Ancestors().Any(outer => outer is IConditionalOperation { Condition: var condition } test
        && condition.Contains(inner => inner is IParameterReferenceOperation { Parameter.Type.SpecialType: SpecialType.System_Boolean })
            && test.WhenTrue.Syntax.Span.Contains(operation.Syntax.Span));

    private static void CheckJoin(EventLoop loop, ConventionContext context)
    {
        foreach (var body in loop.Body.Type.Bodies)
        {
            if (!body.Words.HasAny(Joins) || body.Calls.FirstOrDefault(IsJoin) is not { Operation: { } join }) continue;
            foreach (var call in body.Calls)
                if (Closed(call) is { } handle && loop.Wait.Arguments.Any(argument => argument.Mentions(handle)) && body.Flow is { } flow
                    && flow.CanReach(call.Syntax, join.Syntax) && !flow.CanReach(join.Syntax, call.Syntax))
                {
                    context.Report(ReactorRules.TeardownOrder, call.Syntax.GetLocation(), ImmutableArray.Create(join.Syntax.GetLocation()), null,
                        body.DisplayName, $"closes '{handle.Name}' before it has waited for the thread whose loop waits on it");
                    return;
                }
        }
    }

    private static bool IsJoin(Call call) =>
        call.Target is { Name: "Join", ContainingType: var owner } && owner.Named("System.Threading.Thread") && call.Receiver?.IsOwnMember() == true;

    /// <summary>The own field that a call closes.</summary>
    private static IFieldSymbol? Closed(Call call) => Array.IndexOf(Closings, call.Name) < 0 ? null
        : (call.Receiver is { } receiver && receiver.IsOwnMember() ? receiver
            : call.Arguments.FirstOrDefault(argument => argument.IsOwnMember()))?.Referenced() as IFieldSymbol;
}
