using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar;

/// <summary>The rules of pattern 14.</summary>
internal static class SidecarRules
{
    public static readonly DiagnosticDescriptor Recognition = Rule.Recognition("PAT1400", PatternCatalog.Sidecar);

    public static readonly DiagnosticDescriptor WaitingIsBounded = Convention(
        "PAT1401", "Waiting for the sidecar is bounded",
        "'{0}' waits for the sidecar by '{1}' without token or time limit: where it never gets ready, this never returns",
        "A companion that cannot start is a common fault: a wrong image, a taken port. An application that waits for it without end neither starts nor says why.");

    public static readonly DiagnosticDescriptor CallsHaveALimit = Convention(
        "PAT1402", "Calls through the sidecar have a limit",
        "'{0}' calls '{1}' through the sidecar without token, deadline or timeout of its own: a sidecar that hangs holds the caller for as long as the transport waits",
        "The companion stands in every call's way. While it restarts or hangs, a call without a limit waits with it, and so does everything that waits for the call.");

    public static readonly DiagnosticDescriptor EndpointIsConfigurable = Convention(
        "PAT1403", "The sidecar's endpoint is configurable",
        "'{0}' finds the sidecar at '{1}' only: two instances on one machine, or a port that is taken, cannot be served",
        "Who starts the companion chooses its port and tells the application by the environment. A literal port works only as long as one instance runs on a machine.");

    public static readonly DiagnosticDescriptor LoopbackOnly = Convention(
        "PAT1404", "The sidecar listens on the loopback interface",
        "'{0}' has the sidecar listen on '{1}', all interfaces: others than this application reach it",
        "The companion trusts whoever reaches it and acts with the application's identity. It must be reachable from the own machine only.");

    public static readonly DiagnosticDescriptor ChildEndsWithHost = Convention(
        "PAT1405", "The sidecar ends with its host", "{0}",
        "A companion that outlives its application keeps its port, its memory and its registration, and the next start of the application fails or speaks to the wrong one.");

    public static readonly DiagnosticDescriptor CrashIsNoticed = Convention(
        "PAT1406", "A crash of the sidecar is noticed", "{0}",
        "Without its companion the application is cut off. It must learn that the process has ended, to restart it or to end itself, instead of failing call by call.");

    public static readonly DiagnosticDescriptor FailedConnectsCleanUp = Convention(
        "PAT1407", "A failed connect cleans up", "{0}",
        "The companion may not listen yet, or not any more; a connect that fails is the ordinary case. What was created for it has to be disposed of, and the next attempt has to wait.");

    public static readonly ImmutableArray<DiagnosticDescriptor> Conventions = ImmutableArray.Create(
        WaitingIsBounded, CallsHaveALimit, EndpointIsConfigurable, LoopbackOnly, ChildEndsWithHost, CrashIsNoticed, FailedConnectsCleanUp);

    private static DiagnosticDescriptor Convention(string id, string title, string message, string description) =>
        Rule.Convention(id, PatternCatalog.Sidecar, title, message, description);
}
