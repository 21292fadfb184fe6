using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>Which of the arguments for a base class end up in one of its properties. Reads syntax only; a base class out of sight may keep any of
/// them.</summary>
internal static class BaseArguments
{
    private const int Levels = 3;

    public static IEnumerable<ExpressionSyntax> Kept(ArgumentListSyntax arguments, INamedTypeSymbol parent, string property) =>
        Kept(arguments, parent, property, Levels);

    private static IEnumerable<ExpressionSyntax> Kept(ArgumentListSyntax arguments, INamedTypeSymbol parent, string property, int levels)
    {
        if (levels == 0) yield break;
        for (var at = 0; at < arguments.Arguments.Count; at++)
            if (IsKept(arguments.Arguments[at].NameColon?.Name.Identifier.ValueText, at, arguments.Arguments.Count, parent, property, levels))
                yield return arguments.Arguments[at].Expression;
    }

    private static bool IsKept(string? name, int at, int count, INamedTypeSymbol parent, string property, int levels)
    {
        if (parent.DeclaringSyntaxReferences.IsEmpty) return true;
        foreach (var constructor in parent.InstanceConstructors)
        {
            if (constructor.Parameters.Length < count) continue;
            var parameter = name ?? constructor.Parameters[at].Name;
            foreach (var reference in constructor.DeclaringSyntaxReferences)
                if (Keeps(reference.GetSyntax(), parameter, parent, property, levels)) return true;
        }
        return false;
    }

    private static bool Keeps(SyntaxNode constructor, string parameter, INamedTypeSymbol type, string property, int levels) => constructor switch
    {
        ConstructorDeclarationSyntax declared =>
            Assigns(declared, parameter, Targets(type, property))
            || declared.Initializer is { } initializer && Passes(initializer.ArgumentList, parameter, Next(initializer, type), property, levels),
        TypeDeclarationSyntax declared => Properties(type, property).Any(own => Mentions(own, parameter))
            || declared.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>()
                .Any(primary => Passes(primary.ArgumentList, parameter, type.BaseType, property, levels)) is true,
        _ => false,
    };

    private static INamedTypeSymbol? Next(ConstructorInitializerSyntax initializer, INamedTypeSymbol type) =>
        initializer.ThisOrBaseKeyword.ValueText == "this" ? type : type.BaseType;

    private static bool Passes(ArgumentListSyntax arguments, string parameter, INamedTypeSymbol? next, string property, int levels) =>
        next is not null && Kept(arguments, next, property, levels - 1).Any(value => Mentions(value, parameter));

    private static bool Assigns(ConstructorDeclarationSyntax constructor, string parameter, HashSet<string> targets) =>
        constructor.DescendantNodes().OfType<AssignmentExpressionSyntax>()
        .Any(assignment => Last(assignment.Left) is { } target && targets.Contains(target) && Mentions(assignment.Right, parameter));

    /// <summary>The property itself and the field that it answers with.</summary>
    private static HashSet<string> Targets(INamedTypeSymbol type, string property) =>
        new(Properties(type, property).Select(own => DeclaredKind.Answer(own)).OfType<ExpressionSyntax>().Select(Last).OfType<string>()) { property };

    private static IEnumerable<PropertyDeclarationSyntax> Properties(INamedTypeSymbol type, string property) =>
        type.GetMembers(property).SelectMany(member => member.DeclaringSyntaxReferences).Select(reference => reference.GetSyntax())
            .OfType<PropertyDeclarationSyntax>();

    private static string? Last(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.ValueText: var name } => name,
        _ => null,
    };

    private static bool Mentions(SyntaxNode code, string name) =>
        code.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(identifier => identifier.Identifier.ValueText == name);
}
