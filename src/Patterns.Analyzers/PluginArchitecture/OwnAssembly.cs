using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>Code that looks only into the assembly that it is part of.</summary>
internal static class OwnAssembly
{
    /// <summary>True when the scanned assembly is surely the one that the scan is compiled into.</summary>
    public static bool IsScanned(IOperation scan, Body body) => scan switch
    {
        IInvocationOperation { Instance: { } assembly } => Is(assembly, body),
        IPropertyReferenceOperation { Instance: { } assembly } => Is(assembly, body),
        _ => false,
    };

    /// <summary>True for an expression that surely gives the assembly that it is compiled into.</summary>
    public static bool Is(IOperation assembly, Body body) => assembly.Plain() switch
    {
        IPropertyReferenceOperation { Property.Name: "Assembly", Instance: { } type } => IsOwnType(type, body),
        IInvocationOperation { TargetMethod: { Name: "GetExecutingAssembly", IsStatic: true } } => true,
        IInvocationOperation { TargetMethod: { Name: "GetAssembly", IsStatic: true }, Arguments: { Length: 1 } arguments } => IsOwnType(arguments[0].Value, body),
        ILocalReferenceOperation { Local: var local } => body.Operations.Any(operation =>
            operation is IVariableDeclaratorOperation { Initializer.Value: { } value } declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local) && Is(value, body)),
        _ => false,
    };

    private static bool IsOwnType(IOperation type, Body body) => type.Plain() switch
    {
        ITypeOfOperation { TypeOperand: INamedTypeSymbol named } => SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, body.Method.ContainingAssembly),
        IInvocationOperation { TargetMethod: { Name: "GetType", Parameters.IsEmpty: true }, Instance: { } asked } => asked.Plain() is IInstanceReferenceOperation && body.Method.ContainingType.IsSealed,
        IInvocationOperation { TargetMethod: { Name: "GetTypeInfo", IsExtensionMethod: true }, Arguments: { Length: 1 } arguments } => IsOwnType(arguments[0].Value, body),
        _ => false,
    };
}
