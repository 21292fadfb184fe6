using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>Composition through a library that discovers plugins itself.</summary>
/// <param name="Evidence">What is used, and where.</param>
/// <param name="ByImport">True where a member imports what is found.</param>
/// <param name="HandsOut">True where the container lives for one call whose caller gets what was found: the plugins work elsewhere.</param>
internal sealed record FrameworkMark(Evidence Evidence, bool ByImport, bool HandsOut)
{
    private static readonly Words Gate = new(
        "CompositionContainer", "DirectoryCatalog", "AggregateCatalog", "ContainerConfiguration", "CompositionHost", "ImportMany", "ImportManyAttribute",
        "PluginLoader", "AddinManager", "ExtensionPoint", "ExtensionPointAttribute", "ExportFactory");

    private static readonly Words ImportWords = new("ImportMany", "ImportManyAttribute", "ExtensionPoint", "ExtensionPointAttribute");

    private static readonly Words Fillings = new("ComposeParts", "SatisfyImportsOnce", "SatisfyImports");

    /// <summary>What only loads the assembly that it is given: plugins are found elsewhere.</summary>
    private static readonly Words Loaders = new("PluginLoader");

    private static readonly Words Reads = new("Metadata", "Value");

    private static readonly ImmutableHashSet<string> Hosts = ImmutableHashSet.Create(
        "System.ComponentModel.Composition.Hosting.CompositionContainer",
        "System.ComponentModel.Composition.Hosting.DirectoryCatalog",
        "System.ComponentModel.Composition.Hosting.AggregateCatalog",
        "System.Composition.Hosting.ContainerConfiguration",
        "System.Composition.Hosting.CompositionHost",
        "McMaster.NETCore.Plugins.PluginLoader",
        "Mono.Addins.AddinManager");

    private static readonly ImmutableHashSet<string> Imports = ImmutableHashSet.Create(
        "System.ComponentModel.Composition.ImportManyAttribute", "System.Composition.ImportManyAttribute", "Mono.Addins.ExtensionPointAttribute");

    public static bool MayBeIn(TypeFacts type) => type.Words.HasAny(Gate);

    public static FrameworkMark? In(TypeFacts type)
    {
        foreach (var member in type.Symbol.GetMembers())
            foreach (var (place, imported) in Places(member))
                if (IsImport(place, type)
                    && MayWork(Exported(imported)) && (place is not IParameterSymbol || HandlesOne(type, imported)) && !ReadsOnlyMetadata(type))
                    return new(Evidence.At(member, $"'{(place is IParameterSymbol ? type.Symbol.Name : member.Name)}' imports every plugin that is found"),
                        ByImport: true, HandsOut: false);
        foreach (var body in type.AllBodies)
        {
            if (!body.Words.HasAny(Gate)) continue;
            foreach (var operation in body.Operations)
                if (HostOf(operation, type) is { } host)
                    return new(Evidence.At(operation,
                        $"'{body.DisplayName}' {(Loaders.Contains(host) ? "loads assemblies" : "discovers plugins")} through '{host}'"), ByImport: false,
                        IsHandingOut(body, type) || FillsAnother(body));
        }
        return null;
    }

    /// <summary>Whether the words of a type allow an import.</summary>
    public static bool MayImport(TypeFacts type) => type.Words.HasAny(ImportWords);

    /// <summary>The members of a type that the library fills with all plugins there are.</summary>
    public static IEnumerable<ISymbol> ImportsOf(TypeFacts type) => type.Symbol.GetMembers().Where(member => member is IPropertySymbol or IFieldSymbol
        && IsImport(member, type));

    private static bool IsImport(ISymbol place, TypeFacts type) =>
        place.GetAttributes().Any(attribute => attribute.AttributeClass is { } mark && IsFrom(mark, Imports, type));

    private static string? HostOf(IOperation operation, TypeFacts type) => Used(operation) is { } host ? IsFrom(host, Hosts, type) ? host.Name : null
        : operation is IInvalidOperation
            { Syntax: InvocationExpressionSyntax
                { Expression: MemberAccessExpressionSyntax { Expression: NameSyntax or MemberAccessExpressionSyntax } access } }
            ? Missing(access.Expression, Hosts, type) : null;

    /// <summary>The mark that a name means whose library is missing: it is written in full, or the code sees the namespace.</summary>
    private static string? Missing(ExpressionSyntax name, ImmutableHashSet<string> marks, TypeFacts type)
    {
        var written = name.ToString();
        foreach (var mark in marks)
            if (mark == written || mark.EndsWith("." + written, StringComparison.Ordinal) && IsSeen(mark, written, type))
                return mark.Substring(mark.LastIndexOf('.') + 1);
        return null;
    }

    private static bool IsSeen(string mark, string written, TypeFacts type) => type.SeesNamespace(mark.Substring(0, mark.Length - written.Length - 1))
        && type.Project.Types.All(own => own.Name != written);

