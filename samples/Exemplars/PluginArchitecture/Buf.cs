using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net.Http;

namespace Exemplars.PluginArchitecture.Buf;

/// <summary>One way to ask for a check, whether it is compiled in, served elsewhere or a program on this machine.</summary>
public sealed class CheckRunner
{
    private readonly Dictionary<string, ICheck> _checks = new() { ["naming"] = new NamingCheck() };

    public void Add(string name, ICheck check)
    {
        if (!_checks.TryAdd(name, check))
        {
            throw new ArgumentException($"Check '{name}' exists.", nameof(name));
        }
    }

    public IEnumerable<string> Run(string name, string schema) =>
        _checks.TryGetValue(name, out var check)
            ? check.Inspect(schema)
            : throw new KeyNotFoundException($"No check is called '{name}'.");
}

public interface ICheck
{
    IEnumerable<string> Inspect(string schema);
}

public sealed class NamingCheck : ICheck
{
    public IEnumerable<string> Inspect(string schema) => schema.Contains("message_") ? ["snake case message"] : [];
}

public sealed class RemoteCheck(HttpClient client, Uri address) : ICheck
{
    public IEnumerable<string> Inspect(string schema)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(schema) };
        using var response = client.Send(request);
        return response.IsSuccessStatusCode ? [] : [response.ReasonPhrase ?? "refused"];
    }
}

public sealed class ProgramCheck(string path) : ICheck
{
    public IEnumerable<string> Inspect(string schema)
    {
        using var process = Process.Start(new ProcessStartInfo(path) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        process.StandardInput.Write(schema);
        process.StandardInput.Close();
        return process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
