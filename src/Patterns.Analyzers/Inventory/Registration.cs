using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Patterns.Analyzers.Inventory;

/// <summary>One call that adds a link to a chain: <c>app.UseRouting()</c>, <c>chain.Use(new Audit())</c>, <c>app.UseMiddleware&lt;Audit&gt;()</c>.</summary>
/// <param name="Name">The name of the link that it adds.</param>
/// <param name="Chain">The text of the expression that the chain begins with: calls on the same one belong together.</param>
/// <param name="Location">Where the call names the link.</param>
internal sealed record Registration(string Name, string Chain, Location Location)
{
    private static readonly string[] Verbs = { "Use", "Add" };

    /// <summary>The registrations of a body in the order in which they run; lambdas and local functions are bodies of their own.</summary>
    public static IEnumerable<Registration> In(SyntaxNode body)
    {
        foreach (var call in body.DescendantNodes(node => node == body
            || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or TypeDeclarationSyntax))
            .OfType<InvocationExpressionSyntax>().OrderBy(call => call.ArgumentList.SpanStart))
            if (From(call) is { } registration) yield return registration;
    }

    private static Registration? From(InvocationExpressionSyntax call)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression } access) return null;
        var verb = Array.Find(Verbs, verb => access.Name.Identifier.ValueText.StartsWith(verb, StringComparison.Ordinal));
        if (verb is null) return null;
        var name = TypeNamed(access.Name) ?? TypeCreated(call.ArgumentList) ?? access.Name.Identifier.ValueText.Substring(verb.Length);
        return name.Length == 0 ? null : new(name, Root(access.Expression), access.Name.GetLocation());
    }

    private static string? TypeNamed(SimpleNameSyntax method) =>
        method is GenericNameSyntax { TypeArgumentList.Arguments: [SimpleNameSyntax type, ..] } ? type.Identifier.ValueText : null;

    private static string? TypeCreated(ArgumentListSyntax arguments) => arguments.Arguments.FirstOrDefault()?.Expression switch
    {
        ObjectCreationExpressionSyntax { Type: SimpleNameSyntax type } => type.Identifier.ValueText,
        TypeOfExpressionSyntax { Type: SimpleNameSyntax type } => type.Identifier.ValueText,
        _ => null,
    };

    private static string Root(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var before } } ? Root(before) : expression.ToString();
}
