using System.Buffers.Binary;

namespace Exemplars.WriteAheadLog.Etcd;

/// <summary>A proposal of the cluster, numbered by the leader.</summary>
public sealed record Proposal(long Index, byte[] Payload);

/// <summary>Appends proposals to segment files of a fixed size and reads them back from the index of a snapshot on.</summary>
public sealed class SegmentedJournal(string directory) : IDisposable
{
    private const long SegmentSize = 64 << 20;
    private FileStream? _tail;

    public void Save(Proposal proposal)
    {
        if (_tail is null || _tail.Position >= SegmentSize) Cut(proposal.Index);
        Span<byte> header = stackalloc byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(header, proposal.Index);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], proposal.Payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], Checksum.Of(proposal.Payload));
        _tail!.Write(header);
        _tail.Write(proposal.Payload);
        _tail.Flush(flushToDisk: true);
    }

    public IEnumerable<Proposal> ReadFrom(long snapshotIndex)
    {
        foreach (var segment in Directory.GetFiles(directory, "*.wal").Order())
        {
            using var stream = File.OpenRead(segment);
            var header = new byte[16];
            while (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length)
            {
                var payload = new byte[BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(8))];
                stream.ReadExactly(payload);
                if (Checksum.Of(payload) != BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(12))) yield break;
                var index = BinaryPrimitives.ReadInt64LittleEndian(header);
                if (index > snapshotIndex) yield return new Proposal(index, payload);
            }
        }
    }

    public void ReleaseBefore(long index)
    {
        foreach (var segment in Directory.GetFiles(directory, "*.wal"))
        {
            if (long.Parse(Path.GetFileNameWithoutExtension(segment)) < index) File.Delete(segment);
        }
    }

    public void Dispose() => _tail?.Dispose();

    private void Cut(long firstIndex)
    {
        _tail?.Dispose();
        _tail = new FileStream(Path.Combine(directory, $"{firstIndex:D16}.wal"), FileMode.Append, FileAccess.Write, FileShare.Read);
    }
}

internal static class Checksum
{
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var sum = 0xFFFFFFFFu;
        foreach (var b in bytes)
        {
            sum ^= b;
            for (var bit = 0; bit < 8; bit++) sum = (sum >> 1) ^ (0xEDB88320u & (uint)-(sum & 1));
        }

        return ~sum;
    }
}
