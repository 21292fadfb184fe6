using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor;

/// <summary>The parts that types play in a reactor.</summary>
internal static class ReactorRoles
{
    public static readonly Role Loop = new("event-loop", "an event loop");
    public static readonly Role Acceptor = new("acceptor", "an acceptor loop that hands connections to others");
    public static readonly Role Group = new("loop-group", "a group of event loops");
    public static readonly Role Client = new("client", "a client of an event loop");
    public static readonly Role Host = new("host", "the host of an event loop");
}
