using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>The parts that types play in the pattern.</summary>
internal static class ActorFsmRoles
{
    public static readonly Role Actor = new("actor", "an actor");
    public static readonly Role Mailbox = new("mailbox", "a mailbox");
    public static readonly Role StateMachine = new("state-machine", "a state machine");
    public static readonly Role ActorStateMachine = new("actor-state-machine", "an actor with a state machine");
    public static readonly Role RunGroup = new("run-group", "a run group");
}
