using static Patterns.Analyzers.Catalog.ReferenceProjects;

namespace Patterns.Analyzers.Catalog;

public static partial class PatternCatalog
{
    /// <summary>14: a companion process that takes over what is not the application's business.</summary>
    public static CatalogEntry Sidecar { get; } = new(
        Number: 14,
        Slug: "sidecar",
        Title: "Sidecar Pattern",
        Anchor: "sidecar-pattern",
        Intent: "Move networking, security, state or telemetry into a companion process that lives and dies with the "
            + "application and is reached over the loopback interface.",
        Rows:
        [
            new(Dapr,
                "One process beside each instance offers state, messaging, invocation, actors and secrets over local HTTP and gRPC; the application knows "
                    + "a port and names, and sidecars speak to each other over mutual TLS."),
        ],
        CSharpProjects:
        [
            new("Dapr SDK for .NET", "https://github.com/dapr/dotnet-sdk",
                "DaprClient: everything the application asks of its sidecar, as calls to a local port; "
                    + "nothing in it names a product behind the building block."),
            new("Dapr Sidekick", "https://github.com/man-group/dapr-sidekick-dotnet",
                "DaprSidecarProcess in Man.Dapr.Sidekick: starts the companion with the application, finds free ports, "
                    + "watches its health, restarts it and stops it at the end."),
            new(".NET Aspire Community Toolkit", "https://github.com/CommunityToolkit/Aspire",
                "DaprDistributedApplicationLifecycleHook in CommunityToolkit.Aspire.Hosting.Dapr: adds a sidecar executable "
                    + "beside each annotated resource and hands both their ports."),
        ]);
}
