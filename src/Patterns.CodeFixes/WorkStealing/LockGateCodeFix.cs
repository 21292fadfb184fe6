using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.WorkStealing;

namespace Patterns.CodeFixes.WorkStealing;

/// <summary>PAT0906: gives all locks on a field that is replaced one object of their own. Offered where the type stands in one piece and only its own locks
/// use the field as one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LockGateCodeFix))]
internal sealed class LockGateCodeFix : RuleCodeFix<LockStatementSyntax>
{
    protected override string RuleId => WorkStealingRules.StableLocksId;

    protected override string Title => "Lock an object of its own";

    /// <summary>The locks of one field are replaced together, and those of another take another object.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    protected override bool CanFix(LockStatementSyntax node, Diagnostic diagnostic) => Field(node) is { } field && !IsUsedAsMonitor(field.Type, field.Name);

    protected override async Task<Document> FixAsync(Document document, LockStatementSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var (type, field, name) = Field(node)!.Value;
        var gate = FreeName.In(type, name.StartsWith("_", StringComparison.Ordinal) ? "_gate" : "gate");
        var locks = type.DescendantNodes().OfType<LockStatementSyntax>().Where(one => NameOf(one.Expression) == name).Select(one => one.Expression).ToList();
        var changed = type.TrackNodes(locks.Append<SyntaxNode>(field));
        foreach (var expression in locks)
            changed = changed.ReplaceNode(changed.GetCurrentNode(expression)!, SyntaxFactory.IdentifierName(gate).WithTriviaFrom(expression));
        var isStatic = field.Modifiers.Any(SyntaxKind.StaticKeyword) ? "static " : "";
        var declaration = SyntaxFactory.ParseMemberDeclaration($"private {isStatic}readonly object {gate} = new object();")!
            .WithLeadingTrivia(field.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Take(1))
            .WithTrailingTrivia(field.GetTrailingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)));
        changed = changed.InsertNodesBefore(changed.GetCurrentNode<SyntaxNode>(field)!, new[] { declaration });
        return document.WithSyntaxRoot(root!.ReplaceNode(type, changed));
    }

    /// <summary>The type, and the private field of it that is locked; null where other code could lock it too.</summary>
    private static (TypeDeclarationSyntax Type, FieldDeclarationSyntax Field, string Name)? Field(LockStatementSyntax node)
    {
        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type || type.Modifiers.Any(SyntaxKind.PartialKeyword)
            || NameOf(node.Expression) is not { } name) return null;
        var field = type.Members.OfType<FieldDeclarationSyntax>()
            .FirstOrDefault(one => one.Declaration.Variables.Any(variable => variable.Identifier.ValueText == name));
        return field is null || field.ContainsDirectives
            || field.Modifiers.Any(modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword) ? null
            : (type, field, name);
    }

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: var name } => name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>A monitor's member is called with the field, or a lock reaches it through another object.</summary>
    private static bool IsUsedAsMonitor(TypeDeclarationSyntax type, string name) =>
        type.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Any(call => call.Expression.ToString().Contains("Monitor.")
                && call.ArgumentList.Arguments.Any(argument => argument.Expression.ToString().EndsWith(name, StringComparison.Ordinal)))
        || type.DescendantNodes().OfType<LockStatementSyntax>()
            .Any(one => one.Expression is MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax } other
                && other.Name.Identifier.ValueText == name);
}
