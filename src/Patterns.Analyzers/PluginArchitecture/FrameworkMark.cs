using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>Composition through a library that discovers plugins itself.</summary>
/// <param name="Evidence">What is used, and where.</param>
internal sealed record FrameworkMark(Evidence Evidence, bool ByImport)
{
    private static readonly Words Gate = new(
        "CompositionContainer", "DirectoryCatalog", "AggregateCatalog", "ContainerConfiguration", "CompositionHost", "ImportMany", "ImportManyAttribute",
        "PluginLoader", "AddinManager", "ExtensionPoint", "ExtensionPointAttribute", "ExportFactory");

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
            foreach (var attribute in Attributes(member))
                if (attribute.AttributeClass is { } mark && IsFrom(mark, Imports, type.Project) && !ReadsOnlyMetadata(type))
                    return new(Evidence.At(member, $"'{member.Name}' imports every plugin that is found"), ByImport: true);
        foreach (var body in type.AllBodies)
        {
            if (!body.Words.HasAny(Gate)) continue;
            foreach (var operation in body.Operations)
                if (Used(operation) is { } host && IsFrom(host, Hosts, type.Project))
                    return new(Evidence.At(operation, $"'{body.DisplayName}' discovers plugins through '{host.Name}'"), ByImport: false);
        }
        return null;
    }

    /// <summary>True when what is imported is asked for what is declared beside it and never made: the exports are data.</summary>
    private static bool ReadsOnlyMetadata(TypeFacts type)
    {
        var read = Inside(type).SelectMany(part => part.Bodies).Where(body => body.Words.HasAny(Reads)).SelectMany(body => body.Of<IPropertyReferenceOperation>())
            .Where(reference => reference.Property.ContainingType is { Name: "Lazy" }).Select(reference => reference.Property.Name).ToList();
        return read.Contains("Metadata") && !read.Contains("Value");
    }

    private static IEnumerable<TypeFacts> Inside(TypeFacts type) => type.Nested.SelectMany(Inside).Prepend(type);

    private static IEnumerable<AttributeData> Attributes(ISymbol member) =>
        member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor ? constructor.Parameters.SelectMany(parameter => parameter.GetAttributes()) : member.GetAttributes();

    /// <summary>A type of this project that merely bears the name is not the library's.</summary>
    private static bool IsFrom(INamedTypeSymbol type, ImmutableHashSet<string> marks, ProjectFacts project) =>
        project.Of(type) is null && marks.Contains(type.FullMetadataName());

    private static INamedTypeSymbol? Used(IOperation operation) => operation switch
    {
        IObjectCreationOperation { Type: INamedTypeSymbol created } => created,
        IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType: var owner } } => owner,
        _ => null,
    };
}
