using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar;

/// <summary>In which form an endpoint is written: a URL or text can stand for any development server, the others for a process of the own machine.</summary>
internal enum EndpointForm
{
    Text,
    Address,
    Local,
}

/// <summary>An endpoint of the own machine, as written in one place.</summary>
/// <param name="Place">The expression.</param>
/// <param name="Form">How it is written.</param>
/// <param name="Port">The part that is filled in at run time, behind a host that stays; null where all is constant.</param>
/// <param name="Text">What is written, for the reader.</param>
internal sealed record LocalEndpoint(IOperation Place, EndpointForm Form, IOperation? Port, string Text);

/// <summary>Expressions that name an endpoint of the own machine: loopback with a port, a Unix socket, a pipe.</summary>
internal static class OwnMachine
{
    private const char Hole = '\0';

    private static readonly string[] Hosts = ["localhost", "127.0.0.1"];

    private static readonly string[] Schemes = ["http", "https", "grpc", "tcp", "udp", "ws"];

    /// <summary>Daemons that serve a whole machine: no application has one of its own.</summary>
    private static readonly string[] SharedDaemons = ["docker", "podman", "containerd", "crio"];

    /// <summary>What the words of a type or body must hold for it to name such an endpoint.</summary>
    public static readonly Words Words = new("localhost", "127", "Loopback", "IPv6Loopback", "UnixDomainSocketEndPoint", "NamedPipeClientStream");

    /// <summary>The endpoint that an expression names, or null. Only the whole expression counts, not a part of a text.</summary>
    public static LocalEndpoint? Of(IOperation operation, Body body) => operation switch
    {
        IObjectCreationOperation { Type: { } type } creation => OfCreation(creation, type, body),
        IInvocationOperation call when IsOutgoing(call.TargetMethod) => OfPair(call, call.Arguments, body),
        { Type.SpecialType: SpecialType.System_String } when !IsPart(operation) => OfText(operation, body),
        IFieldReferenceOperation { Field.IsReadOnly: true } field when Resolved(field, body) is var kept && kept != field =>
            Of(kept.Plain(), body) is { } endpoint ? endpoint with { Place = field } : null,
        _ => null,
    };

