using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>
/// The members of a type that could be a term, found without binding: whole numbers that its code both raises by one and puts in order with
/// something. What is left is bound and looked at.
/// </summary>
internal static class TermCandidates
{
    /// <summary>Half of a number, or what people call the parts: one of them is said wherever votes are counted.</summary>
    private static readonly Words Needles = new("2", "Candidate", "Leader", "CANDIDATE", "LEADER", "Quorum", "Majority");

    public static ImmutableArray<ISymbol> Of(TypeFacts type)
    {
        if (type.Symbol is not { TypeKind: TypeKind.Class or TypeKind.Struct, IsStatic: false } || !type.Words.HasAny(Needles)) return ImmutableArray<ISymbol>.Empty;
        var numbers = Holders(type).SelectMany(holder => holder.Slots).Where(slot => slot.Type.IsInteger() && !slot.IsStatic).ToList();
        if (numbers.Count == 0) return ImmutableArray<ISymbol>.Empty;
        var names = new Scan(type).Names;
        return numbers.Where(slot => names.Contains(slot.Name)).Select(slot => slot.Symbol).Distinct(SymbolEqualityComparer.Default).ToImmutableArray()!;
    }

    /// <summary>The type, its bases and nested types, and the types of this project that it holds.</summary>
    public static IEnumerable<TypeFacts> Holders(TypeFacts type)
    {
        var own = type.SelfAndSourceBases.Concat(type.Nested).ToList();
        return own.Concat(own.SelectMany(one => one.Slots).Select(slot => type.Project.Of(slot.Type)).OfType<TypeFacts>()).Distinct();
    }

    /// <summary>The names that a type raises by one and puts in order, and never treats as a length or a position.</summary>
    private sealed class Scan
    {
        private readonly HashSet<string> raised = new(StringComparer.Ordinal);
        private readonly HashSet<string> ordered = new(StringComparer.Ordinal);
        private readonly HashSet<string> measured = new(StringComparer.Ordinal);
        private readonly List<(string Copy, string Name)> copies = new();

        public Scan(TypeFacts type)
        {
            foreach (var body in type.AllBodies)
                foreach (var node in body.Declaration.DescendantNodes()) Look(node);
            foreach (var (copy, name) in copies)
                if (ordered.Contains(copy)) ordered.Add(name);
            raised.IntersectWith(ordered);
            raised.ExceptWith(measured);
        }

        public HashSet<string> Names => raised;

        private void Look(SyntaxNode node)
        {
            switch (node)
            {
                case PostfixUnaryExpressionSyntax step when step.IsKind(SyntaxKind.PostIncrementExpression): Note(raised, step.Operand); break;
                case PrefixUnaryExpressionSyntax step when step.IsKind(SyntaxKind.PreIncrementExpression): Note(raised, step.Operand); break;
                case AssignmentExpressionSyntax sum when sum.IsKind(SyntaxKind.AddAssignmentExpression): Note(IsOne(sum.Right) ? raised : measured, sum.Left); break;
                case BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression): Note(IsOne(sum.Right) ? raised : measured, sum.Left); break;
                case BinaryExpressionSyntax arithmetic when IsArithmetic(arithmetic):
                    Note(measured, arithmetic.Left);
                    Note(measured, arithmetic.Right);
                    break;
                case BinaryExpressionSyntax order when IsOrder(order):
                    var names = order.Parent is WhileStatementSyntax or ForStatementSyntax ? measured : ordered;
                    Note(names, order.Left);
                    Note(names, order.Right);
                    break;
                case ArgumentSyntax argument: Note(argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword) ? raised : ordered, argument.Expression); break;
                case VariableDeclaratorSyntax { Initializer.Value: { } value } copy when NameOf(value) is { } name: copies.Add((copy.Identifier.ValueText, name)); break;
            }
        }

        private static void Note(HashSet<string> names, ExpressionSyntax expression)
        {
            if (NameOf(expression) is { } name) names.Add(name);
        }

        private static bool IsOne(ExpressionSyntax expression) => expression is LiteralExpressionSyntax { Token.ValueText: "1" };

        private static bool IsOrder(BinaryExpressionSyntax binary) => binary.Kind() is SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression
            or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression;

        private static bool IsArithmetic(BinaryExpressionSyntax binary) => binary.Kind() is SyntaxKind.SubtractExpression or SyntaxKind.MultiplyExpression
            or SyntaxKind.DivideExpression or SyntaxKind.ModuloExpression;

        private static string? NameOf(ExpressionSyntax expression) => expression switch
        {
            IdentifierNameSyntax name => name.Identifier.ValueText,
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            ParenthesizedExpressionSyntax parenthesized => NameOf(parenthesized.Expression),
            CastExpressionSyntax cast => NameOf(cast.Expression),
            _ => null,
        };
    }
}
