using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>
/// The members that could be a term, found without binding: whole numbers that code raises by one and puts in order with something, and never treats
/// as a length or a position. What is left is bound and looked at.
/// </summary>
internal sealed class TermCandidates
{
    /// <summary>Half of a number, or what people call the parts: one of them is said wherever votes are counted.</summary>
    private static readonly Words Needles = new("2", "Candidate", "Leader", "CANDIDATE", "LEADER", "Quorum", "Majority");

    private static readonly TermCandidates None = new(ImmutableHashSet<ISymbol>.Empty, ImmutableHashSet<ISymbol>.Empty, ImmutableHashSet<ISymbol>.Empty);

    private TermCandidates(ImmutableHashSet<ISymbol> raised, ImmutableHashSet<ISymbol> ordered, ImmutableHashSet<ISymbol> measured)
    {
        Raised = raised;
        Ordered = ordered;
        Measured = measured;
    }

    private ImmutableHashSet<ISymbol> Raised { get; }

    private ImmutableHashSet<ISymbol> Ordered { get; }

    private ImmutableHashSet<ISymbol> Measured { get; }

    /// <summary>The candidates that one type both raises and puts in order.</summary>
    public static IEnumerable<ISymbol> Of(TypeFacts type)
    {
        var own = Scanned(type);
        return own.Raised.Intersect(own.Ordered).Except(own.Measured);
    }

    /// <summary>The candidates that one type raises and another puts in order, where both hold the object that has it.</summary>
    public static IEnumerable<ISymbol> Shared(ProjectFacts project)
    {
        var all = project.Types.Select(symbol => project.Of(symbol)).OfType<TypeFacts>().Select(Scanned).Where(one => one != None).ToList();
        var ordered = new HashSet<ISymbol>(all.SelectMany(one => one.Ordered), SymbolEqualityComparer.Default);
        var measured = new HashSet<ISymbol>(all.SelectMany(one => one.Measured), SymbolEqualityComparer.Default);
        return all.SelectMany(one => one.Raised).Where(symbol => ordered.Contains(symbol) && !measured.Contains(symbol)).Distinct<ISymbol>(SymbolEqualityComparer.Default);
    }

    private static TermCandidates Scanned(TypeFacts type) => type.Project.GetOrAdd((nameof(TermCandidates), type), () => Find(type));

    private static TermCandidates Find(TypeFacts type)
    {
        if (type.Symbol is not { TypeKind: TypeKind.Class or TypeKind.Struct, IsStatic: false } || !type.Words.HasAny(Needles)) return None;
        var numbers = Holders(type).SelectMany(holder => holder.Slots).Where(slot => slot.Type.IsInteger() && !slot.IsStatic).Select(slot => slot.Symbol).ToList();
        if (numbers.Count == 0) return None;
        var names = new Scan(type, new(numbers.Select(number => number.Name).Distinct().ToArray()));
        return new(Named(names.Raised), Named(names.Ordered), Named(names.Measured));

        ImmutableHashSet<ISymbol> Named(HashSet<string> said) => numbers.Where(number => said.Contains(number.Name)).ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
    }

    /// <summary>The type, its bases and nested types, and the types of this project that it holds.</summary>
    public static IEnumerable<TypeFacts> Holders(TypeFacts type)
    {
        var own = type.SelfAndSourceBases.Concat(type.Nested).ToList();
        return own.Concat(own.SelectMany(one => one.Slots).Select(slot => type.Project.Of(slot.Type)).OfType<TypeFacts>()).Distinct();
    }

    /// <summary>The names that a type raises by one, puts in order, and treats as a length or a position.</summary>
    private sealed class Scan
    {
        private readonly List<(string Copy, string Name)> copies = new();

        /// <summary>The names up to which a loop counts.</summary>
        private readonly HashSet<string> bounds = new(StringComparer.Ordinal);

        public Scan(TypeFacts type, Words numbers)
        {
            foreach (var body in type.AllBodies)
                if (body.Words.HasAny(numbers))
                    foreach (var node in body.Declaration.DescendantNodes()) Look(node);
            foreach (var (copy, name) in copies)
            {
                if (Ordered.Contains(copy)) Ordered.Add(name);
                if (bounds.Contains(copy)) bounds.Add(name);
            }
            Measured.UnionWith(bounds);
        }

        public HashSet<string> Raised { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Ordered { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Measured { get; } = new(StringComparer.Ordinal);

        private void Look(SyntaxNode node)
        {
            switch (node)
            {
                case PostfixUnaryExpressionSyntax step when step.IsKind(SyntaxKind.PostIncrementExpression): Note(Raised, step.Operand); break;
                case PrefixUnaryExpressionSyntax step when step.IsKind(SyntaxKind.PreIncrementExpression): Note(Raised, step.Operand); break;
                case AssignmentExpressionSyntax sum when sum.IsKind(SyntaxKind.AddAssignmentExpression): Note(IsOne(sum.Right) ? Raised : Measured, sum.Left); break;
                case BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression): Note(IsOne(sum.Right) ? Raised : Measured, sum.Left); break;
                case BinaryExpressionSyntax arithmetic when IsArithmetic(arithmetic):
                    Note(Measured, arithmetic.Left);
                    Note(Measured, arithmetic.Right);
                    break;
                case BinaryExpressionSyntax order when IsOrder(order):
                    var names = IsOfLoop(order) ? bounds : Ordered;
                    Note(names, order.Left);
                    Note(names, order.Right);
                    break;
                case ArgumentSyntax argument: Note(argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword) ? Raised : Ordered, argument.Expression); break;
                case VariableDeclaratorSyntax { Initializer.Value: { } value } copy when NameOf(value) is { } name: copies.Add((copy.Identifier.ValueText, name)); break;
            }
        }

        private static void Note(HashSet<string> names, ExpressionSyntax expression)
        {
            if (NameOf(expression) is { } name) names.Add(name);
        }

        private static bool IsOne(ExpressionSyntax expression) => expression is LiteralExpressionSyntax { Token.ValueText: "1" };

        /// <summary>True for the condition of a loop, or one of several that it demands.</summary>
        private static bool IsOfLoop(ExpressionSyntax condition)
        {
            while (condition.Parent is ParenthesizedExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression }) condition = (ExpressionSyntax)condition.Parent;
            return condition.Parent is WhileStatementSyntax or ForStatementSyntax;
        }

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
