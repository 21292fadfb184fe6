using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow.Conventions;

/// <summary>PAT0201: blocks are ended or waited for, and a link does not carry the end of its source on to its target, which nobody ends otherwise.</summary>
internal static class CompletionTravels
{
    /// <summary>The finding's property that says where the options of the link stand: <see cref="Missing"/> or <see cref="InPlace"/>; absent where they are
    /// made elsewhere.</summary>
    public const string OptionsKey = "options";
    public const string Missing = "missing";
    public const string InPlace = "in-place";

    public static void Check(PipelineModel model, ConventionContext context)
    {
        var type = model.Type;
        var links = BlockLink.In(type).ToImmutableArray();
        if (links.IsEmpty || !EndsBlocks(type)) return;
        foreach (var link in links)
        {
            if (link.Propagates != false || links.Count(other => Derivation.Same(other.Target, link.Target)) > 1) continue;
            if (BlockLink.IsCalledOn(type, link.Target, "Complete", "Fault") || IsObserved(type, link) || NeverEnds(link, type.Project)) continue;
            context.Report(PipelineRules.CompletionTravels, link.Call.Syntax.GetLocation(), ImmutableArray<Location>.Empty, ForFix(link), link.Source.Name,
                link.Target.Name);
        }
    }

    private static ImmutableDictionary<string, string?>? ForFix(BlockLink link)
    {
        if (link.Call.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax, ArgumentList.Arguments.Count: var count }
            || count != link.Call.Arguments.Length) return null;
        var where = link.Options switch { null => Missing, IObjectCreationOperation => InPlace, _ => null };
        return where is null ? null : ImmutableDictionary<string, string?>.Empty.Add(OptionsKey, where);
    }

    /// <summary>Some block of the type is told that there is no more, or waited for.</summary>
    private static bool EndsBlocks(TypeFacts type) => type.Bodies.Any(body =>
        body.Calls.Any(call => call is { Name: "Complete", Arguments.IsEmpty: true } && Blocks.IsBlock(call.Receiver?.Type))
        || body.Operations.Any(operation => IsCompletion(operation)));

    /// <summary>A block of the project that does nothing when it is told that there is no more.</summary>
    private static bool NeverEnds(BlockLink link, ProjectFacts project) =>
        link.Target.HeldType() is { } held && project.Of(held)?.Bodies.Where(body => body.DisplayName == "Complete").ToList() is { Count: > 0 } ends
        && ends.All(body => body.Calls.IsEmpty && !body.Operations.Any(operation => operation.Assigned() is not null));

    /// <summary>The source's end is handled by other means, such as a continuation.</summary>
    private static bool IsObserved(TypeFacts type, BlockLink link) => type.Bodies.Any(body => body.Operations.Any(operation =>
        IsCompletion(operation) && operation.ChildOperations.Any(block => Derivation.Same(block.Referenced(), link.Source))
        && operation.Ancestors().Any(outer => Call.From(outer) is { Name: "ContinueWith" or "WhenAll" or "WhenAny" })));

    /// <summary>The task that ends when a block has ended.</summary>
    public static bool IsCompletion(IOperation operation) =>
        operation is IPropertyReferenceOperation { Property.Name: "Completion", Instance: { } block } && Blocks.IsBlock(block.Type);
}
