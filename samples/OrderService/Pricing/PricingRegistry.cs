namespace OrderService.Pricing;

/// <summary>The rules that make a price, built in or loaded.</summary>
internal sealed class PricingRegistry
{
    private readonly Dictionary<string, IPricingRule> rules = [];

    public int Count => rules.Count;

    public PricingRegistry Register(IPricingRule rule)
    {
        // violates PAT0104: a plugin silently takes the place of a rule of the same name.
        rules[rule.Name] = rule;
        return this;
    }

    public decimal Price(Order order)
    {
        var total = 0m;
        foreach (var rule in rules.Values)
        {
            total += rule.Amount(order);
        }

        return total;
    }
}
