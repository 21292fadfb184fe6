using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>
/// Tells a plugin's kind from an entity's id: a plugin class states its name, order or supported formats in its code, where each entity gets its id
/// when it is made.
/// </summary>
internal static class DeclaredKind
{
    private const int Implementations = 16;

    /// <summary>True when some implementation answers a contract's property with something that its class states. Reads syntax only.</summary>
    public static bool IsStated(IPropertySymbol property, ProjectFacts project) =>
        project.GetOrAdd((nameof(DeclaredKind), property.OriginalDefinition), () => project.ImplementationsOf(property.ContainingType)
            .Take(Implementations)
            .Any(type => type.GetMembers(property.Name).OfType<IPropertySymbol>().Any(own => States(own)) || StatesToBase(type, property)));

    /// <summary>True when a class passes a value of its own to the constructor of the base class, which keeps it in the property.</summary>
    private static bool StatesToBase(INamedTypeSymbol type, IPropertySymbol property) => type.BaseType is { } parent && type.DeclaringSyntaxReferences
        .Select(reference => reference.GetSyntax()).OfType<TypeDeclarationSyntax>().SelectMany(HandedOver)
        .Any(arguments => BaseArguments.Kept(arguments, parent, property.Name).Any(value => IsStated(value, type)));

    private static IEnumerable<ArgumentListSyntax> HandedOver(TypeDeclarationSyntax declaration)
    {
        foreach (var primary in declaration.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>() ?? []) yield return primary.ArgumentList;
        foreach (var constructor in declaration.Members.OfType<ConstructorDeclarationSyntax>())
            if (constructor.Initializer is { ThisOrBaseKeyword.RawKind: (int)SyntaxKind.BaseKeyword } initializer) yield return initializer.ArgumentList;
    }

    /// <summary>True when the class that declares a property states its value. Reads syntax only.</summary>
    public static bool States(IPropertySymbol property)
    {
        foreach (var reference in property.DeclaringSyntaxReferences)
            if (reference.GetSyntax() is PropertyDeclarationSyntax declaration && Answer(declaration) is { } answer
                && IsStated(answer, property.ContainingType)) return true;
        return false;
    }

    public static ExpressionSyntax? Answer(PropertyDeclarationSyntax property)
    {
        if (property.ExpressionBody is { } arrow) return arrow.Expression;
        if (property.Initializer is { } initializer) return initializer.Value;
        var getter = property.AccessorList?.Accessors.FirstOrDefault(accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration));
        return getter?.ExpressionBody?.Expression ?? (getter?.Body?.Statements.FirstOrDefault() as ReturnStatementSyntax)?.Expression;
    }

    private static bool IsStated(ExpressionSyntax expression, INamedTypeSymbol type) => expression switch
    {
        TypeOfExpressionSyntax { Type: IdentifierNameSyntax { Identifier.ValueText: var named } } =>
            !type.TypeParameters.Any(parameter => parameter.Name == named),
        LiteralExpressionSyntax or TypeOfExpressionSyntax or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax
            or CollectionExpressionSyntax => true,
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } => true,
        MemberAccessExpressionSyntax { Expression: not (ThisExpressionSyntax or BaseExpressionSyntax)
            and (NameSyntax or MemberAccessExpressionSyntax) } access => IsOfAnotherType(access),
        IdentifierNameSyntax name => type.GetMembers(name.Identifier.ValueText).Any(member => member.IsStatic && !IsOfTheClosedType(member, type)),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseOrExpression } flags => IsStated(flags.Left, type) && IsStated(flags.Right, type),
        _ => false,
    };

    /// <summary>True for a field that keeps what a generic class is closed over: each closed class has its own.</summary>
    private static bool IsOfTheClosedType(ISymbol member, INamedTypeSymbol type) => type.IsGenericType && member.DeclaringSyntaxReferences
        .Select(reference => (reference.GetSyntax() as VariableDeclaratorSyntax)?.Initializer?.Value)
        .Any(value => value is TypeOfExpressionSyntax && !IsStated(value, type));

    /// <summary>A member of a type, as in <c>Kind.Json</c>: what stands before the dot is no member of the implementing class.</summary>
    private static bool IsOfAnotherType(MemberAccessExpressionSyntax access)
    {
        var first = access.Expression;
        while (first is MemberAccessExpressionSyntax inner) first = inner.Expression;
        return first is not IdentifierNameSyntax name || access.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration
            || !declaration.Members.Any(member =>
                member is FieldDeclarationSyntax field
                && field.Declaration.Variables.Any(variable => variable.Identifier.ValueText == name.Identifier.ValueText)
                || member is PropertyDeclarationSyntax property && property.Identifier.ValueText == name.Identifier.ValueText && !IsNamedLikeItsType(property))
            && declaration.ParameterList?.Parameters.Any(parameter => parameter.Identifier.ValueText == name.Identifier.ValueText) is not true;
    }

    /// <summary>In <c>Kind Kind => Kind.Json</c> the name before the dot is that of the type.</summary>
    private static bool IsNamedLikeItsType(PropertyDeclarationSyntax property) =>
        property.Type is SimpleNameSyntax type && type.Identifier.ValueText == property.Identifier.ValueText;
}
