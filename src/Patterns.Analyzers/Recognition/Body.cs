using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Patterns.Analyzers.Recognition;

/// <summary>
/// The code of one method, constructor, accessor or operator. Its symbol and words are cheap; <see cref="Root"/> and all that needs it binds the
/// code, once, on first use: ask the cheap questions first.
/// </summary>
internal sealed class Body
{
    private Lazy<Vocabulary>? words;
    private Lazy<IOperation?>? root;
    private Lazy<ImmutableArray<IOperation>>? operations;
    private Lazy<ImmutableArray<Call>>? calls;
    private Lazy<FlowGraph?>? flow;
    private Lazy<Dictionary<ISymbol, IOperation>>? declared;
    private Lazy<ImmutableArray<(Call Call, Body Body)>>? callees;

    private Body(TypeFacts type, IMethodSymbol method, SyntaxNode declaration)
    {
        Type = type;
        Method = method;
        Declaration = declaration;
    }

    /// <summary>The type that declares it.</summary>
    public TypeFacts Type { get; }

    public IMethodSymbol Method { get; }

    public string Name => Method.Name;

    /// <summary>The name that a reader knows it by: the property of an accessor, the type of a constructor, the member of an explicit implementation, Main for
    /// top-level statements.</summary>
    public string DisplayName => Method switch
    {
        { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor } constructor => constructor.ContainingType.Name,
        { AssociatedSymbol: { } member } => member.Name,
        { ExplicitInterfaceImplementations: { Length: > 0 } members } => members[0].Name,
        { Name: WellKnownMemberNames.TopLevelStatementsEntryPointMethodName } => "Main",
        var method => method.Name,
    };

    /// <summary>The declaration; for an expression-bodied property the arrow clause, for top-level statements the compilation unit.</summary>
    public SyntaxNode Declaration { get; }

    /// <summary>The words of its text: costs no binding.</summary>
    public Vocabulary Words => (words ?? OnDemand.Make(ref words, ReadWords)).Value;

    /// <summary>The bound code. Binds.</summary>
    public IOperation? Root => (root ?? OnDemand.Make(ref root, Bind)).Value;

    /// <summary>Every operation, parents first, lambdas and local functions included. Binds.</summary>
    public ImmutableArray<IOperation> Operations => (operations ?? OnDemand.Make(ref operations, FindOperations)).Value;

    /// <summary>Every invocation, resolved or not. Binds.</summary>
    public ImmutableArray<Call> Calls => (calls ?? OnDemand.Make(ref calls, FindCalls)).Value;

    /// <summary>The control flow. Binds.</summary>
    public FlowGraph? Flow => (flow ?? OnDemand.Make(ref flow, () => FlowGraph.Of(Root))).Value;

    /// <summary>The control flow of a lambda or local function that stands in this body. Binds.</summary>
    public FlowGraph? FlowOf(IOperation function)
    {
        var outer = function.EnclosingFunction();
        return (outer is null ? Flow : FlowOf(outer))?.Nested(function);
    }

    /// <summary>The bodies of this project that it calls, each with the call. Binds this body, not those.</summary>
    public ImmutableArray<(Call Call, Body Body)> Callees => (callees ?? OnDemand.Make(ref callees, FindCallees)).Value;

    /// <summary>What a local of this body is declared with; null for a local without an initialiser and for any other symbol. Binds.</summary>
    public IOperation? DeclaredValue(ISymbol local) =>
        (declared ?? OnDemand.Make(ref declared, FindDeclared)).Value.TryGetValue(local, out var value) ? value : null;

    /// <summary>The value, or what the local that it names is declared with; null for a local without an initialiser.</summary>
    public IOperation? DeclaredOrSelf(IOperation value) => value.Referenced() is ILocalSymbol local ? DeclaredValue(local)?.Plain() : value.Plain();

    /// <summary>True when code outside the type can call it.</summary>
    public bool IsOpen => Method.DeclaredAccessibility != Accessibility.Private || Method.ExplicitInterfaceImplementations.Length > 0;

    public bool IsConstructor => Method.MethodKind is MethodKind.Constructor or MethodKind.StaticConstructor;

    /// <summary>The operations of a kind.</summary>
    public IEnumerable<T> Of<T>() where T : class, IOperation
    {
        foreach (var operation in Operations)
            if (operation is T wanted) yield return wanted;
    }

    /// <summary>
    /// Where something happens in this body: in its own code, or in a body of this project one call away, where the site is then the call.
    /// A callee whose words rule the thing out is not bound.
    /// </summary>
    public IEnumerable<(IOperation Site, IOperation Evidence)> Occurrences(Func<IOperation, bool> condition, Words? words = null)
    {
        foreach (var operation in Operations)
            if (condition(operation)) yield return (operation, operation);
        foreach (var (call, callee) in Callees)
        {
            if (words is not null && !callee.Words.HasAny(words)) continue;
            foreach (var operation in callee.Operations)
                if (condition(operation)) { yield return (call.Operation, operation); break; }
        }
    }

    private Vocabulary ReadWords()
    {
        var vocabulary = new Vocabulary();
        vocabulary.Add(Declaration.SyntaxTree.GetText(), Declaration.Span);
        return vocabulary;
    }

    private IOperation? Bind() => Type.Project.Model(Declaration.SyntaxTree).GetOperation(Declaration);

    private ImmutableArray<IOperation> FindOperations() => Root is null ? ImmutableArray<IOperation>.Empty : Root.SelfAndDescendants().ToImmutableArray();

    private ImmutableArray<Call> FindCalls()
    {
        var found = ImmutableArray.CreateBuilder<Call>();
        foreach (var operation in Operations)
            if (Call.From(operation) is { } call) found.Add(call);
        return found.ToImmutable();
    }

    private Dictionary<ISymbol, IOperation> FindDeclared()
    {
        var values = new Dictionary<ISymbol, IOperation>(SymbolEqualityComparer.Default);
        foreach (var declarator in Of<IVariableDeclaratorOperation>())
            if (declarator.GetVariableInitializer() is { } initializer) values[declarator.Symbol] = initializer.Value;
        return values;
    }

    private ImmutableArray<(Call, Body)> FindCallees()
    {
        var found = ImmutableArray.CreateBuilder<(Call, Body)>();
        foreach (var call in Calls)
        {
            if (call.Target is null) continue;
            foreach (var body in Type.Project.BodiesOf(call.Target))
                if (body != this) found.Add((call, body));
        }
        return found.ToImmutable();
    }

    /// <summary>The bodies that a type declares itself, partial declarations included.</summary>
    public static ImmutableArray<Body> AllOf(TypeFacts type)
    {
        var bodies = ImmutableArray.CreateBuilder<Body>();
        foreach (var member in type.Symbol.GetMembers())
        {
            if (member is not IMethodSymbol { IsAbstract: false } method) continue;
            var implementation = method.PartialImplementationPart ?? method;
            foreach (var reference in implementation.DeclaringSyntaxReferences)
                if (type.Project.Owns(reference.SyntaxTree) && HasCode(reference.GetSyntax(), out var code)) bodies.Add(new(type, method, code));
        }
        return bodies.ToImmutable();
    }

    private static bool HasCode(SyntaxNode declaration, out SyntaxNode code)
    {
        code = declaration;
        return declaration switch
        {
            BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null,
            AccessorDeclarationSyntax accessor => accessor.Body is not null || accessor.ExpressionBody is not null,
            ArrowExpressionClauseSyntax => true,
            CompilationUnitSyntax unit => unit.Members.Any(member => member is GlobalStatementSyntax),
            _ => false,
        };
    }
}
