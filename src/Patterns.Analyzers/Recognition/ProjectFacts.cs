using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Patterns.Analyzers.Recognition;

/// <summary>What there is to know about one compilation, shared by all patterns and gone with it.</summary>
internal sealed class ProjectFacts
{
    private const int FewImplementations = 8;

    private static readonly ConditionalWeakTable<Compilation, ProjectFacts> Shared = new();

    private readonly ConcurrentDictionary<INamedTypeSymbol, TypeFacts?> types = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<object, object?> memo = new();
    private readonly Lazy<bool> isTestProject;
    private readonly Lazy<ImmutableHashSet<SyntaxTree>> trees;
    private readonly Lazy<ImmutableArray<INamedTypeSymbol>> allTypes;
    private readonly Lazy<ImmutableArray<TypeFacts>> declared;
    private readonly Lazy<ILookup<ISymbol?, INamedTypeSymbol>> implementations;

    private readonly ImmutableArray<ListFile> lessons;
    private readonly Lazy<TaughtRoles> taught;

    private ProjectFacts(Compilation compilation, ImmutableArray<ListFile> lessons)
    {
        Compilation = compilation;
        Known = new(compilation);
        this.lessons = lessons;
        taught = new(() => new(compilation, lessons));
        trees = new(() => compilation.SyntaxTrees.ToImmutableHashSet());
        allTypes = new(() => TypesIn(compilation.Assembly.GlobalNamespace).ToImmutableArray());
        declared = new(() => Types.Select(Of).OfType<TypeFacts>().ToImmutableArray());
        implementations = new(IndexImplementations);
        isTestProject = new(() => TestFrameworks.AreReferencedBy(compilation));
    }

    public Compilation Compilation { get; }

    public KnownTypes Known { get; }

    /// <summary>The types and members of its own framework that the team has told the recognisers about.</summary>
    public TaughtRoles Taught => taught.Value;

    /// <summary>True when the project references a test framework.</summary>
    public bool IsTestProject => isTestProject.Value;

    /// <summary>True when nothing outside the project can use its types.</summary>
    public bool IsApplication =>
        Compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication;

    /// <summary>The namespaces of the project's global usings.</summary>
    public ImmutableHashSet<string> GlobalUsings => GetOrAdd(nameof(GlobalUsings), () => Compilation.SyntaxTrees
        .SelectMany(tree => tree.GetRoot() is CompilationUnitSyntax unit ? unit.Usings : default)
        .Where(directive => !directive.GlobalKeyword.IsKind(SyntaxKind.None) && directive.Name is not null)
        .Select(directive => directive.Name!.ToString())
        .ToImmutableHashSet());

    /// <summary>The namespaces that a file uses, at its top or inside a namespace.</summary>
    public ImmutableHashSet<string> UsingsOf(SyntaxTree tree) =>
        GetOrAdd((nameof(UsingsOf), tree), () => tree.GetRoot() is not CompilationUnitSyntax unit ? ImmutableHashSet<string>.Empty
        : unit.Usings.Concat(unit.Members.OfType<BaseNamespaceDeclarationSyntax>().SelectMany(space => space.Usings))
            .Select(directive => directive.Name?.ToString()).OfType<string>().ToImmutableHashSet());

    /// <summary>Every type that the project declares, nested ones included.</summary>
    public ImmutableArray<INamedTypeSymbol> Types => allTypes.Value;

    /// <summary>The facts of every type that the project declares, in the order of <see cref="Types"/>.</summary>
    public ImmutableArray<TypeFacts> Declared => declared.Value;

    /// <summary>The facts shared by all who look at that compilation with these options.</summary>
    public static ProjectFacts Of(Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        var lessons = PatternKnownTypes.Format.Among(options, cancellationToken);
        var facts = Shared.GetValue(compilation, key => new(key, lessons));
        if (facts.IsTaughtBy(lessons)) return facts;
        lock (Shared)
        {
            // An editor keeps the compilation when a file beside the code changes; what was concluded before the change is then void.
            if (Shared.TryGetValue(compilation, out facts) && facts.IsTaughtBy(lessons)) return facts;
            Shared.Remove(compilation);
            return Shared.GetValue(compilation, key => new(key, lessons));
        }
    }

    /// <summary>The facts of a type; null for one that this project does not declare.</summary>
    public TypeFacts? Of(INamedTypeSymbol type) => types.GetOrAdd(type.OriginalDefinition, definition =>
        SymbolEqualityComparer.Default.Equals(definition.ContainingAssembly, Compilation.Assembly) && definition.DeclaringSyntaxReferences.Length > 0
            ? new(this, definition)
            : null);

    /// <summary>The facts of a type of any kind; null for one that this project does not declare.</summary>
    public TypeFacts? Of(ITypeSymbol? type) => type is INamedTypeSymbol named ? Of(named) : null;

    /// <summary>
    /// The type that this project declares under a documentation id, "T:Shop.Journal`1"; null where it declares none. Roslyn's own look-up asks every
    /// reference for every part of the id.
    /// </summary>
    public INamedTypeSymbol? TypeOf(string documentationId)
    {
        INamespaceOrTypeSymbol? container = Compilation.Assembly.GlobalNamespace;
        foreach (var part in documentationId.Substring("T:".Length).Split('.'))
        {
            var (name, arity) = part.Split('`') is [var generic, var count] && int.TryParse(count, out var parameters) ? (generic, parameters) : (part, 0);
            container = container?.GetTypeMembers(name, arity).FirstOrDefault()
                ?? (container as INamespaceSymbol)?.GetMembers(name).OfType<INamespaceSymbol>().FirstOrDefault() as INamespaceOrTypeSymbol;
        }
        return container as INamedTypeSymbol;
    }

