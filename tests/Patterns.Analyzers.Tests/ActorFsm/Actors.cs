namespace Patterns.Analyzers.Tests.ActorFsm;

/// <summary>Actors and machines to be varied by tests.</summary>
internal static class Actors
{
    public const string Messages = "record Put(string Key, int Value); record Drop(string Key); record Get(string Key, TaskCompletionSource<int> Reply);";

    public const string Handle = """
        void Handle(object message)
        {
            switch (message)
            {
                case Put put: values[put.Key] = put.Value; break;
                case Drop drop: values.Remove(drop.Key); break;
            }
        }
        """;

    /// <summary>An actor over a channel.</summary>
    public static string Channel(
        string declaration = "class A", string loop = "await foreach (var message in inbox.Reader.ReadAllAsync()) Handle(message);", string handle = Handle, string post = "inbox.Writer.TryWrite(message);") => $$"""
        using System.Threading.Channels;
        {{declaration}}
        {
            readonly Channel<object> inbox = Channel.CreateBounded<object>(9);
            readonly Dictionary<string, int> values = new();
            public void Post(object message) { {{post}} }
            public async Task Run() { {{loop}} }
            {{handle}}
        }
        {{Messages}}
        """;

    /// <summary>A mailbox whose pump runs while a flag is on.</summary>
    public static string Pump(string drain = "while (queue.TryDequeue(out var message)) consumer(message);", string item = "object") => $$"""
        using System.Collections.Concurrent;
        class M
        {
            readonly ConcurrentQueue<{{item}}> queue = new();
            readonly Action<object> consumer = null!;
            int running;
            public void Publish({{item}} message)
            {
                queue.Enqueue(message);
                if (Interlocked.CompareExchange(ref running, 1, 0) == 0) ThreadPool.QueueUserWorkItem(_ => Drain());
            }
            void Drain() { try { {{drain}} } finally { Volatile.Write(ref running, 0); } }
        }
        """;

    /// <summary>A machine around the members that choose the next state.</summary>
    public static string Machine(string members, string declaration = "class D") => $$"""
        enum S { Closed, Open, Locked }
        enum E { Push, Pull, Turn }
        {{declaration}} { S state; void Sound() { } {{members}} }
        """;
}
