using static Patterns.Analyzers.Catalog.ReferenceProjects;

namespace Patterns.Analyzers.Catalog;

public static partial class PatternCatalog
{
    /// <summary>01: a host that is extended through contracts, without a change to its own code.</summary>
    public static CatalogEntry PluginArchitecture { get; } = new(
        Number: 1,
        Slug: "plugin-architecture",
        Title: "Plugin / Extension Architecture",
        Anchor: "plugin--extension-architecture",
        Intent: "Let others add behaviour to a host that stays closed: the host publishes contracts, collects implementations by registration or discovery, "
            + "and calls them at its extension points without knowing any of them.",
        Rows:
        [
            new(Kubernetes,
                "The kubelet reaches container runtimes and storage drivers as remote services behind versioned gRPC contracts, chosen by socket; admission "
                    + "webhooks are a second axis, called in order on every API write.",
                Remark: "CNI, which the source lists with the gRPC contracts, is an executable that the "
                    + "container runtime starts, with JSON on standard input."),
            new(Envoy,
                "A registry holds filter factories by name; for each connection or request a factory makes the filter that becomes one link of a listener, "
                    + "network or HTTP chain. The HTTP stack itself is such a filter."),
            new(Caddy,
                "A module registers itself from a static initialiser under a dotted id; the host makes it from configuration and probes it for "
                    + "optional lifecycle interfaces: provision, validate, clean up."),
            new(CoreDNS,
                "An ordered list fixed at build time decides which handlers exist and who precedes whom; each handler holds "
                    + "the next one and returns a response code and an error."),
            new(Containerd,
                "Every subsystem is a registration with a type, an id and the types it requires; the daemon sorts the graph and initialises in that order. "
                    + "A plugin in another process takes part through a gRPC proxy."),
            new(Trivy,
                "Independent analysers state by a predicate which files they want; all that match run, and a "
                    + "second kind runs after them over their combined results."),
            new(Bevy,
                "The user lists plugin objects explicitly; each gets the application builder once and adds "
                    + "its systems, resources and component types to it."),
            new(Prometheus,
                "Service discovery is one contract with many implementations that send target groups over a channel; "
                    + "configuration picks them, and the scrape engine knows none."),
            new(Airflow,
                "Providers are packages found through entry-point metadata; what they announce there (operators, hooks, connection types, secret "
                    + "back ends) is sorted into one registry per capability."),
            new(Backstage,
                "A backend plugin is given its own set of services, its own database connection among them, and meets other plugins over the network only; "
                    + "a frontend extension attaches to a named input of its parent."),
            new(Buf,
                "Lint and breaking-change rules sit behind one check contract in three tiers: compiled in, "
                    + "WebAssembly fetched from the registry, or any local executable.",
                Remark: "The source's sentence on out-of-process gRPC components describes Dapr, not Buf."),
            new(Dapr,
                "Registries map a component type's name to a factory and are filled by registration calls at start; the configuration's name selects the "
                    + "factory. Components in other processes join over gRPC."),
            new(Deno,
                "An extension is a bundle of native operations and script glue declared by a macro; the bundles are "
                    + "composed into the runtime when its start-up snapshot is built."),
            new(DuckDB,
                "An extension is loaded on demand by name or path; its entry function receives the database "
                    + "and registers types, functions and file systems with it."),
            new(Falco,
                "Shared libraries are loaded at run time through a C interface and asked what they can do: supply events, extract fields, parse."),
        ],
        CSharpProjects:
        [
            new("MEF in the .NET libraries", "https://github.com/dotnet/runtime",
                "CompositionContainer in System.ComponentModel.Composition: catalogs discover parts, the container matches exports to imports, "
                    + "and a changed catalog recomposes what is already running."),
            new("Jellyfin", "https://github.com/jellyfin/jellyfin",
                "PluginManager in Emby.Server.Implementations: manifests, version checks, one load context for each plugin, and the "
                    + "disabling of a plugin that fails instead of the server's fall."),
            new(".NET Core Plugins", "https://github.com/natemcmaster/DotNetCorePlugins",
                "PluginLoader: the smallest complete loader, with types shared between host and plugin by a "
                    + "list, and unloading and reloading when files change."),
            new("Orchard Core", "https://github.com/OrchardCMS/OrchardCore",
                "ExtensionManager: modules declare features and what they depend on, and are sorted by it before each contributes its start-up class."),
        ]);
}
