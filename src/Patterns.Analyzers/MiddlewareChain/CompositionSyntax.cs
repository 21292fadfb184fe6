using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>
/// Whether the text of a body has the outline of a composition, one question for each <see cref="CompositionKind"/>. It accepts more than
/// <see cref="CompositionFinder"/> does and nothing less, so that hardly a body is bound in vain.
/// </summary>
internal static class CompositionSyntax
{
    private static readonly Words Folding = new("Aggregate");
    private static readonly Words Linking = new("InnerHandler");
    private static readonly Words Loops = new("for", "foreach", "while", "do");
    private static readonly Words Taking = new("Current", "ElementAt", "Slice", "Skip");

    /// <summary>How stacks and queues give out the next one.</summary>
    public static readonly Words TakingOut = new("Pop", "TryPop", "Dequeue", "TryDequeue");

    public static bool MayCompose(Body body)
    {
        var words = body.Words;
        var (folds, links, loops) = (words.HasAny(Folding), words.HasAny(Linking), words.HasAny(Loops));
        var takes = words.HasMark('[') || words.HasAny(Taking) || words.HasAny(TakingOut);
        if (links || !folds && !loops && !takes) return links;
        var nodes = body.Declaration.DescendantNodes().ToList();
        return folds && nodes.Any(node => Folds(node, body))
            || loops && nodes.Any(node => Rewraps(node, body))
            || takes && Functions(body, nodes).Any(function => Recurs(function) || Advances(function));
    }

