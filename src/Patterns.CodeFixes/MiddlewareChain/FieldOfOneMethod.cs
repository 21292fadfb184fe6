using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Patterns.CodeFixes.MiddlewareChain;

/// <summary>A private field that one method sets before it reads it, and that nothing else mentions. Syntax proves all of it.</summary>
/// <param name="Type">The type that declares both; it has no other part.</param>
/// <param name="Method">The method.</param>
/// <param name="Field">The field; the only one of its declaration.</param>
/// <param name="Uses">Where the method mentions the field, in source order.</param>
/// <param name="First">The statement that sets it.</param>
/// <param name="Local">The name that a local can have in the method.</param>
internal sealed record FieldOfOneMethod(
    TypeDeclarationSyntax Type, MethodDeclarationSyntax Method, FieldDeclarationSyntax Field, IReadOnlyList<ExpressionSyntax> Uses,
    ExpressionStatementSyntax First, string Local)
{
    /// <summary>The field that an assignment sets, or whose member a call restarts; null where it has to stay a field.</summary>
    public static FieldOfOneMethod? Of(ExpressionSyntax node)
    {
        if (NameOf(Target(node)) is not { } name
            || node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { Body: { ContainsDirectives: false } body,
                Parent: TypeDeclarationSyntax type } method) return null;
        if (type.Modifiers.Any(SyntaxKind.PartialKeyword) || FieldNamed(name, type) is not { } field) return null;
        var mentions = type.DescendantTokens(descendIntoTrivia: true).Where(token => token.ValueText == name && token.Parent != field.Declaration.Variables[0])
            .ToList();
        if (!mentions.All(mention => body.Span.Contains(mention.Span) && IsPlainUse(mention))) return null;
        var uses = mentions.Select(mention => Use(mention.Parent!)).ToList();
        if (uses.Count == 0 || SettingBy(uses[0], field) is not { } first || first.Parent != body
            || body.DescendantNodes().Any(inner => inner is GotoStatementSyntax)) return null;
        return LocalName(name, method) is { } local ? new(type, method, field, uses, first, local) : null;
    }

    /// <summary>The type with a local in the field's place.</summary>
    public TypeDeclarationSyntax AsLocal()
    {
        var body = Method.Body!.ReplaceNodes(Uses.Skip(1).Append<SyntaxNode>(First),
            (original, _) => original == First ? Declaration() : SyntaxFactory.IdentifierName(Local).WithTriviaFrom(original));
        var position = Type.Members.IndexOf(Field);
        var members = Type.Members.Replace(Method, Method.WithBody(body)).RemoveAt(position);
        // What follows the first member takes its place right behind the brace.
        return Type.WithMembers(position == 0 ? members.Replace(members[0], WithoutBlankLine(members[0])) : members);
    }

    private StatementSyntax Declaration()
    {
        var declared = Field.Declaration.Type.WithoutTrivia();
        var text = First.Expression is AssignmentExpressionSyntax assignment ? $"{declared} {Local} = {assignment.Right.WithoutTrivia().ToFullString()};"
            : $"var {Local} = {declared}.StartNew();";
        return SyntaxFactory.ParseStatement(text).WithTriviaFrom(First);
    }

    private static ExpressionSyntax? Target(ExpressionSyntax node) => node switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Expression,
        _ => null,
    };

    private static string? NameOf(ExpressionSyntax? expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax name } => name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>The private field of that name, if it can go without a trace: no attribute, no comment, no company.</summary>
    private static FieldDeclarationSyntax? FieldNamed(string name, TypeDeclarationSyntax type)
    {
        var field = type.Members.OfType<FieldDeclarationSyntax>()
            .FirstOrDefault(candidate => candidate.Declaration.Variables.Any(variable => variable.Identifier.ValueText == name));
        return field is { AttributeLists.Count: 0, ContainsDirectives: false, Declaration.Variables.Count: 1 }
            && field.Modifiers.All(modifier => modifier.IsKind(SyntaxKind.PrivateKeyword) || modifier.IsKind(SyntaxKind.ReadOnlyKeyword))
            && field.DescendantTrivia().All(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia)) ? field : null;
    }

    /// <summary>A bare name or <c>this.name</c>, not in a local function: that may run before the field is set.</summary>
    private static bool IsPlainUse(SyntaxToken mention) =>
        mention.Parent is IdentifierNameSyntax name && !name.Ancestors().Any(outer => outer is LocalFunctionStatementSyntax) && name.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression == name || access.Expression is ThisExpressionSyntax,
            MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax or QualifiedNameSyntax
                or AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } => false,
            _ => true,
        };

    private static ExpressionSyntax Use(SyntaxNode name) =>
        name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access ? access : (ExpressionSyntax)name;

    /// <summary>The statement that gives the field its value for this request; null if the first use is another.</summary>
    private static ExpressionStatementSyntax? SettingBy(ExpressionSyntax use, FieldDeclarationSyntax field)
    {
        var initial = field.Declaration.Variables[0].Initializer?.Value;
        return use.FirstAncestorOrSelf<ExpressionStatementSyntax>() switch
        {
            { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment } statement
                when assignment.Left == use && initial is null or LiteralExpressionSyntax
                    && !assignment.Right.DescendantTokens().Any(token => token.ValueText == NameOf(use)) => statement,
            { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Restart" } access } } statement
                when access.Expression == use && field.Declaration.Type is NameSyntax
                    && initial is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 0, Initializer: null } => statement,
            _ => null,
        };
    }

    private static string? LocalName(string field, MethodDeclarationSyntax method)
    {
        var bare = field.TrimStart('_');
        if (bare.Length == 0) return null;
        var local = char.ToLowerInvariant(bare[0]) + bare.Substring(1);
        var isTaken = local != field && method.DescendantTokens().Any(token => token.ValueText == local);
        return isTaken || SyntaxFacts.GetKeywordKind(local) != SyntaxKind.None || !SyntaxFacts.IsValidIdentifier(local) ? null : local;
    }

    private static MemberDeclarationSyntax WithoutBlankLine(MemberDeclarationSyntax member) =>
        member.WithLeadingTrivia(member.GetLeadingTrivia().SkipWhile(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)));
}
