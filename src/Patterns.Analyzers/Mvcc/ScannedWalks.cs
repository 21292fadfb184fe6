using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>
/// Searches through rows of any source, where each row has a stamp in it or in its key: what is newer than the reader is passed over, and of the rest the
/// newest is kept.
/// </summary>
internal static class ScannedWalks
{
    private static readonly Words Loops = new("foreach", "MoveNext");

    /// <summary>True when the text of a type allows such a search. Binds nothing.</summary>
    public static bool MayBeIn(TypeFacts type) => type.Words.HasAny(Loops) && (type.Words.HasMark('<') || type.Words.HasMark('>'));

    public static IEnumerable<Walk> In(Body body)
    {
        if (!body.Words.HasAny(Loops) || !MayScan(body)) yield break;
        foreach (var loop in body.Of<ILoopOperation>())
        {
            var inside = loop.SelfAndDescendants().ToList();
            var parts = PartsOf(loop, inside, body);
            if (parts.Count == 0 || ElementOf(loop, inside) is not { } element) continue;
            if (RuleOf(inside, body, IsPart) is { } rule && IsKept(inside, body, parts, loop))
                yield return new(body, element, rule, loop, null, WalkKind.Scanned);

            bool IsPart(IOperation operation) => operation is ILocalReferenceOperation { Local: var local } && parts.Contains(local);
        }
    }

