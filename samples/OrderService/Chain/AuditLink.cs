namespace OrderService.Chain;

/// <summary>Remembers which large orders were let through.</summary>
internal sealed class AuditLink(decimal threshold) : IOrderLink
{
    public Task InvokeAsync(OrderContext context, OrderHandler next)
    {
        // violates PAT0803: nobody sees the failure of the links behind, nor waits for them.
        next(context);
        if (context.Total >= threshold)
        {
            Console.WriteLine($"audit: {context.Order} for {context.Total:0.00}");
        }

        return Task.CompletedTask;
    }
}
