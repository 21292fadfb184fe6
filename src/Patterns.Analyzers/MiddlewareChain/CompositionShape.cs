using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>Whether a type, and then a body, can compose links at all: symbols and syntax only, so that few bodies are bound.</summary>
internal static class CompositionShape
{
    private static readonly Words Folding = new("Aggregate");
    private static readonly Words Linking = new("InnerHandler");
    private static readonly Words Loops = new("for", "foreach", "while", "do");

    /// <summary>
    /// True when a delegate goes in or out of the type, or it folds, or it holds a row of contracts that take a delegate, or a row and a position in it.
    /// </summary>
    public static bool MayCompose(TypeFacts type) =>
        type.Words.HasAny(Folding) || type.Words.HasAny(Linking) || HasDelegates(type) || HasPosition(type) || type.Slots.Any(HoldsLinks);

    public static bool MayCompose(Body body)
    {
        if (body.Words.HasAny(Folding) || body.Words.HasAny(Linking)) return true;
        var nodes = body.Declaration.DescendantNodes().ToList();
        return body.Words.HasAny(Loops) && nodes.Any(IsRewrapping) || GivesItself(body, nodes);
    }

    private static bool HasDelegates(TypeFacts type) =>
        type.Slots.Any(slot => IsDelegate(slot.Type)) || type.Symbol.GetMembers().OfType<IMethodSymbol>().Any(method =>
            IsDelegate(method.ReturnType) || method.Parameters.Any(parameter => IsDelegate(parameter.Type)));

    private static bool HoldsLinks(Slot slot) => slot.Type.ElementType() is { TypeKind: TypeKind.Interface } contract
        && contract.GetMembers().OfType<IMethodSymbol>().Any(method => method.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Delegate));

    private static bool IsDelegate(ITypeSymbol type) => type.TypeKind == TypeKind.Delegate || type.ElementType() is { TypeKind: TypeKind.Delegate };

    private static bool HasPosition(TypeFacts type) =>
        type.Slots.Any(slot => slot.Type.ElementType().IsContract())
        && type.Slots.Any(slot => !slot.IsReadOnly && (slot.Type.SpecialType == SpecialType.System_Int32 || slot.Type.Name == "IEnumerator") || slot.Type.Name == "IEnumerator");

    /// <summary>In a loop, <c>x = … x …</c> with x as an argument, or <c>y = x</c> before <c>x = …</c>.</summary>
    private static bool IsRewrapping(SyntaxNode node)
    {
        if (node is not (ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax)) return false;
        var assigned = new HashSet<string>(StringComparer.Ordinal);
        foreach (var inner in node.DescendantNodes())
            if (inner is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment && NameOf(assignment.Left) is { } name) assigned.Add(name);
        if (assigned.Count == 0) return false;
        foreach (var inner in node.DescendantNodes())
        {
            var read = inner switch
            {
                EqualsValueClauseSyntax initializer => NameOf(initializer.Value),
                ArgumentSyntax argument => NameOf(argument.Expression),
                _ => null,
            };
            if (read is not null && assigned.Contains(read)) return true;
        }
        return false;
    }

    /// <summary>
    /// A function calls itself from a function, gives itself away, or gives its object away while it moves on: what recursion and advancing need.
    /// </summary>
    private static bool GivesItself(Body body, List<SyntaxNode> nodes)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { body.Name };
        var hasFunction = false;
        foreach (var node in nodes)
        {
            hasFunction |= node is LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax;
            if (node is LocalFunctionStatementSyntax function) names.Add(function.Identifier.ValueText);
            else if (node is AnonymousFunctionExpressionSyntax && HolderOf(node) is { } holder) names.Add(holder);
        }
        return nodes.Any(node => node switch
        {
            InvocationExpressionSyntax call => hasFunction && NameOf(call.Expression) is { } name && names.Contains(name),
            ArgumentSyntax { Expression: ThisExpressionSyntax } => Moves(nodes),
            ArgumentSyntax argument => NameOf(argument.Expression) is { } name && names.Contains(name) && Moves(nodes),
            _ => false,
        });
    }

    private static string? HolderOf(SyntaxNode function) => function.Parent switch
    {
        AssignmentExpressionSyntax assignment => NameOf(assignment.Left),
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } => declarator.Identifier.ValueText,
        _ => null,
    };

    /// <summary>Moves an enumerator, or a position that is not that of a <c>for</c> loop.</summary>
    private static bool Moves(List<SyntaxNode> nodes) => nodes.Any(node => node switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "MoveNext" } } => true,
        PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax => (node.IsKind(SyntaxKind.PostIncrementExpression) || node.IsKind(SyntaxKind.PreIncrementExpression)) && node.Parent is not ForStatementSyntax,
        AssignmentExpressionSyntax => node.IsKind(SyntaxKind.AddAssignmentExpression),
        _ => false,
    });

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => access.Name.Identifier.ValueText,
        _ => null,
    };
}
