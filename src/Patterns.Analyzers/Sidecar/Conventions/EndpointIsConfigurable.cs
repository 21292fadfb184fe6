using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar.Conventions;

/// <summary>PAT1403: where the companion is to be found can be told from outside.</summary>
internal static class EndpointIsConfigurable
{
    /// <summary>What the fix has to know: the variable by which the endpoint's port is told; absent where no such variable is agreed on.</summary>
    public const string VariableName = "variable";

    private static readonly Words Building = new("UseHttpEndpoint", "UseGrpcEndpoint");

    public static void Check(SidecarModel model, ConventionContext context)
    {
        if (model is { Role.Id: "client", Contact: { Override: null, Endpoint: { Port: null, Form: not EndpointForm.Local } endpoint } contact })
            Report(endpoint, contact.MemberName, null, context);
        if (!model.Type.Words.HasAny(Building)) return;
        foreach (var body in model.Type.Bodies)
            foreach (var call in body.Calls)
                if (Building.Contains(call.Name) && FrameworkMark.IsClient(call.Receiver?.Type, model.Type) && call.Arguments is [var argument]
                    && OwnMachine.Of(argument, body) is { Port: null } literal && Overridable.By(literal, body) is null)
                    Report(literal, body.DisplayName, call.Name == "UseHttpEndpoint" ? "DAPR_HTTP_PORT" : "DAPR_GRPC_PORT", context);
    }

    private static void Report(LocalEndpoint endpoint, string member, string? variable, ConventionContext context) => context.Report(
        SidecarRules.EndpointIsConfigurable, endpoint.Place.Syntax.GetLocation(), ImmutableArray<Location>.Empty,
        variable is null || endpoint.Place is not ILiteralOperation ? null : ImmutableDictionary<string, string?>.Empty.Add(VariableName, variable), member,
        endpoint.Text);
}
