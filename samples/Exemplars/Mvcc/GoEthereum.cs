namespace Exemplars.Mvcc.GoEthereum;

internal sealed record Page(long Id, byte[] Data);

/// <summary>Pages that never change once they are committed: a writer gets copies, and readers go on with the pages of their root.</summary>
public sealed class PageStore
{
    private readonly Dictionary<long, Page> _pages = new();
    private readonly List<long> _roots = [];
    private long _nextId = 1;
    private long _firstNewId = 1;

    /// <summary>The roots of all committed states, the newest last.</summary>
    public IReadOnlyList<long> Roots => _roots;

    internal Page Read(long id) => _pages[id];

    internal Page ForWriting(Page page) => IsNew(page) ? page : Create((byte[])page.Data.Clone());

    internal Page Create(byte[] data)
    {
        var page = new Page(_nextId++, data);
        _pages.Add(page.Id, page);
        return page;
    }

    public void Commit(long root)
    {
        _roots.Add(root);
        _firstNewId = _nextId;
    }

    private bool IsNew(Page page) => page.Id >= _firstNewId;
}
