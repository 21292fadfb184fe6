using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>
/// An operator over streams of items with several like it behind it: it takes a stream and answers with one, as its contract asks, and gives each of them a
/// stream that it made of its own.
/// </summary>
internal static class BranchNode
{
    public static OperatorNode? Of(TypeFacts type)
    {
        foreach (var (slot, contract, isList) in OperatorNode.DownstreamsOf(type))
        {
            if (!isList || !contract.GetMembers().OfType<IMethodSymbol>().Any(IsOverStreams)) continue;
            foreach (var body in type.Bodies)
                if (body.Words.Has(slot.Name) && IsOverStreams(body.Method) && GivenIn(body, slot) is { } call) return new(slot, body, call, 1, IsList: true);
        }
        return null;
    }

    /// <summary>The method takes a stream and answers with a stream of the same kind.</summary>
    private static bool IsOverStreams(IMethodSymbol method) => IsStream(method.ReturnType)
        && method.Parameters.Any(parameter => Derivation.Same(parameter.Type.OriginalDefinition, method.ReturnType.OriginalDefinition)
            && Derivation.Same(parameter.Type.ElementType(), method.ReturnType.ElementType()));

    private static bool IsStream(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
        || type.Named("System.Collections.Generic.IAsyncEnumerable`1");

    private static Call? GivenIn(Body body, Slot slot)
    {
        var derivation = Derivation.Of(body);
        foreach (var call in body.Calls)
            if (call.Target is { } given && call.Receiver is { } receiver && Stages.Implements(body.Method, given)
                && call.Operation.Enclosing<ILoopOperation>() is not null && derivation.ComesFrom(receiver, slot.Symbol)
                && call.Arguments.Any(argument => argument.Referenced() is not IParameterSymbol
                    && body.Method.Parameters.Any(parameter => IsStream(parameter.Type) && derivation.ComesFrom(argument, parameter)))) return call;
        return null;
    }
}
