using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>
/// A mailbox over a queue type that the project or a library made itself: an open method puts its parameter into it, a loop takes from it without an
/// argument, and a flag that is exchanged atomically says whether the loop runs.
/// </summary>
internal static class HandmadeQueue
{
    private static readonly Words Gate = new("CompareExchange", "Exchange");
    private static readonly Words Loops = new("while", "for", "do");

    public static bool MayBeIn(TypeFacts type) => type.Words.HasAny(Gate) && type.Words.HasAny(Loops) && type.AllSlots.Any(slot => IsCandidate(slot.Type));

    public static Mailbox? In(TypeFacts type, List<Body> bodies)
    {
        foreach (var slot in type.AllSlots)
        {
            if (!IsCandidate(slot.Type)) continue;
            var name = new Words(slot.Name);
            if (Put(bodies, slot, name) is not var (post, put) || Take(bodies, slot, name, post) is not var (consumer, take)) continue;
            var message = take.Operation.Type is { SpecialType: not SpecialType.System_Boolean } returned ? returned : put.Arguments[0].Type;
            if (message is null or { TypeKind: TypeKind.Delegate }) continue;
            if (!HandsOn(consumer, message, type) || RunFlag.Between(post, consumer, bodies) is not { } flag) continue;
            var handlers = MailboxFinder.Reached(consumer, type);
            return new(slot, message, post, put, consumer, take.Operation,
                handlers.Select(body => Dispatch.In(body, message)).FirstOrDefault(found => found is not null), handlers, flag.Exchange);
        }
        return null;
    }

    private static bool IsCandidate(ITypeSymbol type) =>
        type is { TypeKind: TypeKind.Interface or TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None } && !type.IsFramework();

    private static (Body, Call)? Put(List<Body> bodies, Slot slot, Words name)
    {
        foreach (var body in bodies)
        {
            if (!body.IsOpen || body.IsConstructor || body.Method.Parameters.IsEmpty || !body.Words.HasAny(name)) continue;
            foreach (var call in body.Calls)
                if (IsOn(call, slot) && call.Arguments.Length == 1
                    && call.Target?.ReturnType.SpecialType is SpecialType.System_Void or SpecialType.System_Boolean
                    && call.Arguments[0]
                        .Contains(part => part is IParameterReferenceOperation { Parameter: var parameter } && body.Method.Parameters.Contains(parameter)))
                    return (body, call);
        }
        return null;
    }

    private static (Body, Call)? Take(List<Body> bodies, Slot slot, Words name, Body post)
    {
        foreach (var body in bodies)
        {
            if (body == post || !body.Words.HasAny(name)) continue;
            foreach (var call in body.Calls)
                if (IsOn(call, slot) && IsTaking(call) && call.Operation.Ancestors().Any(outer => outer is ILoopOperation)) return (body, call);
        }
        return null;
    }

    private static bool IsTaking(Call call) =>
        call.Target is { } target && (target.Parameters.IsEmpty && target.ReturnType is { SpecialType: SpecialType.None or SpecialType.System_Object }
        || target is { Parameters: { Length: 1 } parameters, ReturnType.SpecialType: SpecialType.System_Boolean } && parameters[0].RefKind == RefKind.Out);

    private static bool IsOn(Call call, Slot slot) => SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, slot.Symbol);

    /// <summary>Each message, or what it wraps, goes to one handler: a delegate or contract that the mailbox holds, or a member that it leaves to those who
    /// derive from it.</summary>
    public static bool HandsOn(Body consumer, ITypeSymbol message, TypeFacts type) =>
        consumer.Calls.Any(call => (call.Receiver is IMemberReferenceOperation { Instance: IInstanceReferenceOperation, Type: { } held } && held.IsContract()
                || type.Symbol.IsAbstract && call is { Receiver: IInstanceReferenceOperation, Target.IsAbstract: true })
            && call.Arguments.Any(argument => argument is ILocalReferenceOperation { Local: var local } && IsMessage(local, message, consumer)));

    private static bool IsMessage(ILocalSymbol local, ITypeSymbol message, Body consumer) =>
        SymbolEqualityComparer.Default.Equals(local.Type, message)
        || message.SpecialType == SpecialType.System_Object && local.Type.IsReferenceType
        || consumer.Of<IVariableDeclaratorOperation>().Any(declared => SymbolEqualityComparer.Default.Equals(declared.Symbol, local)
            && declared.GetVariableInitializer()?.Value.Plain() is IMemberReferenceOperation { Instance: { } wrapper }
            && SymbolEqualityComparer.Default.Equals(wrapper.Plain().Type, message));
}
