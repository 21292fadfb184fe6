using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>A hand-written mailbox: a queue that others fill, and one consumer that takes one message after another.</summary>
/// <param name="Inbox">The queue.</param>
/// <param name="Message">What it holds.</param>
/// <param name="Post">The body that fills it.</param>
/// <param name="Put">The call that fills it.</param>
/// <param name="Consumer">The body that empties it.</param>
/// <param name="Take">The call, or loop, that empties it.</param>
/// <param name="Dispatch">Where the kinds of messages are told apart; null for a mailbox that hands each message to one handler.</param>
/// <param name="Handlers">The bodies of the type that run while a message is handled.</param>
/// <param name="Guard">The exchange of the flag that says whether the consumer runs; null for a loop.</param>
internal sealed record Mailbox(
    Slot Inbox, ITypeSymbol Message, Body Post, Call Put, Body Consumer, IOperation Take, Dispatch? Dispatch, ImmutableArray<Body> Handlers, IOperation? Guard);
