using Microsoft.CodeAnalysis;

namespace Patterns.Analyzers.Recognition;

/// <summary>Something that a type holds: a field, an auto-property, an event, or a primary-constructor parameter that it captures.</summary>
/// <param name="Symbol">The field, property, event or parameter.</param>
/// <param name="Type">What it holds.</param>
/// <param name="IsReadOnly">True when only construction can assign it.</param>
internal sealed record Slot(ISymbol Symbol, ITypeSymbol Type, bool IsReadOnly)
{
    public string Name => Symbol.Name;

    public bool IsStatic => Symbol.IsStatic;

    /// <summary>The slots that a type declares itself.</summary>
    public static IEnumerable<Slot> Of(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { IsImplicitlyDeclared: false, IsConst: false } field) yield return new(field, field.Type, field.IsReadOnly);
            else if (member is IFieldSymbol { IsConst: false, AssociatedSymbol: IPropertySymbol property })
                yield return new(property, property.Type, property.SetMethod is null or { IsInitOnly: true });
            else if (member is IEventSymbol { IsAbstract: false, AddMethod: null or { IsImplicitlyDeclared: true } } @event)
                yield return new(@event, @event.Type, IsReadOnly: false);
        }
        if (PrimaryConstructor(type) is not { } constructor || type.IsRecord) yield break;
        foreach (var parameter in constructor.Parameters) yield return new(parameter, parameter.Type, IsReadOnly: true);
    }

    private static IMethodSymbol? PrimaryConstructor(INamedTypeSymbol type)
    {
        foreach (var constructor in type.InstanceConstructors)
            if (constructor.DeclaringSyntaxReferences.Length == 1 && constructor.Parameters.Length > 0
                && constructor.DeclaringSyntaxReferences[0].Span == constructor.ContainingType.DeclarationSpan(constructor)) return constructor;
        return null;
    }
}

file static class Declarations
{
    /// <summary>The span of the type declaration that stands in the same place as a primary constructor: the two share their syntax.</summary>
    public static Microsoft.CodeAnalysis.Text.TextSpan? DeclarationSpan(this INamedTypeSymbol type, IMethodSymbol constructor)
    {
        var syntax = constructor.DeclaringSyntaxReferences[0];
        foreach (var declaration in type.DeclaringSyntaxReferences)
            if (declaration.SyntaxTree == syntax.SyntaxTree && declaration.Span == syntax.Span) return declaration.Span;
        return null;
    }
}
