using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Sidecar;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Sidecar;

/// <summary>Which types of a source have which part.</summary>
internal static class Parts
{
    public const string Usings = "using System.Diagnostics; using System.IO.Pipes; using System.Net; using System.Net.Http; using System.Net.Http.Headers; using System.Net.Sockets;\n";

    /// <summary>Stand-ins for the libraries of other assemblies, compiled apart from the source under test.</summary>
    public const string Dapr = """
        namespace Dapr.Client
        {
            public class DaprClient
            {
                public System.Threading.Tasks.Task<T> GetStateAsync<T>(string store, string key, int? mode = null, System.Threading.CancellationToken cancellationToken = default) => null!;
                public System.Threading.Tasks.Task WaitForSidecarAsync(System.Threading.CancellationToken cancellationToken = default) => null!;
                public System.Threading.Tasks.Task<bool> CheckHealthAsync(System.Threading.CancellationToken cancellationToken = default) => null!;
            }
            public class DaprClientBuilder { public DaprClientBuilder UseHttpEndpoint(string endpoint) => this; public DaprClientBuilder UseTimeout(System.TimeSpan timeout) => this; public DaprClient Build() => null!; }
        }
        namespace Amazon.XRay.Recorder.Core { public class AWSXRayRecorder { public static AWSXRayRecorder Instance => null!; public void BeginSegment(string name) { } } }
        namespace OpenTelemetry.Trace { public class TracerProviderBuilder { } public static class Extensions { public static TracerProviderBuilder AddOtlpExporter(this TracerProviderBuilder builder) => builder; } }
        namespace Microsoft.DurableTask.Worker { public interface IWorkerBuilder { } public static class Extensions { public static void UseGrpc(this IWorkerBuilder builder) { } public static void UseGrpc(this IWorkerBuilder builder, string address) { } } }
        namespace Microsoft.Extensions.DependencyInjection { public interface IServices { } public static class DaprExtensions { public static void AddDaprClient(this IServices services) { } public static void AddDaprSidekick(this IServices services) { } } }
        namespace Aspire.Hosting { public interface IBuilder { } public static class DaprExtensions { public static IBuilder WithDaprSidecar(this IBuilder builder) => builder; } }
        """;

    /// <summary>The stand-ins as an assembly.</summary>
    public static MetadataReference Library => Compiled.Value;

    private static readonly Lazy<MetadataReference> Compiled = new(() =>
    {
        using var image = new MemoryStream();
        Assert.True(Source.Compile(Dapr).WithAssemblyName("Libraries").Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    });

    public static async Task<string[]> In(string source) => [.. (await Finds.In<SidecarAnalyzer>(Usings + source)).Where(found => found.Id == "PAT1400").Select(Told)];

    public static async Task<string[]> WithDapr(string source) => [.. (await Finds.In<SidecarAnalyzer>(Source.Compile(source).AddReferences(Library))).Where(found => found.Id == "PAT1400").Select(Told)];

    private static string Told(Found found) => $"{found.Text} {found.Role} {found.Confidence}";
}
