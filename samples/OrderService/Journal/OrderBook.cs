namespace OrderService.Journal;

/// <summary>The open orders: in memory, and rebuilt from the journal at every start.</summary>
internal sealed class OrderBook
{
    private readonly OrderJournal journal;
    private readonly Dictionary<int, Order> orders = [];

    public OrderBook(OrderJournal journal)
    {
        this.journal = journal;
        foreach (var record in journal.Replay())
        {
            Apply(record);
        }
    }

    public int Count => orders.Count;

    public int NextId { get; private set; } = 1;

    public void Place(Order order)
    {
        var record = new OrderRecord(RecordKind.Placed, order);
        journal.Append(record);
        Apply(record);
    }

    public bool Cancel(int id)
    {
        if (!orders.TryGetValue(id, out var order))
        {
            return false;
        }

        var record = new OrderRecord(RecordKind.Cancelled, order);
        // violates PAT0401: if the append fails, the order is gone now and back after the next start.
        Apply(record);
        journal.Append(record);
        return true;
    }

    private void Apply(OrderRecord record)
    {
        var order = record.Order;
        if (record.Kind == RecordKind.Cancelled)
        {
            orders.Remove(order.Id);
            return;
        }

        orders[order.Id] = order;
        NextId = Math.Max(NextId, order.Id + 1);
    }
}
