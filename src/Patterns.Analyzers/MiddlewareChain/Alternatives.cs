using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>
/// A choice among objects that a type made itself: it holds several of its own contract, and each request goes to one of them or to another. The rest of a
/// chain is one, and
/// comes from outside.
/// </summary>
internal static class Alternatives
{
    /// <summary>True where the link's method asks its continuation or, on another path, an object beside it, and nobody gave the type either.</summary>
    public static bool AreChosenFromBy(Link link) =>
        link.Continuation is { Kind: ContinuationKind.Inner, Symbol: { } inner } && link.Flow is { } flow && !IsGiven(inner, link.Body.Type)
        && link.Body.Calls.Any(call => call.Name == link.Continuation.Member && IsAnother(call.ReceiverSymbol, inner)
            && !IsGiven(call.ReceiverSymbol!, link.Body.Type)
            && link.Passes.All(pass => !flow.CanReach(pass.Site.Syntax, call.Syntax, exceptions: false)
                && !flow.CanReach(call.Syntax, pass.Site.Syntax, exceptions: false)));

    private static bool IsAnother(ISymbol? held, ISymbol inner) =>
        held is IFieldSymbol or IPropertySymbol && !Same(held, inner) && Same(held.HeldType()?.OriginalDefinition, inner.HeldType()?.OriginalDefinition);

    /// <summary>Whoever makes the object, or sets the member, says what it holds.</summary>
    private static bool IsGiven(ISymbol member, TypeFacts type)
    {
        if (member is not (IFieldSymbol { DeclaredAccessibility: Accessibility.Private }
            or IPropertySymbol { SetMethod: null or { DeclaredAccessibility: Accessibility.Private } })) return true;
        return type.Bodies.Where(body => body.Words.Has(member.Name)).SelectMany(body => body.Of<ISimpleAssignmentOperation>())
            .Any(assignment => Same(assignment.Target.Referenced()?.OriginalDefinition, member)
                && assignment.Value.Contains(part => part is IParameterReferenceOperation { Type: { } given }
                    && given.Is(member.HeldType() as INamedTypeSymbol)));
    }

    private static bool Same(ISymbol? left, ISymbol? right) => left is not null && SymbolEqualityComparer.Default.Equals(left, right);
}
