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
            operation is IVariableDeclaratorOperation { Initializer.Value: { } value } declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local) && Is(value, body)
            || operation is IForEachLoopOperation { Collection: var assemblies } loop && loop.Locals.Contains(local, SymbolEqualityComparer.Default) && assemblies.Plain() is IParameterReferenceOperation { Parameter: var all } && IsPassedAlways(all, body)),
        IParameterReferenceOperation { Parameter: var parameter } => IsPassedAlways(parameter, body),
        _ => false,
    };

    /// <summary>True for a parameter of a member that only this project can call, and each time passes its own assembly to.</summary>
    private static bool IsPassedAlways(IParameterSymbol parameter, Body body) => !IsVisible(body.Method) && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, body.Method)
        && body.Type.Project.GetOrAdd((nameof(OwnAssembly), parameter), () => PassedFor(parameter, body).ToList() is { Count: > 0 } passed && passed.All(value => value));

    private static IEnumerable<bool> PassedFor(IParameterSymbol parameter, Body callee)
    {
        foreach (var user in callee.Type.Project.Declared)
        {
            if (!user.Words.Has(callee.Name)) continue;
            foreach (var caller in user.Bodies)
                if (caller != callee && caller.Words.Has(callee.Name))
                    foreach (var argument in caller.Of<IArgumentOperation>())
                        if (SymbolEqualityComparer.Default.Equals(argument.Parameter?.OriginalDefinition, parameter)) yield return IsAll(argument.Value, caller);
        }
    }

    private static bool IsAll(IOperation passed, Body caller) =>
        passed.Plain() is IArrayCreationOperation { Initializer.ElementValues: { Length: > 0 } assemblies } ? assemblies.All(assembly => Is(assembly, caller)) : Is(passed, caller);

    /// <summary>True for a member that code of other assemblies can use.</summary>
    public static bool IsVisible(ISymbol member)
    {
        for (var symbol = member; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
            if (symbol.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal) return false;
        return true;
    }

    private static bool IsOwnType(IOperation type, Body body) => type.Plain() switch
    {
        ITypeOfOperation { TypeOperand: INamedTypeSymbol named } => SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, body.Method.ContainingAssembly),
        IInvocationOperation { TargetMethod: { Name: "GetType", Parameters.IsEmpty: true }, Instance: { } asked } => asked.Plain() is IInstanceReferenceOperation && body.Method.ContainingType.IsSealed,
        IInvocationOperation { TargetMethod: { Name: "GetTypeInfo", IsExtensionMethod: true }, Arguments: { Length: 1 } arguments } => IsOwnType(arguments[0].Value, body),
        _ => false,
    };
}
