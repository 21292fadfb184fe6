using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor;

/// <summary>
/// A loop waits for many sources at once and calls who is concerned: both in the code that the loop runs. A native function that runs a whole loop, and
/// the loop of a framework that is run or registered with, count by themselves.
/// </summary>
internal static class ReactorSignature
{
    public static bool MayMatch(TypeFacts type) => LoopMark.MayBeIn(type) || Demultiplexer.MayBeIn(type.Words, type.Project) || NativeLoop.MayBeIn(type) || Selectors.MayUse(type);

    public static ReactorModel? Recognise(TypeFacts type)
    {
        if (EventLoop.In(type) is { } loop) return Of(type, loop);
        if (NativeRun(type) is { } native) return native;
        return LoopMark.MayBeIn(type) && LoopMark.In(type) is var (body, use, mark)
            ? new(type, ReactorRoles.Host, Confidence.High, LoopMark.IsGroup(mark) ? ReferenceProjects.Kafka : ReferenceProjects.Redis, ImmutableArray.Create(
                Evidence.At(use, $"'{body.DisplayName}' runs or registers with a '{mark.Name}'")))
            : null;
    }

    private static ReactorModel Of(TypeFacts type, EventLoop loop)
    {
        var isAcceptor = ReactorVariant.IsAcceptor(loop);
        return new(type, isAcceptor ? ReactorRoles.Acceptor : ReactorRoles.Loop, Confidence.High, ReactorVariant.Of(loop, isAcceptor), ImmutableArray.Create(
            Evidence.At(loop.Wait.Operation, $"the loop of '{loop.Body.DisplayName}' waits by '{loop.Wait.Name}'"),
            Evidence.At(loop.Dispatch, loop.DispatchBody == loop.Body ? "and hands each event to who is concerned" : $"and '{loop.DispatchBody.DisplayName}' hands each event to who is concerned")), loop);
    }

    private static ReactorModel? NativeRun(TypeFacts type)
    {
        if (NativeLoop.In(type) is not var (body, call)) return null;
        return new(type, ReactorRoles.Loop, Confidence.High, ReferenceProjects.Bun, ImmutableArray.Create(Evidence.At(call.Operation, $"'{body.DisplayName}' runs a native loop by '{call.Name}'")));
    }
}
