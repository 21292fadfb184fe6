using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>What a reading call gives, and what is taken out of that in the same code.</summary>
internal static class ReadItems
{
    private const int Rounds = 3;

    /// <summary>The variables of a body that take what the call gives: where it stands in other code, those that others hand in.</summary>
    public static ImmutableHashSet<ISymbol> Of(IOperation reading, Body body)
    {
        if (!body.Declaration.Span.Contains(reading.Syntax.Span) || body.Declaration.SyntaxTree != reading.Syntax.SyntaxTree)
            return body.Method.Parameters.ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
        var items = ImmutableHashSet.CreateBuilder<ISymbol>(SymbolEqualityComparer.Default);
        if (reading is IInvocationOperation invocation) items.UnionWith(Given(invocation));
        for (var round = 0; round < Rounds; round++)
            foreach (var operation in body.Operations)
                foreach (var (variable, source) in Taken(operation))
                    if (source.Contains(inner => inner == reading || inner.Referenced() is { } symbol && items.Contains(symbol))) items.Add(variable);
        return items.ToImmutable();
    }

    /// <summary>What is given out, and what a function that is handed over is told.</summary>
    private static IEnumerable<ISymbol> Given(IInvocationOperation reading)
    {
        foreach (var argument in reading.Arguments)
        {
            if (argument.Parameter?.RefKind == RefKind.Out && argument.Value.Referenced() is { } taker) yield return taker;
            foreach (var inner in argument.Value.SelfAndDescendants())
                if (inner is IAnonymousFunctionOperation function)
                    foreach (var parameter in function.Symbol.Parameters) yield return parameter;
        }
    }

    private static IEnumerable<(ISymbol Variable, IOperation Source)> Taken(IOperation operation)
    {
        foreach (var (variable, source) in operation.Introduced())
            if (source is not null) yield return (variable, source);
        if (operation is ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local }, Value: var value }) yield return (local, value);
    }
}
