using static Patterns.Analyzers.Catalog.ReferenceProjects;

namespace Patterns.Analyzers.Catalog;

public static partial class PatternCatalog
{
    /// <summary>15: what a component needs is given to it.</summary>
    public static CatalogEntry DependencyInjection { get; } = new(
        Number: 15,
        Slug: "dependency-injection",
        Title: "Dependency Injection",
        Anchor: "dependency-injection",
        Intent: "Separate use from construction: a component declares what it needs, and one place outside it decides what it gets and how long that lives.",
        Rows:
        [
            new(Angular,
                "Two trees of injectors: resolution climbs that of the elements, then that of the environments; decorators bound or skip parts of the "
                    + "climb, and a function resolves within an injection context."),
            new(Backstage,
                "A service reference names a contract and its scope; a plugin lists the references it needs "
                    + "and is handed instances made for it by the registry."),
            new(Dapr,
                "Loaders are given registries of factories and pass components on as interfaces: the "
                    + "runtime sees a state store or a broker, never a product."),
            new(Gitea,
                "A factory object builds each service once, on first use, and supplies it with the others it needs.",
                Remark: "The source's text describes Deno's CliFactory (cli/factory.rs), not Gitea."),
        ],
        CSharpProjects:
        [
            new("Microsoft.Extensions.DependencyInjection", "https://github.com/dotnet/runtime",
                "CallSiteFactory in ServiceLookup: a registration becomes a tree of call sites, where "
                    + "constructors are chosen and cycles and captive scopes are found."),
            new("Autofac", "https://github.com/autofac/Autofac",
                "LifetimeScope in Autofac/Core/Lifetime: nested scopes that share, own and dispose instances, and registrations added for one scope only."),
            new("Simple Injector", "https://github.com/simpleinjector/SimpleInjector",
                "LifestyleMismatchChecker in Diagnostics: a container that verifies its object graph, here for services that outlive what they depend on."),
        ]);
}
