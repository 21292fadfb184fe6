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
        Intent: "Move networking, security, state or telemetry into a companion process that lives and dies with the application and is reached over the "
            + "loopback interface.",
        Rows:
        [
            new(Dapr,
                "One process beside each instance offers state, messaging, invocation, actors and secrets over local HTTP and gRPC; the application knows "
                    + "a port and names, and sidecars speak to each other over mutual TLS."),
        ],
        CSharpProjects:
        [
        ]);
}
