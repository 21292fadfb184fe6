using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WorkStealing;

/// <summary>Where a worker whose own queue is empty takes from the others.</summary>
/// <param name="Body">The body of the worker's routine: it takes from its own queue, and steals itself or by <paramref name="Thief"/>.</param>
/// <param name="Own">The call that takes from the own queue.</param>
/// <param name="Thief">The body in which the others are asked.</param>
/// <param name="Loop">The loop over the others.</param>
/// <param name="Steal">The call that takes from one of them.</param>
/// <param name="Element">The one of them.</param>
internal sealed record Theft(Body Body, Call Own, Body Thief, ILoopOperation Loop, Call Steal, Element Element)
{
    /// <summary>The first theft in the code of a type, or null.</summary>
    public static Theft? In(TypeFacts type)
    {
        foreach (var body in type.Bodies)
            if (Row.MayWalk(body) && In(body) is { } theft) return theft;
        return null;
    }

    /// <summary>The loops of a body that take from the elements of a row, with the call and the element.</summary>
    public static IEnumerable<(ILoopOperation Loop, Call Take, Element Element)> Takes(Body body)
    {
        var project = body.Type.Project;
        foreach (var call in body.Calls)
        {
            if (call.Receiver is null || !Taking.IsTake(call, project)) continue;
            if (Element.Of(call.Receiver, body) is not { } element || element.Collection.Type is not { } collection || !Row.Is(collection, project)) continue;
            if (Around(call.Operation, element) is { } loop) yield return (loop, call, element);
        }
    }

    private static Theft? In(Body body)
    {
        foreach (var (loop, take, element) in Takes(body))
        {
            if (!Ownership.IsForeign(element, loop, body)) continue;
            if (OwnTake(body, loop.Syntax, take) is { } own) return new(body, own, body, loop, take, element);
            foreach (var caller in body.Type.Bodies)
                if (caller != body && caller.Words.Has(body.Name) && caller.Callees.FirstOrDefault(pair => pair.Body == body) is { Body: not null } call
                    && OwnTake(caller, call.Call.Syntax, take) is { } first)
                    return new(caller, first, body, loop, take, element);
        }
        return null;
    }

    /// <summary>The loop that goes over the elements: the nearest one by which the element changes.</summary>
    private static ILoopOperation? Around(IOperation take, Element element)
    {
        foreach (var outer in take.Ancestors())
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation) return null;
            if (outer is not ILoopOperation loop) continue;
            if (element.Index is null) { if (loop is IForEachLoopOperation each && each.Collection.Plain() == element.Collection) return loop; continue; }
            if (element.Index.SelfAndDescendants().Any(operation => operation is ILocalReferenceOperation { Local: var local } && IsOf(loop, local)))
                return loop;
        }
        return null;
    }

    private static bool IsOf(ILoopOperation loop, ILocalSymbol local) =>
        loop.Locals.Contains(local, SymbolEqualityComparer.Default)
        || loop.Contains(inner => inner is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local)
            || inner.Assigned() is var (target, _) && SymbolEqualityComparer.Default.Equals(target.Referenced(), local));

    /// <summary>The call before a place that takes an item of the same type from the worker's own queue.</summary>
    private static Call? OwnTake(Body body, SyntaxNode place, Call steal)
    {
        var project = body.Type.Project;
        var item = Taking.ItemOf(steal.Target!, project);
        foreach (var call in body.Calls)
            if (call.Syntax.SpanStart < place.SpanStart && call.Receiver is { } receiver && Taking.IsTake(call, project)
                && SymbolEqualityComparer.Default.Equals(Taking.ItemOf(call.Target!, project), item) && Ownership.IsOwn(receiver, body)) return call;
        return null;
    }
}
