using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>A type whose base class carries an item from stage to stage, and leaves to it what happens to the item between two of them.</summary>
/// <param name="Fold">The loop of the base class.</param>
/// <param name="Own">The override that the loop calls.</param>
internal sealed record InheritedFold(Fold Fold, Body Own)
{
    /// <summary>A base class of the project may loop over stages, and the type overrides something of it. No binding.</summary>
    public static bool MayStandIn(TypeFacts type) => type.Symbol.GetMembers().Any(member => member is IMethodSymbol { IsOverride: true })
        && type.SelfAndSourceBases.Skip(1).Any(StageCall.MayStandIn);

    public static InheritedFold? Of(TypeFacts type)
    {
        foreach (var above in type.SelfAndSourceBases.Skip(1))
            foreach (var fold in above.Bodies.SelectMany(Fold.In))
                if (type.Bodies.FirstOrDefault(own => own.Method.OverriddenMethod is { } left && Makes(fold, left)) is { } own) return new(fold, own);
        return null;
    }

    /// <summary>The item of the next turn is what the overridden member answers.</summary>
    private static bool Makes(Fold fold, IMethodSymbol member) => fold.Step.Body.Words.Has(member.Name) && Derivation.Of(fold.Step.Body).SourcesOf(fold.Item)
        .Any(source => Call.From(source.Plain()) is { Target: { } made } && Derivation.Same(made.OriginalDefinition, member.OriginalDefinition));
}
