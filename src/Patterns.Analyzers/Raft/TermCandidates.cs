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

    private readonly TypeFacts type;
    private readonly Lazy<List<ISymbol>> numbers;
    private readonly Lazy<List<ISymbol>> farNumbers;
    private readonly Lazy<List<ISymbol>> raised;
    private readonly Lazy<Scan> scan;

    private TermCandidates(TypeFacts type)
    {
        this.type = type;
        numbers = new(() =>
            Holders(type).SelectMany(holder => holder.SelfAndSourceBases).Distinct().SelectMany(holder => holder.Slots)
                .Where(slot => slot.Type.IsInteger() && !slot.IsStatic).Select(slot => slot.Symbol).ToList());
        farNumbers = new(FindFarNumbers);
        raised = new(FindRaised);
        scan = new(() => new(BodiesNaming(numbers.Value.Concat(farNumbers.Value).ToList())));
    }

    /// <summary>The candidates that one type both raises and puts in order.</summary>
    public static IEnumerable<ISymbol> Of(TypeFacts type) => In(type) is { raised.Value: { Count: > 0 } raised } own
        ? raised.Where(number => Is(number, own.scan.Value.Ordered) && !Is(number, own.scan.Value.Measured))
        : Enumerable.Empty<ISymbol>();

    /// <summary>The candidates that one type raises and another puts in order, where both have a way to the object that has it.</summary>
    public static IEnumerable<ISymbol> Shared(ProjectFacts project)
    {
        var all = project.Declared.Select(In).OfType<TermCandidates>().ToList();
        var raised = all.SelectMany(one => one.raised.Value).Distinct<ISymbol>(SymbolEqualityComparer.Default).ToList();
        if (raised.Count == 0) return raised;
        var names = new Words(raised.SelectMany(NamesOf).Distinct().ToArray());
        var naming = all.Where(one => one.type.SelfAndSourceBases.Any(self => self.Words.HasAny(names))).ToList();
        var scans = naming.Select(one => (Scan: new Scan(one.BodiesSaying(names)), Reached: one.Reached())).ToList();
        return raised.Where(number => scans.Any(one => Is(number, one.Scan.Ordered) && one.Reached.Contains(number.ContainingType))
            && !scans.Any(one => Is(number, one.Scan.Measured) && one.Reached.Contains(number.ContainingType)));
    }

    /// <summary>The numbers in reach of a type's code; null where its words rule out that votes are counted.</summary>
    private static TermCandidates? In(TypeFacts type) =>
        type.Symbol is { TypeKind: TypeKind.Class or TypeKind.Struct, IsStatic: false } && type.Words.HasAny(Needles)
        ? type.Project.GetOrAdd((nameof(TermCandidates), type), () => new TermCandidates(type))
        : null;

    private List<ISymbol> FindRaised()
    {
        var names = RaisedByHolders();
        if (type.SelfAndSourceBases.Any(self => MayRaise(self.Words)))
            foreach (var body in BodiesNaming(numbers.Value))
                if (MayRaise(body.Words)) names.UnionWith(RaisedIn(body));
        return NumbersIn(names).Concat(farNumbers.Value).Distinct<ISymbol>(SymbolEqualityComparer.Default).ToList();
    }

    private static IEnumerable<string> RaisedIn(Body body)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in body.Declaration.DescendantNodes())
            if (Scan.RaisedBy(node) is { } number) Scan.Note(names, number);
        return names;
    }

    /// <summary>What the objects that the type holds raise when it asks them to: <c>state.IncrementTerm()</c>.</summary>
    private HashSet<string> RaisedByHolders()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var holder in Holders(type).SelectMany(held => held.SelfAndSourceBases).Distinct())
            if (!type.SelfAndSourceBases.Contains(holder) && holder.Words.HasMark('+'))
                foreach (var body in holder.Bodies)
                    if (body.Method is { MethodKind: MethodKind.Ordinary, Parameters.IsEmpty: true } && body.Words.HasMark('+') && type.Words.Has(body.Name))
                        names.UnionWith(RaisedIn(body));
        return names;
    }

    /// <summary>The numbers that the type raises by name in what its objects hold, or that a contract promises it.</summary>
    private List<ISymbol> FindFarNumbers()
    {
        if (!type.SelfAndSourceBases.Any(self => self.Words.HasMark('+') || Steps.Any(self.Words.Has))) return new();
        var names = new HashSet<string>(type.AllBodies.Where(body => body.Words.HasMark('+') || Steps.Any(body.Words.Has)).SelectMany(RaisedFarIn));
        if (names.Count == 0) return new();
        var near = Holders(type).ToList();
        return near.SelectMany(Holders).Concat(near).Distinct().SelectMany(NumbersOf).Distinct<ISymbol>(SymbolEqualityComparer.Default)
            .Where(number => Is(number, names)).ToList();
    }

    private IEnumerable<string> RaisedFarIn(Body body) => RaisedIn(body).Concat(body.Declaration.DescendantNodes().Select(SteppedBy).OfType<string>());

    /// <summary>The methods by which a number of the project's own type makes the next one.</summary>
    private IEnumerable<string> Steps => type.Project.GetOrAdd(nameof(Steps), () => type.Project.Types
        .Where(number => number.TypeKind is TypeKind.Struct or TypeKind.Class && ((ITypeSymbol)number).IsInteger())
        .SelectMany(number => number.GetMembers().OfType<IMethodSymbol>())
        .Where(step => step is { MethodKind: MethodKind.Ordinary, IsStatic: false, Parameters.IsEmpty: true } && step.ReturnType.IsSame(step.ContainingType))
        .Select(step => step.Name).Distinct().ToImmutableArray());

    private string? SteppedBy(SyntaxNode node) =>
        node is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Expression: var number } step }
        && Steps.Contains(step.Name.Identifier.ValueText) ? Scan.NameOf(number) : null;

    /// <summary>The whole numbers that a type holds or inherits, and those that the contracts it holds promise.</summary>
    private static IEnumerable<ISymbol> NumbersOf(TypeFacts holder) => holder.AllSlots
        .Where(slot => slot.Type.IsInteger() && !slot.IsStatic).Select(slot => slot.Symbol)
        .Concat(holder.Slots.SelectMany(slot => PromisedBy(slot.Type)));

    private static IEnumerable<ISymbol> PromisedBy(ITypeSymbol contract) => contract.TypeKind != TypeKind.Interface || contract.IsFramework()
        ? Enumerable.Empty<ISymbol>()
        : contract.OriginalDefinition.GetMembers().OfType<IPropertySymbol>().Where(number => number.Type.IsInteger() && !number.IsIndexer);

    /// <summary>A sum, a step, or a reference for somebody else to step.</summary>
    private static bool MayRaise(Vocabulary words) => words.HasMark('+') || words.Has("ref");

    private IEnumerable<ISymbol> NumbersIn(HashSet<string> names) => numbers.Value.Where(number => Is(number, names));

    private static bool Is(ISymbol number, HashSet<string> names) => NamesOf(number).Any(names.Contains);

    /// <summary>A field is also known by the property that stands for it: <c>CurrentTerm</c> for <c>currentTerm</c>.</summary>
    private static IEnumerable<string> NamesOf(ISymbol number)
    {
        yield return number.Name;
        if (number is not IFieldSymbol) yield break;
        foreach (var property in number.ContainingType.GetMembers().OfType<IPropertySymbol>())
            if (string.Equals(property.Name, number.Name.TrimStart('_'), StringComparison.OrdinalIgnoreCase) || Returns(property, number))
                yield return property.Name;
    }

    /// <summary>True for a property whose getter is the number's name: <c>Term => _currentTerm</c>.</summary>
    private static bool Returns(IPropertySymbol property, ISymbol number)
    {
        if (property.IsIndexer || property.DeclaringSyntaxReferences is not [var reference]
            || reference.GetSyntax() is not PropertyDeclarationSyntax declaration)
            return false;
        var getter = declaration.AccessorList?.Accessors.FirstOrDefault(accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration));
        var value = declaration.ExpressionBody?.Expression ?? getter?.ExpressionBody?.Expression
            ?? (getter?.Body?.Statements is [ReturnStatementSyntax { Expression: { } returned }] ? returned : null);
        return value is not null && Scan.NameOf(value) == number.Name;
    }

    private IEnumerable<Body> BodiesNaming(List<ISymbol> symbols) =>
        symbols.Count == 0 ? Enumerable.Empty<Body>() : BodiesSaying(new Words(symbols.SelectMany(NamesOf).Distinct().ToArray()));

    private IEnumerable<Body> BodiesSaying(Words names) => type.AllBodies.Where(body => body.Words.HasAny(names));

    /// <summary>The types of the objects that the type holds, and of those that these hold: a role object has its node, and the node its state.</summary>
    private HashSet<ISymbol> Reached() => Reached(type);

    public static HashSet<ISymbol> Reached(TypeFacts type)
    {
        var holders = Holders(type).SelectMany(Holders).Distinct().ToList();
        return new(holders.SelectMany(holder => holder.SelfAndSourceBases).Select(holder => (ISymbol)holder.Symbol)
            .Concat(holders.SelectMany(holder => holder.Slots).Select(slot => slot.Type.OriginalDefinition)), SymbolEqualityComparer.Default);
    }

    /// <summary>The type, its bases and nested types, and the types of this project that it holds.</summary>
    public static IEnumerable<TypeFacts> Holders(TypeFacts type)
    {
        var own = type.SelfAndSourceBases.Concat(type.Nested).ToList();
        return own.Concat(own.SelectMany(one => one.Slots).Select(slot => type.Project.Of(slot.Type)).OfType<TypeFacts>()).Distinct();
    }

    /// <summary>The names that code puts in order, and those that it treats as a length or a position.</summary>
    private sealed class Scan
    {
        private readonly List<(string Copy, string Name)> copies = new();

        /// <summary>The names up to which a loop counts.</summary>
        private readonly HashSet<string> bounds = new(StringComparer.Ordinal);

        public Scan(IEnumerable<Body> bodies)
        {
            foreach (var body in bodies)
                foreach (var node in body.Declaration.DescendantNodes())
                    if (RaisedBy(node) is null) Look(node);
            foreach (var (copy, name) in copies)
            {
                if (Ordered.Contains(copy)) Ordered.Add(name);
                if (bounds.Contains(copy)) bounds.Add(name);
            }
            Measured.UnionWith(bounds);
        }

        public HashSet<string> Ordered { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Measured { get; } = new(StringComparer.Ordinal);

        /// <summary>What a node raises by one, or hands out to be raised.</summary>
        public static ExpressionSyntax? RaisedBy(SyntaxNode node) => node switch
        {
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression } step => step.Operand,
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression } step => step.Operand,
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } sum when IsOne(sum.Right) => sum.Left,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum when IsOne(sum.Right) => sum.Left,
            ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword } argument => argument.Expression,
            _ => null,
        };

        private void Look(SyntaxNode node)
        {
            switch (node)
            {
                case AssignmentExpressionSyntax sum when sum.IsKind(SyntaxKind.AddAssignmentExpression): Note(Measured, sum.Left); break;
                case BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression): Note(Measured, sum.Left); break;
                case BinaryExpressionSyntax arithmetic when IsArithmetic(arithmetic):
                    Note(Measured, arithmetic.Left);
                    Note(Measured, arithmetic.Right);
                    break;
                case BinaryExpressionSyntax order when IsOrder(order):
                    var names = IsOfLoop(order) ? bounds : Ordered;
                    Note(names, order.Left);
                    Note(names, order.Right);
                    break;
                case ArgumentSyntax argument: Note(Ordered, argument.Expression); break;
                case VariableDeclaratorSyntax { Initializer.Value: { } value } copy when NameOf(value) is { } name:
                    copies.Add((copy.Identifier.ValueText, name)); break;
            }
        }

        public static void Note(HashSet<string> names, ExpressionSyntax expression)
        {
            if (NameOf(expression) is { } name) names.Add(name);
        }

        private static bool IsOne(ExpressionSyntax expression) => expression is LiteralExpressionSyntax { Token.ValueText: "1" };

        /// <summary>True for the condition of a loop, or one of several that it demands.</summary>
        private static bool IsOfLoop(ExpressionSyntax condition)
        {
            while (condition.Parent is ParenthesizedExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression })
                condition = (ExpressionSyntax)condition.Parent;
            return condition.Parent is WhileStatementSyntax or ForStatementSyntax;
        }

        private static bool IsOrder(BinaryExpressionSyntax binary) => binary.Kind() is SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression
            or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression;

        private static bool IsArithmetic(BinaryExpressionSyntax binary) => binary.Kind() is SyntaxKind.SubtractExpression or SyntaxKind.MultiplyExpression
            or SyntaxKind.DivideExpression or SyntaxKind.ModuloExpression;

        public static string? NameOf(ExpressionSyntax expression) => expression switch
        {
            IdentifierNameSyntax name => name.Identifier.ValueText,
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value", Expression: var wrapped } => NameOf(wrapped),
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            ParenthesizedExpressionSyntax parenthesized => NameOf(parenthesized.Expression),
            CastExpressionSyntax cast => NameOf(cast.Expression),
            _ => null,
        };
    }
}
