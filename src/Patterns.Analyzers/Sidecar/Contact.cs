using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar;

/// <summary>How a type speaks to a companion.</summary>
/// <param name="Endpoint">The endpoint on the own machine.</param>
/// <param name="Member">The member that names it.</param>
/// <param name="Override">The setting that decides the endpoint or a part of it; null for one that is fixed.</param>
/// <param name="Token">Where a secret that both share is sent; null where none is.</param>
/// <param name="Forwarding">Where requests for others are handed to the companion; null where none are.</param>
/// <param name="Readiness">Where the companion is asked whether it is ready or told to end; null where it is not.</param>
internal sealed record Contact(LocalEndpoint Endpoint, ISymbol Member, IOperation? Override, IOperation? Token, IOperation? Forwarding, IOperation? Readiness)
{
    private static readonly Words Secrets = new("Headers", "DefaultRequestHeaders", "Metadata", "AuthenticationHeaderValue", "Authorization");
    private static readonly Words Ready = new("health", "healthz", "ready", "readyz", "shutdown");
    private static readonly Words Loops = new("while", "for", "do");
    private static readonly Words Pausing = new("Delay", "Sleep");

    /// <summary>Whether the words of a type allow an endpoint of its own and what makes it a companion's.</summary>
    public static bool MayBeIn(TypeFacts type) => (type.Words.HasAny(OwnMachine.Words) || type.Words.HasAny(Literals.Hosts(type.Project)))
        && (type.Words.HasAny(Settings.Words) || type.Words.HasAny(Ready) && type.Words.HasAny(Outgoing.Words) || Outgoing.IsForwarder(type))
        && !type.Words.HasAny(Outgoing.Listening);

    /// <summary>The contact of a type that names the endpoint itself; null where nothing tells it from any other server on the machine.</summary>
    public static Contact? In(TypeFacts type)
    {
        Contact? fixedOne = null;
        foreach (var (operation, member, body) in Overridable.PlacesIn(type))
        {
            if (OwnMachine.Of(operation, body) is not { } endpoint) continue;
            if (Overridable.By(endpoint, body) is not { } setting)
                fixedOne ??= IsAddressed(endpoint.Place, member, type) ? Of(type, endpoint, member, null) : null;
            else if (IsCompanions(endpoint, body, setting)) return Of(type, endpoint, member, setting);
        }
        return fixedOne is { Token: not null } or { Readiness: ILoopOperation } || fixedOne is { Endpoint.Form: EndpointForm.Local, Forwarding: not null }
            ? fixedOne : null;
    }

    /// <summary>An endpoint that stands among other data is not the one that the type speaks to.</summary>
    private static bool IsAddressed(IOperation place, ISymbol member, TypeFacts type)
    {
        if (member is IFieldSymbol or IPropertySymbol) return true;
        foreach (var outer in place.Ancestors())
        {
            if (Outgoing.Is(outer) || outer is IReturnOperation) return true;
            var target = outer is IVariableDeclaratorOperation declarator ? declarator.Symbol : outer.Assigned()?.Target.Referenced();
            if (target is not null)
                return type.Bodies.Any(body => body.Words.Has(target.Name)
                    && body.Operations.Any(operation => Outgoing.Is(operation) && operation.Mentions(target)));
        }
        return false;
    }

    /// <summary>The same contact as another type sees it that has its endpoint from here.</summary>
    public Contact SeenBy(TypeFacts type) => Of(type, Endpoint, Member, Override);

