namespace Exemplars.WriteAheadLog.Dgraph;

public sealed record Entry(ulong Term, ulong Index, byte[] Data);

public sealed record HardState(ulong Term, ulong Vote, ulong Commit);

/// <summary>What the consensus library asks of its storage.</summary>
public interface IConsensusStorage
{
    HardState InitialState();

    IEnumerable<Entry> Entries(ulong low, ulong high);

    void Save(HardState state, IReadOnlyList<Entry> entries);

    void DeleteUntil(ulong index);
}

/// <summary>Entries and hard state in files of their own, apart from the user's data.</summary>
public sealed class EntryStore : IConsensusStorage, IDisposable
{
    private readonly FileStream _entries;
    private readonly FileStream _state;
    private readonly SortedDictionary<ulong, Entry> _cache = [];

    public EntryStore(string directory)
    {
        _entries = new FileStream(Path.Combine(directory, "entries"), FileMode.OpenOrCreate, FileAccess.ReadWrite);
        _state = new FileStream(Path.Combine(directory, "state"), FileMode.OpenOrCreate, FileAccess.ReadWrite);
        foreach (var entry in Replay()) _cache[entry.Index] = entry;
    }

    public HardState InitialState()
    {
        _state.Position = 0;
        using var reader = new BinaryReader(_state, System.Text.Encoding.UTF8, leaveOpen: true);
        return _state.Length == 0 ? new HardState(0, 0, 0) : new HardState(reader.ReadUInt64(), reader.ReadUInt64(), reader.ReadUInt64());
    }

    public IEnumerable<Entry> Entries(ulong low, ulong high) => _cache.Values.Where(entry => entry.Index >= low && entry.Index < high);

    public void Save(HardState state, IReadOnlyList<Entry> entries)
    {
        _entries.Seek(0, SeekOrigin.End);
        foreach (var entry in entries) Write(entry);
        _entries.Flush(flushToDisk: true);
        WriteState(state);
        foreach (var entry in entries) _cache[entry.Index] = entry;
    }

    public void DeleteUntil(ulong index)
    {
        var kept = _cache.Values.Where(entry => entry.Index > index).ToList();
        _entries.SetLength(0);
        foreach (var entry in kept) Write(entry);
        _entries.Flush(flushToDisk: true);
        foreach (var old in _cache.Keys.Where(key => key <= index).ToList()) _cache.Remove(old);
    }

    public void Dispose()
    {
        _entries.Dispose();
        _state.Dispose();
    }

    private void Write(Entry entry)
    {
        using var writer = new BinaryWriter(_entries, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(entry.Term);
        writer.Write(entry.Index);
        writer.Write(entry.Data.Length);
        writer.Write(entry.Data);
    }

    private void WriteState(HardState state)
    {
        _state.Position = 0;
        using var writer = new BinaryWriter(_state, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(state.Term);
        writer.Write(state.Vote);
        writer.Write(state.Commit);
        writer.Flush();
        _state.Flush(flushToDisk: true);
    }

    private IEnumerable<Entry> Replay()
    {
        _entries.Position = 0;
        using var reader = new BinaryReader(_entries, System.Text.Encoding.UTF8, leaveOpen: true);
        while (_entries.Position < _entries.Length) yield return new Entry(reader.ReadUInt64(), reader.ReadUInt64(), reader.ReadBytes(reader.ReadInt32()));
    }
}
