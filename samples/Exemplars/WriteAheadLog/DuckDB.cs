namespace Exemplars.WriteAheadLog.DuckDB;

public enum RecordKind : byte
{
    Begin,
    Update,
    Commit,
    Checkpoint,
}

public sealed record LogRecord(RecordKind Kind, long Transaction, int Page, byte[] Image);

/// <summary>The transactions that the database file does not hold yet.</summary>
public sealed class TransactionLog(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    public void Write(LogRecord record)
    {
        _file.Seek(0, SeekOrigin.End);
        using var writer = new BinaryWriter(_file, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write((byte)record.Kind);
        writer.Write(record.Transaction);
        writer.Write(record.Page);
        writer.Write(record.Image.Length);
        writer.Write(record.Image);
    }

    public void Flush() => _file.Flush(flushToDisk: true);

    public IReadOnlyList<LogRecord> ReadAll()
    {
        var records = new List<LogRecord>();
        _file.Seek(0, SeekOrigin.Begin);
        using var reader = new BinaryReader(_file, System.Text.Encoding.UTF8, leaveOpen: true);
        while (_file.Position < _file.Length)
        {
            records.Add(new LogRecord((RecordKind)reader.ReadByte(), reader.ReadInt64(), reader.ReadInt32(), reader.ReadBytes(reader.ReadInt32())));
        }

        return records;
    }

    public void Truncate()
    {
        _file.SetLength(0);
        Flush();
    }

    public void Dispose() => _file.Dispose();
}

/// <summary>One database file; committed pages reach it at a checkpoint and the log until then.</summary>
public sealed class Database
{
    private readonly Dictionary<int, byte[]> _pages = [];
    private readonly TransactionLog _log;
    private readonly FileStream _data;
    private long _transaction;

    public Database(TransactionLog log, FileStream data)
    {
        _log = log;
        _data = data;
        Recover();
    }

    public void Commit(IReadOnlyDictionary<int, byte[]> changes)
    {
        var transaction = ++_transaction;
        _log.Write(new LogRecord(RecordKind.Begin, transaction, 0, []));
        foreach (var (page, image) in changes) _log.Write(new LogRecord(RecordKind.Update, transaction, page, image));
        _log.Write(new LogRecord(RecordKind.Commit, transaction, 0, []));
        _log.Flush();
        foreach (var (page, image) in changes) _pages[page] = image;
    }

    public void Checkpoint()
    {
        foreach (var (page, image) in _pages)
        {
            _data.Position = page * 4096L;
            _data.Write(image);
        }

        _data.Flush(flushToDisk: true);
        _log.Truncate();
    }

    private void Recover()
    {
        var records = _log.ReadAll();
        var committed = records.Where(record => record.Kind == RecordKind.Commit).Select(record => record.Transaction).ToHashSet();
        foreach (var record in records)
        {
            if (record.Kind == RecordKind.Update && committed.Contains(record.Transaction)) _pages[record.Page] = record.Image;
        }
    }
}
