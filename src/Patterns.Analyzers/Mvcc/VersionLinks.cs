using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>What could lead from a version to an older one, told from declarations and the text of loops: nothing is bound.</summary>
internal sealed class VersionLinks
{
    private static readonly Words Loops = new("while", "for", "do");

    private readonly Words steps;
    private readonly HashSet<string> names;

    private VersionLinks(ProjectFacts project)
    {
        names = new(project.Types.Select(symbol => project.Of(symbol)).OfType<TypeFacts>().SelectMany(StepsOf), StringComparer.Ordinal);
        steps = new(names.ToArray());
    }

    public static VersionLinks Of(ProjectFacts project) => project.GetOrAdd(nameof(VersionLinks), () => new Lazy<VersionLinks>(() => new(project))).Value;

    /// <summary>Whether the text of a type names anything that leads on.</summary>
    public bool MayWalk(TypeFacts type) => names.Count > 0 && type.Words.HasAny(steps);

    /// <summary>Whether a body goes from one thing to another of its kind, in a loop or by calling itself, and compares on the way.</summary>
    public bool MayWalk(Body body) =>
        names.Count > 0 && body.Words.HasAny(steps) && (body.Words.HasAny(Loops) && HasStep(body.Declaration) || CallsItself(body));

    /// <summary>The links of a stamped type to another of its kind, and the methods that find one for another.</summary>
    private static IEnumerable<string> StepsOf(TypeFacts type)
    {
        foreach (var slot in type.Slots)
            if (!slot.IsStatic && SymbolEqualityComparer.Default.Equals(slot.Type.OriginalDefinition, type.Symbol) && IsStamped(type)) yield return slot.Name;
        foreach (var member in type.Symbol.GetMembers())
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, ReturnsVoid: false, Parameters: [{ Type: var given }], ReturnType: var result }
                && (given.IsWholeNumber() || SymbolEqualityComparer.Default.Equals(given.OriginalDefinition, result.OriginalDefinition))
                && type.Project.Of(result) is { } found && IsPointed(found)) yield return member.Name;
    }

    private static bool IsStamped(TypeFacts type) => type.Slots.Any(slot => !slot.IsStatic && slot.Type.IsStamp());

    /// <summary>A type with a stamp and one more number that could be a pointer.</summary>
    private static bool IsPointed(TypeFacts type) => type.Slots.Count(slot => !slot.IsStatic && slot.Type.IsWholeNumber()) > 1;

    private bool HasStep(SyntaxNode code) =>
        code.DescendantNodes().Any(node => node is WhileStatementSyntax or ForStatementSyntax or DoStatementSyntax && Steps(node));

    private bool Steps(SyntaxNode loop) => loop.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment =>
        assignment is { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax { Identifier.ValueText: var moved } }
        && assignment.Right is not IdentifierNameSyntax && Says(assignment.Right, moved)
        && assignment.Right.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => names.Contains(name.Identifier.ValueText)));

    private static bool Says(SyntaxNode code, string name) =>
        code.DescendantNodes().OfType<IdentifierNameSyntax>().Any(identifier => identifier.Identifier.ValueText == name);

    private bool CallsItself(Body body) =>
        body.Method.MethodKind == MethodKind.Ordinary && body.Declaration.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
        call.Expression switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } => name == body.Name,
            MemberBindingExpressionSyntax { Name.Identifier.ValueText: var name } => name == body.Name,
            IdentifierNameSyntax { Identifier.ValueText: var name } => name == body.Name,
            _ => false,
        } && Steps(call, body));

    private bool Steps(InvocationExpressionSyntax call, Body body) =>
        (call.Parent is ConditionalAccessExpressionSyntax access ? access : (SyntaxNode)call).DescendantNodes().OfType<IdentifierNameSyntax>()
            .Any(name => name.Identifier.ValueText != body.Name && names.Contains(name.Identifier.ValueText));
}
