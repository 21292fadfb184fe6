using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Patterns.Analyzers.Recognition;

/// <summary>Framework types by metadata name, each looked up once per compilation.</summary>
internal sealed class KnownTypes(Compilation compilation)
{
    private readonly ConcurrentDictionary<string, INamedTypeSymbol?> types = new(StringComparer.Ordinal);

    /// <summary>The type of that metadata name, or null where the compilation does not see exactly one.</summary>
    public INamedTypeSymbol? this[string metadataName] => types.GetOrAdd(metadataName, compilation.GetTypeByMetadataName);
}
