using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>Two or more lists of filters, each with a contract of its own, that an item passes one list after the other until a filter stops it.</summary>
/// <param name="Layers">One call of a filter for each list.</param>
internal sealed record FilterLayers(ImmutableArray<StageCall> Layers)
{
    public static FilterLayers? Of(TypeFacts type)
    {
        var layers = new Dictionary<INamedTypeSymbol, StageCall>(SymbolEqualityComparer.Default);
        foreach (var body in type.Bodies)
            foreach (var step in StageCall.In(body))
                if (step.Sequence.IsOwnMember() && step.Call.Arguments.Length > 0 && IsVerdict(step.Call) && Decides(step)
                    && !layers.ContainsKey(step.Contract)) layers.Add(step.Contract, step);
        return layers.Count < 2 ? null : new(layers.Values.OrderBy(layer => layer.Call.Syntax.SpanStart).ToImmutableArray());
    }

    /// <summary>The filter answers with one of a few words of the project's own.</summary>
    private static bool IsVerdict(Call call) => call.Target!.ReturnType.Awaited() is { TypeKind: TypeKind.Enum } verdict && !Stages.IsSystem(verdict);

    /// <summary>A condition on the answer leaves the loop or the method.</summary>
    private static bool Decides(StageCall step) => step.Loop.SelfAndDescendants().OfType<IConditionalOperation>().Any(condition =>
        Derivation.Of(step.Body).ComesFrom(condition.Condition, made => made == step.Call.Operation)
        && condition.WhenTrue.SelfAndDescendants().Any(inner => inner is IReturnOperation or IBranchOperation { BranchKind: BranchKind.Break }));
}
