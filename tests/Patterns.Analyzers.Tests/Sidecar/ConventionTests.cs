using Patterns.Analyzers.Sidecar;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Sidecar;

public sealed class ConventionTests
{
    [Theory]
    [InlineData("await [|client.WaitForSidecarAsync()|];")]
    [InlineData("await client.WaitForSidecarAsync(stop);")]
    [InlineData("await client.WaitForSidecarAsync().WaitAsync(TimeSpan.FromSeconds(5));")]
    public Task A_wait_for_the_sidecar_is_bounded(string wait) => WithDapr("PAT1401", $"class Shop(DaprClient client) {{ public async Task Run(CancellationToken stop) {{ {wait} }} }}");

    [Theory]
    [InlineData("[|while|] (!(await http.GetAsync(url + \"/healthz\")).IsSuccessStatusCode) await Task.Delay(100);", "")]
    [InlineData("while (!(await http.GetAsync(url + \"/healthz\")).IsSuccessStatusCode) await [|Task.Delay(100)|];", "CancellationToken stop")]
    [InlineData("[|while|] (true) { if ((await http.GetAsync(url)).IsSuccessStatusCode) return; await Task.Delay(100); }", "")]
    [InlineData("while (!(await http.GetAsync(url, stop)).IsSuccessStatusCode) await Task.Delay(100);", "CancellationToken stop")]
    [InlineData("var tries = 0; while (!(await http.GetAsync(url)).IsSuccessStatusCode && tries++ < 9) await Task.Delay(100);", "")]
    [InlineData("var end = DateTime.UtcNow.AddMinutes(1); while (!(await http.GetAsync(url)).IsSuccessStatusCode && DateTime.UtcNow < end) await Task.Delay(100);", "")]
    [InlineData("while (true) { await http.GetAsync(url); await Task.Delay(100); }", "")]
    public Task A_loop_that_waits_for_it_is_bounded(string loop, string parameter) => Holds("PAT1401", $$"""
        class Client
        {
            readonly HttpClient http = new(); readonly string url = $"http://localhost:{Environment.GetEnvironmentVariable("P") ?? "2772"}";
            public async Task Wait({{parameter}}) { {{loop}} }
        }
        """);

    [Theory]
    [InlineData("await [|client.GetStateAsync<int>(\"a\", \"b\")|];", "")]
    [InlineData("await [|client.GetStateAsync<int>(\"a\", \"b\")|]; await client.GetStateAsync<int>(\"a\", \"c\");", "")]
    [InlineData("await [|client.GetStateAsync<int>(\"a\", \"b\")|]; await [|client.GetStateAsync<int>(\"a\", \"c\")|];", "CancellationToken stop")]
    [InlineData("await client.GetStateAsync<int>(\"a\", \"b\", cancellationToken: stop);", "CancellationToken stop")]
    [InlineData("await client.GetStateAsync<int>(\"a\", \"b\").WaitAsync(TimeSpan.FromSeconds(5));", "")]
    [InlineData("await client.CheckHealthAsync();", "")]
    public Task A_call_has_a_limit(string code, string parameter) => WithDapr("PAT1402", $"class Shop(DaprClient client) {{ public async Task Run({parameter}) {{ {code} }} }}");

    [Fact]
    public Task A_client_that_is_built_with_a_limit_needs_none_at_the_call() => WithDapr("PAT1402", """
        class Shop(DaprClient client) { public Task Run() => client.GetStateAsync<int>("a", "b"); }
        class Setup { public DaprClient Make() => new DaprClientBuilder().UseTimeout(TimeSpan.FromSeconds(5)).Build(); }
        """);

    [Theory]
    [InlineData("[|\"http://localhost:3500\"|]")]
    [InlineData("$\"http://localhost:{Environment.GetEnvironmentVariable(\"P\") ?? \"3500\"}\"")]
    [InlineData("Environment.GetEnvironmentVariable(\"URL\") ?? \"http://localhost:3500\"")]
    [InlineData("\"http://companion:3500\"")]
    public Task The_endpoint_of_a_builder_is_configurable(string endpoint) => WithDapr("PAT1403", $"class Setup {{ public DaprClient Make() => new DaprClientBuilder().UseHttpEndpoint({endpoint}).Build(); }}");

    [Fact]
    public Task A_literal_endpoint_that_a_token_is_sent_to_is_not_configurable() => Holds("PAT1403", """
        class Client
        {
            readonly HttpClient http = new();
            public Task Get() { var request = new HttpRequestMessage(HttpMethod.Get, [|"http://127.0.0.1:2772/secrets"|]); request.Headers.Add("x-token", Environment.GetEnvironmentVariable("T")); return http.SendAsync(request); }
        }
        """);

    [Theory]
    [InlineData("[|\"--listen-address=0.0.0.0\"|]")]
    [InlineData("$\"[|--urls=http://*:|]{port}\"")]
    [InlineData("\"--listen-address=127.0.0.1\"")]
    [InlineData("\"--listen-address=10.0.0.0\"")]
    public Task It_listens_on_the_loopback_interface(string arguments) => Holds("PAT1404", $$"""
        class Launcher(int port) { Process? process; public void Start() => process = Process.Start(new ProcessStartInfo("agent", {{arguments}})); public void Stop() => process?.Kill(); public int Port => port; }
        """);

