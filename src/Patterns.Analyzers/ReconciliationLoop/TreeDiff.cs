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
/// <param name="Mount">What is done for a node of the new tree.</param>
/// <param name="Unmount">What is done for a node of the old tree.</param>
internal sealed record TreeDiff(Body Body, Call Recursion, Call Mount, Call Unmount)
{
    public static bool MayBe(Body body) => States(body.Method) is not null && body.Words.Has(body.Name) && (body.Words.Has("for") || body.Words.Has("while"));

    public static TreeDiff? In(Body body)
    {
        if (States(body.Method) is not var (old, next)) return null;
        foreach (var recursion in body.Calls)
        {
            if (!SymbolEqualityComparer.Default.Equals(recursion.Target?.OriginalDefinition, body.Method) || !IsOf(recursion, old, next) || recursion.Operation.Enclosing<ILoopOperation>() is null) continue;
            var effects = body.Calls.Where(call => IsEffect(call, body, old, next)).ToList();
            var unmount = effects.FirstOrDefault(call => Mentions(call, old) && !Mentions(call, next));
            var mount = effects.FirstOrDefault(call => Mentions(call, next) && !Mentions(call, old) && call.Name != unmount.Name);
            if (unmount.Operation is not null && mount.Operation is not null) return new(body, recursion, mount, unmount);
        }
        return null;
    }

    private static (IParameterSymbol Old, IParameterSymbol New)? States(IMethodSymbol method)
    {
        for (var i = 0; i + 1 < method.Parameters.Length; i++)
            if (method.Parameters[i] is var old && method.Parameters[i + 1] is var next && old.Type is { SpecialType: SpecialType.None } && !old.Type.IsFramework() && SymbolEqualityComparer.Default.Equals(old.Type, next.Type)) return (old, next);
        return null;
    }

    private static bool IsOf(Call recursion, IParameterSymbol old, IParameterSymbol next) =>
        recursion.Arguments.Any(argument => argument.Mentions(old) && argument is not IParameterReferenceOperation) && recursion.Arguments.Any(argument => argument.Mentions(next) && argument is not IParameterReferenceOperation);

    /// <summary>A statement by which a member of the type or of what it holds acts on a node.</summary>
    private static bool IsEffect(Call call, Body body, IParameterSymbol old, IParameterSymbol next) => call.Target is { } target && Correction.Is(call)
        && !SymbolEqualityComparer.Default.Equals(target.OriginalDefinition, body.Method)
        && (call.Receiver is null or IInstanceReferenceOperation || !call.Receiver.Mentions(old) && !call.Receiver.Mentions(next)) && call.Operation.Ancestors().Any(outer => outer is IExpressionStatementOperation);

    private static bool Mentions(Call call, IParameterSymbol state) => call.Arguments.Any(argument => argument.Mentions(state));
}
