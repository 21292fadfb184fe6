namespace Exemplars.DependencyInjection.Gitea;

/// <summary>Makes each part of the program once, on first use, and gives it the others it needs. No reflection: every maker is code.</summary>
public sealed class PartsFactory
{
    private readonly Dictionary<Type, Func<PartsFactory, object>> _makers = [];
    private readonly Dictionary<Type, Lazy<object>> _parts = [];
    private readonly object _gate = new();

    public PartsFactory Add<T>(Func<PartsFactory, T> maker) where T : class
    {
        lock (_gate) _makers.Add(typeof(T), maker);
        return this;
    }

    public T Get<T>() where T : class
    {
        Lazy<object>? part;
        lock (_gate)
        {
            if (!_parts.TryGetValue(typeof(T), out part))
            {
                var maker = _makers[typeof(T)];
                _parts.Add(typeof(T), part = new(() => maker(this)));
            }
        }
        return (T)part.Value;
    }
}

public sealed class Settings(string path)
{
    public string Path => path;
}

public sealed class Repositories(Settings settings)
{
    public string Root => System.IO.Path.Combine(settings.Path, "repositories");
}

public static class Parts
{
    public static PartsFactory OfTheServer(string path) => new PartsFactory()
        .Add(_ => new Settings(path))
        .Add(parts => new Repositories(parts.Get<Settings>()));
}
