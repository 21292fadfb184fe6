using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>One call that registers.</summary>
/// <param name="Call">The call.</param>
/// <param name="Body">Where it stands.</param>
/// <param name="Surface">The simple name of the type it is made on.</param>
internal sealed record Registration(Call Call, Body Body, string Surface)
{
    /// <summary>The type that registers.</summary>
    public TypeFacts Type => Body.Type;

    private static readonly ImmutableHashSet<string> Unmistakable = ImmutableHashSet.Create(
        "AddSingleton", "AddScoped", "AddTransient", "AddHostedService", "AddKeyedSingleton", "AddKeyedScoped", "AddKeyedTransient", "TryAddSingleton",
        "TryAddScoped", "TryAddTransient");

    private static readonly ImmutableHashSet<string> Primitives = ImmutableHashSet.Create("Add", "TryAdd", "Insert", "Replace", "Configure", "TryAddEnumerable",
        "Register", "Bind").Union(Unmistakable);

    /// <summary>
    /// True when the code decides what stands behind a service. A member that registers what its caller names, by a type parameter or an argument, only hands
    /// on,
    /// and so does one that calls its namesake.
    /// </summary>
    public bool Decides => !TypeArguments.Any(argument => argument is ITypeParameterSymbol) && !Call.Arguments.Any(IsCopied)
        && (!Primitives.Contains(Call.Name) ? Call.Name != Body.Name
            : !TypeArguments.IsEmpty || Call.Arguments.IsEmpty
                || Call.Arguments.Any(argument => argument is not IParameterReferenceOperation && argument.Type.DelegateSignature() is null));

    /// <summary>What a walk over descriptors comes to was registered before, by somebody else.</summary>
    private static bool IsCopied(IOperation argument) => argument.Contains(operation => operation is ILocalReferenceOperation { Local: var local }
        && local.Type.Named("Microsoft.Extensions.DependencyInjection.ServiceDescriptor")
        && operation.Ancestors().OfType<IForEachLoopOperation>().Any(loop => loop.Locals.Contains(local, SymbolEqualityComparer.Default)));

    private ImmutableArray<ITypeSymbol> TypeArguments =>
        (Call.Target?.TypeArguments ?? ImmutableArray<ITypeSymbol>.Empty).AddRange(Call.Arguments.OfType<ITypeOfOperation>().Select(type => type.TypeOperand));

    /// <summary>What is registered, by the types that name it or by what is given: two members that say the same offer one thing in two ways.</summary>
    public string Subject =>
        TypeArguments.IsEmpty ? Call.Name + string.Join(",", Call.Arguments.Select(argument => argument.Syntax))
            : string.Join(",", TypeArguments.Select(argument => argument.ToDisplayString()));

    /// <summary>True for a default that its host can override: added if nothing is there, under a key, or made by a factory.</summary>
    public bool IsReplaceable =>
        Call.Name.StartsWith("TryAdd", StringComparison.Ordinal) || Call.Name.StartsWith("AddKeyed", StringComparison.Ordinal) || Factory is not null;

    /// <summary>The delegate that makes the service from a provider; null where the container makes it.</summary>
    public IOperation? Factory => Call.Arguments.FirstOrDefault(argument =>
        argument.Type.DelegateSignature() is { ReturnsVoid: false, Parameters: { IsEmpty: false } parameters }
        && parameters[0].Type.Named("System.IServiceProvider"));

    public static IEnumerable<Registration> In(Body body)
    {
        var isModule = RegistrationSurface.IsModule(body.Type);
        foreach (var call in body.Calls)
            if (RegistrationSurface.IsVerb(call.Name) && SurfaceOf(call, body.Type, isModule) is { } surface) yield return new(call, body, surface);
    }

    private static string? SurfaceOf(Call call, TypeFacts type, bool isModule)
    {
        if (call.Receiver?.Type is { TypeKind: not TypeKind.Error } or { TypeKind: TypeKind.Error, Name.Length: > 0 }
            && RegistrationSurface.Of(call.Receiver.Type, type) is { } surface)
            return RegistrationSurface.Registers(surface, call.Name) ? RegistrationSurface.SimpleName(surface) : null;
        if (call.Target is not null && !(isModule && IsInherited(call.Target, type))) return null;
        if (isModule && call.Name.Contains("Bind")) return type.Symbol.BaseType!.Name;
        return Unmistakable.Contains(call.Name) && IsUnresolved(call) ? "IServiceCollection" : null;
    }

    private static bool IsInherited(IMethodSymbol target, TypeFacts type) =>
        type.Symbol.Is(target.ContainingType) && type.Project.Of(target.ContainingType) is null;

    /// <summary>A call on something whose assembly is missing.</summary>
    private static bool IsUnresolved(Call call) => call.Operation is IInvalidOperation && call.Receiver?.Type is null or { TypeKind: TypeKind.Error };
}
