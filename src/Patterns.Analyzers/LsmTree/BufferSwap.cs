using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>The moment at which a full table gives way to an empty one: evidence 1.</summary>
/// <param name="Buffer">The field or property that holds the table which takes the writes.</param>
/// <param name="Body">The method that swaps.</param>
/// <param name="Site">The assignment, exchange or clearing.</param>
internal sealed record BufferSwap(ISymbol Buffer, Body Body, IOperation Site)
{
    /// <summary>True where the table is emptied and stays the same object.</summary>
    public bool Clears => Call.From(Site) is { Name: "Clear" };

    /// <summary>True where the content is read out before it is given up: what is emptied first and filled after is loaded anew.</summary>
    public bool IsReadBefore =>
        Reads(Body, Site) || Body.Type.Bodies.Any(caller => caller.Callees.Any(callee => callee.Body == Body && Reads(caller, callee.Call.Operation)));

    /// <summary>The members that get the full table, to wait there for its flush.</summary>
    public IEnumerable<ISymbol> Frozen => Body.Of<ISimpleAssignmentOperation>()
        .Where(assignment => assignment.Target.IsOwnMember() && SymbolEqualityComparer.Default.Equals(assignment.Value.Referenced(), Buffer))
        .Select(assignment => assignment.Target.Referenced()).OfType<ISymbol>();

    private bool Reads(Body body, IOperation before) => ContentReads(body, before).Any();

    /// <summary>Where a body takes the content out before something else.</summary>
    public IEnumerable<IOperation> ContentReads(Body body, IOperation before) =>
        body.Operations.Where(operation => operation is IMemberReferenceOperation { Member: var member }
        && SymbolEqualityComparer.Default.Equals(member, Buffer) && operation.Syntax.Span.End <= before.Syntax.SpanStart && TakesContent(operation));

    /// <summary>Who asks how much there is, or puts something in, takes nothing out.</summary>
    private static bool TakesContent(IOperation table) => table.Parent switch
    {
        IPropertyReferenceOperation { Property: { IsIndexer: var isIndexer, Type: var asked } } => !isIndexer && asked.SpecialType == SpecialType.None,
        IInvocationOperation { TargetMethod.ReturnType: var answer } => answer.SpecialType == SpecialType.None,
        _ => true,
    };

    /// <summary>What the text of a swap says, one of them at least.</summary>
    public static readonly Words Needles = new("new", "Exchange", "Clear", "Create", "factory", "_factory");

    /// <summary>The bodies whose text assigns, exchanges or clears places of a type, each with the names of these. Binds nothing.</summary>
    public static Dictionary<Body, List<string>> MaySwap(TypeFacts type, List<Slot> places)
    {
        var swapped = places.Where(place => MayGiveWay(place, type)).Select(place => place.Name).Distinct().ToArray();
        var words = new Words(swapped);
        var found = new Dictionary<Body, List<string>>();
        foreach (var body in type.Bodies)
        {
            if (body is { IsConstructor: true } or { Method.MethodKind: MethodKind.PropertySet } || !body.Words.HasAny(words) || !body.Words.HasAny(Needles))
                continue;
            var named = new HashSet<string>(swapped.Where(body.Words.Has));
            if (Written(body.Declaration, named).ToList() is { Count: > 0 } written) found.Add(body, written);
        }
        return found;
    }

    /// <summary>True for a place that can be given another table, or be emptied.</summary>
    public static bool MayGiveWay(Slot place, TypeFacts type) => !place.IsReadOnly || type.Words.Has("Clear");

    /// <summary>The swaps in bodies that may swap.</summary>
    public static ImmutableArray<BufferSwap> In(IEnumerable<Body> bodies, List<Slot> places) => bodies.SelectMany(body => In(body, places)).ToImmutableArray();

    /// <summary>True for a type that can hold keys: a class or contract of some size, or a collection.</summary>
    public static bool MayBeTable(ITypeSymbol type) =>
        type.SpecialType == SpecialType.None
        && type.TypeKind is TypeKind.Class or TypeKind.Interface or TypeKind.Array or TypeKind.Error
        && !type.IsTask()
        && (!type.IsFramework() || Collections.IsCollection(type));

    /// <summary>By syntax alone: the names that are assigned something made here, exchanged or cleared, and stand in the body once more.</summary>
    private static IEnumerable<string> Written(SyntaxNode declaration, HashSet<string> names)
    {
        foreach (var node in declaration.DescendantNodes())
        {
            var target = node switch
            {
                AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment when MayBeFresh(assignment.Right) =>
                    NameOf(assignment.Left),
                ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword } argument => NameOf(argument.Expression),
                InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Clear" } access } =>
                    NameOf(access.Expression),
                _ => null,
            };
            if (target is null || !names.Contains(target)) continue;
            if (node is ArgumentSyntax
                || declaration.DescendantTokens().Count(token => token.RawKind == (int)SyntaxKind.IdentifierToken && token.ValueText == target) > 1)
                yield return target;
        }
    }

    private static bool MayBeFresh(ExpressionSyntax value) =>
        value is BaseObjectCreationExpressionSyntax or InvocationExpressionSyntax or AwaitExpressionSyntax or IdentifierNameSyntax;

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };

    private static IEnumerable<BufferSwap> In(Body body, List<Slot> candidates)
    {
        foreach (var operation in body.Operations)
        {
            var target = operation switch
            {
                ISimpleAssignmentOperation { Target: var assigned, Value: var value } when IsFresh(value, body) => assigned,
                IInvocationOperation { TargetMethod: { Name: "Exchange", ContainingType.Name: "Interlocked" }, Arguments.Length: 2 } exchange
                    when IsFresh(exchange.Arguments[1].Value, body) =>
                    exchange.Arguments[0].Value,
                _ when Call.From(operation) is { Name: "Clear", Arguments.Length: 0, Receiver: { } cleared } => cleared,
                _ => null,
            };
            if (target is null || !Places.IsOne(target) || target.Referenced() is not { } symbol) continue;
            if (!candidates.Any(slot => SymbolEqualityComparer.Default.Equals(slot.Symbol, symbol))) continue;
            if (operation is IInvocationOperation { TargetMethod.Name: "Exchange" } || IsReadBeside(symbol, operation, body))
                yield return new(symbol, body, operation);
        }
    }

    /// <summary>True for a table that nobody has written to yet: created here, or by a factory.</summary>
    private static bool IsFresh(IOperation value, Body body) => value.Plain() switch
    {
        IObjectCreationOperation or IInvocationOperation or ITypeParameterObjectCreationOperation => true,
        ILocalReferenceOperation local =>
            Provenance.Of(body).SourcesOf(local.Local).Any(source => source.Plain() is IObjectCreationOperation or IInvocationOperation),
        _ => false,
    };

    private static bool IsReadBeside(ISymbol buffer, IOperation write, Body body) => body.Operations.Any(operation =>
        operation is IMemberReferenceOperation member
        && SymbolEqualityComparer.Default.Equals(member.Member, buffer)
        && !write.Syntax.Span.Contains(member.Syntax.Span)
        && !(member.Parent is ISimpleAssignmentOperation { Target: var target } && target == member));
}
