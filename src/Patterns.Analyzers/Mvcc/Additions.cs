using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>The code in which a new version joins the others: who only makes the object adds nothing.</summary>
internal static class Additions
{
    /// <summary>Where a version is added, best in a member that is called for it; null where none is kept.</summary>
    public static (Body Body, IOperation Operation)? Of(VersionStore store) =>
        store.Walk.Project.GetOrAdd<(Body, IOperation)?>((nameof(Additions), store), () =>
    {
        (Body, IOperation)? first = null;
        foreach (var (body, operation) in UndoLogs.Insertions(store.Walk).Concat(store.Writes.SelectMany(Places)))
        {
            if (!body.IsConstructor) return (body, operation);
            first ??= (body, operation);
        }
        return first;
    });

    private static IEnumerable<(Body, IOperation)> Places(NewVersion write)
    {
        if (write.Operation is not IObjectCreationOperation || IsKept(write.Operation, write.Body))
            yield return (write.Body, write.Operation);
        else
            foreach (var (caller, call, _) in Callers.Of(write.Body))
                if (IsKept(call, caller)) yield return (caller, call);
    }

    private static bool IsKept(IOperation made, Body body) => Goes(made) switch
    {
        ILocalSymbol local => body.Of<ILocalReferenceOperation>().Any(read => read.Local.IsSame(local) && Goes(read) is not (null or ILocalSymbol)),
        var kept => kept is not null,
    };

    /// <summary>What a value goes to: a local, a member, or the method of an object that is given it; null where it only leaves the code.</summary>
    private static ISymbol? Goes(IOperation value)
    {
        var inner = value;
        foreach (var outer in value.Ancestors())
        {
            if (outer is IBlockOperation { Parent: not IAnonymousFunctionOperation }) return null;
            if (outer is IVariableDeclaratorOperation declarator) return declarator.Symbol;
            if (outer is IArgumentOperation { Parent: IInvocationOperation { Instance: not null } call }) return call.TargetMethod;
            if (outer is IAssignmentOperation { Parent: not IObjectOrCollectionInitializerOperation } assignment && assignment.Value == inner
                && Target(assignment) is { } target) return target;
            inner = outer;
        }
        return null;
    }

    private static ISymbol? Target(IAssignmentOperation assignment) =>
        assignment.Target is IArrayElementReferenceOperation element ? element.ArrayReference.Referenced() : assignment.Target.Referenced();
}
