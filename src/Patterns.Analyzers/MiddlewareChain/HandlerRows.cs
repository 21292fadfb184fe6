using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>Finds loops that put objects of one contract around each other, or give each the next one.</summary>
internal static class HandlerRows
{
    public static IEnumerable<Composition> Of(Body body)
    {
        foreach (var loop in body.Of<ILoopOperation>())
            foreach (var operation in loop.SelfAndDescendants())
                if (Wrapped(operation, body, loop) is { } composition) yield return composition;
    }

    private static Composition? Wrapped(IOperation operation, Body body, ILoopOperation loop) => operation switch
    {
        ISimpleAssignmentOperation { Target: var target } assignment when Handler(target.Type) is { } handler && target.Referenced() is { } soFar
            && !CompositionFinder.IsDeclaredIn(soFar, loop) => Wrapped(assignment.Value, soFar, loop) is { } call
            ? new(call.Kind, body, loop, call.Call) { Handler = handler } : null,
        IExpressionStatementOperation statement when Call.From(statement.Operation) is { Receiver: { } element } call
            && Handler(element.Type) is { } handler && call.Arguments.Any(argument => AreNeighbours(element, argument)) =>
            new(CompositionKind.Linking, body, loop, call) { Handler = handler },
        _ => null,
    };

    /// <summary>
    /// <c>handler = element.Build(handler)</c>, <c>element.SetNext(handler); handler = element</c>, or <c>handler.SetNext(element); handler = element</c>.
    /// </summary>
    private static (CompositionKind Kind, Call Call)? Wrapped(IOperation value, ISymbol soFar, ILoopOperation loop)
    {
        if (Call.From(value.Plain()) is { Receiver: { } element } made && CompositionFinder.IsElement(element, loop) && IsGiven(made, soFar))
            return (CompositionKind.Loop, made);
        return value.Referenced() is ILocalSymbol link && CompositionFinder.IsDeclaredIn(link, loop)
            && (SetterOf(link, soFar, loop) ?? SetterOf(soFar, link, loop)) is { } set ? (CompositionKind.Linking, set) : null;
    }

    private static ITypeSymbol? Handler(ITypeSymbol? type) => CompositionShape.IsHandler(type) ? type!.OriginalDefinition : null;

    private static Call? SetterOf(ISymbol holder, ISymbol next, ILoopOperation loop)
    {
        foreach (var statement in loop.SelfAndDescendants().OfType<IExpressionStatementOperation>())
            if (Call.From(statement.Operation) is { } call && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, holder) && IsGiven(call, next))
                return call;
        return null;
    }

    private static bool IsGiven(Call call, ISymbol handler) =>
        call.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument.Referenced(), handler));

    /// <summary><c>row[i]</c> and <c>row[i + 1]</c>.</summary>
    private static bool AreNeighbours(IOperation element, IOperation next) =>
        Row(element) is { } row && Row(next) is { } other && SymbolEqualityComparer.Default.Equals(row.Row, other.Row)
        && CompositionFinder.NextOf(other.Index) is { } index && SymbolEqualityComparer.Default.Equals(row.Index.Referenced(), index);

    private static (ISymbol Row, IOperation Index)? Row(IOperation element) => element.Plain() switch
    {
        IArrayElementReferenceOperation { ArrayReference: var array, Indices: [var index] } when array.Referenced() is { } row => (row, index.Plain()),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list, Arguments: [var index] } when list.Referenced() is { } row =>
            (row, index.Value.Plain()),
        _ => null,
    };
}