    /// <summary>The name that a reader knows the member by.</summary>
    public string MemberName =>
        Member is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor } constructor ? constructor.ContainingType.Name
        : Member is IMethodSymbol { Name: WellKnownMemberNames.TopLevelStatementsEntryPointMethodName } ? "Main" : Member.Name;

    /// <summary>
    /// A text as a whole may be the default of any server that runs elsewhere in production: the host has to stay where only the port comes from outside, or
    /// the address is one that no remote server has.
    /// </summary>
    private static bool IsCompanions(LocalEndpoint endpoint, Body body, IOperation setting) =>
        !(Settings.Key(setting) is { } key && OwnMachine.IsOfSharedDaemon(key))
        && (endpoint.Form != EndpointForm.Text || endpoint.Port is { } port && Settings.ReadBehind(port, body) is not null
            || Outgoing.IsByDatagrams(body.Type));

    private static Contact Of(TypeFacts type, LocalEndpoint endpoint, ISymbol member, IOperation? setting) =>
        new(endpoint, member, setting, TokenIn(type), ForwardingIn(type), ReadinessIn(type));

    private static IOperation? TokenIn(TypeFacts type)
    {
        if (!type.Words.HasAny(Secrets)) return null;
        foreach (var body in type.Bodies)
        {
            if (!body.Words.HasAny(Secrets)) continue;
            foreach (var operation in body.Operations)
                foreach (var secret in HeaderValues(operation))
                    if (Settings.ReadBehind(secret, body) is not null) return operation;
        }
        return null;
    }

    private static IEnumerable<IOperation> HeaderValues(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "Add" or "TryAddWithoutValidation" or "Set",
            ContainingType.Name: "HttpHeaders" or "HttpRequestHeaders" or "Metadata" or "WebHeaderCollection" } } call =>
            call.Arguments.Skip(1).Select(argument => argument.Value),
        IObjectCreationOperation { Type.Name: "AuthenticationHeaderValue" } made => made.Arguments.Select(argument => argument.Value),
        _ => Enumerable.Empty<IOperation>(),
    };

    /// <summary>A handler that sends on all that its client is asked to send, or a path in which who is meant and what is asked of it are filled in.</summary>
    private static IOperation? ForwardingIn(TypeFacts type)
    {
        var isForwarder = Outgoing.IsForwarder(type);
        foreach (var body in type.Bodies)
        {
            if (!isForwarder && !(body.Words.HasMark('$') && body.Words.HasAny(Outgoing.Words))) continue;
            foreach (var operation in body.Operations)
            {
                if (isForwarder && operation is IObjectCreationOperation { Type.Name: "UnixDomainSocketEndPoint" or "NamedPipeClientStream" }) return operation;
                if (isForwarder && operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "RequestUri" } })
                    return operation;
                if (operation is IInterpolatedStringOperation path && IsForwardingPath(path, body)) return operation;
            }
        }
        return null;
    }

    private static bool IsForwardingPath(IInterpolatedStringOperation path, Body body)
    {
        var holes = new List<IOperation>();
        var text = OwnMachine.TextOf(path, holes);
        return text.Contains('/') && holes.Count(hole => hole.Type?.SpecialType == SpecialType.System_String && hole.Referenced() is IParameterSymbol) > 1
            && body.Words.HasAny(Outgoing.Words);
    }

    private static IOperation? ReadinessIn(TypeFacts type)
    {
        if (!type.Words.HasAny(Outgoing.Words)) return null;
        foreach (var body in type.Bodies)
        {
            if (body.Words.HasAny(Loops) && body.Words.HasAny(Pausing))
                foreach (var loop in body.Of<ILoopOperation>())
                    if (loop is not IForEachLoopOperation && loop.Contains(Outgoing.IsExchange) && loop.Contains(IsPause)) return loop;
            if (body.Words.HasAny(Ready))
                foreach (var call in body.Calls)
                    if (Outgoing.IsExchange(call.Operation) && call.Arguments.Any(NamesReadiness)) return call.Operation;
        }
        return null;
    }

    public static bool IsPause(IOperation operation) => Call.From(operation) is { Name: "Delay" or "Sleep" };

    private static bool NamesReadiness(IOperation argument)
    {
        if (argument.Type?.SpecialType != SpecialType.System_String && argument is not IObjectCreationOperation) return false;
        return argument.SelfAndDescendants().Any(operation => operation.ConstantValue is { HasValue: true, Value: string text }
            && text.Split('/', '?').Any(segment => Ready.Contains(segment)));
    }
}