    /// <summary>The types of this project, other than itself, that implement an interface or derive from a class, directly or not.</summary>
    public IEnumerable<INamedTypeSymbol> ImplementationsOf(ITypeSymbol contract) => implementations.Value[contract.OriginalDefinition];

    /// <summary>
    /// The code that a call of that method runs: its own body, or for an abstract or interface member those of the implementations in this
    /// project, when they are few.
    /// </summary>
    public ImmutableArray<Body> BodiesOf(IMethodSymbol method)
    {
        var definition = method.ReducedFrom ?? method.OriginalDefinition;
        definition = definition.OriginalDefinition;
        if (!SymbolEqualityComparer.Default.Equals(definition.ContainingAssembly, Compilation.Assembly)) return ImmutableArray<Body>.Empty;
        return GetOrAdd((nameof(BodiesOf), definition), () => FindBodies(definition));
    }

    /// <summary>Anything computed once for this compilation; the key must name what it is.</summary>
    public T GetOrAdd<T>(object key, Func<T> create) => (T)memo.GetOrAdd(key, _ => create())!;

    /// <summary>True for a tree of this compilation; only such trees may be bound.</summary>
    public bool Owns(SyntaxTree tree) => trees.Value.Contains(tree);

    /// <summary>The semantic model of a tree of this compilation.</summary>
#pragma warning disable RS1030 // The driver caches the models of its compilation, and only the few bodies that a signature asks for are bound through it.
    public SemanticModel Model(SyntaxTree tree) => Compilation.GetSemanticModel(tree);
#pragma warning restore RS1030

    /// <summary>The member, or else the type, whose declaration a location stands in; null outside the project's code.</summary>
    public ISymbol? MemberAt(Location location)
    {
        if (location.SourceTree is not { } tree || !Owns(tree)) return null;
        var node = tree.GetRoot().FindNode(location.SourceSpan);
        var declaration = node.FirstAncestorOrSelf<SyntaxNode>(outer =>
            outer is MemberDeclarationSyntax and not (BaseFieldDeclarationSyntax or GlobalStatementSyntax or BaseNamespaceDeclarationSyntax)
            || outer is VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } or CompilationUnitSyntax);
        return declaration is null ? null : Model(tree).GetDeclaredSymbol(declaration);
    }

    private bool IsTaughtBy(ImmutableArray<ListFile> files) =>
        files.Length == lessons.Length && files.Zip(lessons, (file, lesson) => file.SaysTheSameAs(lesson)).All(same => same);

    private ImmutableArray<Body> FindBodies(IMethodSymbol method)
    {
        var own = BodyOf(method);
        if (own is not null) return ImmutableArray.Create(own);
        if (!method.IsAbstract) return ImmutableArray<Body>.Empty;
        var bodies = ImmutableArray.CreateBuilder<Body>();
        foreach (var type in ImplementationsOf(method.ContainingType))
        {
            var implementation = method.ContainingType.TypeKind == TypeKind.Interface
                ? Implementation(type, method)
                : type.GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault(candidate => Overrides(candidate, method));
            if (implementation is null || BodyOf(implementation.OriginalDefinition) is not { } body || bodies.Contains(body)) continue;
            if (bodies.Count == FewImplementations) return ImmutableArray<Body>.Empty;
            bodies.Add(body);
        }
        return bodies.ToImmutable();
    }

    private Body? BodyOf(IMethodSymbol method)
    {
        if (Of(method.ContainingType) is not { } type) return null;
        foreach (var body in type.Bodies)
            if (SymbolEqualityComparer.Default.Equals(body.Method, method)
                || SymbolEqualityComparer.Default.Equals(body.Method.PartialImplementationPart, method)) return body;
        return null;
    }

    private static IMethodSymbol? Implementation(INamedTypeSymbol type, IMethodSymbol member)
    {
        foreach (var implemented in type.AllInterfaces)
            if (SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, member.ContainingType))
                foreach (var candidate in implemented.GetMembers(member.Name))
                    if (SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, member))
                        return type.FindImplementationForInterfaceMember(candidate) as IMethodSymbol;
        return null;
    }

    private static bool Overrides(IMethodSymbol candidate, IMethodSymbol method)
    {
        for (var overridden = candidate.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, method)) return true;
        return false;
    }

    private ILookup<ISymbol?, INamedTypeSymbol> IndexImplementations() => Types
        .Where(type => type.TypeKind is TypeKind.Class or TypeKind.Struct)
        .SelectMany(type => type.AllInterfaces.Concat(type.SelfAndBases().Skip(1))
            .Select(contract => (Contract: (ISymbol?)contract.OriginalDefinition, Type: type))
            .Distinct())
        .ToLookup(pair => pair.Contract, pair => pair.Type, SymbolEqualityComparer.Default);

    /// <summary>Only the types inside a type are asked for: asking for all its members would have it declare them.</summary>
    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container)
    {
        foreach (var type in container.GetTypeMembers())
        {
            yield return type;
            foreach (var nested in TypesIn(type)) yield return nested;
        }
        if (container is not INamespaceSymbol space) yield break;
        foreach (var inner in space.GetNamespaceMembers())
            foreach (var type in TypesIn(inner)) yield return type;
    }
}
