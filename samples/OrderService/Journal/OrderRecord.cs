namespace OrderService.Journal;

internal enum RecordKind
{
    Placed,
    Cancelled,
}

/// <summary>One change to the order book, as the journal keeps it.</summary>
internal sealed record OrderRecord(RecordKind Kind, Order Order);
