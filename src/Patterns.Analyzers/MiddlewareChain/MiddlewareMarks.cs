using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>Framework types that say by themselves that their implementations are links of a chain.</summary>
internal static class MiddlewareMarks
{
    /// <summary>Contracts of links that see a request and its response on their way through a server.</summary>
    private static readonly ImmutableHashSet<string> FilterContracts = ImmutableHashSet.Create(
        "Microsoft.AspNetCore.Http.IMiddleware",
        "Microsoft.AspNetCore.Http.IEndpointFilter",
        "Microsoft.AspNetCore.Mvc.Filters.IAsyncActionFilter",
        "Microsoft.AspNetCore.Mvc.Filters.IAsyncResourceFilter",
        "Microsoft.AspNetCore.Mvc.Filters.IAsyncResultFilter",
        "Microsoft.AspNetCore.SignalR.IHubFilter",
        "Microsoft.Azure.Functions.Worker.Middleware.IFunctionsWorkerMiddleware",
        "Grpc.Core.Interceptors.Interceptor",
        "Orleans.IIncomingGrainCallFilter",
        "Orleans.IOutgoingGrainCallFilter",
        "Microsoft.Owin.OwinMiddleware",
        "DotNetty.Transport.Channels.IChannelHandler");

    private static readonly ImmutableHashSet<string> OtherContracts = ImmutableHashSet.Create(
        "System.Net.Http.DelegatingHandler",
        "Castle.DynamicProxy.IInterceptor",
        "Microsoft.ApplicationInsights.Extensibility.ITelemetryProcessor",
        "MediatR.IPipelineBehavior`2",
        "MediatR.IStreamPipelineBehavior`2",
        "MassTransit.IFilter`1",
        "Rebus.Pipeline.IIncomingStep",
        "Rebus.Pipeline.IOutgoingStep",
        "KafkaFlow.IMessageMiddleware",
        "NServiceBus.Pipeline.Behavior`1",
        "PipelineNet.Middleware.IMiddleware`1",
        "PipelineNet.Middleware.IAsyncMiddleware`1");

    private static readonly ImmutableHashSet<string> Continuations = ImmutableHashSet.Create(
        "Microsoft.AspNetCore.Http.RequestDelegate",
        "Microsoft.AspNetCore.Http.EndpointFilterDelegate",
        "Microsoft.AspNetCore.Connections.ConnectionDelegate",
        "Microsoft.AspNetCore.Connections.MultiplexedConnectionDelegate");

    private static readonly ILookup<string, string> NamespacesByName = FilterContracts.Concat(OtherContracts)
        .ToLookup(name => name.Substring(name.LastIndexOf('.') + 1), name => name.Substring(0, name.LastIndexOf('.')), StringComparer.Ordinal);

    /// <summary>
    /// True for a name in a base list whose assembly is missing, where it can mean nothing but a framework's contract: the contract's namespace is in scope
    /// there.
    /// </summary>
    public static bool IsUnresolvedContract(INamedTypeSymbol error, TypeFacts type)
    {
        if (error.TypeKind != TypeKind.Error) return false;
        var name = error.Arity == 0 ? error.Name : error.Name + "`" + error.Arity;
        return NamespacesByName[name].Any(space => type.SeesNamespace(space));
    }

    /// <summary>True for the contract of links of a framework, be it known here or taught by the team.</summary>
    public static bool IsContract(INamedTypeSymbol type, ProjectFacts project) => IsKnown(type) || project.Taught.Is(type, MiddlewareChainSignature.Link);

    public static bool IsKnown(INamedTypeSymbol type) =>
        NamespacesByName.Contains(type.MetadataName) && (IsFilter(type) || OtherContracts.Contains(type.FullMetadataName()));

    /// <summary>True for a contract of filters that stand around a server's requests.</summary>
    public static bool IsFilter(INamedTypeSymbol type) => FilterContracts.Contains(type.FullMetadataName());

    /// <summary>The member of its context by which a link hands on, where it is not called as the link's own.</summary>
    public static string? AdvanceOf(INamedTypeSymbol contract) => contract.Name == "IInterceptor" ? "Proceed" : null;

    public static bool IsContinuation(ITypeSymbol type) => IsNamedContinuation(type) || IsApplication(type);

    /// <summary>True for a delegate that frameworks declare for nothing but the rest of a chain.</summary>
    public static bool IsNamedContinuation(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Delegate, Arity: 0 } named && Continuations.Contains(named.FullMetadataName());

    /// <summary>The application function of the OWIN specification, from the environment of a request to a task, which has no name of its own.</summary>
    private static bool IsApplication(ITypeSymbol function) => function is INamedTypeSymbol
    {
        Name: "Func",
        TypeArguments: [INamedTypeSymbol { Name: "IDictionary",
            TypeArguments: [{ SpecialType: SpecialType.System_String }, { SpecialType: SpecialType.System_Object }] },
            { Name: "Task" } task],
    } && task.IsTaskLike();
}