    /// <summary>True where the library is told to fill an object that a caller hands in: the plugins work there.</summary>
    private static bool FillsAnother(Body body) => body.Words.HasAny(Fillings) && body.Calls.Any(call => Fillings.Contains(call.Name)
        && call.Arguments.Any(part => part.Contains(inner =>
            inner is IParameterReferenceOperation { Type: { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.TypeParameter } })));

    private static bool IsHandingOut(Body body, TypeFacts type)
    {
        foreach (var operation in body.Operations)
            if (operation is IVariableDeclaratorOperation { Symbol: { Type: INamedTypeSymbol kind } container } && IsFrom(kind, Hosts, type)
                && IsDisposed(operation)
                && body.Of<IReturnOperation>().Any(answer => IsFoundBy(container, answer.ReturnedValue, body))) return true;
        return false;
    }

    private static bool IsDisposed(IOperation container) =>
        container.Ancestors()
            .Any(outer => outer is IUsingDeclarationOperation
                || outer is IUsingOperation { Resources: var resources } && resources.Contains(inner => inner == container));

    private static bool IsFoundBy(ILocalSymbol container, IOperation? answer, Body body) =>
        (answer?.Plain() is ILocalReferenceOperation { Local: var local } ? body.DeclaredValue(local) : answer)?.Mentions(container) is true;

    /// <summary>True when what is imported is asked for what is declared beside it and never made: the exports are data.</summary>
    private static bool ReadsOnlyMetadata(TypeFacts type)
    {
        var read = Inside(type).SelectMany(part => part.Bodies).Where(body => body.Words.HasAny(Reads))
            .SelectMany(body => body.Of<IPropertyReferenceOperation>())
            .Where(reference => reference.Property.ContainingType is { Name: "Lazy" }).Select(reference => reference.Property.Name).ToList();
        return read.Contains("Metadata") && !read.Contains("Value");
    }

    private static IEnumerable<TypeFacts> Inside(TypeFacts type) => type.Nested.SelectMany(Inside).Prepend(type);

    /// <summary>Where a member can be marked as an import, and the type of what comes in there.</summary>
    private static IEnumerable<(ISymbol Place, ITypeSymbol Imported)> Places(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.Parameters.Select(parameter => ((ISymbol)parameter, parameter.Type)),
        IPropertySymbol property => [(property, property.Type)],
        IFieldSymbol field => [(field, field.Type)],
        _ => [],
    };

    /// <summary>What the exports are, behind what delays their creation.</summary>
    private static ITypeSymbol? Exported(ITypeSymbol imported) =>
        imported.ElementType() is INamedTypeSymbol { Name: "Lazy" or "ExportFactory", TypeArguments: { Length: > 0 } delayed } ? delayed[0]
            : imported.ElementType();

    /// <summary>False for definitions: objects of a finished class, or of a contract that only has something to tell.</summary>
    private static bool MayWork(ITypeSymbol? exported) => exported switch
    {
        null or { TypeKind: not (TypeKind.Interface or TypeKind.Class) } => true,
        { TypeKind: TypeKind.Class } =>
            exported.SelfAndBases().Any(type => type.GetMembers().Any(member => member is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsAbstract: true })),
        _ => exported.AllInterfaces.Append(exported).SelectMany(type => type.GetMembers()).ToList() is var members
            && (members.Count == 0 || members.Any(member => member is IMethodSymbol { MethodKind: MethodKind.Ordinary } or IEventSymbol)),
    };

    /// <summary>True when the type takes up single plugins; one that sorts them by what is declared of them and hands the whole collection on hosts
    /// none.</summary>
    private static bool HandlesOne(TypeFacts type, ITypeSymbol imported) => imported.ElementType() is not { } item
        || Inside(type).SelectMany(part => part.Bodies).SelectMany(body => body.Operations).Any(operation => operation.Parent is not IPropertyReferenceOperation
            && (SymbolEqualityComparer.Default.Equals(operation.Type, item) || SymbolEqualityComparer.Default.Equals(operation.Type, Exported(imported))));

    /// <summary>A type of this project that merely bears the name is not the library's.</summary>
    private static bool IsFrom(INamedTypeSymbol mark, ImmutableHashSet<string> marks, TypeFacts user) => user.Project.Of(mark) is null
        && (marks.Contains(mark.FullMetadataName())
            || mark.TypeKind == TypeKind.Error && marks.Any(one => IsMissing(one, mark.Name) && IsSeen(one, one.Substring(one.LastIndexOf('.') + 1), user)));

    /// <summary>True for the name of a mark whose library is missing, as an attribute also without its ending.</summary>
    private static bool IsMissing(string mark, string name) => name.Length > 0
        && (mark.EndsWith("." + name, StringComparison.Ordinal) || mark.EndsWith("." + name + nameof(Attribute), StringComparison.Ordinal));

    private static INamedTypeSymbol? Used(IOperation operation) => operation switch
    {
        IObjectCreationOperation { Type: INamedTypeSymbol created } => created,
        IInvalidOperation { Type: INamedTypeSymbol { TypeKind: TypeKind.Error } created, Syntax: ObjectCreationExpressionSyntax } => created,
        IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType: var owner } } => owner,
        _ => null,
    };
}
