using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop;

/// <summary>
/// An old and a new tree are walked together: the member calls itself with a child of each, mounts what only the new one has and unmounts what only the old
/// one has, both on a host that is neither.
/// </summary>
/// <param name="Body">The walk.</param>
/// <param name="Recursion">The call for a pair of children.</param>
/// <param name="Mount">What is done for a node of the new tree; null where a node is mounted when it is first laid out.</param>
/// <param name="Unmount">What is done for a node of the old tree.</param>
internal sealed record TreeDiff(Body Body, Call Recursion, Call? Mount, Call Unmount)
{
    public static bool MayBe(Body body) =>
        (States(body.Method) is not null || Next(body.Method) is not null) && body.Words.Has(body.Name) && (body.Words.Has("for") || body.Words.Has("while"));

    public static TreeDiff? In(Body body) =>
        Next(body.Method) is { } follower ? InNode(body, follower) : States(body.Method) is var (old, next) ? InWalk(body, old, next) : null;

    /// <summary>A node is merged with the one that follows it: so is each of its children, and those that the other lacks are unmounted.</summary>
    private static TreeDiff? InNode(Body body, IParameterSymbol next)
    {
        foreach (var recursion in body.Calls)
        {
            if (recursion.Name != body.Name || recursion.Receiver is null or IInstanceReferenceOperation || recursion.Receiver.Mentions(next)
                || recursion.Operation.Enclosing<ILoopOperation>() is null
                || !recursion.Arguments.Any(argument => argument.Mentions(next) && argument is not IParameterReferenceOperation)) continue;
            foreach (var call in body.Calls)
                if (call.Name != body.Name && call is { Target.ReturnsVoid: true, Receiver: { Type: { } type } node } && !type.IsFramework()
                    && node is not IInstanceReferenceOperation && !node.Mentions(next)
                    && SymbolEqualityComparer.Default.Equals(type, recursion.Receiver.Type) && call.Operation.Enclosing<IForLoopOperation>() is { } surplus
                    && surplus.Before.Any(start => start.Mentions(next)))
                    return new(body, recursion, null, call);
        }
        return null;
    }

    private static TreeDiff? InWalk(Body body, IParameterSymbol old, IParameterSymbol next)
    {
        foreach (var recursion in body.Calls)
        {
            if (!SymbolEqualityComparer.Default.Equals(recursion.Target?.OriginalDefinition, body.Method) || !IsOf(recursion, old, next)
                || recursion.Operation.Enclosing<ILoopOperation>() is null) continue;
            var effects = body.Calls.Where(call => IsEffect(call, body, old, next)).ToList();
            var unmount = effects.FirstOrDefault(call => Mentions(call, old) && !Mentions(call, next));
            var mount = effects.FirstOrDefault(call => Mentions(call, next) && !Mentions(call, old) && call.Name != unmount.Name);
            if (unmount.Operation is not null && mount.Operation is not null) return new(body, recursion, mount, unmount);
        }
        return null;
    }

    /// <summary>The node that a member of a node gets.</summary>
    private static IParameterSymbol? Next(IMethodSymbol method) =>
        method is { IsStatic: false, ReturnsVoid: true, Parameters: { Length: 1 } parameters }
        && parameters[0] is { Type: INamedTypeSymbol { TypeKind: TypeKind.Class } type } next
        && method.ContainingType.SelfAndBases().Any(self => SymbolEqualityComparer.Default.Equals(self, type)) && !type.IsFramework() ? next : null;

    private static (IParameterSymbol Old, IParameterSymbol New)? States(IMethodSymbol method)
    {
        for (var i = 0; i + 1 < method.Parameters.Length; i++)
            if (method.Parameters[i] is var old && method.Parameters[i + 1] is var next && old.Type is { SpecialType: SpecialType.None }
                && !old.Type.IsFramework() && SymbolEqualityComparer.Default.Equals(old.Type, next.Type)) return (old, next);
        return null;
    }

    private static bool IsOf(Call recursion, IParameterSymbol old, IParameterSymbol next) =>
        recursion.Arguments.Any(argument => argument.Mentions(old) && argument is not IParameterReferenceOperation)
        && recursion.Arguments.Any(argument => argument.Mentions(next) && argument is not IParameterReferenceOperation);

    /// <summary>A statement by which a member of the type or of what it holds acts on a node.</summary>
    private static bool IsEffect(Call call, Body body, IParameterSymbol old, IParameterSymbol next) => call.Target is { } target && Correction.Is(call)
        && !SymbolEqualityComparer.Default.Equals(target.OriginalDefinition, body.Method)
        && (call.Receiver is null or IInstanceReferenceOperation || !call.Receiver.Mentions(old) && !call.Receiver.Mentions(next))
        && call.Operation.Ancestors().Any(outer => outer is IExpressionStatementOperation);

    private static bool Mentions(Call call, IParameterSymbol state) => call.Arguments.Any(argument => argument.Mentions(state));
}
