using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>Whether the text of a body can hold a number against one that arrived. Binds nothing.</summary>
internal sealed class FenceSyntax
{
    private readonly List<BinaryExpressionSyntax> orders = new();
    private readonly List<(string Local, ExpressionSyntax Value)> copies = new();
    private bool callsCompareTo;

    private FenceSyntax(Body body)
    {
        foreach (var node in body.Declaration.DescendantNodes()) Look(node);
    }

    /// <summary>True when a member of the number, or a local that it is copied to, is put in order with something that is no literal.</summary>
    public static bool MayStandIn(TypeFacts type, NumberNames number) =>
        type.AllBodies.Any(body => body.Words.HasAny(number.Words) && Of(body).Orders(number.Names));

    private static FenceSyntax Of(Body body) => body.Type.Project.GetOrAdd((nameof(FenceSyntax), body), () => new FenceSyntax(body));

    private void Look(SyntaxNode node)
    {
        switch (node)
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LessThanExpression or (int)SyntaxKind.LessThanOrEqualExpression
                or (int)SyntaxKind.GreaterThanExpression or (int)SyntaxKind.GreaterThanOrEqualExpression } order:
                if (order is { Left: not LiteralExpressionSyntax, Right: not LiteralExpressionSyntax }) orders.Add(order);
                break;
            case SimpleNameSyntax { Identifier.ValueText: "CompareTo" }: callsCompareTo = true; break;
            case VariableDeclaratorSyntax { Initializer.Value: { } value } local: copies.Add((local.Identifier.ValueText, value)); break;
            case AssignmentExpressionSyntax { Left: IdentifierNameSyntax local } assignment: copies.Add((local.Identifier.ValueText, assignment.Right)); break;
            case SingleVariableDesignationSyntax local when Matched(local) is { } value: copies.Add((local.Identifier.ValueText, value)); break;
        }
    }

    /// <summary>What a pattern is matched with that declares a variable.</summary>
    private static ExpressionSyntax? Matched(SyntaxNode variable) =>
        variable.FirstAncestorOrSelf<SyntaxNode>(outer =>
            outer is IsPatternExpressionSyntax or SwitchStatementSyntax or SwitchExpressionSyntax or StatementSyntax) switch
    {
        IsPatternExpressionSyntax test => test.Expression,
        SwitchStatementSyntax choice => choice.Expression,
        SwitchExpressionSyntax choice => choice.GoverningExpression,
        _ => null,
    };

    private bool Orders(HashSet<string> names)
    {
        if (callsCompareTo) return true;
        if (orders.Count == 0) return false;
        var carrying = new HashSet<string>(names, StringComparer.Ordinal);
        for (var before = 0; before != carrying.Count;)
        {
            before = carrying.Count;
            foreach (var (local, value) in copies)
                if (Says(value, carrying)) carrying.Add(local);
        }
        return orders.Exists(order => Says(order.Left, carrying) || Says(order.Right, carrying));
    }

    private static bool Says(ExpressionSyntax expression, HashSet<string> names)
    {
        foreach (var node in expression.DescendantNodesAndSelf())
            if (node is SimpleNameSyntax { Identifier.ValueText: var name } && names.Contains(name)) return true;
        return false;
    }
}

/// <summary>The names of a number and of the properties whose code names it.</summary>
internal sealed class NumberNames
{
    public NumberNames(ISymbol number, ProjectFacts project)
    {
        Names.Add(number.Name);
        if (project.Of(number.ContainingType) is { } owner)
            foreach (var body in owner.Bodies)
                if (body.Method is { MethodKind: MethodKind.PropertyGet, AssociatedSymbol.Name: var property } && body.Words.Has(number.Name))
                    Names.Add(property);
        Words = new(Names.ToArray());
    }

    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    public Words Words { get; }
}
