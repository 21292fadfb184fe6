using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>Whether a type can compose links at all: words and symbols only. Whether one of its bodies can is <see cref="CompositionSyntax"/>'s
/// question.</summary>
internal static class CompositionShape
{
    private static readonly Words Folding = new("Aggregate");
    private static readonly Words Linking = new("InnerHandler");
    private static readonly Words Loops = new("foreach", "for", "while");

    /// <summary>
    /// True when a delegate goes in or out of the type, or it folds, or it holds a row of contracts that take a delegate, or a row and a position in it, or
    /// is given an object of the project that holds such a row.
    /// </summary>
    public static bool MayCompose(TypeFacts type) =>
        type.Words.HasAny(Folding) || type.Words.HasAny(Linking) || HasDelegates(type) || HasPosition(type) || type.Slots.Any(HoldsLinks)
        || type.Words.HasAny(Loops) && Held(type).Any(held => Surrounds(held) || Surrounds(held.ElementType()))
        || type.Symbol.GetMembers().OfType<IMethodSymbol>().Any(method => method.MethodKind == MethodKind.Ordinary
            && method.Parameters.Any(parameter => type.Project.Of(parameter.Type)?.Slots.Any(HoldsLinks) == true));

    private static IEnumerable<ITypeSymbol> Held(TypeFacts type) => type.Slots.Select(slot => slot.Type).Concat(type.Symbol.GetMembers().OfType<IMethodSymbol>()
        .Where(method => method.MethodKind == MethodKind.Ordinary)
        .SelectMany(method => method.Parameters.Select(parameter => parameter.Type).Append(method.ReturnType)));

    /// <summary>A contract of which a member is given a handler and gives one back, or that is a handler itself and is given the next.</summary>
    private static bool Surrounds(ITypeSymbol? element) => IsHandler(element)
        && element!.AllInterfaces.Prepend((INamedTypeSymbol)element).SelectMany(contract => contract.GetMembers().OfType<IMethodSymbol>())
            .Any(member => member.MethodKind == MethodKind.Ordinary && member.Parameters.Any(parameter => IsHandler(parameter.Type)
                && (member.ReturnsVoid ? element : member.ReturnType).Is((INamedTypeSymbol)parameter.Type)));

    /// <summary>A contract, or an abstract class, of somebody's own.</summary>
    public static bool IsHandler(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Interface } or INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: true, IsStatic: false }
        && !type.IsFramework();

    private static bool HasDelegates(TypeFacts type) =>
        type.Slots.Any(slot => IsDelegate(slot.Type)) || type.Symbol.GetMembers().OfType<IMethodSymbol>().Any(method =>
            IsDelegate(method.ReturnType) || method.Parameters.Any(parameter => IsDelegate(parameter.Type)));

    private static bool HoldsLinks(Slot slot) => slot.Type.ElementType() is { TypeKind: TypeKind.Interface } contract
        && contract.GetMembers().OfType<IMethodSymbol>().Any(method => method.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Delegate));

    private static bool IsDelegate(ITypeSymbol type) => type.TypeKind == TypeKind.Delegate || type.ElementType() is { TypeKind: TypeKind.Delegate };

    private static bool HasPosition(TypeFacts type) =>
        type.Slots.Any(slot => slot.Type.ElementType().IsContract())
        && type.Slots.Any(slot => !slot.IsReadOnly && (slot.Type.SpecialType == SpecialType.System_Int32 || slot.Type.Name == "IEnumerator")
            || slot.Type.Name == "IEnumerator");
}