    /// <summary><c>Aggregate((soFar, link) => link.Run(soFar))</c>, or with a function that is written elsewhere in the body.</summary>
    private static bool Folds(SyntaxNode node, Body body) =>
        node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Aggregate" } } fold
        && fold.ArgumentList.Arguments.Any(argument => argument.Expression switch
        {
            ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: 2 } parameters } lambda =>
                Calls(lambda).Any(call => parameters.Any(parameter => Mentions(call.ArgumentList, parameter.Identifier.ValueText))),
            AnonymousMethodExpressionSyntax => true,
            IdentifierNameSyntax name => IsLocalFunction(name, body),
            _ => false,
        });

    /// <summary>In a loop, <c>x = element.Run(x)</c> or <c>x = () => element.Run(x)</c>, also by way of <c>var y = x</c>.</summary>
    private static bool Rewraps(SyntaxNode node, Body body)
    {
        if (node is not (ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax)) return false;
        var inside = node.DescendantNodes().ToList();
        var declared = new HashSet<string>(inside.Select(DeclaredName).OfType<string>(), StringComparer.Ordinal);
        if (node is ForEachStatementSyntax { Identifier.ValueText: var element }) declared.Add(element);
        if (inside.Any(GivesNeighbour)) return true;
        foreach (var assignment in inside.OfType<AssignmentExpressionSyntax>())
        {
            if (!assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) || NameOf(assignment.Left) is not { } soFar) continue;
            if (assignment.Right is IdentifierNameSyntax name && (IsLocalFunction(name, body) || IsGiven(name.Identifier.ValueText, soFar, inside)))
                return true;
            var aliases = inside.OfType<VariableDeclaratorSyntax>().Where(local => local.Initializer is { Value: { } value } && NameOf(value) == soFar)
                .Select(local => local.Identifier.ValueText).Append(soFar).ToList();
            if (Calls(assignment.Right).Any(call => IsElement(ReceiverOf(call), declared) && aliases.Any(alias => Mentions(call.ArgumentList, alias))))
                return true;
        }
        return false;
    }

    /// <summary>In the loop, <c>element.SetNext(soFar)</c> or <c>soFar.SetNext(element)</c>.</summary>
    private static bool IsGiven(string element, string soFar, List<SyntaxNode> inside) => inside.Any(node => node is InvocationExpressionSyntax call
        && ReceiverOf(call) is IdentifierNameSyntax { Identifier.ValueText: var receiver }
        && (receiver == element && Mentions(call.ArgumentList, soFar) || receiver == soFar && Mentions(call.ArgumentList, element)));

    /// <summary><c>row[i].SetNext(row[i + 1])</c>.</summary>
    private static bool GivesNeighbour(SyntaxNode node) => node is InvocationExpressionSyntax call && ReceiverOf(call) is ElementAccessExpressionSyntax
        && call.ArgumentList.Arguments.Any(argument => argument.Expression is ElementAccessExpressionSyntax);

    private static bool IsElement(ExpressionSyntax? receiver, HashSet<string> declaredInLoop) => receiver switch
    {
        IdentifierNameSyntax name => declaredInLoop.Contains(name.Identifier.ValueText),
        PredefinedTypeSyntax or ThisExpressionSyntax or BaseExpressionSyntax or GenericNameSyntax => false,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or PredefinedTypeSyntax } => false,
        _ => true,
    };

    /// <summary>Calls itself with the next index or with the rest of the row.</summary>
    private static bool Recurs(Function function) =>
        Calls(function.Node).Any(call => NameOf(call.Expression) == function.Name && call.ArgumentList.Arguments.Any(argument => argument.Expression switch
    {
        BinaryExpressionSyntax sum => sum.IsKind(SyntaxKind.AddExpression) && function.IsAmongFunctions,
        IdentifierNameSyntax => function is { MayReturnFunction: true, IsAmongFunctions: true },
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Slice" or "Skip" } } => true,
        var rest => rest.DescendantNodesAndSelf().Any(node => node is RangeExpressionSyntax),
    }));

    /// <summary>Takes the element at a position, moves the position on, and gives itself, or the object whose method it is, away.</summary>
    private static bool Advances(Function function)
    {
        var (takes, moves, gives) = (false, false, false);
        foreach (var node in function.Node.DescendantNodes())
        {
            var takesOut = node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } && TakingOut.Contains(member);
            takes |= takesOut || node is ElementAccessExpressionSyntax or ElementBindingExpressionSyntax
                or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Current" };
            moves |= takesOut || Moves(node);
            gives |= node is ArgumentSyntax argument
                && (argument.Expression is ThisExpressionSyntax ? function.IsMethod
                    : NameOf(argument.Expression) == function.Name || IsCallOf(argument.Expression, function));
        }
        return takes && moves && gives;
    }

    /// <summary>A function, written there or as a local one, that calls the function around it.</summary>
    private static bool IsCallOf(ExpressionSyntax argument, Function function) => argument switch
    {
        AnonymousFunctionExpressionSyntax => Calls(argument).Any(call => NameOf(call.Expression) == function.Name),
        IdentifierNameSyntax name => function.Node.DescendantNodes().Any(node => node is LocalFunctionStatementSyntax local
            && local.Identifier.ValueText == name.Identifier.ValueText && Calls(local).Any(call => NameOf(call.Expression) == function.Name)),
        _ => false,
    };

    /// <summary>Moves an enumerator, or a position that is not that of a <c>for</c> loop.</summary>
    private static bool Moves(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "MoveNext" } } => true,
        PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax =>
            node.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PreIncrementExpression or SyntaxKind.PostDecrementExpression
                or SyntaxKind.PreDecrementExpression && node.Parent is not ForStatementSyntax,
        AssignmentExpressionSyntax assignment => assignment.Kind() is SyntaxKind.AddAssignmentExpression or SyntaxKind.SubtractAssignmentExpression
            || assignment.Right is BinaryExpressionSyntax sum && sum.Kind() is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression,
        _ => false,
    };

    /// <summary>The body itself, its local functions, and its lambdas that have a name.</summary>
    private static IEnumerable<Function> Functions(Body body, List<SyntaxNode> nodes)
    {
        var hasFunctions = nodes.Any(node => node is LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax);
        yield return new(body.Declaration, body.Name, hasFunctions, body.Method.MethodKind == MethodKind.Ordinary,
            body.Method.ReturnType.TypeKind is TypeKind.Delegate or TypeKind.Error);
        foreach (var node in nodes)
        {
            if (node is LocalFunctionStatementSyntax local) yield return new(local, local.Identifier.ValueText, true, false, true);
            else if (node is AnonymousFunctionExpressionSyntax && HolderOf(node) is { } holder) yield return new(node, holder, true, false, true);
        }
    }

    private static bool IsLocalFunction(IdentifierNameSyntax name, Body body) =>
        body.Declaration.DescendantNodes().Any(node => node is LocalFunctionStatementSyntax local && local.Identifier.ValueText == name.Identifier.ValueText);

    private static string? HolderOf(SyntaxNode function) => function.Parent switch
    {
        ParenthesizedExpressionSyntax or CastExpressionSyntax => HolderOf(function.Parent),
        AssignmentExpressionSyntax assignment => NameOf(assignment.Left),
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } => declarator.Identifier.ValueText,
        _ => null,
    };

    private static string? DeclaredName(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax local => local.Identifier.ValueText,
        ForEachStatementSyntax loop => loop.Identifier.ValueText,
        SingleVariableDesignationSyntax designation => designation.Identifier.ValueText,
        _ => null,
    };

    private static IEnumerable<InvocationExpressionSyntax> Calls(SyntaxNode node) => node.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>();

    private static ExpressionSyntax? ReceiverOf(InvocationExpressionSyntax call) => Bare(call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Expression,
        MemberBindingExpressionSyntax => null,
        var callee => callee,
    });

    private static ExpressionSyntax? Bare(ExpressionSyntax? expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Bare(inner.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner => Bare(inner.Operand),
        _ => expression,
    };

    private static bool Mentions(SyntaxNode node, string name) =>
        node.DescendantNodes().Any(inner => inner is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == name);

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => access.Name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>A method or function with a name by which its code can call it.</summary>
    private sealed record Function(SyntaxNode Node, string Name, bool IsAmongFunctions, bool IsMethod, bool MayReturnFunction);
}
