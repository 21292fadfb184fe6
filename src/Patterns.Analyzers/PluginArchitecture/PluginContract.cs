using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>What counts as an extension point: something that the host calls and others fill in.</summary>
internal static class PluginContract
{
    private const int WrapperDepth = 3;
    private const int ManyProperties = 2;

    /// <summary>
    /// The contract that a value stands for: an interface or abstract class of user code or a type parameter, itself or as the product of a delegate,
    /// a lazy value or an inner collection. Null for data, concrete classes and the framework's own abstractions.
    /// </summary>
    public static ITypeSymbol? Of(ITypeSymbol? value)
    {
        for (var depth = 0; value is not null && depth < WrapperDepth; depth++)
        {
            if (IsOwn(value)) return value;
            value = Inner(value);
        }
        return null;
    }

    /// <summary>True when a value makes products on request instead of being one: a delegate, or a contract with a member that returns another
    /// contract.</summary>
    public static bool IsFactory(ITypeSymbol value)
    {
        if (value.TypeKind == TypeKind.Delegate) return Of(value) is not null;
        foreach (var method in MethodsOf(value))
            if (method.Parameters.Length > 0 && Of(method.ReturnType.Awaited()) is { } product && !SymbolEqualityComparer.Default.Equals(product, value))
                return true;
        return false;
    }

    /// <summary>True when the contract asks its implementations to do something, not only to hold data.</summary>
    public static bool IsBehaviour(ITypeSymbol contract) =>
        contract is ITypeParameterSymbol || MethodsOf(contract).ToList() is { Count: > 0 } methods && !IsRecord(contract, methods.Count);

    /// <summary>True for an entity with a few methods of its own: it is written to from outside, and has far more to tell than to do.</summary>
    private static bool IsRecord(ITypeSymbol contract, int methods)
    {
        var properties = contract.AllInterfaces.Prepend(contract).Where(type => !type.IsFramework()).SelectMany(type => type.GetMembers())
            .OfType<IPropertySymbol>().ToList();
        return properties.Count > ManyProperties * methods
            && properties.Count(property => property.SetMethod is { IsInitOnly: false, DeclaredAccessibility: Accessibility.Public }) > 1;
    }

    /// <summary>The methods that an implementation has to supply, disposal aside.</summary>
    public static IEnumerable<IMethodSymbol> MethodsOf(ITypeSymbol contract)
    {
        foreach (var type in contract.AllInterfaces.Prepend(contract).Concat(contract.SelfAndBases().Skip(1)))
        {
            if (type.IsFramework()) continue;
            foreach (var member in type.GetMembers())
                if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false } method && (method.IsAbstract || method.IsVirtual)
                    && method.Name is not ("Dispose" or "DisposeAsync"))
                    yield return method;
        }
    }

    /// <summary>True for an interface or abstract class of user code, or a type parameter.</summary>
    public static bool IsOwn(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        { TypeKind: TypeKind.Interface or TypeKind.Class } => type.IsContract() && !type.IsFramework(),
        _ => false,
    };

    private static ITypeSymbol? Inner(ITypeSymbol value)
    {
        if (value.DelegateSignature() is { } signature) return signature.ReturnsVoid ? null : signature.ReturnType.Awaited();
        if (value is IArrayTypeSymbol array) return array.ElementType;
        return value is INamedTypeSymbol { TypeArguments.Length: > 0 } named && value.IsFramework() ? named.TypeArguments[named.TypeArguments.Length - 1]
            : null;
    }
}
