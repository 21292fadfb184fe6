using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm.Conventions;

/// <summary>The code that runs while a message is handled.</summary>
internal static class HandlerCode
{
    private const string LambdaHandlers = "Akka";

    /// <summary>The bodies that handle messages; none for a machine, and none for an actor that owns its thread.</summary>
    public static ImmutableArray<Body> Of(ActorFsmModel model)
    {
        if (model.Mailbox is { } mailbox) return mailbox.Handlers.Where(body => body != mailbox.Consumer).ToImmutableArray();
        if (model.Mark is not { Kind: not (MarkKind.Machine or MarkKind.ThreadedActor) }) return ImmutableArray<Body>.Empty;
        var detached = model.Type.Bodies.SelectMany(body => Detached.In(body, model)).SelectMany(code => code.Reached).ToList();
        return model.Type.Bodies
            .Where(body => !body.Method.IsStatic && (!body.IsConstructor || HasLambdaHandlers(model))
                && body.Name is not ("Dispose" or "DisposeAsync" or "ToString") && !detached.Contains(body))
            .ToImmutableArray();
    }

    /// <summary>True for an operation that runs in the handler itself, not in a lambda that somebody may call at another time.</summary>
    public static bool IsOnTurn(IOperation operation, Body body, ActorFsmModel model)
    {
        var lambda = operation.Ancestors().OfType<IAnonymousFunctionOperation>().FirstOrDefault();
        if (lambda is null) return !body.IsConstructor;
        return HasLambdaHandlers(model) && IsRegistered(lambda) && lambda.Ancestors().All(outer => outer is not IAnonymousFunctionOperation);
    }

    private static bool HasLambdaHandlers(ActorFsmModel model) => model.Mark?.Space.StartsWith(LambdaHandlers, StringComparison.Ordinal) == true;

    /// <summary><c>Receive&lt;T&gt;(message => ...)</c>: a lambda that the actor gives to a member of its base class.</summary>
    private static bool IsRegistered(IAnonymousFunctionOperation lambda) =>
        lambda.Ancestors()
            .FirstOrDefault(outer =>
                outer is IInvocationOperation) is IInvocationOperation { TargetMethod.Name: "Receive" or "ReceiveAsync" or "ReceiveAny" or "Command"
                    or "CommandAsync", Instance: IInstanceReferenceOperation };
}
