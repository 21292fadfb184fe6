using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>Questions to the framework's service provider.</summary>
internal static class Locating
{
    public static readonly Words Words = new("GetService", "GetRequiredService", "GetServices");

    /// <summary>The service that a call asks a provider for; null for another call, or where the type is only known at run time.</summary>
    public static ITypeSymbol? Asked(Call call)
    {
        if (!Words.Contains(call.Name) || call.Owner is not { } owner) return null;
        if (!owner.Named("System.IServiceProvider") && !owner.Named("Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions")) return null;
        var asked = call.Target!.TypeArguments is [var argument] ? argument : call.Arguments.OfType<ITypeOfOperation>().FirstOrDefault()?.TypeOperand;
        return asked is INamedTypeSymbol ? asked : null;
    }
}
