using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>Code that looks only into the assembly that it is part of, or into one that it names by one of its types.</summary>
internal static class OwnAssembly
{
    /// <summary>True when the scanned assembly is surely the one that the scan is compiled into, or one that the source names.</summary>
    public static bool IsScanned(IOperation scan, Body body) => scan switch
    {
        IInvocationOperation { Instance: { } assembly } => Is(assembly, body),
        IPropertyReferenceOperation { Instance: { } assembly } => Is(assembly, body),
        _ => false,
    };

    /// <summary>True where a search is told to look into that assembly.</summary>
    public static bool IsPassed(IOperation search, Body body) => Call.From(search) is { } call
        && call.Arguments.Prepend(call.Receiver).Any(place => place?.Type is { } type && type.Named("System.Reflection.Assembly") && Is(place, body));

    /// <summary>True for an expression that surely gives the assembly that it is compiled into, or that of a type that the source names.</summary>
    public static bool Is(IOperation assembly, Body body) => assembly.Plain() switch
    {
        IPropertyReferenceOperation { Property.Name: "Assembly", Instance: { } type } => IsOwnType(type, body),
        IInvocationOperation { TargetMethod: { Name: "GetExecutingAssembly", IsStatic: true } } => true,
        IInvocationOperation { TargetMethod: { Name: "GetAssembly", IsStatic: true }, Arguments: { Length: 1 } arguments } =>
            IsOwnType(arguments[0].Value, body),
        ILocalReferenceOperation { Local: var local } => body.Operations.Any(operation =>
            operation is IVariableDeclaratorOperation { Initializer.Value: { } value } declarator
            && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local) && Is(value, body)
            || operation is IForEachLoopOperation { Collection: var assemblies } loop && loop.Locals.Contains(local, SymbolEqualityComparer.Default)
                && AreAll(assemblies, body)),
        IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } } } each =>
            Walked(each) is { } assemblies && AreAll(assemblies, body),
        IParameterReferenceOperation { Parameter: var parameter } => IsPassedAlways(parameter, body),
        _ => false,
    };

    /// <summary>True for the assembly of a type that the caller names by a type argument.</summary>
    public static bool IsOfTheCaller(IOperation assembly, Body body) =>
        assembly.Plain() is IPropertyReferenceOperation { Property.Name: "Assembly", Instance: { } type }
        && (type.Plain() is ILocalReferenceOperation { Local: var local } ? body.DeclaredValue(local)?.Plain()
            : type.Plain()) is ITypeOfOperation { TypeOperand: ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } };

    /// <summary>The collection whose elements a query hands to a lambda.</summary>
    private static IOperation? Walked(IParameterReferenceOperation each) =>
        each.EnclosingFunction()
            is IAnonymousFunctionOperation
                { Parent: IDelegateCreationOperation
                    { Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } query } } } lambda
            && lambda.Symbol.Parameters.Contains(each.Parameter, SymbolEqualityComparer.Default)
        && query.TargetMethod.ContainingType.Named("System.Linq.Enumerable") ? query.Arguments[0].Value : null;

    private static bool AreAll(IOperation assemblies, Body body) => assemblies.Plain() switch
    {
        IArrayCreationOperation { Initializer.ElementValues: { Length: > 0 } listed } => listed.All(assembly => Is(assembly, body)),
        ILocalReferenceOperation { Local: var local } => body.DeclaredValue(local)?.Plain() is IArrayCreationOperation declared && AreAll(declared, body),
        IParameterReferenceOperation { Parameter: var all } => IsPassedAlways(all, body),
        _ => false,
    };

    /// <summary>True for a parameter of a member that only this project can call, and each time passes its own assembly to.</summary>
    private static bool IsPassedAlways(IParameterSymbol parameter, Body body) =>
        !IsVisible(body.Method) && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, body.Method)
        && body.Type.Project.GetOrAdd((nameof(OwnAssembly), parameter),
            () => PassedFor(parameter, body).ToList() is { Count: > 0 } passed && passed.All(value => value));

    private static IEnumerable<bool> PassedFor(IParameterSymbol parameter, Body callee)
    {
        foreach (var user in callee.Type.Project.Declared)
        {
            if (!user.Words.Has(callee.Name)) continue;
            foreach (var caller in user.Bodies)
                if (caller != callee && caller.Words.Has(callee.Name))
                    foreach (var argument in caller.Of<IArgumentOperation>())
                        if (SymbolEqualityComparer.Default.Equals(argument.Parameter?.OriginalDefinition, parameter))
                            yield return AreAll(argument.Value, caller) || Is(argument.Value, caller);
        }
    }

    /// <summary>True for a member that code of other assemblies can use.</summary>
    public static bool IsVisible(ISymbol member)
    {
        for (var symbol = member; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
            if (symbol.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal) return false;
        return true;
    }

    /// <summary>True for a base class: it leaves members to those that derive from it.</summary>
    private static bool InvitesDeriving(INamedTypeSymbol type) => !type.IsSealed
        && (type.IsAbstract
            || type.GetMembers()
                .Any(member => member.IsVirtual
                    || !member.IsOverride && member.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal));

    private static bool IsOwnType(IOperation type, Body body) => type.Plain() switch
    {
        ITypeOfOperation { TypeOperand: INamedTypeSymbol } => true,
        IInvocationOperation { TargetMethod: { Name: "GetType", Parameters.IsEmpty: true }, Instance: { } asked } =>
            asked.Plain() is IInstanceReferenceOperation && !InvitesDeriving(body.Method.ContainingType),
        IInvocationOperation { TargetMethod: { Name: "GetTypeInfo", IsExtensionMethod: true }, Arguments: { Length: 1 } arguments } =>
            IsOwnType(arguments[0].Value, body),
        _ => false,
    };
}
