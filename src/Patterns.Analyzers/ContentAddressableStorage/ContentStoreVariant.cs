using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>Which reference project keeps its content in the same way.</summary>
internal static class ContentStoreVariant
{
    /// <summary>Documents and results that are looked up by the hash of what they came from resemble Trivy's cache; raw blobs containerd's store.</summary>
    public static ReferenceProject Closest(IReadOnlyCollection<Put> puts) => puts.Any(TakesBytes) ? ReferenceProjects.Containerd : ReferenceProjects.Trivy;

    private static bool TakesBytes(Put put) =>
        put.Body.Method.Parameters.Any(parameter => put.Flow.IsHashed(parameter)
            && (parameter.Type.IsBytes() || parameter.Type.SpecialType == SpecialType.System_String || !IsOwn(parameter.Type)))
        || put.Body.Method.Parameters.All(parameter => !put.Flow.IsHashed(parameter));

    private static bool IsOwn(ITypeSymbol type) => type.Locations.Any(location => location.IsInSource);
}
