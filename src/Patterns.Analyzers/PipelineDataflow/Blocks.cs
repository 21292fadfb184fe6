using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>The blocks of TPL Dataflow, and the types of a project that wrap them.</summary>
internal static class Blocks
{
    private const string Space = "System.Threading.Tasks.Dataflow.";

    private static readonly Words Names = new(
        "ITargetBlock", "ISourceBlock", "IPropagatorBlock", "IDataflowBlock", "IReceivableSourceBlock", "ActionBlock", "TransformBlock", "TransformManyBlock",
        "BufferBlock", "BatchBlock", "BroadcastBlock", "WriteOnceBlock", "JoinBlock", "BatchedJoinBlock", "DataflowBlock");

    /// <summary>The type names a block, or links something. Words only.</summary>
    public static bool AreNamedIn(Vocabulary words) => words.HasAny(Names) || words.Has("LinkTo");

    public static bool AreKnownTo(ProjectFacts project) => project.Known[Space + "IDataflowBlock"] is not null;

    public static bool IsBlock(ITypeSymbol? type) => Has(type, "IDataflowBlock");

    public static bool IsTarget(ITypeSymbol? type) => Has(type, "ITargetBlock`1");

    public static bool IsSource(ITypeSymbol? type) => Has(type, "ISourceBlock`1");

    /// <summary>A block that gives every target the same item.</summary>
    public static bool IsBroadcast(ITypeSymbol? type) => type.Named(Space + "BroadcastBlock`1") || type.Named(Space + "WriteOnceBlock`1");

    public static bool IsOwn(ITypeSymbol? type, string name) => type.Named(Space + name);

    /// <summary>A target, or an object of the project that lets others put items into one that it has.</summary>
    public static bool TakesItems(ITypeSymbol? type) => IsTarget(type) || Wraps(type, IsTarget);

    /// <summary>A source, or an object of the project that lets others take items out of one that it has.</summary>
    public static bool GivesItems(ITypeSymbol? type) => IsSource(type) || Wraps(type, IsSource);

    /// <summary>A call that puts an item into a block or a wrapper of one.</summary>
    public static bool IsOffer(Call call) => call.Name is "Post" or "SendAsync" && call.Arguments.Length > 0 && TakesItems(call.Receiver?.Type);

    /// <summary>A call that joins a source to a target.</summary>
    public static bool IsLink(Call call)
    {
        if (call.Receiver is not { Type: { } from } || call.Arguments.IsEmpty || call.Arguments[0].Type is not { } to) return false;
        if (call.Name == "LinkTo" && IsSource(from) && (TakesItems(to) || call.Target is null)) return true;
        return call.Target is { MethodKind: MethodKind.Ordinary or MethodKind.ReducedExtension, ContainingType: { } owner } && !Stages.IsSystem(owner)
            && (call.Receiver.Plain() is not IInstanceReferenceOperation || call.Name == "LinkTo")
            && (GivesItems(from) && Wraps(to, IsTarget) && JoinsTwo(call) || IsTarget(to) && KeepsTarget(owner));
    }

    /// <summary>The method of a project that takes a wrapper takes it to be fed, when it answers nothing or the wrapper.</summary>
    private static bool JoinsTwo(Call call) =>
        call.Target!.ReturnsVoid || TakesItems(call.Target.ReturnType) || call.Target.ReturnType.Named("System.IDisposable");

    /// <summary>The type remembers a target of its own, which it feeds.</summary>
    private static bool KeepsTarget(INamedTypeSymbol owner) =>
        owner.GetMembers().Any(member => member is IFieldSymbol { Type: var held } && IsInterface(held, "ITargetBlock`1"));

    /// <summary>The targets that a target holds and lets decide about an item; with two of them nothing ends there.</summary>
    public static ImmutableArray<Call> WaysOutOf(TypeFacts type) => type.Bodies.Where(body => body.Words.Has("OfferMessage")).SelectMany(body => body.Calls)
        .Where(call => call.Name == "OfferMessage" && call.Receiver is { } target && target.IsOwnMember() && IsTarget(target.Type))
        .GroupBy(call => call.ReceiverSymbol, SymbolEqualityComparer.Default).Select(way => way.First()).ToImmutableArray();

    /// <summary>The member that offers several blocks of a kind to others: one for each input, or each output, of what has more than one.</summary>
    public static IPropertySymbol? Ports(TypeFacts type, Func<ITypeSymbol?, bool> kind) =>
        type.Symbol.SelfAndBases().SelectMany(self => self.GetMembers()).OfType<IPropertySymbol>()
        .FirstOrDefault(property => property is { IsStatic: false, DeclaredAccessibility: not Accessibility.Private }
            && kind(property.Type is IArrayTypeSymbol array ? array.ElementType : property.Type.ElementType()));

    public static bool IsInterface(ITypeSymbol? type, string name) => type.Named(Space + name);

    private static bool Wraps(ITypeSymbol? type, Func<ITypeSymbol, bool> block)
    {
        if (type is null || type.TypeKind is not (TypeKind.Class or TypeKind.Interface) || Stages.IsSystem(type) || IsBlock(type)) return false;
        foreach (var holder in type.SelfAndBases().Concat(type.AllInterfaces))
        {
            if (Stages.IsSystem(holder)) continue;
            foreach (var member in holder.GetMembers())
                if (member is IPropertySymbol { DeclaredAccessibility: not Accessibility.Private, IsStatic: false,
                    Type: INamedTypeSymbol { TypeKind: TypeKind.Interface } held } && block(held)) return true;
        }
        return false;
    }

    private static bool Has(ITypeSymbol? type, string name)
    {
        if (type is null) return false;
        if (type.Named(Space + name)) return true;
        foreach (var contract in type.AllInterfaces)
            if (contract.Named(Space + name)) return true;
        return type is ITypeParameterSymbol parameter && parameter.ConstraintTypes.Any(constraint => Has(constraint, name));
    }
}
