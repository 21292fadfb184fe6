namespace Exemplars.MiddlewareChain.Etcd;

/// <summary>A change that the cluster has agreed on.</summary>
public sealed record Change(string Key, byte[] Value, string User);

/// <summary>What came of a change.</summary>
public sealed record Outcome(bool Done, string? Reason = null);

/// <summary>Carries out changes.</summary>
public interface IApplier
{
    Outcome Apply(Change change);
}

/// <summary>The core, which really stores.</summary>
public sealed class StoreApplier : IApplier
{
    private readonly SortedDictionary<string, byte[]> _values = new(StringComparer.Ordinal);

    public Outcome Apply(Change change)
    {
        _values[change.Key] = change.Value;
        return new(Done: true);
    }
}

/// <summary>A layer that refuses changes once the store is full.</summary>
public sealed class QuotaApplier(IApplier inner, long limit) : IApplier
{
    private long _used;

    public Outcome Apply(Change change)
    {
        if (Interlocked.Add(ref _used, change.Value.Length) > limit) return new(Done: false, "no space");
        return inner.Apply(change);
    }
}

/// <summary>A layer that refuses changes by users without the right.</summary>
public sealed class AuthorizedApplier(IApplier inner, Func<string, string, bool> mayWrite) : IApplier
{
    public Outcome Apply(Change change) =>
        mayWrite(change.User, change.Key) ? inner.Apply(change) : new(Done: false, "permission denied");
}
