using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>A host makes its plugins of types that options or a caller list: whoever fills the list extends it.</summary>
internal static class ConfiguredTypes
{
    /// <summary>The lists of a type that hold what it makes of such types.</summary>
    public static IEnumerable<Slot> In(TypeFacts type)
    {
        if (!type.Words.HasAny(Reflection.ActivationWords)) yield break;
        foreach (var body in type.Bodies)
        {
            if (!body.Words.HasAny(Reflection.ActivationWords)) continue;
            foreach (var operation in body.Operations)
                if (Reflection.IsActivation(operation) && IsHandedIn(PluginLoop.Around(operation))
                    && Reflection.ActivatedContract(operation, body) is INamedTypeSymbol contract && PluginContract.IsOwn(contract))
                    foreach (var slot in type.Slots)
                        if (body.Words.Has(slot.Name) && SymbolEqualityComparer.Default.Equals(slot.Type.ElementType(), contract)
                            && slot.Type is INamedTypeSymbol { TypeArguments.Length: 1 } or IArrayTypeSymbol) yield return slot;
        }
    }

    /// <summary>True for a walk through types that a parameter gives, or a property of one or of another object.</summary>
    private static bool IsHandedIn(IOperation? walk) => walk switch
    {
        IForEachLoopOperation loop => loop.Collection,
        IInvocationOperation { Arguments: { Length: > 0 } arguments } => arguments[0].Value,
        _ => null,
    } is { } types && types.Plain() is { Type: { } listed } source && listed.ElementType().Named("System.Type") && source switch
    {
        IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { DeclaredAccessibility: not Accessibility.Private } } => true,
        IPropertyReferenceOperation { Instance: { } options } => options.Plain() is not IInstanceReferenceOperation,
        _ => false,
    };
}
