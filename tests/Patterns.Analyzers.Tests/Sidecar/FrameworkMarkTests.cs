namespace Patterns.Analyzers.Tests.Sidecar;

public sealed class FrameworkMarkTests
{
    [Theory]
    [InlineData("class Shop(DaprClient client) { public object It => client; }", "Shop client high")]
    [InlineData("class Shop { DaprClient? client; }", "Shop client high")]
    [InlineData("class Shop : DaprClient { }", "Shop client high")]
    [InlineData("class Shop { public Task Get(DaprClient client) => Task.CompletedTask; }", "Shop client high")]
    [InlineData("class Shop { public void Run() { var client = new DaprClientBuilder().Build(); } }", "Shop client high")]
    public async Task The_client_of_dapr_is_a_mark(string source, string part) => Assert.Equal([part], await Parts.WithDapr("using Dapr.Client; " + source));

    [Theory]
    [InlineData("using Microsoft.Extensions.DependencyInjection; class Program { void Run(IServices services) => services.AddDaprClient(); }", "Program client high")]
    [InlineData("using Microsoft.Extensions.DependencyInjection; class Program { void Run(IServices services) => services.AddDaprSidekick(); }", "Program launcher high")]
    [InlineData("using Aspire.Hosting; class Program { void Run(IBuilder app) => app.WithDaprSidecar(); }", "Program configurator high")]
    [InlineData("using Microsoft.DurableTask.Worker; class Program { void Run(IWorkerBuilder worker) => worker.UseGrpc(); }", "Program client medium")]
    [InlineData("using Amazon.XRay.Recorder.Core; class Handler { void Run() => AWSXRayRecorder.Instance.BeginSegment(\"one\"); }", "Handler client medium")]
    public async Task A_member_of_a_library_is_a_mark(string source, string part) => Assert.Equal([part], await Parts.WithDapr(source));

    [Theory]
    [InlineData("using OpenTelemetry.Trace; class Program { void Run(TracerProviderBuilder tracing) => tracing.AddOtlpExporter(); }")]
    [InlineData("using Microsoft.DurableTask.Worker; class Program { void Run(IWorkerBuilder worker) => worker.UseGrpc(\"http://scheduler:4001\"); }")]
    public async Task What_may_be_anywhere_is_none(string source) => Assert.Empty(await Parts.WithDapr(source));

    [Theory]
    [InlineData("using Dapr.Client; class Shop(DaprClient client) { public Task Get() => client.GetStateAsync<int>(\"a\", \"b\"); }", "Shop client high")]
    [InlineData("using Dapr.Client; class Shop { public void Run() { var client = new DaprClientBuilder().Build(); } }", "Shop client high")]
    [InlineData("class Program { void Run(IServiceCollection services) => services.AddDaprClient(); }", "Program client high")]
    [InlineData("using Man.Dapr.Sidekick; class Hosted(IDaprSidecarHost host) : IHostedService { public void Stop() => host.Stop(); }", "Hosted launcher high")]
    [InlineData("using Man.Dapr.Sidekick; class Health(IDaprSidecarHost host) { public object Ask() => host.GetProcessInfo(); }", "Health client high")]
    public async Task A_missing_assembly_does_not_hide_it(string source, string part) => Assert.Equal([part], await Parts.In(source));

    [Theory]
    [InlineData("DAPR_HTTP_PORT", "locator")]
    [InlineData("DAPR_GRPC_PORT", "locator")]
    [InlineData("DAPR_API_TOKEN", "locator")]
    public async Task A_known_variable_is_a_mark(string variable, string role) => Assert.Equal([$"Ports {role} high"], await Parts.In(
        $"static class Ports {{ public static string? It => Environment.GetEnvironmentVariable(\"{variable}\"); }}"));

    [Theory]
    [InlineData("a using", "using Dapr.Client; class Shop { }")]
    [InlineData("a class of the same name", "class DaprClient { public void Get() { } } class Shop(DaprClient client) { public void Run() => client.Get(); }")]
    [InlineData("the library itself", "namespace Dapr.Client { class DaprClient { public void Get() { } } class Shop(DaprClient client) { public void Run() => client.Get(); } }")]
    [InlineData("a member of the same name", "interface IServices { } static class My { public static void AddDaprClient(this IServices services) { } } class Program { void Run(IServices services) => services.AddDaprClient(); }")]
    [InlineData("a name without its namespace", "class Shop(DaprClient client) { public object It => client; }")]
    public async Task It_is_silent_for(string what, string source) => Assert.Equal([what], [what, .. await Parts.In(source.StartsWith("using", StringComparison.Ordinal) || source.StartsWith("namespace", StringComparison.Ordinal) ? source : source)]);
}
