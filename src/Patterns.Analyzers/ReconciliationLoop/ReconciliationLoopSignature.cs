using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop;

/// <summary>
/// Two states of different origin meet in one pass, the members that one of them lacks are acted on, and the pass comes round again. A difference that is
/// only told about, one from notes of what was done before, and a correction that is made once are none of it.
/// </summary>
internal static class ReconciliationLoopSignature
{
    public static bool MayMatch(TypeFacts type) =>
        FrameworkMark.ControllerOf(type) is not null || FrameworkMark.IsComponent(type) || Difference.MayBeIn(type) || Repetition.MayBeIn(type)
        || Handover.MayBeIn(type) || KeyedQueue.MayBeIn(type) || Informer.MayBeIn(type) || type.Bodies.Any(TreeDiff.MayBe);

    public static ReconciliationLoopModel? Recognise(TypeFacts type)
    {
        if (FrameworkMark.ControllerOf(type) is { } contract) return Of(type, contract);
        if (FrameworkMark.IsComponent(type))
            return new(type, ReconciliationLoopRoles.Tree, Confidence.High, ReferenceProjects.React,
                ImmutableArray.Create(Evidence.At(type.Symbol, "it is a component of a framework that mounts trees")));
        return Differs(type) ?? Hands(type) ?? Counts(type) ?? Expects(type) ?? Takes(type) ?? Informs(type) ?? Trees(type);
    }

    private static ReconciliationLoopModel Of(TypeFacts type, INamedTypeSymbol contract)
    {
        var (role, purpose) = FrameworkMark.IsFinalizer(contract)
            ? (ReconciliationLoopRoles.Finalizer, "until what hangs on a removed object is gone")
            : (ReconciliationLoopRoles.Controller, "until desired and actual state agree");
        return new(type, role, Confidence.High, ReferenceProjects.Kubernetes,
            ImmutableArray.Create(Evidence.At(type.Symbol, $"it implements '{contract.Name}', whose members a framework calls {purpose}")));
    }

    private static ReconciliationLoopModel? Differs(TypeFacts type)
    {
        var repeats = Repetition.MayBeIn(type);
        var found = type.Bodies.Where(body => !body.IsConstructor && (repeats || body.Method.ReturnType.IsTask()) && Difference.MayBeIn(body))
            .SelectMany(Difference.In).Where(IsBetweenStates).ToList();
        var differences = found.Where(difference => !difference.IsAgainstOwnNotes || found.Exists(other => other.From.IsOf(difference.Against))).ToList();
        foreach (var difference in differences.GroupBy(difference => difference.Body).Select(pass => pass.First()))
            if (Repetition.Of(difference.Body, difference.Site) is { } repeated) return Of(difference, repeated, differences);
        return differences.FirstOrDefault(difference => ConvergesBothWays(difference, differences)) is { } converging ? Of(converging, null, differences)
            : null;
    }

    private static ReconciliationLoopModel Of(Difference difference, IOperation? repeated, List<Difference> all) =>
        Of(difference.Body.Type, repeated, ImmutableArray.Create(
        Evidence.At(difference.Site,
            $"'{difference.Body.DisplayName}' finds what '{difference.From.Root.Name}' has and '{difference.Against.Root.Name}' has not"),
        Evidence.At(difference.Remedy.Operation, $"'{NameOf(difference.Remedy)}' corrects it")), ReconciliationLoopVariant.Of(difference),
            all.ToImmutableArray());

    private static string NameOf(Call remedy) => remedy.IsDelegate ? remedy.ReceiverSymbol!.Name : remedy.Name;

    private static ReconciliationLoopModel Of(TypeFacts type, IOperation? repeated, ImmutableArray<Evidence> because, ReferenceProject closest,
        ImmutableArray<Difference> differences)
    {
        if (repeated is not null) because = because.Add(Evidence.At(repeated.Syntax.GetFirstToken().Parent!, "it is done again and again"));
        return new(type, ReconciliationLoopRoles.Reconciler, repeated is null ? Confidence.Medium : Confidence.High, closest, because, differences);
    }

    /// <summary>One of the states is asked for in the pass; both given, or both held, may be anything.</summary>
    private static bool IsBetweenStates(Difference difference) => difference.From.IsFetched || difference.Against.IsFetched;

    /// <summary>
    /// Without a visible loop: what is missing is made, and what is too much removed, and both are waited for. Where a caller gives one of the states, the
    /// pass may be a request that is carried out once, unless its name says more.
    /// </summary>
    private static bool ConvergesBothWays(Difference one, List<Difference> all) =>
        Correction.IsAsync(one.Remedy) && (!IsGivenByCaller(one) || SpeaksOfMore(one.Body))
        && (all.Any(other => NameOf(other.Remedy) != NameOf(one.Remedy) && Correction.IsAsync(other.Remedy)
            && (one.From.IsOf(other.Against) || other.From.IsOf(one.Against)) && AreOnePass(one.Body, other.Body))
            || IsOwn(one.Remedy)
                && one.Body.Calls.Any(call => IsOwn(call) && call.Name != one.Remedy.Name && Correction.Is(call) && Correction.IsAsync(call)
                    && TakesWhole(call, one, one.Body)));

    private static bool IsGivenByCaller(Difference difference) => difference.From.Root is IParameterSymbol || difference.Against.Root is IParameterSymbol;

    private static bool SpeaksOfMore(Body body) =>
        new[] { body.Name, body.Type.Symbol.Name }.Any(name => name.StartsWith("Reconcil", StringComparison.Ordinal));

