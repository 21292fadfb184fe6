using System.Diagnostics;

namespace OrderService.Chain;

/// <summary>Measures how long the rest of the chain takes.</summary>
internal sealed class TimingLink : IOrderLink
{
    public async Task InvokeAsync(OrderContext context, OrderHandler next)
    {
        var watch = Stopwatch.StartNew();
        await next(context);
        // violates PAT0805: an order that throws is never measured.
        watch.Stop();
        context.Elapsed = watch.Elapsed;
    }
}
