using System.Reflection;

namespace Exemplars.DependencyInjection.Angular;

/// <summary>Asks the injector around it only, as for a setting that a page overrides.</summary>
public enum LookUp
{
    Anywhere,
    HereOnly,
}

/// <summary>One level of a tree of injectors: what a level does not provide, the level around it may.</summary>
public sealed class Injector(Injector? parent = null) : IDisposable
{
    private readonly Dictionary<Type, Type> _providers = [];
    private readonly Dictionary<Type, object> _instances = [];
    private readonly Stack<IDisposable> _owned = new();
    private readonly HashSet<Type> _inProgress = [];
    private readonly object _gate = new();

    public Injector Provide<TService, TImplementation>() where TService : class where TImplementation : class, TService
    {
        lock (_gate)
        {
            if (!_providers.TryAdd(typeof(TService), typeof(TImplementation))) throw new InvalidOperationException($"{typeof(TService)} is already provided here.");
            return this;
        }
    }

    public T Get<T>() where T : class => (T)(Find(typeof(T), LookUp.Anywhere) ?? throw new InvalidOperationException($"Nobody provides {typeof(T)}."));

    public object? Find(Type service, LookUp lookUp)
    {
        lock (_gate)
        {
            if (_instances.TryGetValue(service, out var known)) return known;
            if (_providers.TryGetValue(service, out var implementation)) return _instances[service] = Create(implementation);
        }
        return lookUp == LookUp.Anywhere ? parent?.Find(service, lookUp) : null;
    }

    public Injector CreateChild() => new(this);

    public void Dispose()
    {
        while (_owned.TryPop(out var instance)) instance.Dispose();
    }

    private object Create(Type implementation)
    {
        if (!_inProgress.Add(implementation)) throw new InvalidOperationException($"{implementation} needs itself.");
        try
        {
            var constructor = implementation.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)!;
            var arguments = constructor.GetParameters().Select(Argument).ToArray();
            var instance = constructor.Invoke(arguments);
            if (instance is IDisposable disposable) _owned.Push(disposable);
            return instance;
        }
        finally
        {
            _inProgress.Remove(implementation);
        }
    }

    private object? Argument(ParameterInfo parameter) =>
        Find(parameter.ParameterType, LookUp.Anywhere) ?? throw new InvalidOperationException($"Nobody provides {parameter.ParameterType} for {parameter.Member.DeclaringType}.");
}