    /// <summary>A reader is given its stamp once, when it begins: by construction, or by the one member that starts it over.</summary>
    public static bool IsOfBeginning(Keep keep, ProjectFacts project)
    {
        if (keep.Member is IParameterSymbol or IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null or { IsInitOnly: true } }) return true;
        var given = Counters.AssignmentsOf(keep.Member.OriginalDefinition, project)
            .Where(assignment => assignment.Body is not null && !assignment.Value.ConstantValue.HasValue).Select(assignment => assignment.Body!).Distinct()
            .ToList();
        return given.Count == 1 && given[0].Type.Symbol.IsSame(keep.Member.ContainingType) && given[0].Method.Parameters.Length > 0;
    }

    /// <summary>The text of a loop holds something against a number that is no variable of the loop's own.</summary>
    private static bool MayScan(Body body)
    {
        var names = new HashSet<string>(body.Type.Slots.Where(slot => slot.Type.IsStamp()).Select(slot => slot.Name), StringComparer.Ordinal);
        names.UnionWith(body.Method.Parameters.Select(parameter => parameter.Name));
        return body.Declaration.DescendantNodes().Any(node => node is ForEachStatementSyntax or ForEachVariableStatementSyntax or WhileStatementSyntax
            && node.DescendantNodes().OfType<IfStatementSyntax>().Any(choice => choice.Condition.DescendantNodesAndSelf().OfType<BinaryExpressionSyntax>()
                .Any(test => IsOrder(test) && (Says(test.Left, names) || Says(test.Right, names)))));
    }

    private static bool IsOrder(BinaryExpressionSyntax test) => test.Kind() is SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression
        or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression;

    private static bool Says(ExpressionSyntax side, HashSet<string> names) => side switch
    {
        IdentifierNameSyntax name => names.Contains(name.Identifier.ValueText),
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: var member } => names.Contains(member.Identifier.ValueText),
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner } => names.Contains(owner.Identifier.ValueText),
        _ => false,
    };

    /// <summary>The row, and the locals of the loop that hold parts of it.</summary>
    private static HashSet<ISymbol> PartsOf(ILoopOperation loop, List<IOperation> inside, Body body)
    {
        var parts = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        if (loop is IForEachLoopOperation each)
        {
            if (Chain.Is(each.Collection, body)) return parts;
            parts.UnionWith(each.LoopControlVariable.SelfAndDescendants().Select(Variable).OfType<ISymbol>());
        }
        else if (Enumerator(loop) is null) return parts;
        foreach (var declarator in inside.OfType<IVariableDeclaratorOperation>())
            if (declarator.GetVariableInitializer()?.Value is { } value && (IsCurrent(value, loop) || parts.Any(value.Mentions))) parts.Add(declarator.Symbol);
        return parts;
    }

    private static ISymbol? Variable(IOperation operation) => operation switch
    {
        IVariableDeclaratorOperation declarator => declarator.Symbol,
        ILocalReferenceOperation local => local.Local,
        _ => null,
    };

    private static ITypeSymbol? ElementOf(ILoopOperation loop, List<IOperation> inside) => loop switch
    {
        IForEachLoopOperation { Locals: { Length: > 0 } locals } => locals[0].Type,
        _ => inside.OfType<IVariableDeclaratorOperation>().FirstOrDefault(declarator => declarator.GetVariableInitializer() is { Value: var value }
            && IsCurrent(value, loop))?.Symbol.Type,
    };

    /// <summary>What a loop moves along by hand: <c>while (rows.MoveNext())</c>.</summary>
    private static ISymbol? Enumerator(ILoopOperation loop) =>
        loop is IWhileLoopOperation { Condition: { } condition }
        && condition.Plain() is IInvocationOperation { TargetMethod.Name: "MoveNext", Instance: { } rows }
            ? rows.Referenced() : null;

    private static bool IsCurrent(IOperation value, ILoopOperation loop) => Enumerator(loop) is { } rows
        && value.Contains(inner => inner is IPropertyReferenceOperation { Property.Name: "Current", Instance: { } owner } && rows.IsSame(owner.Referenced()));

    /// <summary>A condition that passes over what is newer than the reader, or takes only what is not.</summary>
    private static Visibility? RuleOf(List<IOperation> inside, Body body, Func<IOperation, bool> isPart)
    {
        foreach (var operation in inside)
        {
            if (OrderTest.From(operation) is not { } test) continue;
            foreach (var (one, kind, other) in test.Sides())
                if (Visibility.Reads(one, isPart, out var stamp) && IsReader(other, isPart) && IsRule(operation, kind))
                    return new(operation, body, stamp, other);
        }
        return null;
    }

    private static bool IsReader(IOperation other, Func<IOperation, bool> isPart) =>
        !other.ConstantValue.HasValue && !other.Contains(isPart) && other.Referenced() is IFieldSymbol or IPropertySymbol or IParameterSymbol
        && other.Type.IsStamp() && !other.Type.IsMoment() && other.Type!.TypeKind != TypeKind.Error;

    private static bool IsRule(IOperation test, BinaryOperatorKind kind)
    {
        var whole = test;
        while (whole.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr }
            or IParenthesizedOperation)
            whole = whole.Parent;
        if (whole.Parent is not IConditionalOperation choice || choice.Condition != whole) return false;
        return kind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual ? GoesOn(choice.WhenTrue) : !GoesOn(choice.WhenTrue);
    }

    private static bool GoesOn(IOperation branch) =>
        branch is IBlockOperation { Operations: { Length: > 0 } all } ? GoesOn(all[all.Length - 1]) : branch is IBranchOperation;

    /// <summary>What a row holds is put aside in a place that outlives the loop's turn and from which the caller gets it, or is returned.</summary>
    private static bool IsKept(List<IOperation> inside, Body body, HashSet<ISymbol> parts, ILoopOperation loop) => inside.Any(operation => operation switch
    {
        IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } value } => parts.Any(value.Mentions),
        ISimpleAssignmentOperation { Target: IParameterReferenceOperation { Parameter.RefKind: RefKind.Out }, Value: var value } => parts.Any(value.Mentions),
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var kept }, Value: var value } => parts.Any(value.Mentions)
            && !inside.Any(inner => inner is IVariableDeclaratorOperation declarator && declarator.Symbol.IsSame(kept))
            && (Selection.Leaves(body, kept) || IsUsedFor(body, kept, loop)),
        _ => false,
    });

    /// <summary>After the loop something is made of what was put aside, and returned.</summary>
    private static bool IsUsedFor(Body body, ISymbol kept, ILoopOperation loop) => body.Of<IVariableDeclaratorOperation>().Any(made =>
        made.Syntax.SpanStart > loop.Syntax.Span.End && made.GetVariableInitializer()?.Value.Mentions(kept) == true && Selection.Leaves(body, made.Symbol));
}
