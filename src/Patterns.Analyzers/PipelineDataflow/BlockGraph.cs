using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>What a type does with dataflow blocks.</summary>
/// <param name="Links">The calls that join two blocks.</param>
/// <param name="Routes">The calls in the code of a block that put its items into another block.</param>
/// <param name="Feeds">The calls that put items into a target that the type was given and keeps.</param>
/// <param name="Input">The member through which others put items in.</param>
/// <param name="Output">The member through which others take items out.</param>
internal sealed record BlockGraph(ImmutableArray<Call> Links, ImmutableArray<Call> Routes, ImmutableArray<Call> Feeds, ISymbol? Input, ISymbol? Output)
{
    public static BlockGraph? Of(TypeFacts type)
    {
        if (!Blocks.AreNamedIn(type.Words) || !Blocks.AreKnownTo(type.Project)) return null;
        var links = ImmutableArray.CreateBuilder<Call>();
        var routes = ImmutableArray.CreateBuilder<Call>();
        var feeds = ImmutableArray.CreateBuilder<Call>();
        foreach (var body in type.Bodies)
        {
            if (!body.Words.HasAny(Verbs) && !Blocks.AreNamedIn(body.Words)) continue;
            foreach (var call in body.Calls)
            {
                if (Blocks.IsLink(call))
                {
                    if (!type.Symbol.IsStatic || !JoinsWhatItIsGiven(call, body)) links.Add(call);
                }
                else if (!Blocks.IsOffer(call)) continue;
                else if (IsInBlock(call)) routes.Add(call);
                else if (FeedsKept(call, type)) feeds.Add(call);
            }
        }
        var graph = new BlockGraph(links.ToImmutable(), routes.ToImmutable(), feeds.ToImmutable(), Member(type, "ITargetBlock`1"), Member(type, "ISourceBlock`1"));
        return graph.Links.IsEmpty && graph.Routes.IsEmpty && graph.Feeds.IsEmpty && (graph.Input is null || graph.Output is null) ? null : graph;
    }

    /// <summary>An end of the link arrives as an argument: a static helper builds no graph of its own then, its caller does.</summary>
    private static bool JoinsWhatItIsGiven(Call call, Body body) => IsGiven(call.Receiver, body) || IsGiven(call.Arguments[0], body);

    private static bool IsGiven(IOperation? end, Body body) => end?.Plain() switch
    {
        IParameterReferenceOperation => true,
        IPropertyReferenceOperation { Instance: { } holder } => IsGiven(holder, body),
        ILocalReferenceOperation { Local: var local } => body.DeclaredValue(local) is { } value
            && (IsGiven(value, body) || value.Plain() is IObjectCreationOperation made && made.Arguments.Any(argument => Blocks.IsBlock(argument.Value.Plain().Type) && IsGiven(argument.Value, body))),
        _ => false,
    };

    private static readonly Words Verbs = new("Post", "SendAsync", "LinkTo");

    /// <summary>The call stands in the code that a block of this body runs for each item.</summary>
    private static bool IsInBlock(Call call) => call.Operation.Ancestors().Any(outer =>
        outer is IObjectCreationOperation creation && Blocks.IsBlock(creation.Type) && !Derivation.Same(creation.Type, call.Receiver?.Type));

    /// <summary>The target is a field that holds whatever block the type was linked to.</summary>
    private static bool FeedsKept(Call call, TypeFacts type) => call.Receiver!.IsOwnMember() && Blocks.IsInterface(call.Receiver!.Type, "ITargetBlock`1")
        && type.Slots.Any(slot => Blocks.IsInterface(slot.Type, "ITargetBlock`1") && !slot.IsReadOnly)
        && call.Operation.Enclosing<ILoopOperation>() is not null;

    private static ISymbol? Member(TypeFacts type, string contract) => type.Symbol.SelfAndBases().SelectMany(self => self.GetMembers()).FirstOrDefault(member =>
        member is IPropertySymbol { IsStatic: false, DeclaredAccessibility: not Accessibility.Private } property && Blocks.IsInterface(property.Type, contract));
}
