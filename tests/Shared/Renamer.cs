using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Patterns.Tests;

/// <summary>
/// Replaces every identifier that sources declare by nonsense, so that a test can tell recognition by structure from recognition by name.
/// Equal names stay equal, which keeps overloads, implementations, named arguments and inferred member names consistent without a rule for each.
/// </summary>
internal sealed class Renamer
{
    /// <summary>Names by which the language itself finds a member, whoever declares it.</summary>
    private static readonly string[] BoundByTheLanguage =
    [
        "Main", "GetEnumerator", "GetAsyncEnumerator", "MoveNext", "MoveNextAsync", "Current", "GetAwaiter", "IsCompleted", "GetResult", "Deconstruct",
        "Dispose", "DisposeAsync", "_",
    ];

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _kept = new(BoundByTheLanguage, StringComparer.Ordinal);
    private readonly CSharpCompilation _compilation;

    private Renamer(CSharpCompilation compilation)
    {
        _compilation = compilation;
        foreach (var type in compilation.Assembly.GlobalNamespace.DescendantTypes()) KeepWhatAFrameworkCalls(type);
        foreach (var tree in compilation.SyntaxTrees) KeepWhatInitializersCall(tree);
    }

    /// <summary>The same program without its words: trees keep their order and their paths.</summary>
    public static CSharpCompilation Rename(CSharpCompilation compilation)
    {
        var renamer = new Renamer(compilation);
        return compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Select(renamer.Rename).ToArray());
    }

    private SyntaxTree Rename(SyntaxTree tree)
    {
        var model = _compilation.GetSemanticModel(tree);
        var changes = tree.GetRoot().DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken) && !token.IsMissing)
            .Select(token => (token.Span, Name: NewName(token, model)))
            .Where(change => change.Name is not null)
            .Select(change => new TextChange(change.Span, change.Name!));
        return tree.WithChangedText(tree.GetText().WithChanges(changes));
    }

    private string? NewName(SyntaxToken token, SemanticModel model) =>
        Symbol(token, model) is { } symbol && IsDeclaredHere(symbol) && !_kept.Contains(symbol.Name) ? Nonsense(symbol.Name) : null;

    private string Nonsense(string name)
    {
        if (!_names.TryGetValue(name, out var nonsense)) _names.Add(name, nonsense = $"q{_names.Count + 1}");
        return nonsense;
    }

    private static ISymbol? Symbol(SyntaxToken token, SemanticModel model)
    {
        if (token.Parent is not { } node) return null;
        if (model.GetDeclaredSymbol(node) is { } declared) return OwnerOf(declared);
        if (node is IdentifierNameSyntax { Parent: NameEqualsSyntax { Parent: UsingDirectiveSyntax alias } }) return model.GetDeclaredSymbol(alias);
        if (node is not SimpleNameSyntax name) return null;
        if (name is IdentifierNameSyntax identifier && model.GetAliasInfo(identifier) is { } used) return used;
        var info = model.GetSymbolInfo(name);
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        return symbol is null ? model.GetTypeInfo(name).Type is INamedTypeSymbol { TypeKind: not TypeKind.Error } type && type.Name == token.ValueText ? type : null : OwnerOf(symbol);
    }

    /// <summary>A constructor bears its type's name, and an attribute's constructor stands where the attribute's name is written.</summary>
    private static ISymbol OwnerOf(ISymbol symbol) => symbol is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor or MethodKind.Destructor } method
        ? method.ContainingType
        : symbol;

    private bool IsDeclaredHere(ISymbol symbol) => symbol switch
    {
        INamespaceSymbol space => !space.IsGlobalNamespace && space.ConstituentNamespaces.All(part => SymbolEqualityComparer.Default.Equals(part.ContainingAssembly, _compilation.Assembly)),
        IFieldSymbol { ContainingType.IsTupleType: true } element => element.IsExplicitlyNamedTupleElement && !element.Locations.IsEmpty,
        { IsImplicitlyDeclared: true, ContainingType.IsAnonymousType: false } => false,
        // A polyfill: the compiler looks for it by its full name.
        INamedTypeSymbol { ContainingType: null, ContainingNamespace: { IsGlobalNamespace: false } space } when !IsDeclaredHere(space) => false,
        _ => symbol.Locations.Any(location => location.IsInSource),
    };

    private void KeepWhatAFrameworkCalls(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (Root(member) is { } root && !IsDeclaredHere(root)) _kept.Add(root.Name);
            // The name of an import is the name of the native function.
            if (member is IMethodSymbol { IsExtern: true }) _kept.Add(member.Name);
            foreach (var implemented in Explicit(member).Where(contract => !IsDeclaredHere(contract))) _kept.Add(implemented.Name);
        }

        var required = type.AllInterfaces.Where(contract => !IsDeclaredHere(contract)).SelectMany(contract => contract.GetMembers());
        foreach (var member in required.Where(member => type.FindImplementationForInterfaceMember(member) is not null)) _kept.Add(member.Name);
    }

    private static ISymbol? Root(ISymbol member)
    {
        var root = Overridden(member);
        while (root is not null && Overridden(root) is { } next) root = next;
        return root;
    }

    private static ISymbol? Overridden(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        IEventSymbol @event => @event.OverriddenEvent,
        _ => null,
    };

    private static IEnumerable<ISymbol> Explicit(ISymbol member) => member switch
    {
        IMethodSymbol method => method.ExplicitInterfaceImplementations,
        IPropertySymbol property => property.ExplicitInterfaceImplementations,
        IEventSymbol @event => @event.ExplicitInterfaceImplementations,
        _ => [],
    };

    private void KeepWhatInitializersCall(SyntaxTree tree)
    {
        var model = _compilation.GetSemanticModel(tree);
        var initializers = tree.GetRoot().DescendantNodes().OfType<InitializerExpressionSyntax>().Where(node => node.IsKind(SyntaxKind.CollectionInitializerExpression));
        foreach (var element in initializers.SelectMany(initializer => initializer.Expressions))
        {
            if (model.GetCollectionInitializerSymbolInfo(element).Symbol is { } add) _kept.Add(add.Name);
        }
    }
}

/// <summary>What <see cref="Renamer"/> walks.</summary>
internal static class NamespaceExtensions
{
    public static IEnumerable<INamedTypeSymbol> DescendantTypes(this INamespaceOrTypeSymbol container) => container.GetMembers()
        .OfType<INamespaceOrTypeSymbol>()
        .SelectMany(member => member is INamedTypeSymbol type ? type.DescendantTypes().Prepend(type) : member.DescendantTypes());
}
