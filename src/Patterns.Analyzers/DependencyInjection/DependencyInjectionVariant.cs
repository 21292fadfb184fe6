using Patterns.Analyzers.Catalog;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>Which reference project injects in the same way.</summary>
internal static class DependencyInjectionVariant
{
    /// <summary>Members marked for injection are Angular's way.</summary>
    public static ReferenceProject OfInjectors => ReferenceProjects.Angular;

    /// <summary>Whoever lists what it needs and is handed it does as Backstage's plugins do.</summary>
    public static ReferenceProject OfConsumers => ReferenceProjects.Backstage;

    /// <summary>Containers that ask a parent or open scopes resemble Angular's injectors; one that stands alone, a factory object.</summary>
    public static ReferenceProject Closest(Container container) =>
        container.Parent is not null || container.OpensScopes ? ReferenceProjects.Angular : ReferenceProjects.Gitea;

    /// <summary>A library offers what its host may replace, as Dapr's loaders do; a host hands its modules what it decided on, as Backstage does.</summary>
    public static ReferenceProject Closest(CompositionRoot root) =>
        root.IsOffered && root.Registrations.Any(registration => registration.IsReplaceable) ? ReferenceProjects.Dapr : ReferenceProjects.Backstage;
}
