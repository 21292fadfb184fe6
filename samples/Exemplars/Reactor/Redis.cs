using System.Net.Sockets;

namespace Exemplars.Reactor.Redis;

public interface IFileEvent
{
    void OnReadable(Socket socket);
}

/// <summary>One thread, one loop: it waits for all sockets at once and runs the handlers of those that are ready.</summary>
public sealed class AeLoop
{
    private readonly Dictionary<Socket, IFileEvent> _handlers = [];
    private volatile bool _stop;

    public void Register(Socket socket, IFileEvent handler) => _handlers[socket] = handler;

    public void Stop() => _stop = true;

    public void Main()
    {
        while (!_stop)
        {
            var ready = new List<Socket>(_handlers.Keys);
            Socket.Select(ready, null, null, 100_000);
            foreach (var socket in ready)
            {
                if (!_handlers.TryGetValue(socket, out var handler)) continue;
                try
                {
                    handler.OnReadable(socket);
                }
                catch (Exception)
                {
                    _handlers.Remove(socket);
                    socket.Dispose();
                }
            }
        }
    }
}
