using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;

namespace Exemplars.PluginArchitecture.Kubernetes;

/// <summary>Delegates pods to a runtime that lives behind a socket; call-outs see every request before that.</summary>
public sealed class NodeAgent
{
    private readonly Dictionary<string, IContainerRuntime> _runtimes = [];
    private readonly List<IAdmission> _admissions = [];

    public void AddRuntime(string handler, IContainerRuntime runtime)
    {
        if (!_runtimes.TryAdd(handler, runtime))
        {
            throw new ArgumentException($"Handler '{handler}' has a runtime.", nameof(handler));
        }
    }

    public void AddAdmission(IAdmission admission) => _admissions.Add(admission);

    public string Run(string handler, string image)
    {
        foreach (var admission in _admissions)
        {
            if (!admission.Admits(image))
            {
                throw new InvalidOperationException($"'{image}' was refused.");
            }
        }

        return _runtimes.TryGetValue(handler, out var runtime)
            ? runtime.Start(image)
            : throw new KeyNotFoundException($"No runtime handles '{handler}'.");
    }
}

public interface IContainerRuntime
{
    string Start(string image);
}

public interface IAdmission
{
    bool Admits(string image);
}

/// <summary>Speaks to a runtime process over its Unix domain socket.</summary>
public sealed class SocketRuntime(string path) : IContainerRuntime
{
    public string Start(string image)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        using var stream = new NetworkStream(socket);
        using var writer = new StreamWriter(stream) { AutoFlush = true };
        using var reader = new StreamReader(stream);
        writer.WriteLine($"start {image}");
        return reader.ReadLine() ?? throw new IOException("The runtime hung up.");
    }
}

public sealed class RegistryPolicy(string registry) : IAdmission
{
    public bool Admits(string image) => image.StartsWith(registry, StringComparison.Ordinal);
}
