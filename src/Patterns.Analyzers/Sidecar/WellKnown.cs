using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar;

/// <summary>The names by which known companions are addressed: they are a protocol between processes, not names of this code.</summary>
internal static class WellKnown
{
    private static readonly string[] Variables = ["DAPR_HTTP_PORT", "DAPR_GRPC_PORT", "DAPR_API_TOKEN"];

    /// <summary>Prefixes of annotations at which a platform adds a second container to a pod.</summary>
    private static readonly string[] Annotations =
    [
        "dapr.io/", "sidecar.istio.io/", "linkerd.io/inject", "sidecar.opentelemetry.io/", "sidecar.jaegertracing.io/", "vault.hashicorp.com/agent-inject",
    "consul.hashicorp.com/connect-inject",
        "azure.workload.identity/inject-proxy-sidecar", "kuma.io/sidecar-injection",
    ];

    /// <summary>The key under which the containers of a pod see each other's processes.</summary>
    private const string SharedProcesses = "shareProcessNamespace";

    /// <summary>What the words of a type must hold for it to write such a name.</summary>
    public static readonly Words Words = new(Variables.Concat(new[] { "dapr", "sidecar", "linkerd", "hashicorp", SharedProcesses }).ToArray());

    public static bool IsVariable(string text) => Array.IndexOf(Variables, text) >= 0;

    public static bool IsInjection(string text) =>
        text == SharedProcesses || Array.Exists(Annotations, prefix => text.StartsWith(prefix, StringComparison.Ordinal));

    public static bool IsAny(string text) => IsVariable(text) || IsInjection(text);
}
