using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>Which types take the writes of an engine.</summary>
internal static class MemtableTypes
{
    /// <summary>The declared type; behind a contract the implementations that the swap creates, or the only one.</summary>
    public static IEnumerable<INamedTypeSymbol> Of(Engine engine)
    {
        var project = engine.Type.Project;
        var declared = RunTypes.Concrete(engine.Buffer.HeldType(), project).ToList();
        if (declared.Count < 2) return declared;
        var created = engine.Swap.Body.Operations
            .Concat(engine.Swap.Body.Callees.SelectMany(callee => callee.Body.Operations))
            .OfType<IObjectCreationOperation>()
            .Select(creation => creation.Type?.OriginalDefinition)
            .ToList();
        return declared.Where(type => created.Contains(type, SymbolEqualityComparer.Default));
    }
}
