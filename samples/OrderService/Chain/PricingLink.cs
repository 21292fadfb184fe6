using OrderService.Pricing;

namespace OrderService.Chain;

/// <summary>Prices the order before the rest of the chain takes it.</summary>
internal sealed class PricingLink(PricingRegistry pricing) : IOrderLink
{
    public Task InvokeAsync(OrderContext context, OrderHandler next)
    {
        context.Total = pricing.Price(context.Order);
        return next(context);
    }
}
