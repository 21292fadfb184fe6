using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor.Conventions;

/// <summary>PAT0302: nothing in the loop waits but the wait for all sources, and a duration is taken whole.</summary>
internal static class LoopNeverBlocks
{
    private const string Blocks = "blocks its thread: all other sources wait as long";
    private const string IsComponent = "is only what a duration has beside whole seconds: the loop waits too short or too long";

    private static readonly Words Blocking = new("Wait", "Result", "GetResult", "Sleep", nameof(TimeSpan.Milliseconds));

    public static void Check(EventLoop loop, ConventionContext context)
    {
        foreach (var body in Reach.Of(loop.Body, loop.Loop.Syntax))
        {
            if (body.Type != loop.Body.Type || !body.Words.HasAny(Blocking)) continue;
            foreach (var operation in body.Operations)
            {
                if (body == loop.Body && !loop.Loop.Syntax.Span.Contains(operation.Syntax.Span) || operation.EnclosingFunction() is not null) continue;
                if (Name(operation) is { } name && !ReplacesWait(operation, body, loop))
                    context.Report(ReactorRules.LoopNeverBlocks, operation.Syntax.GetLocation(), loop.Body.DisplayName, name, Blocks);
                else if (IsComponentForDuration(operation, body))
                    context.Report(ReactorRules.LoopNeverBlocks, operation.Syntax.GetLocation(), ImmutableArray<Location>.Empty,
                        ImmutableDictionary<string, string?>.Empty.Add(ReactorRules.WholeDurationProperty,
                            operation.Parent is IArgumentOperation ? "int" : "double"), loop.Body.DisplayName, nameof(TimeSpan.Milliseconds), IsComponent);
            }
        }
    }

    private static string? Name(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "Wait" or "WaitAll" or "WaitAny", ContainingType: var owner } } when owner.IsTask() => "Wait",
        IInvocationOperation { TargetMethod: { Name: "GetResult",
            ContainingType: { Name: "TaskAwaiter" or "ValueTaskAwaiter" or "ConfiguredTaskAwaiter" } } } => "GetResult",
        IInvocationOperation { TargetMethod: { Name: "Sleep", ContainingType: var owner }, Arguments: { Length: 1 } arguments }
            when owner.Named("System.Threading.Thread") && !arguments[0].Value.IsConstant(0) => "Sleep",
        IPropertyReferenceOperation { Property: { Name: "Result", ContainingType: var owner } } when owner.IsTask() => "Result",
        _ => null,
    };

    /// <summary><c>span.Milliseconds</c> compared with a number, or passed as an integer to what waits. A span known to be below a second is left
    /// alone.</summary>
    private static bool IsComponentForDuration(IOperation operation, Body body) =>
        operation is IPropertyReferenceOperation { Property: { Name: nameof(TimeSpan.Milliseconds), ContainingType: var owner }, Instance: { } span }
        && owner.Named("System.TimeSpan")
        && span.Plain() is not (IInvocationOperation { TargetMethod.IsStatic: true } or IFieldReferenceOperation { Field.IsReadOnly: true })
        && operation.Parent switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan
                or BinaryOperatorKind.GreaterThanOrEqual } => true,
            IArgumentOperation { Parent: { } call, Parameter.Type.SpecialType: SpecialType.System_Int32 } =>
                Call.From(call) is { } wait && (Demultiplexer.Of(wait, body.Type.Project) is not null || Blocking.Contains(wait.Name)),
            _ => false,
        };

    /// <summary>Stands on one side of a choice whose other side is the wait: where there is nothing to wait for, the loop sleeps in its place.</summary>
    private static bool ReplacesWait(IOperation operation, Body body, EventLoop loop) => operation.Ancestors().OfType<IConditionalOperation>().Any(choice =>
        choice is { WhenTrue: var yes, WhenFalse: { } no }
        && (no.Syntax.Span.Contains(operation.Syntax.Span) ? Waits(yes, body, loop)
            : yes.Syntax.Span.Contains(operation.Syntax.Span) && Waits(no, body, loop)));

    private static bool Waits(IOperation branch, Body body, EventLoop loop) => branch.Contains(operation => operation == loop.Wait.Operation)
        || Reach.Of(body, branch.Syntax).Skip(1).Any(reached => reached.Calls.Any(call => call.Operation == loop.Wait.Operation));
}
