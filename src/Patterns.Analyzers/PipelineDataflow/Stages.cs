using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>What can be a stage, and what can be an item that flows through one.</summary>
internal static class Stages
{
    private const int FewMembers = 2;

    /// <summary>An interface or abstract class that somebody wrote for others to fill in; not one of the base class library.</summary>
    public static bool IsContract(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Interface or TypeKind.Class } && type.IsContract() && !IsSystem(type);

    /// <summary>A contract with one thing to do, or two: what it takes is worked on, not looked after. A class that leaves one thing to those who derive may
    /// have a member more, by which it is asked to do it.</summary>
    public static bool IsNarrow(ITypeSymbol contract)
    {
        var members = contract.GetMembers().OfType<IMethodSymbol>().Where(member => member is { MethodKind: MethodKind.Ordinary, IsStatic: false }).ToList();
        return members.Count is > 0 and <= FewMembers || contract.TypeKind == TypeKind.Class && members.Count(member => member.IsAbstract) == 1
            && members.Count(member => member.DeclaredAccessibility != Accessibility.Private) <= FewMembers + 1 && !members.Any(member => member.IsVirtual);
    }

    /// <summary>The element of a sequence of contract objects; null for anything else.</summary>
    public static INamedTypeSymbol? ElementContract(ITypeSymbol? type) =>
        type.ElementType() is INamedTypeSymbol element && IsContract(element) && IsSequence(type!) ? element : null;

    public static bool IsSequence(ITypeSymbol type) => type is IArrayTypeSymbol
        || type.SpecialType != SpecialType.System_String
        && (type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
            || type.AllInterfaces.Any(contract => contract.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T));

    /// <summary>Something that is worked on: no number, truth or name of a state, no code, and no signal.</summary>
    public static bool IsItem(ITypeSymbol? type) => type is not null
        && type is { SpecialType: SpecialType.None or SpecialType.System_String,
            TypeKind: not (TypeKind.Enum or TypeKind.Delegate or TypeKind.Pointer or TypeKind.FunctionPointer) }
        && type is not { Name: "CancellationToken" or "Type" or "TimeSpan" or "DateTime" or "DateTimeOffset" or "Nullable" or "CultureInfo" }
        && !type.IsTask() && !type.Named("System.Threading.Tasks.TaskCompletionSource`1") && !type.Named("System.Threading.Tasks.TaskCompletionSource");

    public static bool IsToken(ITypeSymbol? type) => type is { Name: "CancellationToken" };

    /// <summary>Declared by the base class library, by the namespace that it reserves.</summary>
    public static bool IsSystem(ITypeSymbol type)
    {
        if (type.Locations.Length > 0 && type.Locations[0].IsInSource) return false;
        var space = type.ContainingNamespace;
        while (space?.ContainingNamespace is { IsGlobalNamespace: false } outer) space = outer;
        return space is { Name: "System" };
    }

    /// <summary>The bodies that implement a member in this project, at most so many.</summary>
    public static IEnumerable<Body> Implementations(IMethodSymbol member, ProjectFacts project)
    {
        var definition = member.OriginalDefinition;
        foreach (var type in project.ImplementationsOf(definition.ContainingType))
        {
            if (type.IsAbstract || project.Of(type) is not { } facts) continue;
            foreach (var body in facts.Bodies)
                if (Implements(body.Method, definition)) { yield return body; break; }
        }
    }

    /// <summary>It has methods and nothing else: what acts and holds nothing.</summary>
    public static bool OnlyActs(ITypeSymbol type) =>
        type.GetMembers() is { IsEmpty: false } members && members.All(member => member is IMethodSymbol { MethodKind: MethodKind.Ordinary });

    /// <summary>True for the implementation or override of a member, or for the override of what implements it, whatever the type arguments.</summary>
    public static bool Implements(IMethodSymbol method, IMethodSymbol member)
    {
        var definition = member.OriginalDefinition;
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            if (Derivation.Same(overridden.OriginalDefinition, definition)) return true;
        if (definition.ContainingType.TypeKind != TypeKind.Interface) return false;
        foreach (var contract in method.ContainingType.AllInterfaces)
            if (Derivation.Same(contract.OriginalDefinition, definition.ContainingType))
                foreach (var candidate in contract.GetMembers(definition.Name))
                    if (Derivation.Same(candidate.OriginalDefinition, definition)
                        && IsOrOverrides(method, method.ContainingType.FindImplementationForInterfaceMember(candidate))) return true;
        return false;
    }

    private static bool IsOrOverrides(IMethodSymbol method, ISymbol? implementation)
    {
        for (var self = method; self is not null; self = self.OverriddenMethod)
            if (Derivation.Same(self, implementation)) return true;
        return false;
    }
}
