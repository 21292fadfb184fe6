using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor.Conventions;

/// <summary>
/// PAT0306: the collection over which the loop goes while it calls handlers is not the one that open members change. Decided where the <c>foreach</c> is over
/// the field itself
/// and the collection of the framework refuses changes meanwhile; a copy, a deferred list, a concurrent and an immutable collection are something else.
/// </summary>
internal static class TableIsNotWalked
{
    private static readonly ImmutableArray<string> Refusing = ImmutableArray.Create(
        "System.Collections.Generic.List`1", "System.Collections.Generic.LinkedList`1", "System.Collections.Generic.SortedList`2",
        "System.Collections.Generic.SortedDictionary`2",
        "System.Collections.Generic.SortedSet`1", "System.Collections.Generic.Queue`1");

    /// <summary>Those whose walk survives a removal.</summary>
    private static readonly ImmutableArray<string> RefusingAdditions = ImmutableArray.Create("System.Collections.Generic.Dictionary`2",
        "System.Collections.Generic.HashSet`1");

    private static readonly Words Additions = new("Add", "Insert", "AddRange", "AddLast", "AddFirst", "TryAdd", "Enqueue");
    private static readonly Words Removals = new("Remove", "RemoveAt", "RemoveAll", "RemoveRange", "RemoveFirst", "RemoveLast", "Clear", "Dequeue");

    public static void Check(EventLoop loop, ConventionContext context)
    {
        if (loop.IsDispatchedByWait) return;
        foreach (var walk in loop.Dispatch.Ancestors().OfType<IForEachLoopOperation>())
        {
            if (Table(walk.Collection.Plain()) is not { } table || Leaves(walk, loop.Dispatch) || Writer(table, loop) is not { } writer) continue;
            context.Report(ReactorRules.TableIsNotWalked, walk.Collection.Syntax.GetLocation(), ImmutableArray.Create(writer.Method.Locations[0]), null,
                loop.Body.DisplayName, table.Name, writer.DisplayName);
            return;
        }
    }

    /// <summary>The own field that a loop goes over, itself or by its keys or values.</summary>
    private static IFieldSymbol? Table(IOperation collection) => collection switch
    {
        IFieldReferenceOperation { Field: var field } when collection.IsOwnMember() => field,
        IPropertyReferenceOperation { Property.Name: "Values" or "Keys", Instance: { } table } => Table(table.Plain()),
        _ => null,
    };

    private static bool Leaves(IForEachLoopOperation walk, IOperation dispatch) =>
        walk.SelfAndDescendants().Any(operation => operation.Syntax.SpanStart > dispatch.Syntax.Span.End
        && (operation is IReturnOperation { Kind: OperationKind.Return }
            || operation is IBranchOperation { BranchKind: BranchKind.Break } && operation.Enclosing<ILoopOperation>() == walk));

    /// <summary>True unless the change is given away as a function that the member called does not call itself: that puts it off.</summary>
    private static bool IsDoneAtOnce(Call change, Body body)
    {
        var function = change.Operation.Ancestors().FirstOrDefault(outer => outer is IAnonymousFunctionOperation);
        return function is null || function.Ancestors().OfType<IInvocationOperation>().FirstOrDefault() is { TargetMethod: var receiver }
            && body.Type.Project.BodiesOf(receiver).Any(callee => callee.Calls.Any(call => call.IsDelegate && call.ReceiverSymbol is IParameterSymbol));
    }

    private static Body? Writer(IFieldSymbol table, EventLoop loop)
    {
        var refuses = Refusing.Any(table.Type.Named);
        if (!refuses && !RefusingAdditions.Any(table.Type.Named)) return null;
        return loop.Body.Type.Bodies.FirstOrDefault(body => body != loop.Body && body.IsOpen && !body.IsConstructor && body.Words.Has(table.Name)
            && body.Calls.Any(call =>
            SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, table) && (Additions.Contains(call.Name) || refuses && Removals.Contains(call.Name))
            && IsDoneAtOnce(call, body)));
    }
}
