using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow.Conventions;

/// <summary>PAT0208: a copy is made for the branches, but one for all of them.</summary>
internal static class BranchesDoNotShare
{
    public static void Check(PipelineModel model, ConventionContext context)
    {
        foreach (var body in model.Type.Bodies)
        {
            if (!Blocks.AreNamedIn(body.Words) && !Blocks.AreNamedIn(model.Type.Words)) continue;
            foreach (var call in body.Calls)
            {
                if (!Blocks.IsOffer(call) || call.Operation.Enclosing<IForEachLoopOperation>() is not { } loop) continue;
                if (!loop.Locals.Any(local => call.Receiver!.Mentions(local)) || call.Arguments[0].Referenced() is not ILocalSymbol item
                    || !CanBeChanged(item.Type)) continue;
                if (IsDeclaredIn(loop, item) || CopyOf(item, body) is not { } copy) continue;
                context.Report(
                    PipelineRules.BranchesDoNotShare, call.Arguments[0].Syntax.GetLocation(), ImmutableArray.Create(copy.Syntax.GetLocation()), null,
                    item.Name);
            }
        }
    }

    /// <summary>The call that makes a new item of the same type out of another.</summary>
    private static IOperation? CopyOf(ILocalSymbol item, Body body)
    {
        var sources = Derivation.Of(body).SourcesOf(item).ToList();
        return sources.Count == 1 ? sources[0].SelfAndDescendants().FirstOrDefault(IsCopy) : null;

        bool IsCopy(IOperation operation) => Call.From(operation) is { } call && Derivation.Same(operation.Type, item.Type)
            && (call.IsDelegate || call.Name is "Clone" or "Copy" or "DeepClone" or "DeepCopy")
            && call.Arguments.Concat(new[] { call.Receiver }).Any(source => Derivation.Same(source?.Type, item.Type));
    }

    private static bool CanBeChanged(ITypeSymbol type) => type is { IsValueType: false, SpecialType: not SpecialType.System_String };

    private static bool IsDeclaredIn(IOperation loop, ISymbol local) =>
        local.DeclaringSyntaxReferences.Any(reference => loop.Syntax.Span.Contains(reference.Span));
}
