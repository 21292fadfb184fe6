using static Patterns.Analyzers.Catalog.ReferenceProjects;

namespace Patterns.Analyzers.Catalog;

public static partial class PatternCatalog
{
    /// <summary>08: handlers in a row, each of which may pass on or stop.</summary>
    public static CatalogEntry MiddlewareChain { get; } = new(
        Number: 8,
        Slug: "middleware-chain",
        Title: "Middleware / Chain of Responsibility",
        Anchor: "middleware--chain-of-responsibility",
        Intent: "Keep cross-cutting concerns out of the handler: a request passes through an ordered row of links, each of which may "
            + "inspect it, change it, answer it or hand it to the next.",
        Rows:
        [
            new(Envoy,
                "A filter's callback returns continue or stop; one that has stopped may await a call elsewhere and resume the chain later, or reply itself."),
            new(CoreDNS,
                "Each plugin holds the next one and either answers or calls a helper that invokes it or "
                    + "reports that there is none; order is fixed at build time."),
            new(Caddy,
                "Handlers are wrapped from last to first so that each calls the next as a closure, and "
                    + "matchers decide whether a route's chain is entered at all."),
            new(Kubernetes,
                "Mutating admission runs through all its plugins first, then validating admission: the first "
                    + "refusal ends the request, and validators change nothing."),
            new(Etcd,
                "The applier is decorated in layers of the same interface: quota, corruption and authentication checks wrap the core and delegate inwards."),
        ],
        CSharpProjects:
        [
            new("ASP.NET Core", "https://github.com/dotnet/aspnetcore",
                "ApplicationBuilder in Http: components from request delegate to request delegate are folded from "
                    + "the last to the first around a terminal that answers 404."),
            new("MediatR", "https://github.com/LuckyPennySoftware/MediatR",
                "RequestHandlerWrapper: behaviours from the container are aggregated in reverse around the handler, "
                    + "so that each holds the rest of the chain as a delegate."),
            new("Rebus", "https://github.com/rebus-org/Rebus",
                "IIncomingStep, then the folder Pipeline/Invokers: a step receives the context and the rest of the chain as a delegate, and an "
                    + "invoker folds the steps into one call for each message."),
            new("Polly", "https://github.com/App-vNext/Polly",
                "CompositeComponent in Polly.Core: resilience strategies nested around a callback, with the "
                    + "state passed along so that the chain allocates nothing."),
        ]);
}
