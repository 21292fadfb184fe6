using System.Net.Sockets;
using System.Threading.Channels;

namespace Exemplars.Reactor.Kafka;

/// <summary>Takes new connections; what they ask for is answered by a pool of handlers behind a queue.</summary>
public sealed class Processor
{
    private readonly Channel<Socket> _connections = Channel.CreateBounded<Socket>(1024);

    public ChannelReader<Socket> Connections => _connections.Reader;

    public bool Accept(Socket connection) => _connections.Writer.TryWrite(connection);
}

/// <summary>The acceptor's loop waits for all listeners and gives each new connection to the next processor.</summary>
public sealed class Acceptor(IReadOnlyList<Socket> listeners, Processor[] processors)
{
    private volatile bool _running = true;

    public void Stop() => _running = false;

    public void Run()
    {
        var next = 0;
        while (_running)
        {
            var ready = new List<Socket>(listeners);
            Socket.Select(ready, null, null, 250_000);
            foreach (var listener in ready)
            {
                try
                {
                    var connection = listener.Accept();
                    if (!processors[next++ % processors.Length].Accept(connection)) connection.Dispose();
                }
                catch (Exception)
                {
                    continue;
                }
            }
        }
    }
}