    /// <summary>True for a name that has to do with a daemon of the whole machine.</summary>
    public static bool IsOfSharedDaemon(string name) => SharedDaemons.Any(daemon => name.IndexOf(daemon, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>The text of a string expression with holes for what is known at run time only, and the values that fill them.</summary>
    public static string TextOf(IOperation operation, List<IOperation> holes)
    {
        var text = new StringBuilder();
        Append(operation, text, holes);
        return text.ToString();
    }

    /// <summary>True for the name or number of the own machine.</summary>
    public static bool IsHost(IOperation value) =>
        value.Plain() is { ConstantValue: { HasValue: true, Value: string text } } && Array.IndexOf(Hosts, text) >= 0;

    /// <summary>True for the loopback address, also where a field of this project keeps it.</summary>
    public static bool IsLoopback(IOperation value, Body body) => value.Plain() switch
    {
        IFieldReferenceOperation { Field: { Name: "Loopback" or "IPv6Loopback", ContainingType: var owner } } when owner.Named("System.Net.IPAddress") => true,
        IFieldReferenceOperation { Field: var field } when body.Type.Project.Of(field.ContainingType) is not null =>
            Initializers.ValueOf(field, body.Type.Project) is { } initial && IsLoopback(initial, body),
        IInvocationOperation { TargetMethod: { Name: "Parse", ContainingType: var owner } } parse when owner.Named("System.Net.IPAddress") =>
            parse.Arguments.Length > 0 && IsHost(parse.Arguments[0].Value),
        _ => false,
    };

    private static bool IsOutgoing(IMethodSymbol method) =>
        method.Name is "Connect" or "ConnectAsync" or "BeginConnect" or "Send" or "SendAsync" or "SendTo" or "SendToAsync";

    private static LocalEndpoint? OfCreation(IObjectCreationOperation creation, ITypeSymbol type, Body body)
    {
        if (type.Name == "UnixDomainSocketEndPoint" && type.SelfAndBases().Any(self => self.Named("System.Net.EndPoint")))
            return IsShared(creation) ? null
                : new(creation, EndpointForm.Local, creation.Arguments.Select(argument => Open(argument.Value)).FirstOrDefault(), "a Unix socket");
        if (type.Named("System.IO.Pipes.NamedPipeClientStream"))
            return creation.Arguments.Length > 0 && (creation.Arguments.Length == 1 || creation.Arguments[0].Value.IsConstant(".")) && !IsShared(creation)
                ? new(creation, EndpointForm.Local, null, "a pipe") : null;
        if (!type.Named("System.Net.IPEndPoint"))
            return type.Named("System.Net.Sockets.TcpClient") || type.Named("System.Net.Sockets.UdpClient") || type.Named("System.Net.DnsEndPoint")
                ? OfPair(creation, creation.Arguments, body) : null;
        return creation.Arguments.Length == 2 && IsLoopback(creation.Arguments[0].Value, body) && IsPort(creation.Arguments[1].Value)
            ? new(creation, EndpointForm.Address, Open(creation.Arguments[1].Value), "the loopback address") : null;
    }

    /// <summary>A host and a port as neighbouring arguments.</summary>
    private static LocalEndpoint? OfPair(IOperation operation, System.Collections.Immutable.ImmutableArray<IArgumentOperation> arguments, Body body)
    {
        foreach (var host in arguments)
        {
            if (!IsHost(host.Value) && !IsLoopback(host.Value, body)) continue;
            foreach (var port in arguments)
                if (port.Value.Type?.SpecialType == SpecialType.System_Int32 && port != host && IsPort(port.Value))
                    return new(operation, EndpointForm.Address, Open(port.Value), "the own machine");
        }
        return null;
    }

    private static bool IsPort(IOperation port) => port.ConstantValue is not { HasValue: true, Value: 0 };

    private static IOperation? Open(IOperation port) => port.ConstantValue.HasValue ? null : port;

    private static LocalEndpoint? OfText(IOperation operation, Body body)
    {
        if (operation is not (ILiteralOperation or IInterpolatedStringOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add }
            or IFieldReferenceOperation or ILocalReferenceOperation { ConstantValue.HasValue: true })) return null;
        var holes = new List<IOperation>();
        var text = TextOf(Resolved(operation, body), holes);
        var rest = text;
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0)
        {
            var name = text.Substring(0, scheme);
            rest = text.Substring(scheme + 3);
            if (name == "unix") return IsOfSharedDaemon(rest) ? null : new(operation, EndpointForm.Local, holes.FirstOrDefault(), Shown(text));
            if (Array.IndexOf(Schemes, name) < 0) return null;
        }
        var host = Hosts.FirstOrDefault(one => rest.StartsWith(one + ":", StringComparison.OrdinalIgnoreCase));
        if (host is null) return null;
        var port = rest.Substring(host.Length + 1);
        if (port.Length == 0 || port[0] != Hole && (port[0] < '1' || port[0] > '9')) return null;
        if (scheme < 0 && port.Any(c => c != Hole && !char.IsDigit(c))) return null;
        return new(operation, EndpointForm.Text, port[0] == Hole ? holes[text.Take(text.Length - port.Length).Count(c => c == Hole)] : null, Shown(text));
    }

    /// <summary>What a read-only field of this project is declared with.</summary>
    private static IOperation Resolved(IOperation operation, Body body) =>
        operation is IFieldReferenceOperation { Field: { IsReadOnly: true } field } && body.Type.Project.Of(field.ContainingType) is not null
        && Initializers.ValueOf(field, body.Type.Project) is { } initial ? initial : operation;

    private static string Shown(string text) => text.Replace(Hole.ToString(), "...");

    private static bool IsPart(IOperation operation) =>
        operation.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } or IInterpolationOperation
            or IInterpolatedStringTextOperation;

    private static bool IsShared(IOperation creation) =>
        creation.Contains(operation => operation.ConstantValue is { HasValue: true, Value: string text } && IsOfSharedDaemon(text));

    private static void Append(IOperation operation, StringBuilder text, List<IOperation> holes)
    {
        if (operation.ConstantValue is { HasValue: true, Value: { } constant }) text.Append(constant);
        else if (operation is IInterpolatedStringOperation interpolated)
            foreach (var part in interpolated.Parts)
                switch (part)
                {
                    case IInterpolatedStringTextOperation literal: Append(literal.Text, text, holes); break;
                    case IInterpolationOperation filled: Append(filled.Expression, text, holes); break;
                }
        else if (operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum)
        {
            Append(sum.LeftOperand, text, holes);
            Append(sum.RightOperand, text, holes);
        }
        else if (operation is IConversionOperation or IParenthesizedOperation && operation.Plain() is var plain && plain != operation
            && plain is not IAwaitOperation) Append(plain, text, holes);
        else
        {
            text.Append(Hole);
            holes.Add(operation);
        }
    }
}
