using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar;

/// <summary>The means by which code speaks to another process.</summary>
internal static class Outgoing
{
    private const string MessageHandler = "System.Net.Http.HttpMessageHandler";

    private static readonly ImmutableArray<string> Means = ImmutableArray.Create(
        "System.Net.Http.HttpClient", "System.Net.Http.HttpMessageInvoker", "System.Net.Http.HttpRequestMessage", "System.Net.Sockets.TcpClient",
        "System.Net.Sockets.UdpClient", "System.Net.Sockets.Socket",
        "System.Net.WebSockets.ClientWebSocket", "System.IO.Pipes.NamedPipeClientStream", "System.Net.WebRequest", "System.Net.HttpWebRequest",
        "Grpc.Net.Client.GrpcChannel", "Grpc.Core.Channel", "Grpc.Core.ClientBase");

    /// <summary>What the words of a type must hold for it to use such a means.</summary>
    public static readonly Words Words = new(Means.Select(name => name.Substring(name.LastIndexOf('.') + 1))
        .Concat(new[] { "DelegatingHandler", "HttpMessageHandler", "IHttpClientFactory" }).ToArray());

    /// <summary>What the words of a type hold that waits for others to call: what it names is where it listens.</summary>
    public static readonly Words Listening = new("TcpListener", "HttpListener", "Listen", "Bind", "Accept", "AcceptAsync", "AcceptSocketAsync", "UseUrls",
        "NamedPipeServerStream", "ListenLocalhost", "ListenUnixSocket", "ListenAnyIP", "UseKestrel", "ConfigureKestrel", "WithOrigins", "RedirectUri");

    private static readonly Words Datagrams = new("UdpClient", "Dgram");

    /// <summary>True for a type that sends packets and asks for no answer, as one does to a local agent.</summary>
    public static bool IsByDatagrams(TypeFacts type) => type.Words.HasAny(Datagrams);

    /// <summary>True for a handler that sends on what an application's client was asked to send.</summary>
    public static bool IsForwarder(TypeFacts type) => type.Symbol.SelfAndBases().Skip(1).Any(self => self.Named(MessageHandler));

    /// <summary>The first use of such a means in the code of a type, or null.</summary>
    public static (Body Body, IOperation Use)? In(TypeFacts type)
    {
        if (!type.Words.HasAny(Words) && !IsForwarder(type)) return null;
        foreach (var body in type.SelfAndSourceBases.SelectMany(self => self.Bodies))
            foreach (var operation in body.Operations)
                if (Is(operation)) return (body, operation);
        return null;
    }

    /// <summary>True for what makes such a means or uses one.</summary>
    public static bool Is(IOperation operation) => operation switch
    {
        IObjectCreationOperation { Type: { } made } => IsMeans(made),
        IInvocationOperation call =>
            call.TargetMethod.Name is not ("Bind" or "Listen" or "Accept" or "AcceptAsync" or "Dispose" or "Close")
            && (IsMeans(call.TargetMethod.ContainingType) || Call.From(call) is { Receiver.Type: { } receiver } && IsMeans(receiver) || IsSend(call)),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "BaseAddress" or "RequestUri", ContainingType: var owner } } } =>
            IsMeans(owner),
        _ => false,
    };

    /// <summary>True for an awaited or synchronous exchange with the other side, not for what prepares one.</summary>
    public static bool IsExchange(IOperation operation) => operation is IInvocationOperation { TargetMethod.Name: var name } && Is(operation)
        && (name.StartsWith("Get", StringComparison.Ordinal) || name.StartsWith("Post", StringComparison.Ordinal)
            || name.StartsWith("Send", StringComparison.Ordinal) || name.StartsWith("Connect", StringComparison.Ordinal));

    /// <summary>True for a local, member or parameter that holds such a means: who speaks by it may be a delegate.</summary>
    public static bool IsAtHand(IOperation operation) =>
        operation is ILocalReferenceOperation or IMemberReferenceOperation or IParameterReferenceOperation && operation.Type is { } held && IsMeans(held);

    private static bool IsSend(IInvocationOperation call) =>
        call.TargetMethod.Name is "SendAsync" or "Send" && call.TargetMethod.ContainingType.SelfAndBases().Any(self => self.Named(MessageHandler));

    private static bool IsMeans(ITypeSymbol type)
    {
        foreach (var self in type.SelfAndBases())
            foreach (var name in Means)
                if (self.Named(name)) return true;
        return false;
    }
}