    /// <summary>One body, or two that a third member of the type names both.</summary>
    private static bool AreOnePass(Body one, Body other) => one == other
        || one.Type.Bodies.Any(body => (body == one || body.Words.Has(one.DisplayName)) && (body == other || body.Words.Has(other.DisplayName)));

    private static bool IsOwn(Call call) => call.Receiver is IInstanceReferenceOperation;

    /// <summary>The state that decides is handed on as a whole, to make what is missing of it.</summary>
    private static bool TakesWhole(Call call, Difference difference, Body body) =>
        call.Arguments.Any(argument => argument is ILocalReferenceOperation && Origin.Of(argument, body) is { } origin && origin.IsOf(difference.Against));

    private static ReconciliationLoopModel? Hands(TypeFacts type)
    {
        if (!Handover.MayBeIn(type)) return null;
        foreach (var body in type.Bodies)
        {
            if (!Handover.MayBeIn(body) || Handover.In(body) is not { } handover) continue;
            var because = ImmutableArray.Create(
                Evidence.At(handover.Plan.Operation, $"'{body.DisplayName}' hands two states to '{handover.Plan.Name}'"),
                Evidence.At(handover.Execute.Operation, $"'{handover.Execute.Name}' carries out what that answers"));
            return Of(type, Repetition.Of(body, handover.Plan.Operation), because, ReferenceProjects.Kubernetes, ImmutableArray<Difference>.Empty);
        }
        return null;
    }

    private static ReconciliationLoopModel? Counts(TypeFacts type)
    {
        if (!Repetition.MayBeIn(type)) return null;
        foreach (var body in type.Bodies)
        {
            if (!CountGap.MayBeIn(body) || CountGap.In(body) is not { } gap || Repetition.Of(body, gap.Test) is not { } repeated) continue;
            return new(type, ReconciliationLoopRoles.Reconciler, Confidence.High, ReferenceProjects.Kubernetes, ImmutableArray.Create(
                Evidence.At(gap.Test, $"'{body.DisplayName}' counts what is held against what should be"),
                Evidence.At(gap.Raise.Operation, $"with fewer it calls '{gap.Raise.Name}'"),
                Evidence.At(gap.Lower.Operation, $"with more it calls '{gap.Lower.Name}'"),
                Evidence.At(repeated.Syntax.GetFirstToken().Parent!)));
        }
        return null;
    }

    private static ReconciliationLoopModel? Expects(TypeFacts type)
    {
        foreach (var body in type.Bodies)
        {
            if (body.IsConstructor || !Expectation.MayBeIn(body) || Expectation.In(body) is not { } expected
                || Repetition.Of(body, expected.Site) is not { } repeated) continue;
            return new(type, ReconciliationLoopRoles.Reconciler, Confidence.High, ReferenceProjects.Kubernetes, ImmutableArray.Create(
                Evidence.At(expected.Site, $"'{body.DisplayName}' holds what is under way in '{expected.Pending.Name}' against what it observes"),
                Evidence.At(expected.Plan.Operation, $"'{expected.Plan.Name}' plans what else is to be done"),
                Evidence.At(expected.Act.Operation, $"'{NameOf(expected.Act)}' does it"),
                Evidence.At(repeated.Syntax.GetFirstToken().Parent!)));
        }
        return null;
    }

    private static ReconciliationLoopModel? Takes(TypeFacts type)
    {
        if (!KeyedQueue.MayBeIn(type) || KeyedQueue.In(type) is not { } queue) return null;
        var because = ImmutableArray.Create(
            Evidence.At(queue.Loop.Syntax.GetFirstToken().Parent!,
                $"'{queue.Pass[0].DisplayName}' takes keys from '{queue.Queue.Name}', which holds each only once"),
            Evidence.At(queue.Turn.Operation, $"'{NameOf(queue.Turn)}' is called for each"));
        if (queue.Reading is { } reading) because = because.Add(Evidence.At(reading.Operation, $"'{NameOf(reading)}' reads anew what it stands for"));
        if (queue.Return is { } back) because = because.Add(Evidence.At(back.Operation, $"'{back.Name}' gives it back"));
        return new(type, ReconciliationLoopRoles.Reconciler, Confidence.Medium, ReferenceProjects.Kubernetes, because, queue);
    }

    private static ReconciliationLoopModel? Informs(TypeFacts type) => !Informer.MayBeIn(type) || Informer.In(type) is not { } informer ? null
        : new(type, ReconciliationLoopRoles.Informer, Confidence.Medium, ReferenceProjects.Kubernetes, ImmutableArray.Create(
            Evidence.At(informer.Version, $"'{informer.Body.DisplayName}' lists and keeps the version in '{informer.Member.Name}'"),
            Evidence.At(informer.Watch.Operation, $"'{informer.Watch.Name}' goes on from it"),
            Evidence.At(informer.Cache, $"'{informer.Cache.Name}' holds what is known, and those who want to know are told of what changes in it")));

    private static ReconciliationLoopModel? Trees(TypeFacts type)
    {
        foreach (var body in type.Bodies)
        {
            if (!TreeDiff.MayBe(body) || TreeDiff.In(body) is not { } diff) continue;
            var because = ImmutableArray.Create(Evidence.At(diff.Recursion.Operation, $"'{body.DisplayName}' walks an old and a new tree together"));
            if (diff.Mount is { } mount) because = because.Add(Evidence.At(mount.Operation, $"'{mount.Name}' brings in what is new"));
            return new(type, ReconciliationLoopRoles.Tree, Confidence.High, ReferenceProjects.React,
                because.Add(Evidence.At(diff.Unmount.Operation, $"'{diff.Unmount.Name}' removes what is surplus")));
        }
        return null;
    }
}
