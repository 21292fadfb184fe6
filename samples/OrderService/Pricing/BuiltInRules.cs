namespace OrderService.Pricing;

internal sealed class ListPrice : IPricingRule
{
    public string Name => "list";

    public decimal Amount(Order order) => order.Quantity * UnitPrice(order.Article);

    /// <summary>The price of one piece; articles without one of their own cost ten.</summary>
    public static decimal UnitPrice(string article) => article switch
    {
        "keyboard" => 49.90m,
        "mouse" => 19.90m,
        "screen" => 229.00m,
        _ => 10.00m,
    };
}

/// <summary>A tenth off from ten pieces on.</summary>
internal sealed class BulkDiscount : IPricingRule
{
    public string Name => "bulk";

    public decimal Amount(Order order) => order.Quantity < 10 ? 0 : -0.1m * order.Quantity * ListPrice.UnitPrice(order.Article);
}
