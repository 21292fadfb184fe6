namespace OrderService.Pricing;

/// <summary>What a pricing plugin implements: a public class with a constructor without parameters.</summary>
public interface IPricingRule
{
    /// <summary>The key of the rule.</summary>
    string Name { get; }

    /// <summary>What the rule adds to the price of the order, or takes off it.</summary>
    decimal Amount(Order order);
}
