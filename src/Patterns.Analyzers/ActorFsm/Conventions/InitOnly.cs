using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm.Conventions;

/// <summary>Whether the properties of a message can be left to initialisers: nobody in the project sets them later, and nobody outside of it can.</summary>
internal static class InitOnly
{
    public static bool CanBe(IReadOnlyCollection<ISymbol> members, ProjectFacts project) =>
        project.Known["System.Runtime.CompilerServices.IsExternalInit"] is not null
        && members.All(member => member is IPropertySymbol property && IsPlain(property, project) && !LaterSet(project).Contains(property.Name));

    /// <summary>An automatic property of this project that no contract or base class describes, and that no other project sees.</summary>
    private static bool IsPlain(IPropertySymbol property, ProjectFacts project) =>
        property is { IsIndexer: false, IsVirtual: false, IsOverride: false, IsAbstract: false, DeclaringSyntaxReferences: { Length: 1 } declared }
        && (project.IsApplication || !IsSeenOutside(property))
        && !property.ContainingType.AllInterfaces.Any(contract => contract.GetMembers(property.Name).Length > 0)
        && declared[0].GetSyntax() is PropertyDeclarationSyntax { AccessorList.Accessors: var accessors }
        && accessors.All(accessor => accessor is { Body: null, ExpressionBody: null })
        && ((CSharpParseOptions)declared[0].SyntaxTree.Options).LanguageVersion >= LanguageVersion.CSharp9;

    private static bool IsSeenOutside(ISymbol member)
    {
        for (var symbol = member; symbol is not (null or INamespaceSymbol); symbol = symbol.ContainingSymbol)
            if (symbol.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal)) return false;
        return true;
    }

    /// <summary>The names of all members that any code of the project assigns outside an initialiser. Reads the text once, and binds nothing.</summary>
    private static HashSet<string> LaterSet(ProjectFacts project) => project.GetOrAdd(nameof(InitOnly), () => new HashSet<string>(
        project.Compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes()).Select(Target).OfType<ExpressionSyntax>().Select(NameOf)));

    private static ExpressionSyntax? Target(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: not AssignmentExpressionSyntax },
            RawKind: (int)SyntaxKind.SimpleAssignmentExpression } => null,
        AssignmentExpressionSyntax assignment => assignment.Left,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } step => step.Operand,
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } step => step.Operand,
        _ => null,
    };

    private static string NameOf(ExpressionSyntax target) => target switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => "",
    };
}
