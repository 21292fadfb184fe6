namespace Exemplars.MiddlewareChain.Envoy;

/// <summary>One exchange on its way through the filters: it knows where it stands and how to go on.</summary>
public sealed class Exchange(IReadOnlyList<IStreamFilter> filters, Func<Exchange, Task> upstream)
{
    private int _position;

    public Dictionary<string, string> RequestHeaders { get; } = [];

    public Dictionary<string, string> ResponseHeaders { get; } = [];

    public int Status { get; set; }

    /// <summary>Resumes the chain at the filter behind the one that calls this.</summary>
    public Task ContinueAsync()
    {
        if (_position == filters.Count) return upstream(this);
        var filter = filters[_position++];
        return filter.OnExchangeAsync(this);
    }
}

/// <summary>A filter reads or changes the exchange, and answers it or lets it go on.</summary>
public interface IStreamFilter
{
    Task OnExchangeAsync(Exchange exchange);
}

/// <summary>Decides elsewhere whether a token is good.</summary>
public interface ITokenAuthority
{
    Task<bool> IsValidAsync(string token);
}

/// <summary>Pauses the stream for a call to the authority and answers by itself when that says no.</summary>
public sealed class ExternalAuthorization(ITokenAuthority authority) : IStreamFilter
{
    public async Task OnExchangeAsync(Exchange exchange)
    {
        if (!exchange.RequestHeaders.TryGetValue("authorization", out var token) || !await authority.IsValidAsync(token))
        {
            exchange.Status = 401;
            return;
        }

        await exchange.ContinueAsync();
    }
}

/// <summary>Changes the head of the request on the way in and that of the response on the way out.</summary>
public sealed class HeaderRewriter(string prefix) : IStreamFilter
{
    public async Task OnExchangeAsync(Exchange exchange)
    {
        exchange.RequestHeaders.Remove("connection");
        await exchange.ContinueAsync();
        foreach (var name in exchange.ResponseHeaders.Keys.Where(name => name.StartsWith(prefix)).ToList()) exchange.ResponseHeaders.Remove(name);
    }
}
