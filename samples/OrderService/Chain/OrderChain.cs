namespace OrderService.Chain;

/// <summary>What takes an order: the rest of the chain, as a link sees it.</summary>
internal delegate Task OrderHandler(OrderContext context);

/// <summary>A step that may act before and after the rest of the chain, or end it.</summary>
internal interface IOrderLink
{
    Task InvokeAsync(OrderContext context, OrderHandler next);
}

/// <summary>Composes links into one handler; the first link added is the outermost.</summary>
internal sealed class OrderChain
{
    private readonly List<IOrderLink> links = [];

    public OrderChain Use(IOrderLink link)
    {
        links.Add(link);
        return this;
    }

    public OrderHandler Build(OrderHandler terminal)
    {
        var handler = terminal;
        for (var i = links.Count - 1; i >= 0; i--)
        {
            var link = links[i];
            var next = handler;
            handler = context => link.InvokeAsync(context, next);
        }

        return handler;
    }
}
