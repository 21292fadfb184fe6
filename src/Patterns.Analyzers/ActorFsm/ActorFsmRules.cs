using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>The rules of pattern 11.</summary>
internal static class ActorFsmRules
{
    public static readonly DiagnosticDescriptor Recognition = Rule.Recognition("PAT1100", PatternCatalog.ActorFsm);

    public static readonly DiagnosticDescriptor HandlersDoNotBlock = Rule.Convention(
        "PAT1101", PatternCatalog.ActorFsm, "A handler does not block",
        "'{0}' blocks by '{1}': the thread and every message behind this one wait",
        "Actors share a few threads. A handler that blocks takes one of them from all others, and its own messages pile up; awaiting gives the thread back.");

    public static readonly DiagnosticDescriptor StateStaysOnLoop = Rule.Convention(
        "PAT1102", PatternCatalog.ActorFsm, "State stays on the loop",
        "'{0}' lets another thread change '{1}' while messages are handled; post a message to itself instead",
        "Only the handlers of an actor may touch its state, for nothing else protects it. Code that runs beside them reports back by a message.");

    public static readonly DiagnosticDescriptor InboxHasLimit = Rule.Convention(
        "PAT1103", PatternCatalog.ActorFsm, "An inbox has a limit or a policy",
        "'{0}' grows without end when '{1}' is called faster than messages are handled",
        "Whoever posts faster than the actor works fills the memory. A limit makes the producer wait, or a policy drops or refuses messages.");

    public static readonly DiagnosticDescriptor MessagesAreImmutable = Rule.Convention(
        "PAT1104", PatternCatalog.ActorFsm, "A message is immutable",
        "'{0}' can be changed after it was posted: whoever holds the message can {1} '{2}'",
        "A message belongs to sender and receiver at once, on different threads. What nobody can change needs no lock.");

    public static readonly DiagnosticDescriptor PumpSurvives = Rule.Convention(
        "PAT1105", PatternCatalog.ActorFsm, "The pump survives its handler",
        "'{0}' ends when {1} throws{2}: later messages are accepted and never handled",
        "The loop of a mailbox runs nobody's code but handlers'. One failure that escapes ends the loop, silently, while producers go on posting.");

    public static readonly DiagnosticDescriptor NoReentrance = Rule.Convention(
        "PAT1106", PatternCatalog.ActorFsm, "A handler does not wait for itself",
        "'{0}' {1}",
        "An actor handles one message at a time, and a machine one event. A handler that waits for another message of the same actor waits for ever; an action that feeds the machine before the state has moved on is overruled.");

    public static readonly DiagnosticDescriptor OneEntryAtATime = Rule.Convention(
        "PAT1107", PatternCatalog.ActorFsm, "A machine gets one event at a time",
        "'{0}' runs on another thread and feeds the machine while '{1}' may do so too, without a lock or queue in common",
        "A state machine reads its state, acts and writes it back. Two events at once leave it in a state that neither led to.");

    public static readonly DiagnosticDescriptor RefusalsEnd = Rule.Convention(
        "PAT1108", PatternCatalog.ActorFsm, "A refusal ends the handler",
        "'{0}' answers here and goes on: '{1}' changes all the same, and the sender is answered again",
        "Whoever was refused believes that nothing happened. The branch that answers must leave the handler.");
}
