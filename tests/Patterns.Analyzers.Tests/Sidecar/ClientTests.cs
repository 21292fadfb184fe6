namespace Patterns.Analyzers.Tests.Sidecar;

public sealed class ClientTests
{
    private const string Members = """
        private readonly HttpClient _http = new();
        public Task<string> Get(string key) => _http.GetStringAsync($"http://localhost:{Environment.GetEnvironmentVariable("AGENT_PORT") ?? "2772"}/state/" + key);
        """;

    [Theory]
    [InlineData("public sealed class Client { MEMBERS }")]
    [InlineData("public record Client { MEMBERS }")]
    [InlineData("public readonly struct Client { public Client() { } MEMBERS }")]
    [InlineData("public record struct Client { public Client() { } MEMBERS }")]
    [InlineData("public class Client<T> { MEMBERS }")]
    [InlineData("public class Outer { public class Client { MEMBERS } }")]
    [InlineData("public class Client(int size) { public int Size => size; MEMBERS }")]
    [InlineData("public partial class Client { MEMBERS } partial class Client { int other; }")]
    public async Task Any_kind_of_declaration_can_be_a_client(string declaration) =>
        Assert.Contains("Client client medium", await Parts.In(declaration.Replace("MEMBERS", Members, StringComparison.Ordinal)));

    [Theory]
    [InlineData("""$"http://127.0.0.1:{Environment.GetEnvironmentVariable("P") ?? "2772"}" """)]
    [InlineData("""$"http://{Host}:{Port}" """)]
    [InlineData("""$"http://localhost:{Find()}" """)]
    [InlineData(""" "http://127.0.0.1:" + Port """)]
    public async Task The_port_alone_may_come_from_the_environment(string endpoint) => Assert.Equal(["Client client medium"], await Parts.In($$"""
        class Client
        {
            const string Host = "127.0.0.1"; static readonly string Port = Environment.GetEnvironmentVariable("P") ?? "2772";
            static string Find() { var port = Environment.GetEnvironmentVariable("P"); return string.IsNullOrEmpty(port) ? "2772" : port; }
            readonly HttpClient http = new() { BaseAddress = new Uri({{endpoint}}) };
            public Task<string> Get() => http.GetStringAsync({{endpoint}});
        }
        """));

    [Theory]
    [InlineData("""request.Headers.Add("x-token", Environment.GetEnvironmentVariable("AGENT_TOKEN"));""")]
    [InlineData("""request.Headers.Add("x-token", token);""")]
    [InlineData("""request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Environment.GetEnvironmentVariable("AGENT_TOKEN"));""")]
    public async Task A_shared_token_makes_sure(string header) => Assert.Equal(["Client client high"], await Parts.In($$"""
        class Client
        {
            readonly HttpClient http = new(); readonly string? token = Environment.GetEnvironmentVariable("AGENT_TOKEN");
            public Task Get() { var request = new HttpRequestMessage(HttpMethod.Get, $"http://localhost:{Environment.GetEnvironmentVariable("P") ?? "2772"}/"); {{header}} return http.SendAsync(request); }
        }
        """));

    [Fact]
    public async Task Readiness_makes_sure() => Assert.Equal(["Client client high"], await Parts.In("""
        class Client
        {
            readonly HttpClient http = new(); readonly string url = $"http://localhost:{Environment.GetEnvironmentVariable("P") ?? "2772"}";
            public Task<string> Get() => http.GetStringAsync(url);
            public async Task Wait(CancellationToken stop) { while (!(await http.GetAsync(url + "/healthz", stop)).IsSuccessStatusCode) await Task.Delay(100, stop); }
        }
        """));

    [Fact]
    public async Task Packets_go_to_an_agent_although_the_address_is_open() => Assert.Equal(["Metrics client medium"], await Parts.In("""
        class Metrics
        {
            readonly UdpClient udp = new();
            readonly IPEndPoint agent;
            public Metrics() { var host = Environment.GetEnvironmentVariable("AGENT_ADDRESS"); agent = host is null ? new IPEndPoint(IPAddress.Loopback, 8125) : IPEndPoint.Parse(host); }
            public void Count(byte[] data) => udp.Send(data, data.Length, agent);
        }
        """));

    [Fact]
    public async Task A_socket_that_a_variable_names_is_a_companions() => Assert.Equal(["Client client medium"], await Parts.In("""
        class Client
        {
            public async Task<Socket> Open() { var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified); await socket.ConnectAsync(Find()); return socket; }
            static EndPoint Find() => Environment.GetEnvironmentVariable("AGENT_SOCKET") is { } path ? new UnixDomainSocketEndPoint(path) : new UnixDomainSocketEndPoint("/run/agent.sock");
        }
        """));

    [Fact]
    public async Task A_handler_that_sends_all_requests_to_a_socket_forwards_them() => Assert.Equal(["Forwarder client medium"], await Parts.In("""
        class Forwarder(Uri agent) : HttpMessageHandler
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
            {
                using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(agent.LocalPath), stop);
                return new();
            }
        }
        """));

    [Theory]
    [InlineData("http.GetStringAsync(Endpoint.Find())")]
    [InlineData("http.GetStringAsync(Endpoint.Url)")]
    public async Task The_endpoint_may_be_found_by_another_type(string call) => Assert.Equal(["Endpoint locator medium", "Client client medium"], await Parts.In($$"""
        static class Endpoint { public static string Url => Find(); public static string Find() => $"http://localhost:{Environment.GetEnvironmentVariable("P") ?? "2772"}"; }
        class Client { readonly HttpClient http = new(); public Task<string> Get() => {{call.Replace("Url", "Find()", StringComparison.Ordinal).Replace("Find()()", "Find()", StringComparison.Ordinal)}}; }
        """));

    [Fact]
    public async Task A_locator_may_be_held() => Assert.Equal(["Endpoint locator medium", "Client client medium"], await Parts.In("""
        class Endpoint
        {
            static readonly IPEndPoint Default = new(IPAddress.Loopback, 2000);
            public IPEndPoint Address { get; private set; } = null!;
            Endpoint() => Address = Default;
            static Endpoint Parse(string? text) { var made = new Endpoint(); if (text is not null) made.Address = IPEndPoint.Parse(text); return made; }
            public static Endpoint Find() => Parse(Environment.GetEnvironmentVariable("AGENT_ADDRESS"));
        }
        class Client { readonly Endpoint endpoint = Endpoint.Find(); readonly UdpClient udp = new(); public void Send(byte[] data) => udp.Send(data, data.Length, endpoint.Address); }
        """));
}
