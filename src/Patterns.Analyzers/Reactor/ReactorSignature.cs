using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor;

/// <summary>
/// A loop waits for many sources at once and calls who is concerned: both in the code that the loop runs. A native function that runs a whole loop, and
/// the loop of a framework or of the project that is run or registered with, count by themselves; so does a loop that sleeps until something is posted to it
/// or due.
/// </summary>
internal static class ReactorSignature
{
    public static bool MayMatch(TypeFacts type) => LoopMark.MayBeIn(type) || EventLoop.MayBeIn(type) || NativeLoop.MayBeIn(type) || NativeThread.MayBeIn(type)
        || TaskLoop.MayBeIn(type) || NativeHost.MayBeIn(type) || OwnedLoop.MayBeIn(type) || LoopGroup.MayBeIn(type);

    public static ReactorModel? Recognise(TypeFacts type)
    {
        if (EventLoop.In(type) is { } loop) return Of(type, loop);
        if ((NativeLoop.In(type) ?? NativeThread.In(type)) is { } native) return Of(type, native);
        if (LoopMark.MayBeIn(type) && LoopMark.In(type) is var (use, mark)) return Of(type, use, mark);
        if (NativeHost.In(type) is { } hosted) return Hosts(type, hosted);
        if (LoopGroup.In(type) is { } group) return Of(type, group);
        if (OwnedLoop.In(type) is { } owned) return Of(type, owned);
        return TaskLoop.In(type) is { } tasks ? Of(type, tasks) : null;
    }

    private static ReactorModel Of(TypeFacts type, EventLoop loop)
    {
        var isAcceptor = ReactorVariant.IsAcceptor(loop);
        return new(type, isAcceptor ? ReactorRoles.Acceptor : ReactorRoles.Loop, Confidence.High, ReactorVariant.Of(loop, isAcceptor), ImmutableArray.Create(
            Evidence.At(loop.Wait.Operation, $"the loop of '{loop.Body.DisplayName}' waits by '{loop.Wait.Name}'"),
            Evidence.At(loop.Dispatch,
                loop.IsDispatchedByWait ? "which calls who is concerned"
                    : loop.DispatchBody == loop.Body ? "and hands each event to who is concerned"
                        : $"and '{loop.DispatchBody.DisplayName}' hands each event to who is concerned")), loop);
    }

    private static ReactorModel Of(TypeFacts type, NativeRun native) =>
        new(type, ReactorRoles.Loop, Confidence.High, ReferenceProjects.Bun, ImmutableArray.Create(
        Evidence.At(native.Call.Operation, $"'{native.Body.DisplayName}' runs a native loop by '{native.Call.Name}'")), Native: native);

    private static ReactorModel Hosts(TypeFacts type, NativeRun native) =>
        new(type, ReactorRoles.Host, Confidence.High, ReferenceProjects.Bun, ImmutableArray.Create(
        Evidence.At(native.Call.Operation, $"'{native.Body.DisplayName}' runs the native loop that it keeps by '{native.Call.Name}'")), Native: native);

    private static ReactorModel Of(TypeFacts type, LoopUse? use, ITypeSymbol mark) => new(
        type, use is not null ? use.IsHost ? ReactorRoles.Host : ReactorRoles.Client
            : LoopMark.IsMany(type.Symbol, mark) ? ReactorRoles.Group : ReactorRoles.Loop, Confidence.High,
        LoopMark.IsGroup(mark) ? ReferenceProjects.Kafka : ReferenceProjects.Redis, ImmutableArray.Create(
            use is null ? Evidence.At(type.Symbol, $"it is of the kind '{mark.Name}'")
                : Evidence.At(use.Operation, $"'{use.Body.DisplayName}' {Verb(use.Kind)} a '{mark.Name}'")));

    private static string Verb(LoopUseKind kind) => kind switch { LoopUseKind.Runs => "runs", LoopUseKind.Registers => "registers with", _ => "makes" };

    private static ReactorModel Of(TypeFacts type, LoopGroup group) =>
        new(type, ReactorRoles.Group, Confidence.High, ReferenceProjects.Envoy, ImmutableArray.Create(
        Evidence.At(group.Slot.Symbol, $"'{group.Slot.Name}' holds several event loops"),
        Evidence.At(group.Choice, $"and '{group.Body.DisplayName}' chooses the next in turn"),
        Evidence.At(group.Loop.Wait.Operation)));

    private static ReactorModel Of(TypeFacts type, OwnedLoop owned) =>
        new(type, ReactorRoles.Host, Confidence.High, ReactorVariant.Of(owned.Loop, ReactorVariant.IsAcceptor(owned.Loop)), ImmutableArray.Create(
        Evidence.At(owned.Slot.Symbol, $"'{owned.Slot.Name}' is an event loop of its own"),
        Evidence.At(owned.Registration.Operation, $"with which '{owned.Body.DisplayName}' registers by '{owned.Registration.Name}'")));

    private static ReactorModel Of(TypeFacts type, TaskLoop loop) =>
        new(type, ReactorRoles.Loop, Confidence.Medium, ReferenceProjects.Alacritty, ImmutableArray.Create(
        Evidence.At(loop.Wait.Operation, $"the loop of '{loop.Body.DisplayName}' sleeps by '{loop.Wait.Name}' until something is posted or due"),
        Evidence.At(loop.Run, "runs what was posted"),
        Evidence.At(loop.Guard, "and knows its thread")));
}
