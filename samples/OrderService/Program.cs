using OrderService;
using OrderService.Chain;
using OrderService.Journal;
using OrderService.Pricing;

// Arguments are orders, customer:article:quantity, or cancellations, cancel:number; "-" reads them from the standard input.
string[] requests = args switch
{
    [] => ["ada:keyboard:1", "grace:mouse:12", "alan:screen:0", "edsger:screen:20", "cancel:1"],
    ["-"] => Console.In.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    _ => args,
};

using var journal = new OrderJournal(Path.Combine(AppContext.BaseDirectory, "orders.journal"));
var book = new OrderBook(journal);
Console.WriteLine($"{book.Count} orders recovered from the journal");

var pricing = new PricingRegistry().Register(new ListPrice()).Register(new BulkDiscount());
foreach (var rule in new PluginLoader(Path.Combine(AppContext.BaseDirectory, "plugins")).Load())
{
    pricing.Register(rule);
}

Console.WriteLine($"{pricing.Count} pricing rules");

var place = new OrderChain()
    .Use(new LoggingLink())
    .Use(new TimingLink())
    .Use(new ValidationLink())
    .Use(new PricingLink(pricing))
    .Use(new AuditLink(threshold: 1000))
    .Build(context =>
    {
        book.Place(context.Order);
        return Task.CompletedTask;
    });

foreach (var request in requests)
{
    if (request.Split(':') is ["cancel", var number])
    {
        var cancelled = int.TryParse(number, out var id) && book.Cancel(id);
        Console.WriteLine(cancelled ? $"#{id} cancelled" : $"no order {number}");
    }
    else if (Order.Parse(request, book.NextId) is { } order)
    {
        await place(new OrderContext(order));
    }
    else
    {
        Console.WriteLine($"no order: {request}");
    }
}

Console.WriteLine($"{book.Count} open orders");
