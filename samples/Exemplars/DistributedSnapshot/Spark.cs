using System.Text;

namespace Exemplars.DistributedSnapshot.Spark;

public readonly record struct Row(long Offset, string Word);

/// <summary>Counts words of a replayable stream; the counts and the offset they belong to are one checkpoint, which cuts the history off.</summary>
public sealed class WordCounts(string folder)
{
    private const int Version = 1;

    private readonly Dictionary<string, long> _counts = [];
    private long _offset = -1;

    public long NextOffset => _offset + 1;

    public void Apply(Row row)
    {
        if (row.Offset <= _offset) return;
        _counts[row.Word] = _counts.GetValueOrDefault(row.Word) + 1;
        _offset = row.Offset;
    }

    /// <summary>Writes aside, to the disk, and then into place: a crash leaves the old checkpoint or the new one.</summary>
    public void Checkpoint()
    {
        var staged = Path.Combine(folder, "counts.staged");
        using (var file = new FileStream(staged, FileMode.Create, FileAccess.Write))
        {
            using (var writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true))
            {
                writer.Write(Version);
                writer.Write(_offset);
                writer.Write(_counts.Count);
                foreach (var (word, count) in _counts)
                {
                    writer.Write(word);
                    writer.Write(count);
                }
            }
            file.Flush(flushToDisk: true);
        }
        File.Move(staged, Path.Combine(folder, "counts"), overwrite: true);
    }

    public void Restore()
    {
        var path = Path.Combine(folder, "counts");
        if (!File.Exists(path)) return;
        using var reader = new BinaryReader(File.OpenRead(path), Encoding.UTF8);
        if (reader.ReadInt32() != Version) throw new InvalidDataException($"{path} was written by another version.");
        _offset = reader.ReadInt64();
        _counts.Clear();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var word = reader.ReadString();
            _counts[word] = reader.ReadInt64();
        }
    }
}
