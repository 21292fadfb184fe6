using System.Diagnostics;
using System.Net.Http;

namespace Exemplars.Sidecar.Dapr;

/// <summary>Knows where the companion is: always on the own machine, at the port that its launcher chose.</summary>
public static class SidecarEndpoint
{
    public static string Http => $"http://127.0.0.1:{Environment.GetEnvironmentVariable("COMPANION_HTTP_PORT") ?? "3500"}";
}

/// <summary>Asks other services through the companion, by their names.</summary>
public sealed class InvocationClient(HttpClient http)
{
    private readonly string? _token = Environment.GetEnvironmentVariable("COMPANION_API_TOKEN");

    public async Task<string> InvokeAsync(string service, string method, CancellationToken token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{SidecarEndpoint.Http}/v1.0/invoke/{service}/method/{method}");
        request.Headers.Add("companion-api-token", _token);
        using var response = await http.SendAsync(request, token);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(token);
    }

    public async Task WaitUntilHealthyAsync(CancellationToken token)
    {
        while (!await IsHealthyAsync(token)) await Task.Delay(TimeSpan.FromMilliseconds(500), token);
    }

    private async Task<bool> IsHealthyAsync(CancellationToken token)
    {
        try
        {
            using var response = await http.GetAsync(SidecarEndpoint.Http + "/v1.0/healthz", token);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

/// <summary>Starts the companion with the application, starts it again when it crashes, and ends it with the application.</summary>
public sealed class SidecarProcess(string executable, int appPort, int httpPort) : IDisposable
{
    private readonly object _gate = new();
    private Process? _process;
    private bool _ending;

    public void Start()
    {
        var start = new ProcessStartInfo(executable) { UseShellExecute = false };
        start.ArgumentList.Add("--app-port");
        start.ArgumentList.Add(appPort.ToString());
        start.ArgumentList.Add("--http-listen-address");
        start.ArgumentList.Add("127.0.0.1");
        start.Environment["COMPANION_HTTP_PORT"] = httpPort.ToString();
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.Exited += (_, _) => Restart();
        process.Start();
        _process = process;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _ending = true;
            _process?.Kill(entireProcessTree: true);
            _process?.Dispose();
        }
    }

    private void Restart()
    {
        lock (_gate)
        {
            if (!_ending) Start();
        }
    }
}

/// <summary>What is to be run, and with what.</summary>
public sealed class Container(string name, string image)
{
    public string Name { get; } = name;

    public string Image { get; } = image;

    public List<string> Args { get; } = [];
}

public sealed class Pod(Container application)
{
    public string Name => application.Name;

    public List<Container> Containers { get; } = [application];

    public Dictionary<string, string> Annotations { get; } = [];
}

/// <summary>Puts a companion beside every application of a deployment, and asks the platform for its own.</summary>
public sealed class SidecarInjector
{
    public void Inject(IEnumerable<Pod> pods)
    {
        foreach (var pod in pods)
        {
            var companion = new Container($"{pod.Name}-companion", "companion:1.0") { Args = { "--app-id", pod.Name } };
            pod.Containers.Add(companion);
            pod.Annotations["dapr.io/enabled"] = "true";
        }
    }
}
