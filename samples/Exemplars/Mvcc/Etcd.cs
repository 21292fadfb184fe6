namespace Exemplars.Mvcc.Etcd;

/// <summary>A store with one revision for all keys: any revision can be read until it is compacted.</summary>
public sealed class RevisionStore
{
    private readonly object _lock = new();
    private readonly Dictionary<string, List<long>> _revisionsOf = new();
    private readonly Dictionary<long, byte[]?> _values = new();
    private long _revision;
    private long _compacted;

    public long Put(string key, byte[] value) => Append(key, value);

    public long Delete(string key) => Append(key, null);

    public byte[]? Get(string key, long revision)
    {
        lock (_lock)
        {
            if (revision < _compacted) throw new InvalidOperationException($"Revision {revision} has been compacted.");
            if (!_revisionsOf.TryGetValue(key, out var revisions)) return null;
            for (var i = revisions.Count - 1; i >= 0; i--)
                if (revisions[i] <= revision) return _values[revisions[i]];
            return null;
        }
    }

    /// <summary>Forgets what no read at the revision, or a later one, can return.</summary>
    public void Compact(long revision)
    {
        lock (_lock)
        {
            _compacted = revision;
            foreach (var revisions in _revisionsOf.Values)
            {
                var kept = Math.Max(revisions.FindLastIndex(one => one <= revision), 0);
                foreach (var old in revisions.Take(kept)) _values.Remove(old);
                revisions.RemoveRange(0, kept);
            }
        }
    }

    private long Append(string key, byte[]? value)
    {
        lock (_lock)
        {
            var revision = ++_revision;
            if (!_revisionsOf.TryGetValue(key, out var revisions)) _revisionsOf[key] = revisions = [];
            revisions.Add(revision);
            _values[revision] = value;
            return revision;
        }
    }
}
