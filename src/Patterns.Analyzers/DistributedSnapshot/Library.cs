using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>Tells a library's type from one of the project that merely bears its name.</summary>
internal static class Library
{
    /// <summary>True when a type of that metadata name is meant: bound outside this project, or, its assembly missing, named where its namespace is in
    /// scope.</summary>
    public static bool Is(ITypeSymbol? type, string metadataName, TypeFacts context)
    {
        if (type is not INamedTypeSymbol named) return false;
        if (named.TypeKind != TypeKind.Error)
            return named.MetadataName == SimpleName(metadataName) && context.Project.Of(named) is null && named.FullMetadataName() == metadataName;
        var name = named.Arity == 0 ? named.Name : named.Name + "`" + named.Arity;
        return name == SimpleName(metadataName) && context.SeesNamespace(metadataName.Substring(0, metadataName.Length - name.Length - 1));
    }

    private static string SimpleName(string metadataName) => metadataName.Substring(metadataName.LastIndexOf('.') + 1);
}
