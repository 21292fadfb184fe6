using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>When a type is a link of a chain, registers functions as links, or composes a chain.</summary>
internal static class MiddlewareChainSignature
{
    public static readonly Role Link = new("link", "a link of a middleware chain");
    public static readonly Role Registrar = new("registrar", "a registrar of links of a middleware chain");
    public static readonly Role Builder = new("builder", "a builder of a middleware chain");
    public static readonly Role Coordinator = new("coordinator", "a coordinator of a chain of responsibility");

    public static bool MayMatch(TypeFacts type) => LinkFinder.MayHaveLinks(type) || CompositionShape.MayCompose(type) || CoordinatorFinder.MayCoordinate(type)
        || ComposedElsewhere.MayBe(type);

    public static MiddlewareChainModel? Recognise(TypeFacts type)
    {
        var links = LinkFinder.Of(type).Select(Judged).Where(link => link.Confidence > Confidence.Low).ToImmutableArray();
        var compositions = Compositions.Of(type).All.Where(IsSound).ToImmutableArray();
        if (!compositions.IsEmpty)
            return new(type, Builder, Confidence.High, Variants.Of(compositions[0]), Phrases.Of(compositions, links), links, compositions);
        if (!links.IsEmpty)
            return new(type, links.All(link => link.IsRegistered) ? Registrar : Link, links.Max(link => link.Confidence), Variants.Of(links[0]),
                Phrases.Of(links), links, compositions);
        if (ComposedElsewhere.MayBe(type) && ComposedElsewhere.In(type) is { } row)
            return new(type, Builder, Confidence.High, Variants.Of(row.Composition), ImmutableArray.Create(Phrases.Of(row)), links, compositions);
        return CoordinatorFinder.Find(type);
    }

    private static Link Judged(Link link) => link with { Confidence = LinkJudge.Judge(link) };

    /// <summary>A position that moves while elements receive the builder is a chain only where an element comes back to it.</summary>
    public static bool IsSound(Composition composition) => composition.Handler is { } handler
        ? IsDeclared(composition.Link, handler) || HasLinks(handler, composition.Body.Type.Project)
        : composition is not { Kind: CompositionKind.Advance, Function: { } function, Method: { } method } || GivesContinuation(composition)
            || composition.Body.Type.Project.ImplementationsOf(method.ContainingType).Select(composition.Body.Type.Project.Of).OfType<TypeFacts>()
                .SelectMany(type => LinkFinder.Of(type))
                .Any(link => link.Continuation.Kind == ContinuationKind.Context && link.Continuation.Member == function.Name);

    /// <summary>What a handler is wrapped into says by its contract that it stands around one.</summary>
    private static bool IsDeclared(Call? wrapping, ITypeSymbol handler) =>
        wrapping?.Target?.ReturnType is { TypeKind: TypeKind.Interface } made
        && made.GetMembers().Any(member => LinkJudge.Names(member, handler));

    /// <summary>Objects of a contract that are put around each other are a chain where one of them hands its request on to the one inside.</summary>
    private static bool HasLinks(ITypeSymbol handler, ProjectFacts project) => project.GetOrAdd((nameof(HasLinks), handler), () => project
        .ImplementationsOf(handler).OfType<ITypeSymbol>().Prepend(handler).Select(project.Of).OfType<TypeFacts>().SelectMany(type => LinkFinder.Of(type))
        .Any(link => link.Continuation.Kind == ContinuationKind.Inner
            && SymbolEqualityComparer.Default.Equals(link.Contract?.ContainingType ?? link.Body.Type.Symbol, handler)
            && LinkJudge.Judge(link) > Confidence.Low));

    private static bool GivesContinuation(Composition composition) =>
        composition.Link is { } link
        && link.Arguments.Any(argument => argument is not IInstanceReferenceOperation
            && argument.Type?.TypeKind == TypeKind.Delegate);
}
