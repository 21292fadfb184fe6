using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm.Conventions;

/// <summary>
/// PAT1106: a handler waits for the reply to a message that it sent to itself, which is handled only when the handler has ended; or an action feeds the
/// machine while
/// the event that runs it has not yet moved the state on.
/// </summary>
internal static class NoReentrance
{
    private static readonly Words Requests = new("RequestAsync", "Ask");
    private static readonly Words Replies = new("TaskCompletionSource");

    public static void Check(ActorFsmModel model, ConventionContext context)
    {
        CheckMachine(model, context);
        foreach (var body in HandlerCode.Of(model))
            foreach (var call in body.Calls)
                if (IsAwaited(call.Operation) && HandlerCode.IsOnTurn(call.Operation, body, model)
                    && (IsRequestToSelf(call, model) || IsOwnRequest(call, model)))
                    context.Report(ActorFsmRules.NoReentrance, call.Syntax.GetLocation(), body.DisplayName,
                        $"waits for the reply to '{call.Name}', which the same actor can give only when '{body.DisplayName}' has ended");
    }

    /// <summary>What the inner event chooses, the outer one overwrites, unless a queue keeps it until then.</summary>
    private static void CheckMachine(ActorFsmModel model, ConventionContext context)
    {
        if (model.Machine is not { Chooser: { Flow: { } flow } chooser, State: var state } || EventQueue.IsIn(model.Type)) return;
        foreach (var (call, action) in chooser.Callees)
        {
            if (action.Type != model.Type || !action.Words.Has(chooser.Name) || action.Operations.Any(IsMove)) continue;
            if (call.Operation.Enclosing<ILoopOperation>() is not null || !action.Callees.Any(inner => inner.Body == chooser && IsOwnAndDirect(inner.Call)))
                continue;
            if (chooser.Operations.FirstOrDefault(operation => IsMove(operation)
                && flow.CanReach(call.Syntax, operation.Syntax, exceptions: false)) is { } move)
                context.Report(
                    ActorFsmRules.NoReentrance, call.Syntax.GetLocation(), ImmutableArray.Create(move.Syntax.GetLocation()), null,
                    action.DisplayName,
                    $"feeds the machine again through '{chooser.DisplayName}', before this event has moved '{state.Name}' on: what it chooses is overwritten");
        }

        bool IsMove(IOperation operation) =>
            operation is ISimpleAssignmentOperation { Target: var target } && SymbolEqualityComparer.Default.Equals(target.Referenced(), state);
    }

    private static bool IsOwnAndDirect(Call call) => call.Operation is IInvocationOperation { Instance: IInstanceReferenceOperation }
        && call.Operation.Ancestors().All(outer => outer is not (IAnonymousFunctionOperation or ILocalFunctionOperation));

    /// <summary><c>context.RequestAsync(context.Self, ...)</c> and <c>Self.Ask(...)</c>.</summary>
    private static bool IsRequestToSelf(Call call, ActorFsmModel model) => model.Mark is not null && Requests.Contains(call.Name)
        && (IsSelf(call.Receiver) || call.Arguments.Length > 0 && IsSelf(call.Arguments[0]));

    private static bool IsSelf(IOperation? value) =>
        value is IPropertyReferenceOperation { Property: { Name: "Self", ContainingType.ContainingNamespace: var space } }
        && space.ToDisplayString() is "Proto" or "Akka.Actor";

    /// <summary>A member of the type itself that posts a message together with where its reply goes.</summary>
    private static bool IsOwnRequest(Call call, ActorFsmModel model) => model.Mailbox is { } mailbox && call.Target is { } target && target.ReturnType.IsTask()
        && call.Operation is IInvocationOperation { Instance: IInstanceReferenceOperation }
        && model.Type.Project.BodiesOf(target)
            .Any(request => request.Words.HasAny(Replies) && (request == mailbox.Post || request.Callees.Any(callee => callee.Body == mailbox.Post))
                && WaitsForReply(request));

    /// <summary>It makes the place for the reply, and gives back or awaits what comes there.</summary>
    private static bool WaitsForReply(Body request) => request.Of<IObjectCreationOperation>().Any(creation => creation.Type?.Name == "TaskCompletionSource")
        && request.Of<IPropertyReferenceOperation>().Any(reply => reply.Property is { Name: "Task", ContainingType.Name: "TaskCompletionSource" });

    private static bool IsAwaited(IOperation call)
    {
        var outer = call.Parent;
        while (outer is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "GetAwaiter" or "GetResult" } or IConversionOperation)
        {
            if (outer is IInvocationOperation { TargetMethod.Name: "GetResult" }) return true;
            outer = outer.Parent;
        }
        return outer is IAwaitOperation or IPropertyReferenceOperation { Property.Name: "Result" } or IInvocationOperation { TargetMethod.Name: "Wait" };
    }
}
