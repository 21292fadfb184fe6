using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>How long the container keeps what it made.</summary>
internal enum Lifetime
{
    Transient,
    Scoped,
    Singleton,
}

/// <summary>A registration that says what it registers: service, implementation and lifetime.</summary>
/// <param name="Registration">The call.</param>
/// <param name="Service">What others ask for.</param>
/// <param name="Implementation">The class that the container constructs; null where a factory or an instance is given.</param>
/// <param name="Lifetime">How long it lives.</param>
/// <param name="IsTry">Whether it registers only where nothing is registered yet.</param>
/// <param name="IsKeyed">Whether it is asked for by a key as well.</param>
internal sealed record ServiceRegistration(
    Registration Registration, ITypeSymbol Service, INamedTypeSymbol? Implementation, Lifetime Lifetime, bool IsTry, bool IsKeyed)
{
    private const string HostedService = "Microsoft.Extensions.Hosting.IHostedService";

    /// <summary>What a call on the framework's service collection registers; null where it does not say.</summary>
    public static ServiceRegistration? Of(Registration registration)
    {
        var call = registration.Call;
        if (call.Target is not { } target || registration.Surface != "IServiceCollection") return null;
        if (call.Arguments.Any(argument => argument.Type.Named("Microsoft.Extensions.DependencyInjection.ServiceLifetime"))) return null;
        if (call.Name == "AddHostedService" && target.TypeArguments is [INamedTypeSymbol worker])
            return registration.Type.Project.Known[HostedService] is { } hosted
                ? new(registration, hosted, Made(worker, registration), Lifetime.Singleton, false, false) : null;
        if (call.Name == "AddDbContext" && target.TypeArguments is [INamedTypeSymbol context])
            return new(registration, context, context, Lifetime.Scoped, false, false);
        if (LifetimeOf(call.Name) is not { } lifetime || Types(call, target) is not { IsEmpty: false } types) return null;
        var implementation = types[types.Length - 1] as INamedTypeSymbol;
        return new(registration, types[0], Made(implementation, registration), lifetime, call.Name.StartsWith("Try", StringComparison.Ordinal),
            call.Name.Contains("Keyed"));
    }

    private static Lifetime? LifetimeOf(string name) => name switch
    {
        "AddSingleton" or "TryAddSingleton" or "AddKeyedSingleton" or "TryAddKeyedSingleton" => Lifetime.Singleton,
        "AddScoped" or "TryAddScoped" or "AddKeyedScoped" or "TryAddKeyedScoped" => Lifetime.Scoped,
        "AddTransient" or "TryAddTransient" or "AddKeyedTransient" or "TryAddKeyedTransient" => Lifetime.Transient,
        _ => null,
    };

    private static ImmutableArray<ITypeSymbol> Types(Call call, IMethodSymbol target) =>
        !target.TypeArguments.IsEmpty ? target.TypeArguments : call.Arguments.OfType<ITypeOfOperation>().Select(type => type.TypeOperand).ToImmutableArray();

    /// <summary>The class, where neither a factory nor an instance takes its place and there is something to construct.</summary>
    private static INamedTypeSymbol? Made(INamedTypeSymbol? implementation, Registration registration) =>
        implementation is { TypeKind: TypeKind.Class, IsAbstract: false }
        && registration.Call.Arguments.All(argument => argument is ITypeOfOperation
            || registration.Call.Name.Contains("Keyed") && argument.Type.DelegateSignature() is null)
            ? implementation
            : null;
}
