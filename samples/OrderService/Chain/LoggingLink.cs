namespace OrderService.Chain;

/// <summary>Tells on the console what became of each order.</summary>
internal sealed class LoggingLink : IOrderLink
{
    public async Task InvokeAsync(OrderContext context, OrderHandler next)
    {
        await next(context);
        var outcome = context.Rejection is { } reason ? $"refused, {reason}" : $"accepted, {context.Total:0.00} in {context.Elapsed.TotalMilliseconds:0.0} ms";
        Console.WriteLine($"{context.Order}: {outcome}");
    }
}
