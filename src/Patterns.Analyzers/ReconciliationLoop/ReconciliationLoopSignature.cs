using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop;

/// <summary>
/// Two states of different origin meet in one pass, the members that one of them lacks are acted on, and the pass comes round again. A difference that is
/// only told about, a walk that keeps a set of what it has seen, and a correction that is made once are none of it.
/// </summary>
internal static class ReconciliationLoopSignature
{
    public static bool MayMatch(TypeFacts type) =>
        FrameworkMark.ControllerOf(type) is not null || FrameworkMark.IsComponent(type) || Difference.MayBeIn(type) || Repetition.MayBeIn(type) || Handover.MayBeIn(type) || type.Bodies.Any(TreeDiff.MayBe);

    public static ReconciliationLoopModel? Recognise(TypeFacts type)
    {
        if (FrameworkMark.ControllerOf(type) is { } contract) return Of(type, contract);
        if (FrameworkMark.IsComponent(type))
            return new(type, ReconciliationLoopRoles.Tree, Confidence.High, ReferenceProjects.React, ImmutableArray.Create(Evidence.At(type.Symbol, "it is a component of a framework that mounts trees")));
        return Differs(type) ?? Hands(type) ?? Counts(type) ?? Trees(type);
    }

    private static ReconciliationLoopModel Of(TypeFacts type, INamedTypeSymbol contract) => new(type, ReconciliationLoopRoles.Controller, Confidence.High, ReferenceProjects.Kubernetes, ImmutableArray.Create(
        Evidence.At(type.Symbol, $"it implements '{contract.Name}', whose members a framework calls until desired and actual state agree")));

    private static ReconciliationLoopModel? Differs(TypeFacts type)
    {
        foreach (var body in type.Bodies)
        {
            if (body.IsConstructor || !Difference.MayBeIn(body) || !body.Method.ReturnType.IsTask() && !Repetition.MayBeIn(type)) continue;
            var differences = Difference.In(body).Where(IsBetweenStates).ToList();
            if (differences.Count == 0) continue;
            var difference = differences[0];
            var repeated = Repetition.Of(body, difference.Site);
            if (repeated is null && !ConvergesBothWays(differences, body)) continue;
            var because = ImmutableArray.Create(
                Evidence.At(difference.Site, $"'{body.DisplayName}' finds what '{difference.From.Root.Name}' has and '{difference.Against.Root.Name}' has not"),
                Evidence.At(difference.Remedy.Operation, $"'{difference.Remedy.Name}' corrects it"));
            return Of(type, repeated, because, ReconciliationLoopVariant.Of(difference), difference);
        }
        return null;
    }

    private static ReconciliationLoopModel Of(TypeFacts type, IOperation? repeated, ImmutableArray<Evidence> because, ReferenceProject closest, Difference? difference)
    {
        if (repeated is not null) because = because.Add(Evidence.At(repeated.Syntax.GetFirstToken().Parent!, "it is done again and again"));
        return new(type, ReconciliationLoopRoles.Reconciler, repeated is null ? Confidence.Medium : Confidence.High, closest, because, difference);
    }

    /// <summary>One of the states is asked for in the pass; both given, or both held, may be anything.</summary>
    private static bool IsBetweenStates(Difference difference) => difference.From.IsFetched || difference.Against.IsFetched;

    /// <summary>Without a visible loop: what is missing is made, and what is too much removed, and both are waited for.</summary>
    private static bool ConvergesBothWays(List<Difference> differences, Body body) => differences.Any(one => Correction.IsAsync(one.Remedy)
        && (differences.Any(other => other.Remedy.Name != one.Remedy.Name && Correction.IsAsync(other.Remedy) && (one.From.IsOf(other.Against) || other.From.IsOf(one.Against)))
            || IsOwn(one.Remedy) && body.Calls.Any(call => IsOwn(call) && call.Name != one.Remedy.Name && Correction.Is(call) && Correction.IsAsync(call) && TakesWhole(call, one, body))));

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
            return Of(type, Repetition.Of(body, handover.Plan.Operation), because, ReferenceProjects.Kubernetes, null);
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

    private static ReconciliationLoopModel? Trees(TypeFacts type)
    {
        foreach (var body in type.Bodies)
        {
            if (!TreeDiff.MayBe(body) || TreeDiff.In(body) is not { } diff) continue;
            return new(type, ReconciliationLoopRoles.Tree, Confidence.High, ReferenceProjects.React, ImmutableArray.Create(
                Evidence.At(diff.Recursion.Operation, $"'{body.DisplayName}' walks an old and a new tree together"),
                Evidence.At(diff.Mount.Operation, $"'{diff.Mount.Name}' brings in what is new"),
                Evidence.At(diff.Unmount.Operation, $"'{diff.Unmount.Name}' removes what is surplus")));
        }
        return null;
    }
}
