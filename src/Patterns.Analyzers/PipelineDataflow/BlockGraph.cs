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
    /// <summary>The type, or a base type of the project, names a block. Words only.</summary>
    public static bool MayBeIn(TypeFacts type) => type.SelfAndSourceBases.Any(self => Blocks.AreNamedIn(self.Words));

    public static BlockGraph? Of(TypeFacts type)
    {
        if (!MayBeIn(type) || !Blocks.AreKnownTo(type.Project)) return null;
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
                    if (type.Symbol.IsStatic ? !JoinsWhatItIsGiven(call, body) : !OnlyListens(call, body) && !PassesLinkOn(call, body)) links.Add(call);
                }
                else if (!IsOffer(call, type.Project)) continue;
                else if (IsInBlock(call)) routes.Add(call);
                else if (FeedsKept(call, type)) feeds.Add(call);
            }
        }
        var graph = new BlockGraph(links.ToImmutable(), routes.ToImmutable(), feeds.ToImmutable(), Member(type, "ITargetBlock`1"),
            Member(type, "ISourceBlock`1"));
        if (!graph.Links.IsEmpty || !graph.Routes.IsEmpty || !graph.Feeds.IsEmpty || graph is { Input: not null, Output: not null }) return graph;
        return !type.Symbol.IsAbstract && IsPort(graph.Input ?? graph.Output, type.Symbol) ? graph : null;
    }

    /// <summary>A block that a contract of stages asks every stage for: who fulfils it can be linked by those who know the contract alone.</summary>
    private static bool IsPort(ISymbol? member, INamedTypeSymbol type) => member is IPropertySymbol property
        && (property.IsOverride || property.IsAbstract
            || type.AllInterfaces.Any(contract =>
                contract.GetMembers(property.Name)
                    .Any(asked => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(asked), property))));

    /// <summary>Puts items into a block, or into a wrapper of one by a member that does.</summary>
    private static bool IsOffer(Call call, ProjectFacts project) => Blocks.IsOffer(call)
        || call.Target is { } target && Blocks.TakesItems(call.Receiver?.Type)
            && project.BodiesOf(target).Any(body => body.Words.HasAny(Verbs) && body.Calls.Any(Blocks.IsOffer));

    /// <summary>An end of the link arrives as an argument: a static helper builds no graph of its own then, its caller does.</summary>
    private static bool JoinsWhatItIsGiven(Call call, Body body) => IsGiven(call.Receiver, body) || IsGiven(call.Arguments[0], body);

    /// <summary>The only block of the type ends what comes from a source that its caller brings: it is a consumer, and a graph has two blocks.</summary>
    private static bool OnlyListens(Call call, Body body) =>
        IsGiven(call.Receiver, body) && call.Arguments[0] is { Type: { } end } target && target.IsOwnMember()
        && !Blocks.GivesItems(end) && body.Type.AllSlots.Count(slot => Blocks.IsBlock(slot.Type)) == 1;

    /// <summary>A block has one of its parts linked where it is linked itself: the other end is its caller's, under the name that the caller says.</summary>
    private static bool PassesLinkOn(Call call, Body body) =>
        call.Name == body.DisplayName && call.Receiver is { } part && part.IsOwnMember() && call.Arguments[0].Plain() is IParameterReferenceOperation;

    private static bool IsGiven(IOperation? end, Body body) => end?.Plain() switch
    {
        IParameterReferenceOperation => true,
        IPropertyReferenceOperation { Instance: { } holder } => IsGiven(holder, body),
        ILocalReferenceOperation { Local: var local } => Derivation.Of(body).SourcesOf(local).Any(value => IsGiven(value, body)
            || value.Plain() is IObjectCreationOperation made
                && made.Arguments.Any(argument => Blocks.IsBlock(argument.Value.Plain().Type) && IsGiven(argument.Value, body))),
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
        member is IPropertySymbol { IsStatic: false, DeclaredAccessibility: not Accessibility.Private } property
        && Blocks.IsInterface(property.Type, contract));
}
