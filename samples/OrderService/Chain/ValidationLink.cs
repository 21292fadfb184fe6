namespace OrderService.Chain;

/// <summary>Ends the chain for an order that cannot be served.</summary>
internal sealed class ValidationLink : IOrderLink
{
    public Task InvokeAsync(OrderContext context, OrderHandler next)
    {
        if (context.Order.Quantity > 0)
        {
            return next(context);
        }

        context.Rejection = "quantity must be positive";
        return Task.CompletedTask;
    }
}
