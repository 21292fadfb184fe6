using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>What a framework's base type says of those that derive from it.</summary>
internal enum MarkKind
{
    /// <summary>The framework delivers one message at a time.</summary>
    Actor,

    /// <summary>The framework runs it on a thread of its own, where it reads its messages itself.</summary>
    ThreadedActor,

    /// <summary>The framework keeps the state and follows the transitions that the type declares.</summary>
    Machine,

    /// <summary>Both.</summary>
    ActorWithStates,
}

/// <summary>A base type or interface of a framework for actors or state machines.</summary>
/// <param name="Name">Its name without namespace.</param>
/// <param name="Space">Its namespace.</param>
/// <param name="Kind">What it says.</param>
internal sealed record FrameworkMark(string Name, string Space, MarkKind Kind)
{
    private static readonly ILookup<string, FrameworkMark> ByName = new FrameworkMark[]
    {
        new("ActorBase", "Akka.Actor", MarkKind.Actor),
        new("UntypedActor", "Akka.Actor", MarkKind.Actor),
        new("ReceiveActor", "Akka.Actor", MarkKind.Actor),
        new("FSM`2", "Akka.Actor", MarkKind.ActorWithStates),
        new("UntypedPersistentActor", "Akka.Persistence", MarkKind.Actor),
        new("ReceivePersistentActor", "Akka.Persistence", MarkKind.Actor),
        new("PersistentFSM`3", "Akka.Persistence.Fsm", MarkKind.ActorWithStates),
        new("IActor", "Proto", MarkKind.Actor),
        new("Grain", "Orleans", MarkKind.Actor),
        new("Grain`1", "Orleans", MarkKind.Actor),
        new("IGrainBase", "Orleans", MarkKind.Actor),
        new("GrainService", "Orleans.Runtime", MarkKind.Actor),
        new("Actor", "Dapr.Actors.Runtime", MarkKind.Actor),
        new("IActor`1", "Nixie", MarkKind.Actor),
        new("IActor`2", "Nixie", MarkKind.Actor),
        new("IShimHandler", "NetMQ", MarkKind.ThreadedActor),
        new("MassTransitStateMachine`1", "MassTransit", MarkKind.Machine),
        new("AutomatonymousStateMachine`1", "Automatonymous", MarkKind.Machine),
    }.ToLookup(mark => mark.Name, StringComparer.Ordinal);

    private static readonly FrameworkMark Behaviours = new("Behavior", "Proto", MarkKind.ActorWithStates);

    /// <summary>The mark that a type bears through its base types and interfaces, the one that says most first; null where there is none.</summary>
    public static FrameworkMark? Of(TypeFacts type)
    {
        FrameworkMark? best = null;
        foreach (var candidate in type.Symbol.SelfAndBases().Skip(1).Concat(type.Symbol.AllInterfaces))
            if (Resolved(candidate) is { } mark && (best is null || mark.Kind > best.Kind)) best = mark;
        return best ?? Unresolved(type) ?? (type.Slots.Any(HoldsBehaviours) ? Behaviours : null);
    }

    /// <summary>Handlers that replace each other are an actor's states, also in a type that only works for the actor.</summary>
    private static bool HoldsBehaviours(Slot slot) => slot.Type.Named(Behaviours.Space + "." + Behaviours.Name);

    private static FrameworkMark? Resolved(INamedTypeSymbol candidate)
    {
        if (candidate.TypeKind == TypeKind.Error) return null;
        foreach (var mark in ByName[candidate.MetadataName])
            if (candidate.Named(mark.Space + "." + mark.Name)) return mark;
        return null;
    }

    /// <summary>A name in a base list whose assembly is missing, where the framework's namespace is in scope.</summary>
    private static FrameworkMark? Unresolved(TypeFacts type)
    {
        foreach (var declaring in type.SelfAndSourceBases)
            foreach (var candidate in declaring.Symbol.Interfaces.Append(declaring.Symbol.BaseType))
            {
                if (candidate is not { TypeKind: TypeKind.Error }) continue;
                foreach (var mark in ByName[candidate.Arity == 0 ? candidate.Name : candidate.Name + "`" + candidate.Arity])
                    if (declaring.SeesNamespace(mark.Space)) return mark;
            }
        return null;
    }
}
