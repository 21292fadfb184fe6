using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>What a library declares for others to fill in.</summary>
internal static class OpenContract
{
    /// <summary>True for a contract of this library that everybody can see and nothing in the library fulfils: it is there for those who use the
    /// library.</summary>
    public static bool IsForOthers(INamedTypeSymbol contract, ProjectFacts project) => project.Of(contract) is not null && !project.IsApplication
        && OwnAssembly.IsVisible(contract) && !IsFulfilled(contract, project);

    /// <summary>True where the project has a class of the contract; a base class for those of others is none.</summary>
    public static bool IsFulfilled(INamedTypeSymbol contract, ProjectFacts project) => project.ImplementationsOf(contract).Any(type => !type.IsAbstract);
}