    [Theory]
    [InlineData("public void Stop() => process?.Kill(); public void Dispose() { [|process?.Dispose()|]; }")]
    [InlineData("public void Stop() => process?.Kill(); public void Dispose() { Stop(); process?.Dispose(); }")]
    [InlineData("public void Dispose() { process?.Kill(); process?.Dispose(); }")]
    [InlineData("public void Stop() => process?.Kill();")]
    public Task Disposal_ends_the_process(string end) => Holds("PAT1405", $$"""
        class Launcher { Process? process; public void Start() => process = Process.Start(new ProcessStartInfo("agent", "--port 5")); {{end.Replace("[|process?.Dispose()|]", "process?[|.Dispose()|]", StringComparison.Ordinal)}} }
        """);

    [Theory]
    [InlineData("cmd.exe", "process?[|.Kill()|];")]
    [InlineData("npx", "if (process is { } running) [|running.Kill()|];")]
    [InlineData("cmd.exe", "process?.Kill(true);")]
    [InlineData("agent", "process?.Kill();")]
    public Task What_a_shell_started_ends_with_it(string file, string kill) => Holds("PAT1405", $$"""
        class Launcher { Process? process; public void Start() => process = Process.Start(new ProcessStartInfo("{{file}}", "agent --port 5")); public void Stop() { {{kill}} } }
        """);

    [Theory]
    [InlineData("if (!ready) [|throw new TimeoutException();|]")]
    [InlineData("if (!ready) { process.Kill(); throw new TimeoutException(); }")]
    [InlineData("if (process is null) throw new TimeoutException();")]
    [InlineData("if (process.HasExited) throw new TimeoutException();")]
    [InlineData("try { if (!ready) throw new TimeoutException(); } catch { process.Kill(); throw; }")]
    public Task A_start_that_fails_leaves_no_process(string wait) => Holds("PAT1405", $$"""
        class Launcher
        {
            readonly Process process;
            public Launcher(bool ready) { process = Process.Start(new ProcessStartInfo("agent", "--port 5"))!; {{wait}} }
            public void Dispose() => process.Kill();
        }
        """);

    [Theory]
    [InlineData("[|process.Exited += (_, _) => Start()|];")]
    [InlineData("process.EnableRaisingEvents = true; process.Exited += (_, _) => Start();")]
    public Task The_exit_that_is_listened_for_is_raised(string watch) => Holds("PAT1406", $$"""
        class Launcher { Process process = null!; public void Start() { process = Process.Start(new ProcessStartInfo("agent", "--port 5"))!; {{watch}} } public void Stop() => process.Kill(); }
        """);

    [Theory]
    [InlineData("[|new ProcessStartInfo(\"agent\", \"--port 5\")|]", "")]
    [InlineData("new ProcessStartInfo(\"agent\", \"--port 5\")", "public bool IsUp => process is { HasExited: false };")]
    [InlineData("new ProcessStartInfo(\"agent\", \"--port 5\")", "public Process? Running => process;")]
    public Task Somebody_may_notice_a_crash(string start, string member) => Holds("PAT1406", $$"""
        class Launcher { private Process? process; public void Start() => process = Process.Start({{start}}); public void Stop() => process?.Kill(); {{member}} }
        """);

    [Theory]
    [InlineData("var socket = new Socket(AddressFamily.Unix, SocketType.Stream, 0); await [|socket.ConnectAsync(endpoint)|]; return socket;")]
    [InlineData("using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, 0); await socket.ConnectAsync(endpoint); return null;")]
    [InlineData("var socket = new Socket(AddressFamily.Unix, SocketType.Stream, 0); try { await socket.ConnectAsync(endpoint); } catch { socket.Dispose(); throw; } return socket;")]
    [InlineData("while (true) try { await [|kept.ConnectAsync(endpoint)|]; return kept; } catch (SocketException) { }")]
    [InlineData("while (true) try { await kept.ConnectAsync(endpoint); return kept; } catch (SocketException) { await Task.Delay(100); }")]
    public Task A_failed_connect_cleans_up(string code) => Holds("PAT1407", $$"""
        class Client
        {
            readonly Socket kept = new(AddressFamily.Unix, SocketType.Stream, 0);
            readonly EndPoint endpoint = Find();
            static EndPoint Find() => Environment.GetEnvironmentVariable("AGENT_SOCKET") is { } path ? new UnixDomainSocketEndPoint(path) : new UnixDomainSocketEndPoint("/run/agent.sock");
            public async Task<Socket?> Open() { {{code}} }
        }
        """);

    private static Task Holds(string id, string markup) => Verify<SidecarAnalyzer>.Reports(id, Parts.Usings + markup);

    private static Task WithDapr(string id, string markup) => Verify<SidecarAnalyzer>.Reports(id, "using Dapr.Client;\n" + markup, test => test.TestState.AdditionalReferences.Add(Parts.Library));
}
