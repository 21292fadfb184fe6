using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Patterns.Analyzers.Recognition;

/// <summary>Questions about types that every signature asks.</summary>
internal static class TypeSymbolExtensions
{
    /// <summary>The type and its base types, nearest first. Safe on cyclic inheritance, which Roslyn cuts with an error type.</summary>
    public static IEnumerable<INamedTypeSymbol> SelfAndBases(this ITypeSymbol type)
    {
        for (var current = type as INamedTypeSymbol; current is not null; current = current.BaseType) yield return current;
    }

    /// <summary>True when the type, a base type or an implemented interface is that type, type arguments aside.</summary>
    public static bool Is(this ITypeSymbol? type, INamedTypeSymbol? other)
    {
        if (type is null || other is null) return false;
        if (other.TypeKind == TypeKind.Interface)
        {
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, other.OriginalDefinition)) return true;
            foreach (var implemented in type.AllInterfaces)
                if (SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, other.OriginalDefinition)) return true;
            return false;
        }
        foreach (var self in type.SelfAndBases())
            if (SymbolEqualityComparer.Default.Equals(self.OriginalDefinition, other.OriginalDefinition)) return true;
        return type is ITypeParameterSymbol parameter && parameter.ConstraintTypes.Any(constraint => constraint.Is(other));
    }

    /// <summary>True when the type's own definition has that metadata name: "System.Collections.Generic.List`1".</summary>
    public static bool Named(this ITypeSymbol? type, string metadataName)
    {
        if (type is not INamedTypeSymbol { OriginalDefinition: var definition }) return false;
        var rest = metadataName.AsSpan();
        var own = definition.MetadataName.AsSpan();
        if (!rest.EndsWith(own, StringComparison.Ordinal)) return false;
        rest = rest.Slice(0, rest.Length - own.Length);
        if (definition.ContainingType is { } outer) return rest.EndsWith("+".AsSpan()) && outer.Named(rest.Slice(0, rest.Length - 1).ToString());
        for (var space = definition.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (!rest.EndsWith(".".AsSpan()) || !rest.Slice(0, rest.Length - 1).EndsWith(space.Name.AsSpan(), StringComparison.Ordinal)) return false;
            rest = rest.Slice(0, rest.Length - 1 - space.Name.Length);
        }
        return rest.IsEmpty;
    }

    /// <summary>True when the type, a base type or an implemented interface has one of the metadata names.</summary>
    public static bool IsAny(this ITypeSymbol? type, ImmutableHashSet<string> metadataNames)
    {
        if (type is null) return false;
        foreach (var self in type.SelfAndBases())
            if (metadataNames.Contains(self.FullMetadataName())) return true;
        foreach (var implemented in type.AllInterfaces)
            if (metadataNames.Contains(implemented.FullMetadataName())) return true;
        return false;
    }

    /// <summary>"Namespace.Outer+Inner`1".</summary>
    public static string FullMetadataName(this INamedTypeSymbol type)
    {
        var definition = type.OriginalDefinition;
        if (definition.ContainingType is { } outer) return outer.FullMetadataName() + "+" + definition.MetadataName;
        return definition.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + definition.MetadataName
            : definition.MetadataName;
    }

    /// <summary>True for an interface, an abstract class, a type parameter or a delegate: something that others fill in.</summary>
    public static bool IsContract(this ITypeSymbol? type) => type is
        { TypeKind: TypeKind.Interface or TypeKind.TypeParameter or TypeKind.Delegate } or { TypeKind: TypeKind.Class, IsAbstract: true, IsStatic: false };

    /// <summary>True for a type declared in the framework's own assemblies, by the namespace they reserve.</summary>
    public static bool IsFramework(this ITypeSymbol type)
    {
        var space = type.ContainingNamespace;
        if (space is null) return type is not ITypeParameterSymbol;
        while (space.ContainingNamespace is { IsGlobalNamespace: false } outer) space = outer;
        return space.Name is "System" or "Microsoft" && type.Locations.Length > 0 && type.Locations[0].IsInMetadata;
    }

    /// <summary>The signature of a delegate type, also behind <c>Expression</c>-free nullable annotations; null for any other type.</summary>
    public static IMethodSymbol? DelegateSignature(this ITypeSymbol? type) => (type as INamedTypeSymbol)?.DelegateInvokeMethod;

    /// <summary>The element type of an array, or the last type argument of a generic collection; null where the type holds nothing.</summary>
    public static ITypeSymbol? ElementType(this ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: > 0 } named => named.TypeArguments[named.TypeArguments.Length - 1],
        _ => null,
    };

    /// <summary>What an awaitable or a nullable wraps: <c>T</c> of <c>Task&lt;T&gt;</c>, <c>ValueTask&lt;T&gt;</c>; void for a bare task; otherwise the type
    /// itself.</summary>
    public static ITypeSymbol Awaited(this ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments.Length: 1 } task ? task.TypeArguments[0] : type;

    public static bool IsTask(this ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask", ContainingNamespace: { Name: "Tasks", ContainingNamespace.Name: "Threading" } };

    /// <summary>True for a method that gives nothing back, be it at once or when it is done.</summary>
    public static bool AnswersNothing(this IMethodSymbol method) =>
        method.ReturnsVoid || method.ReturnType is INamedTypeSymbol { Arity: 0 } type && type.IsTask();
}
