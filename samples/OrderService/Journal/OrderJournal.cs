using System.Buffers.Binary;
using System.Numerics;
using System.Text.Json;

namespace OrderService.Journal;

/// <summary>Write-ahead log of the order book. A frame is the payload's length and CRC-32C, four bytes each, and the payload.</summary>
internal sealed class OrderJournal(string path) : IDisposable
{
    private const int HeaderLength = 8;

    private readonly FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);

    public void Append(OrderRecord record)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(record);
        var frame = new byte[HeaderLength + payload.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(4), Checksum(payload));
        payload.CopyTo(frame, HeaderLength);

        file.Seek(0, SeekOrigin.End);
        file.Write(frame);
        // violates PAT0402: the record reaches the operating system, and is lost with it.
        file.Flush();
    }

    /// <summary>The records in the order in which they were written. What follows the first torn one is cut off.</summary>
    public IEnumerable<OrderRecord> Replay()
    {
        file.Position = 0;
        var end = file.Position;
        while (ReadNext() is { } record)
        {
            end = file.Position;
            yield return record;
        }

        file.SetLength(end);
    }

    public void Dispose() => file.Dispose();

    private OrderRecord? ReadNext()
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (length <= 0 || length > file.Length - file.Position)
        {
            return null;
        }

        var payload = new byte[length];
        file.ReadExactly(payload);
        return Checksum(payload) == BinaryPrimitives.ReadUInt32LittleEndian(header[4..])
            ? JsonSerializer.Deserialize<OrderRecord>(payload)
            : null;
    }

    private static uint Checksum(ReadOnlySpan<byte> payload)
    {
        var crc = uint.MaxValue;
        foreach (var b in payload)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return ~crc;
    }
}
