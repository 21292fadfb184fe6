using System.IO.Compression;

namespace Exemplars.MiddlewareChain.Caddy;

/// <summary>A request and the body of its response.</summary>
public sealed class Visit(string path)
{
    public string Path { get; set; } = path;

    public Stream Body { get; set; } = Stream.Null;

    public List<string> Headers { get; } = [];
}

/// <summary>Handles a visit; every layer around it has the same form.</summary>
public delegate Task Handler(Visit visit);

/// <summary>Wraps handlers into one another, the first one outermost, where the matcher lets a visit in.</summary>
public sealed class Route(Func<Visit, bool> matches)
{
    private readonly List<Func<Handler, Handler>> _layers = [];

    public Route Use(Func<Handler, Handler> layer)
    {
        _layers.Add(layer);
        return this;
    }

    public Handler Build(Handler terminal)
    {
        var chain = terminal;
        foreach (var layer in Enumerable.Reverse(_layers)) chain = layer(chain);
        return visit => matches(visit) ? chain(visit) : Task.CompletedTask;
    }
}

/// <summary>The layers that come with the server.</summary>
public static class Layers
{
    public static Handler Encode(Handler next) => async visit =>
    {
        var plain = visit.Body;
        await using var compressed = new GZipStream(plain, CompressionLevel.Fastest, leaveOpen: true);
        visit.Body = compressed;
        await next(visit);
    };

    public static Handler Rewrite(Handler next) => visit =>
    {
        if (visit.Path.EndsWith('/')) visit.Path += "index.html";
        return next(visit);
    };
}
