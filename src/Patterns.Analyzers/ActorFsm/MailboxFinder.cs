using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>Finds the queue of a type that others fill and one consumer of the type empties, message by message.</summary>
internal static class MailboxFinder
{
    private const int Depth = 3;

    public static bool MayBeIn(TypeFacts type) => type.AllSlots.Any(slot => MessageOf(slot.Type) is not null) || RunFlagMayBeIn(type);

    public static Mailbox? In(TypeFacts type)
    {
        var bodies = type.SelfAndSourceBases.SelectMany(self => self.Bodies).ToList();
        foreach (var slot in type.AllSlots)
        {
            if (MessageOf(slot.Type) is { } message && Of(type, slot, message, bodies) is { } mailbox) return IsInherited(mailbox, type) ? null : mailbox;
        }
        return RunFlagMayBeIn(type) && HandmadeQueue.In(type, bodies) is { } handmade && !IsInherited(handmade, type) ? handmade : null;
    }

    /// <summary>A base class of the project puts, takes and handles, and the type adds nothing to that: the base is the mailbox.</summary>
    private static bool IsInherited(Mailbox mailbox, TypeFacts type) => mailbox.Handlers.Add(mailbox.Consumer).Add(mailbox.Post).All(body => body.Type != type);

    /// <summary>What a queue holds, if that can be a message: code to run is none, nor are numbers and texts.</summary>
    private static ITypeSymbol? MessageOf(ITypeSymbol slot) => Queues.ElementOf(slot) switch
    {
        { TypeKind: TypeKind.Delegate or TypeKind.Array } => null,
        { SpecialType: not (SpecialType.None or SpecialType.System_Object) } => null,
        { } task when task.IsTask() => null,
        var message => message,
    };

    private static bool RunFlagMayBeIn(TypeFacts type) => HandmadeQueue.MayBeIn(type);

    private static Mailbox? Of(TypeFacts type, Slot inbox, ITypeSymbol message, List<Body> bodies)
    {
        if (Takes(bodies, inbox, message) is not var (consumer, take)) return null;
        var handlers = Reached(consumer, type);
        if (Puts(bodies, message, consumer) is not var (post, put) || IsClosedBefore(consumer, inbox, bodies)) return null;
        var flag = RunFlag.Between(post, consumer, bodies);
        if (flag is null && (IsPool(consumer, bodies) || IsUnguarded(inbox, post, consumer))) return null;
        var dispatch = handlers.Select(body => Dispatch.In(body, message)).FirstOrDefault(found => found is not null);
        if (dispatch is null ? RunsWhatItTakes(handlers, message) : HandlesAtOnce(consumer, take, dispatch.Body, type)) return null;
        return new(inbox, message, post, put, consumer, take, dispatch, handlers, flag?.Exchange);
    }

    private static (Body Body, IOperation Take)? Takes(List<Body> bodies, Slot inbox, ITypeSymbol message)
    {
        foreach (var body in bodies)
        {
            if (!body.Words.HasAny(Queues.TakingWords)) continue;
            foreach (var call in body.Calls)
                if (Queues.Takes(call) && IsOf(call, message) && call.Operation.Ancestors().Any(outer => outer is ILoopOperation))
                    return (body, call.Operation);
        }
        return null;
    }

    private static (Body Body, Call Put)? Puts(List<Body> bodies, ITypeSymbol message, Body consumer)
    {
        foreach (var body in bodies)
        {
            if (body.IsConstructor || body == consumer || !body.Words.HasAny(Queues.PuttingWords)) continue;
            foreach (var call in body.Calls)
                if (Queues.Puts(call) && IsOf(call, message) && IsReachedFromOutside(body, bodies)) return (body, call);
        }
        return null;
    }

    private static bool IsOf(Call call, ITypeSymbol message) => SymbolEqualityComparer.Default.Equals(Queues.ElementOf(call.Receiver?.Type), message);

    private static bool IsReachedFromOutside(Body body, List<Body> bodies) =>
        body.IsOpen || bodies.Any(caller => caller.IsOpen && !caller.IsConstructor && caller.Words.Has(body.Name));

