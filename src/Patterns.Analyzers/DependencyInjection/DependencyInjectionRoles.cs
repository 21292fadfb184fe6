using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>The parts that types play in the pattern. Consumers are not among them: a constructor with parameters proves nothing.</summary>
internal static class DependencyInjectionRoles
{
    public static readonly Role Container = new("container", "a dependency injection container");
    public static readonly Role Injector = new("injector", "a member injector");
    public static readonly Role CompositionRoot = new("composition-root", "a composition root");
}
