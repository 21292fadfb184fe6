using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop;

/// <summary>
/// What is under way is held against what is observed, and struck out when it shows there; what else is to be done is planned from the same observation, done
/// and noted as under way. One who waits for answers has no plan that rests on them.
/// </summary>
/// <param name="Body">The pass.</param>
/// <param name="Site">The test of the observed state.</param>
/// <param name="Pending">The member that holds what is under way.</param>
/// <param name="Plan">The call that plans.</param>
/// <param name="Act">The call for a member of the plan.</param>
internal sealed record Expectation(Body Body, IOperation Site, ISymbol Pending, Call Plan, Call Act)
{
    private static readonly Words Striking = new("Remove", "TryRemove");
    private static readonly Words Tests = new("TryGetValue", "Contains", "ContainsKey", "Any", "All");

    public static bool MayBeIn(Body body) => body.Words.Has("foreach") && body.Words.HasAny(Striking) && body.Words.HasAny(Tests);

    public static Expectation? In(Body body)
    {
        foreach (var loop in body.Of<IForEachLoopOperation>())
        {
            if (Map(loop.Collection) is not { } pending || Observed(loop, pending, body) is not var (site, observed)
                || !body.Calls.Any(call => Striking.Contains(call.Name) && IsOn(call, pending))) continue;
            foreach (var acting in body.Of<IForEachLoopOperation>())
                if (acting != loop && acting.Body.Contains(operation => Origin.IsFilling(operation, pending))
                    && Planned(acting.Collection, observed, body) is { } plan && Acted(acting) is { } act)
                    return new(body, site, pending, plan, act);
        }
        return null;
    }

    /// <summary>The member whose entries a loop walks.</summary>
    private static ISymbol? Map(IOperation walked)
    {
        walked = walked.Plain();
        if (walked is IPropertyReferenceOperation { Property.Name: "Keys" or "Values", Instance: { } of }) walked = of.Plain();
        return walked is IMemberReferenceOperation { Member: var member, Type.Name: "Dictionary" or "ConcurrentDictionary" or "IDictionary" }
            && walked.IsOwnMember() ? member : null;
    }

    /// <summary>The test that asks a state made or fetched in this body for an entry, and the local that holds it.</summary>
    private static (IOperation Site, ILocalSymbol State)? Observed(IForEachLoopOperation loop, ISymbol pending, Body body)
    {
        foreach (var operation in loop.Body.SelfAndDescendants())
        {
            if (Call.From(operation) is not { Receiver: { } asked } test || !Tests.Contains(test.Name) || asked.Mentions(pending)) continue;
            var state = asked.SelfAndDescendants().OfType<ILocalReferenceOperation>().Select(reference => reference.Local).FirstOrDefault();
            if (state is not null && !loop.Syntax.Span.Contains(state.Locations[0].SourceSpan) && Origin.Of(asked, body) is { IsFetched: true })
                return (operation, state);
        }
        return null;
    }

    /// <summary>The call, with the observed state among its arguments, that makes what is walked.</summary>
    private static Call? Planned(IOperation walked, ISymbol observed, Body body)
    {
        walked = walked.Plain();
        if (walked is ILocalReferenceOperation { Local: var local }) walked = body.DeclaredValue(local)?.Plain() ?? walked;
        return Call.From(walked) is { } call && call.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument.Referenced(), observed)) ? call
            : null;
    }

    private static Call? Acted(IForEachLoopOperation acting)
    {
        foreach (var operation in acting.Body.SelfAndDescendants())
            if (Call.From(operation) is { } call && (Correction.Is(call) || Correction.IsHeldDelegate(call))
                && call.Arguments.Any(argument =>
                    argument.Contains(part => part is ILocalReferenceOperation { Local: var local }
                        && acting.Syntax.Span.Contains(local.Locations[0].SourceSpan))))
                return call;
        return null;
    }

    private static bool IsOn(Call call, ISymbol member) => SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, member);
}
