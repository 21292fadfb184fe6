using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Sidecar;
using Patterns.CodeFixes.Sidecar;
using Patterns.Tests;

namespace Patterns.CodeFixes.Tests.Sidecar;

public sealed class SidecarCodeFixTests
{
    private const string Usings = "using System.Diagnostics; using System.Net; using System.Net.Http; using System.Net.Sockets;\n";

    [Theory]
    [InlineData("await [|Task.Delay(100 /* ms */)|];", "await Task.Delay(100 /* ms */, stop);")]
    public Task The_token_ends_the_wait(string endless, string bounded) => Verify<SidecarAnalyzer>.Fixes<BoundedWaitCodeFix>("PAT1401", Waiter(endless), Waiter(bounded));

    [Theory]
    [InlineData("[|client.GetAsync(new Request())|]", "client.GetAsync(new Request(), cancellationToken: stop)")]
    public Task The_token_ends_the_call(string endless, string limited) => Verify<SidecarAnalyzer>.Fixes<LimitedCallCodeFix>("PAT1402", Caller(endless), Caller(limited));

    [Theory]
    [InlineData("[|\"http://localhost:3500\"|]", "$\"http://localhost:{System.Environment.GetEnvironmentVariable(\"DAPR_HTTP_PORT\") ?? \"3500\"}\"")]
    [InlineData("[|\"http://127.0.0.1:3500/\"|]", "$\"http://127.0.0.1:{System.Environment.GetEnvironmentVariable(\"DAPR_HTTP_PORT\") ?? \"3500\"}/\"")]
    public Task The_port_is_read_from_the_environment(string literal, string read) =>
        Verify<SidecarAnalyzer>.Fixes<ConfigurableEndpointCodeFix>("PAT1403", Builder(literal), Builder(read), test => test.TestState.AdditionalReferences.Add(Dapr.Value));

    [Theory]
    [InlineData("[|\"--listen=0.0.0.0\"|]", "\"--listen=127.0.0.1\"")]
    [InlineData("@[|\"--urls=http://+:5\"|]", "@\"--urls=http://127.0.0.1:5\"")]
    [InlineData("$\"[|--urls=http://*:|]{5}\"", "$\"--urls=http://127.0.0.1:{5}\"")]
    public Task The_address_is_the_loopback(string open, string closed) => Verify<SidecarAnalyzer>.Fixes<LoopbackOnlyCodeFix>("PAT1404", Launcher(open.Replace("@[|", "[|@", StringComparison.Ordinal)), Launcher(closed));

    [Fact]
    public Task The_whole_tree_is_ended() => Verify<SidecarAnalyzer>.Fixes<ChildEndsWithHostCodeFix>("PAT1405", Launcher("\"--port 5\"", "process?[|.Kill()|];", "npx"), Launcher("\"--port 5\"", "process?.Kill(entireProcessTree: true);", "npx"));

    [Fact]
    public Task The_process_is_ended_before_it_is_let_go_of() => Verify<SidecarAnalyzer>.Fixes<ChildEndsWithHostCodeFix>("PAT1405", """
        using System.Diagnostics;
        class Launcher
        {
            Process? process;
            public void Start() => process = Process.Start(new ProcessStartInfo("agent", "--port 5"));
            public void Stop() => process?.Kill();
            public void Dispose()
            {
                // The handle.
                process?[|.Dispose()|];
            }
        }
        """, """
        using System.Diagnostics;
        class Launcher
        {
            Process? process;
            public void Start() => process = Process.Start(new ProcessStartInfo("agent", "--port 5"));
            public void Stop() => process?.Kill();
            public void Dispose()
            {
                // The handle.
                if (process is { HasExited: false }) process.Kill(entireProcessTree: true);
                process?.Dispose();
            }
        }
        """);

    [Fact]
    public Task The_exit_is_raised() => Verify<SidecarAnalyzer>.Fixes<RaiseExitedCodeFix>("PAT1406", Watcher("[|process.Exited += (_, _) => { }|];"), Watcher("process.EnableRaisingEvents = true;\n        process.Exited += (_, _) => { };"));

    [Fact]
    public Task A_process_that_nobody_watches_is_left_to_the_author() => Verify<SidecarAnalyzer>.OffersNoFix<RaiseExitedCodeFix>("PAT1406", """
        using System.Diagnostics;
        class Launcher { private Process? process; public void Start() => process = Process.Start([|new ProcessStartInfo("agent", "--port 5")|]); public void Stop() => process?.Kill(); }
        """);

    [Fact]
    public Task A_connection_that_failed_is_disposed_of() => Verify<SidecarAnalyzer>.Fixes<DisposeFailedConnectCodeFix>("PAT1407",
        Connector("        await [|socket.ConnectAsync(endpoint)|]; // may fail"),
        Connector("        try\n        {\n            await socket.ConnectAsync(endpoint);\n        }\n        catch\n        {\n            socket.Dispose();\n            throw;\n        } // may fail"));

    private static readonly Lazy<MetadataReference> Dapr = new(() =>
    {
        using var image = new MemoryStream();
        Source.Compile("namespace Dapr.Client { public class DaprClientBuilder { public DaprClientBuilder UseHttpEndpoint(string endpoint) => this; } }").WithAssemblyName("Dapr.Client").Emit(image);
        return MetadataReference.CreateFromImage(image.ToArray());
    });

    private static string Builder(string endpoint) => $$"""
        class Setup { public object Make() => new Dapr.Client.DaprClientBuilder().UseHttpEndpoint({{endpoint}}); }
        """;

    private static string Waiter(string pause) => Usings + $$"""
        class Client
        {
            readonly HttpClient http = new(); readonly string url = $"http://localhost:{Environment.GetEnvironmentVariable("P") ?? "2772"}";
            public async Task Wait(CancellationToken stop)
            {
                while (!(await http.GetAsync(url + "/healthz")).IsSuccessStatusCode) {{pause}}
            }
        }
        """;

    private static string Caller(string call) => $$"""
        using System.Net.Http;
        namespace Grpc.Core { public abstract class ClientBase { } }
        class Request { }
        class Companion : Grpc.Core.ClientBase { public Task<int> GetAsync(Request request, object? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) => null!; }
        class Client
        {
            readonly Companion client = new(); readonly HttpClient http = new(); readonly string url = $"http://localhost:{Environment.GetEnvironmentVariable("P") ?? "2772"}";
            public Task<int> Get(CancellationToken stop) => {{call}};
            public Task Open() => http.GetAsync(url);
        }
        """;

    private static string Launcher(string arguments, string stop = "process?.Kill();", string file = "agent") => Usings + $$"""
        class Launcher
        {
            Process? process;
            public void Start() => process = Process.Start(new ProcessStartInfo("{{file}}", {{arguments}}));
            public void Stop() { {{stop}} }
        }
        """;

    private static string Watcher(string watch) => Usings + $$"""
        class Launcher
        {
            Process process = null!;
            public void Start()
            {
                process = Process.Start(new ProcessStartInfo("agent", "--port 5"))!;
                {{watch}}
            }
            public void Stop() => process.Kill();
        }
        """;

    private static string Connector(string connect) => Usings + $$"""
        class Client
        {
            readonly EndPoint endpoint = Environment.GetEnvironmentVariable("AGENT_SOCKET") is { } path ? new UnixDomainSocketEndPoint(path) : new UnixDomainSocketEndPoint("/run/agent.sock");
            public async Task<Socket> Open()
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, 0);
        {{connect}}
                return socket;
            }
        }
        """;
}
