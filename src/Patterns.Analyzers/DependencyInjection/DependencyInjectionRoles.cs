using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>The parts that types play in the pattern.</summary>
internal static class DependencyInjectionRoles
{
    public static readonly Role Container = new("container", "a dependency injection container");
    public static readonly Role Injector = new("injector", "a member injector");
    public static readonly Role CompositionRoot = new("composition-root", "a composition root");

    /// <summary>Told only where a setting asks for it: a class that is given its dependencies is nothing special.</summary>
    public static readonly Role Consumer = new("consumer", "a consumer of injected services");
}
