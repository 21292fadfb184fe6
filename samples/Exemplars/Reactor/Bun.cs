using System.Runtime.InteropServices;

namespace Exemplars.Reactor.Bun;

public interface ICompletion
{
    void Completed(uint bytes);
}

/// <summary>Completions come in batches from the port; each leads to the object that began the operation.</summary>
public sealed class CompletionLoop(nint port)
{
    private readonly Dictionary<nint, ICompletion> _pending = [];

    public void Run(CancellationToken stop)
    {
        var batch = new Entry[256];
        while (!stop.IsCancellationRequested)
        {
            if (!GetQueuedCompletionStatusEx(port, batch, (uint)batch.Length, out var count, 100, false)) continue;
            for (var i = 0; i < count; i++)
            {
                if (!_pending.Remove(batch[i].Overlapped, out var completion)) continue;
                try
                {
                    completion.Completed(batch[i].Bytes);
                }
                catch (Exception error)
                {
                    Console.Error.WriteLine(error);
                }
            }
        }
    }

    [DllImport("kernel32")]
    private static extern bool GetQueuedCompletionStatusEx(nint port, [Out] Entry[] entries, uint capacity, out uint count, uint milliseconds, bool alertable);

    [StructLayout(LayoutKind.Sequential)]
    private struct Entry
    {
        public nint Key;
        public nint Overlapped;
        public nint Internal;
        public uint Bytes;
    }
}
