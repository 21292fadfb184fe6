namespace OrderService.Chain;

/// <summary>One order on its way through the chain, and what the links found out about it.</summary>
internal sealed class OrderContext(Order order)
{
    public Order Order { get; } = order;

    public decimal Total { get; set; }

    public TimeSpan Elapsed { get; set; }

    /// <summary>Why the order was refused; null as long as nothing speaks against it.</summary>
    public string? Rejection { get; set; }
}
