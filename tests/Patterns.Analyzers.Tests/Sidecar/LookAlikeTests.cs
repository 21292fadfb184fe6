namespace Patterns.Analyzers.Tests.Sidecar;

public sealed class LookAlikeTests
{
    [Theory]
    [InlineData("the default of a broker", "class Bus { public string Url => Environment.GetEnvironmentVariable(\"BROKER\") ?? \"amqp://localhost:5672\"; readonly TcpClient c = new(); public void Open() => c.Connect(new Uri(Url).Host, 5672); }")]
    [InlineData("the default of a service", "class Api { readonly HttpClient http = new() { BaseAddress = new Uri(Environment.GetEnvironmentVariable(\"API_URL\") ?? \"http://localhost:5000\") }; public Task Get() => http.GetAsync(\"/orders\"); }")]
    [InlineData("the default of a log server", "class Logs { readonly HttpClient http = new(); public Task Send(string text) => http.PostAsync(Environment.GetEnvironmentVariable(\"SEQ\") ?? \"http://localhost:5341\", new StringContent(text)); }")]
    [InlineData("a debug server", "class Server { readonly TcpListener l = new(IPAddress.Loopback, int.Parse(Environment.GetEnvironmentVariable(\"P\") ?? \"1\")); readonly HttpClient http = new(); public void Run() => l.Start(); }")]
    [InlineData("a free port", "class Finder { public static int Next() { using var s = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp); s.Bind(new IPEndPoint(IPAddress.Loopback, 0)); return ((IPEndPoint)s.LocalEndPoint!).Port; } }")]
    [InlineData("a redirect", "class Login { readonly HttpClient http = new(); public string RedirectUri => $\"http://localhost:{Environment.GetEnvironmentVariable(\"P\") ?? \"5\"}/callback\"; public Task Get() => http.GetAsync(RedirectUri); }")]
    [InlineData("a peer", "class Peers { readonly HttpClient http = new(); public Task Ask(string host, int port) => http.GetAsync($\"http://{host}:{port}/vote\"); }")]
    [InlineData("the docker daemon", "class Docker { readonly Socket s = new(AddressFamily.Unix, SocketType.Stream, 0); public void Open() => s.Connect(Environment.GetEnvironmentVariable(\"DOCKER_HOST\") is { } host ? new UnixDomainSocketEndPoint(host) : new UnixDomainSocketEndPoint(\"/var/run/docker.sock\")); }")]
    [InlineData("a fixed endpoint", "class Tool { readonly HttpClient http = new(); public Task Get() => http.GetAsync(\"http://localhost:3000/state\"); }")]
    [InlineData("an address among data", "class Setup { readonly HttpClient http = new(); public async Task Run(Uri url) { while (!(await http.GetAsync(url)).IsSuccessStatusCode) await Task.Delay(9); var app = new { redirect = new[] { \"http://localhost:5173/back\" } }; await http.PostAsync(url, new StringContent(app.ToString()!)); } }")]
    [InlineData("words", "class Sidecar { public string Daemon = \"sidecar agent localhost\"; public string? Port = Environment.GetEnvironmentVariable(\"PORT\"); readonly HttpClient http = new(); public Task Get() => http.GetAsync(Port); }")]
    [InlineData("a locator that nobody asks", "static class Urls { public static string Own => $\"http://localhost:{Environment.GetEnvironmentVariable(\"PORT\") ?? \"80\"}\"; }")]
    public async Task It_is_silent_for(string what, string source) => Assert.Equal([what], [what, .. await Parts.In(source)]);
}
