using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor;

/// <summary>
/// A loop that waits until one of the handles is signalled that others have registered with the type, and calls what the type keeps for that one. A wait for a
/// fixed few handles, as a worker waits for work or its end, is none.
/// </summary>
internal static class HandleLoop
{
    private static readonly Words Waits = new("WaitForMultipleObjects", "WaitForMultipleObjectsEx", "WaitAny");
    private static readonly Words Registers = new("Add", "TryAdd", "Insert", "GetOrAdd", "AddOrUpdate");

    public static bool MayBeIn(Vocabulary words) => words.HasAny(Waits);

    public static EventLoop? In(Body body)
    {
        if (!MayBeIn(body.Words)) return null;
        foreach (var wait in body.Calls)
        {
            if (!Waits.Contains(wait.Name) || wait.Target is { IsStatic: false } || wait.Operation.Enclosing<ILoopOperation>() is not { } loop
                || loop is IForEachLoopOperation || !wait.Arguments.Any(argument => IsRegistered(argument, body))) continue;
            foreach (var operation in loop.Body.SelfAndDescendants())
                if (Call.From(operation) is { } call && IsHandler(call, wait, body)) return new(body, loop, wait, Waiting.Readiness, operation, body);
        }
        return null;
    }

    /// <summary>The handles are those of a collection of the type that another member puts them into.</summary>
    private static bool IsRegistered(IOperation handles, Body body) => ComesFrom(handles, body, part => part.IsOwnMember() && part.Referenced() is { } held
        && body.Type.Bodies.Any(other => other != body && !other.IsConstructor && other.Words.Has(held.Name) && other.Calls.Any(call =>
            Registers.Contains(call.Name) && call.Arguments.Length > 0 && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, held))));

    /// <summary>A delegate, or a member of a contract, that a collection of the type gave out for what the wait answered.</summary>
    private static bool IsHandler(Call call, Call wait, Body body) => call.Receiver is { } handler
        && (call.IsDelegate || call.Target is { IsAbstract: true, ContainingType: var contract } && !contract.IsFramework())
        && ComesFrom(handler, body, part => part == wait.Operation) && ComesFrom(handler, body, part => part.IsOwnMember());

    private static bool ComesFrom(IOperation value, Body body, Func<IOperation, bool> condition) =>
        ComesFrom(value, body, condition, new(SymbolEqualityComparer.Default));

    private static bool ComesFrom(IOperation value, Body body, Func<IOperation, bool> condition, HashSet<ISymbol> seen) =>
        value.SelfAndDescendants().Any(part => condition(part) || part.Referenced() is ILocalSymbol local && seen.Add(local)
            && Sources(local, body).Any(source => ComesFrom(source, body, condition, seen)));

    private static IEnumerable<IOperation> Sources(ILocalSymbol local, Body body)
    {
        foreach (var operation in body.Operations)
        {
            if (operation.Assigned() is { Value: { } assigned } assignment && SymbolEqualityComparer.Default.Equals(assignment.Target.Referenced(), local))
                yield return assigned;
            foreach (var (variable, source) in operation.Introduced())
                if (source is not null && SymbolEqualityComparer.Default.Equals(variable, local)) yield return source;
        }
    }
}