    /// <summary>The bodies of the type that run when a body runs.</summary>
    public static ImmutableArray<Body> Reached(Body body, TypeFacts type)
    {
        var found = new List<Body> { body };
        for (var (start, depth) = (0, 0); depth < Depth; depth++)
        {
            var end = found.Count;
            for (; start < end; start++)
                foreach (var callee in found[start].Callees.Select(call => call.Body).Concat(Overriding(found[start], type)))
                    if (!found.Contains(callee) && type.SelfAndSourceBases.Contains(callee.Type)) found.Add(callee);
        }
        return found.ToImmutableArray();
    }

    /// <summary>What a base class calls and the type fills in.</summary>
    private static IEnumerable<Body> Overriding(Body body, TypeFacts type) => body.Type == type ? Enumerable.Empty<Body>() : body.Calls
        .Where(call => call.Target is { IsAbstract: true } or { IsVirtual: true })
        .SelectMany(call =>
            type.Bodies.Where(own => SymbolEqualityComparer.Default.Equals(own.Method.OverriddenMethod?.OriginalDefinition, call.Target!.OriginalDefinition)));

    /// <summary>Whoever starts the consumer has closed the queue before: it held what came meanwhile, and takes nothing any more.</summary>
    private static bool IsClosedBefore(Body consumer, Slot inbox, List<Body> bodies)
    {
        var starts = bodies.Where(body => body != consumer && body.Words.Has(consumer.Name)).ToList();
        return starts.Count > 0 && starts.All(body => body.Words.Has(inbox.Name) && body.Calls.Any(close =>
            close.Name == "CompleteAdding" && SymbolEqualityComparer.Default.Equals(close.ReceiverSymbol, inbox.Symbol)
            && body.Calls.Any(start => SymbolEqualityComparer.Default.Equals(start.Target?.OriginalDefinition, consumer.Method)
                && start.Syntax.SpanStart > close.Syntax.Span.End)));
    }

    /// <summary>Several consumers of one queue are a pool: nothing is handled one at a time.</summary>
    private static bool IsPool(Body consumer, List<Body> bodies) =>
        bodies.Any(body => body.Words.Has(consumer.Name) && body.Operations.Any(operation => StartsMany(operation, consumer.Method)));

    private static bool StartsMany(IOperation operation, IMethodSymbol consumer) => operation switch
    {
        IMethodReferenceOperation { Method: var method } => SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, consumer) && IsRepeated(operation),
        IInvocationOperation { TargetMethod: var method } call =>
            SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, consumer) && call.Type.IsTask() && call.Parent is not IAwaitOperation
            && IsRepeated(operation),
        _ => false,
    };

    private static bool IsRepeated(IOperation operation) =>
        operation.Ancestors().Any(outer => outer is ILoopOperation || outer is IInvocationOperation { TargetMethod.Name: "Select" or "For" or "ForEach" });

    /// <summary>The loop starts what tells messages apart and takes the next one without waiting for it: nothing is handled one at a time either.</summary>
    private static bool HandlesAtOnce(Body consumer, IOperation take, Body dispatching, TypeFacts type) =>
        consumer.Of<IInvocationOperation>().Any(started => started.Type.IsTask() && IsLetGo(started)
        && started.Ancestors().OfType<ILoopOperation>().Any(loop => take.Ancestors().Contains(loop))
        && consumer.Callees.Any(callee => started.SelfAndDescendants().Contains(callee.Call.Operation) && Reached(callee.Body, type).Contains(dispatching)));

    private static bool IsLetGo(IOperation started) =>
        started.Parent is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation };

    /// <summary>A plain queue without a lock is an algorithm's, not a mailbox.</summary>
    private static bool IsUnguarded(Slot inbox, Body post, Body consumer) =>
        inbox.Type is INamedTypeSymbol { ContainingNamespace.Name: "Generic" } && !(post.Of<ILockOperation>().Any() && consumer.Of<ILockOperation>().Any());

    /// <summary>An item that is run, or that carries what is run, makes the consumer an executor.</summary>
    private static bool RunsWhatItTakes(ImmutableArray<Body> handlers, ITypeSymbol message) => handlers.Any(body => body.Calls.Any(call =>
        SymbolEqualityComparer.Default.Equals(call.Receiver?.Type, message)
        || call.IsDelegate && call.Receiver is IMemberReferenceOperation { Instance: { } item }
            && SymbolEqualityComparer.Default.Equals(item.Plain().Type, message)));
}
