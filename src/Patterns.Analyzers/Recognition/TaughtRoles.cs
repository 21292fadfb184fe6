using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;

namespace Patterns.Analyzers.Recognition;

/// <summary>
/// What <see cref="PatternKnownTypes"/> teaches, found in one compilation. Every pattern profits without a line of its own: a type that its signature
/// does not recognise is what the team taught. A pattern whose conventions shall hold for the team's framework as for those that it knows itself asks
/// in the place where it asks for those: <c>Marks.Contains(contract) || project.Taught.Is(contract, Roles.Link)</c>.
/// </summary>
internal sealed class TaughtRoles
{
    private readonly Dictionary<ISymbol, ImmutableArray<Role>> roles = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, Lessons> patterns = new(StringComparer.Ordinal);

    public TaughtRoles(Compilation compilation, ImmutableArray<ListFile> files)
    {
        foreach (var entry in files.SelectMany(file => file.Entries))
            foreach (var symbol in SymbolsOf(entry, compilation)) Teach(symbol, PatternKnownTypes.RoleOf(entry), PatternKnownTypes.SlugOf(entry));
    }

    /// <summary>True when the type itself is taught, or the member, or one that it overrides or implements.</summary>
    public bool Is(ISymbol? symbol, Role role) =>
        roles.Count > 0 && symbol is not null && SelfAndContracts(symbol).Any(one => roles.TryGetValue(one, out var taught) && taught.Contains(role));

    /// <summary>The members whose users play the role.</summary>
    public IEnumerable<ISymbol> Members(Role role) =>
        roles.Where(taught => taught.Key is not INamedTypeSymbol && taught.Value.Contains(role)).Select(taught => taught.Key);

    /// <summary>What a class or struct of the project is because the team said so, or null.</summary>
    public Recognised? Conclude(TypeFacts type, CatalogEntry pattern)
    {
        if (!patterns.TryGetValue(pattern.Slug, out var lessons)
            || type.Symbol is not { TypeKind: TypeKind.Class or TypeKind.Struct, IsImplicitlyDeclared: false }) return null;
        return lessons.Conclude(type);
    }

    /// <summary>What an entry is about: several symbols where a name has overloads, none where the compilation does not know it.</summary>
    public static IEnumerable<ISymbol> SymbolsOf(ListEntry entry, Compilation compilation)
    {
        var types = compilation.GetTypesByMetadataName(PatternKnownTypes.TypeOf(entry).Text);
        return PatternKnownTypes.MemberOf(entry) is { } member ? types.SelectMany(type => type.GetMembers(member.Text)) : types;
    }

    private void Teach(ISymbol symbol, Role role, string slug)
    {
        roles[symbol] = roles.TryGetValue(symbol, out var known) ? known.Add(role) : ImmutableArray.Create(role);
        if (!patterns.TryGetValue(slug, out var lessons)) patterns.Add(slug, lessons = new());
        lessons.Add(symbol, role);
    }

    private static IEnumerable<ISymbol> SelfAndContracts(ISymbol symbol)
    {
        if (symbol is IMethodSymbol { ReducedFrom: { } extension }) symbol = extension;
        yield return symbol.OriginalDefinition;
        if (symbol is INamedTypeSymbol || symbol.ContainingType is not { } type) yield break;
        for (var overridden = Overridden(symbol); overridden is not null; overridden = Overridden(overridden)) yield return overridden.OriginalDefinition;
        foreach (var contract in type.AllInterfaces)
            foreach (var member in contract.GetMembers(symbol.Name))
                if (SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), symbol)) yield return member.OriginalDefinition;
    }

    private static ISymbol? Overridden(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        IEventSymbol @event => @event.OverriddenEvent,
        _ => null,
    };

    /// <summary>What is taught about one pattern.</summary>
    private sealed class Lessons
    {
        private readonly Dictionary<ISymbol, Role> types = new(SymbolEqualityComparer.Default);
        private readonly Dictionary<ISymbol, Role> members = new(SymbolEqualityComparer.Default);
        private readonly HashSet<string> names = new(StringComparer.Ordinal);
        private readonly ConcurrentDictionary<TypeFacts, Recognised?> conclusions = new();

        public void Add(ISymbol symbol, Role role)
        {
            (symbol is INamedTypeSymbol ? types : members)[symbol] = role;
            if (symbol is not INamedTypeSymbol) names.Add(symbol.Name);
        }

        public Recognised? Conclude(TypeFacts type) => conclusions.GetOrAdd(type, Learn);

        private Recognised? Learn(TypeFacts type) =>
            (OfKind(type) ?? OfUse(type)) is var (role, because) ? new(type, role, Confidence.High, null, ImmutableArray.Create(because)) : null;

        /// <summary>The role of a type that is, derives from or implements a taught one. An abstract class is a contract, and only who fulfils it has the
        /// role.</summary>
        private (Role, Evidence)? OfKind(TypeFacts type)
        {
            var symbol = type.Symbol;
            if (types.Count == 0) return null;
            if (!symbol.IsAbstract && types.TryGetValue(symbol, out var own)) return (own, Evidence.At(symbol, $"{PatternKnownTypes.FileName} says so"));
            foreach (var contract in symbol.SelfAndBases().Skip(1).Concat(symbol.AllInterfaces))
                if (types.TryGetValue(contract.OriginalDefinition, out var role))
                    return (role, Evidence.At(symbol, $"it fulfils '{contract.Name}', of which {PatternKnownTypes.FileName} says so"));
            return null;
        }

        /// <summary>The role of a type whose code uses a taught member of another.</summary>
        private (Role, Evidence)? OfUse(TypeFacts type)
        {
            if (!names.Any(type.Words.Has)) return null;
            foreach (var body in type.Bodies)
            {
                if (!names.Any(body.Words.Has)) continue;
                foreach (var operation in body.Operations)
                    if (Used(operation) is { } member && names.Contains(member.Name) && RoleOf(member) is { } role && !type.Symbol.Is(member.ContainingType))
                        return (role, Evidence.At(operation, $"'{body.DisplayName}' uses '{member.Name}', of which {PatternKnownTypes.FileName} says so"));
            }
            return null;
        }

        private Role? RoleOf(ISymbol member)
        {
            foreach (var one in SelfAndContracts(member))
                if (members.TryGetValue(one, out var role)) return role;
            return null;
        }

        private static ISymbol? Used(IOperation operation) => operation switch
        {
            IInvocationOperation invocation => invocation.TargetMethod,
            IMemberReferenceOperation reference => reference.Member,
            _ => null,
        };
    }
}
