using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WorkStealing;

/// <summary>What a queue is, by its members: something gives out what another member took in, and may come back with nothing.</summary>
internal static class Taking
{
    private static readonly string[] FrameworkNames = ["TryDequeue", "TryPop", "TryTake", "TryRead", "Dequeue", "Pop"];

    /// <summary>True for a call that takes an item out of a queue, or finds none.</summary>
    public static bool IsTake(Call call, ProjectFacts project) => call.Target is { } target && ItemOf(target, project) is not null;

    /// <summary>The type of the items that a method takes out; null for a method that takes nothing.</summary>
    public static ITypeSymbol? ItemOf(IMethodSymbol method, ProjectFacts project)
    {
        if (Given(method) is not { } item) return null;
        if (method.ContainingType.IsFramework())
            return Array.IndexOf(FrameworkNames, method.Name) >= 0
                && method.ContainingType.ContainingNamespace.ToDisplayString().StartsWith("System.", StringComparison.Ordinal) ? item : null;
        return TakesIn(method.ContainingType, project) is { } definitions && Given(method.OriginalDefinition) is { } own && definitions.Contains(own) ? item
            : null;
    }

    /// <summary>True for a type with a member that takes items out.</summary>
    public static bool IsQueue(ITypeSymbol type, ProjectFacts project) =>
        type is INamedTypeSymbol { SpecialType: SpecialType.None }
        && project.GetOrAdd((nameof(Taking), type.OriginalDefinition), () => type.OriginalDefinition.GetMembers().OfType<IMethodSymbol>()
            .Any(method => method is { MethodKind: MethodKind.Ordinary, IsStatic: false } && ItemOf(method, project) is not null));

    /// <summary>The names of all members of a queue that take items out.</summary>
    public static IEnumerable<string> NamesOf(ITypeSymbol queue, ProjectFacts project) =>
        queue.OriginalDefinition.GetMembers().OfType<IMethodSymbol>().Where(method => ItemOf(method, project) is not null).Select(method => method.Name);

    private static ITypeSymbol? Given(IMethodSymbol method)
    {
        if (method.ReturnType.SpecialType == SpecialType.System_Boolean)
            return method.Parameters.Length == 1 && method.Parameters[0].RefKind is RefKind.Out or RefKind.Ref ? method.Parameters[0].Type : null;
        return method is { Parameters.Length: 0, ReturnsVoid: false, MethodKind: MethodKind.Ordinary } ? method.ReturnType : null;
    }

    /// <summary>The types of what the members of a type of this project take in and keep.</summary>
    private static HashSet<ITypeSymbol>? TakesIn(INamedTypeSymbol type, ProjectFacts project) =>
        project.Of(type) is null ? null : project.GetOrAdd((nameof(TakesIn), type.OriginalDefinition), () => new HashSet<ITypeSymbol>(
            type.OriginalDefinition.GetMembers().OfType<IMethodSymbol>()
                .Where(method => method is { MethodKind: MethodKind.Ordinary, IsStatic: false, Parameters.Length: > 0 }
                    && method.ReturnType.SpecialType is SpecialType.System_Void or SpecialType.System_Boolean
                    && method.Parameters[0].RefKind is RefKind.None or RefKind.In)
                .Select(method => method.Parameters[0].Type)
                .Where(item => item.SpecialType == SpecialType.None),
            SymbolEqualityComparer.Default));
}
