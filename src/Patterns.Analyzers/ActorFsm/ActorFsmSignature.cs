using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>
/// An actor has an inbox, one consumer that handles one message at a time, and either tells kinds of messages apart over state of its own or hands each
/// to one handler under a flag that lets nobody else in. A machine remembers a state and chooses the next by state and event. A framework's base type
/// says either by itself.
/// </summary>
internal static class ActorFsmSignature
{
    public static bool MayMatch(TypeFacts type) => !type.Symbol.IsStatic
        && (FrameworkMark.Of(type) is not null || StateEngine.MayBeIn(type) || MailboxFinder.MayBeIn(type) || MayBeMachine(type) || RunGroup.MayBeIn(type)
            || PipePair.MayBeIn(type));

    public static ActorFsmModel? Of(TypeFacts type)
    {
        if (FrameworkMark.Of(type) is { } mark) return mark.Kind == MarkKind.ThreadedActor && OnlyPassesOn(type) ? null : Marked(type, mark);
        if (StateEngine.In(type) is { } engine) return Configured(type, engine);
        var machine = MachineIn(type);
        var mailbox = MailboxFinder.In(type);
        if (mailbox is not null && AsActor(type, mailbox, machine) is { } actor) return actor;
        if (machine is not null) return AsMachine(type, machine);
        if (RunGroup.In(type) is { } group) return AsGroup(type, group);
        return PipePair.In(type) is { } pipe ? AsPipe(type, pipe) : null;
    }

    private static bool MayBeMachine(TypeFacts type) =>
        SwitchMachine.MayBeIn(type) || DeclaredMachine.MayBeIn(type) || TableMachine.MayBeIn(type) || StateObjects.MayBeIn(type) || GraphMachine.MayBeIn(type)
        || PermittedMachine.MayBeIn(type);

    private static Machine? MachineIn(TypeFacts type) =>
        SwitchMachine.In(type) ?? TableMachine.In(type) ?? DeclaredMachine.In(type) ?? MessageMachine.In(type) ?? StateObjects.In(type)
        ?? GraphMachine.In(type) ?? PermittedMachine.In(type);

    private static ActorFsmModel Marked(TypeFacts type, FrameworkMark mark)
    {
        var machine = mark.Kind is MarkKind.Actor or MarkKind.ThreadedActor && MayBeMachine(type) ? MachineIn(type) : null;
        var behaviour = mark.Kind is MarkKind.Actor or MarkKind.ThreadedActor ? Behaviour.In(type) : null;
        var because = ImmutableArray.CreateBuilder<Evidence>();
        because.Add(Evidence.At(type.Symbol, $"'{mark.Name}' of {mark.Space} {Promise(mark.Kind)}"));
        if (behaviour is not null) because.Add(behaviour);
        if (machine is not null) because.AddRange(machine.Because);
        var hasStates = mark.Kind == MarkKind.ActorWithStates || machine is not null || behaviour is not null;
        var role = mark.Kind == MarkKind.Machine ? ActorFsmRoles.StateMachine : hasStates ? ActorFsmRoles.ActorStateMachine : ActorFsmRoles.Actor;
        return new(type, role, Confidence.High, mark.Kind == MarkKind.Machine ? null : ActorFsmVariant.OfMarked(hasStates), because.ToImmutable(), mark,
            Machine: machine);
    }

    /// <summary>What is run is somebody else's: all code of the type calls what it holds, with what it was given.</summary>
    private static bool OnlyPassesOn(TypeFacts type) => type.Bodies.Any(body => !body.IsConstructor) && type.Bodies.All(body => body.IsConstructor
        || body.Calls is [{ Receiver: { } held } call] && held.IsOwnMember()
            && call.Arguments.All(argument => argument.Referenced() is IParameterSymbol || argument.IsOwnMember()));

    private static string Promise(MarkKind kind) => kind switch
    {
        MarkKind.Machine => "follows the transitions that it declares",
        MarkKind.ThreadedActor => "runs on a thread of its own, with a pipe for its messages",
        _ => "delivers one message at a time",
    };

    private static ActorFsmModel Configured(TypeFacts type, StateEngine engine) =>
        new(type, ActorFsmRoles.StateMachine, Confidence.High, null, ImmutableArray.Create(
        Evidence.At(engine.Configurations[0],
            $"it configures {engine.Configurations.Count} states of a state machine of {engine.Library}" + (engine.Holder is { } holder ? $", '{holder.Name}'"
                : ""))), Engine: engine);

    private static ActorFsmModel? AsActor(TypeFacts type, Mailbox mailbox, Machine? machine)
    {
        var change = mailbox.Handlers.SelectMany(body => body.Operations)
            .FirstOrDefault(operation => OwnState.ChangedBy(operation, type) is { } member && OwnState.IsKnowledge(member)
                && !SymbolEqualityComparer.Default.Equals(member, mailbox.Inbox.Symbol));
        var isActor = mailbox.Dispatch is not null && change is not null;
        if (!isActor && (mailbox.Guard is null || !HandmadeQueue.HandsOn(mailbox.Consumer, mailbox.Message, type))) return null;
        var because = ImmutableArray.CreateBuilder<Evidence>();
        because.Add(Evidence.At(mailbox.Put.Operation, $"'{mailbox.Post.DisplayName}' only puts a message into '{mailbox.Inbox.Name}'"));
        because.Add(Evidence.At(mailbox.Take, $"'{mailbox.Consumer.DisplayName}' takes one after another"));
        if (mailbox.Guard is { } guard) because.Add(Evidence.At(guard, "an atomic flag lets one consumer in"));
        if (isActor) because.Add(Evidence.At(mailbox.Dispatch!.Site, mailbox.Dispatch.IsByMessage
            ? $"'{mailbox.Dispatch.Body.DisplayName}' lets each of {mailbox.Dispatch.Kinds.Length} kinds of messages do its own work"
            : $"'{mailbox.Dispatch.Body.DisplayName}' tells the kinds of messages apart"));
        if (change is not null && isActor) because.Add(Evidence.At(change));
        if (machine is not null) because.AddRange(machine.Because);
        var role = !isActor ? ActorFsmRoles.Mailbox : machine is null ? ActorFsmRoles.Actor : ActorFsmRoles.ActorStateMachine;
        return new(type, role, Confidence.High, ActorFsmVariant.Of(type, mailbox, machine), because.ToImmutable(), Mailbox: mailbox, Machine: machine);
    }

    private static ActorFsmModel AsMachine(TypeFacts type, Machine machine) =>
        new(type, ActorFsmRoles.StateMachine, machine.IsCertain ? Confidence.High : Confidence.Medium, ActorFsmVariant.Of(machine), machine.Because,
            Machine: machine);

    private static ActorFsmModel AsGroup(TypeFacts type, RunGroup group) =>
        new(type, ActorFsmRoles.RunGroup, Confidence.High, ReferenceProjects.Prometheus, ImmutableArray.Create(
        Evidence.At(group.FirstEnd, $"'{group.Body.DisplayName}' runs all '{group.Members.Name}' and waits for the first to end"),
        Evidence.At(group.Stop, "then it stops the others")));

    private static ActorFsmModel AsPipe(TypeFacts type, PipePair pipe) =>
        new(type, ActorFsmRoles.Actor, Confidence.Medium, ReferenceProjects.Prometheus, ImmutableArray.Create(
        Evidence.At(pipe.Handling, $"'{pipe.Run.DisplayName}' gives '{pipe.Far.Name}' to a handler on a thread of its own"),
        Evidence.At(pipe.Near.Symbol, $"others reach it only through '{pipe.Near.Name}'")));
}
