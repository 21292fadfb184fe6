using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Tests.Recognition;

public class SharedScanTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void Answers_keep_the_order_of_the_types() => Assert.Equal("C D E", Scan("class C; class D; class E;", type => type.Symbol.Name).Result);

    [Fact]
    public void A_project_without_types_has_a_result() => Assert.Equal("", Scan("", type => type.Symbol.Name).Result);

    [Fact]
    public void Each_type_is_asked_once()
    {
        var asked = 0;
        var scan = Scan("class C; class D; class E;", _ => { Interlocked.Increment(ref asked); return null; });

        Parallel.For(0, 8, _ => Assert.Equal("", scan.Result));

        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task A_second_thread_takes_a_share_of_the_work()
    {
        using var both = new Barrier(2);
        var scan = Scan("class C; class D;", type => both.SignalAndWait(Patience) ? type.Symbol.Name : null);

        var results = await Task.WhenAll(Task.Run(() => scan.Result), Task.Run(() => scan.Result));

        Assert.All(results, result => Assert.Equal("C D", result));
    }

    private static SharedScan<string, string> Scan(string source, Func<TypeFacts, string?> ask) => new(Facts.Project(source), ask, answers => string.Join(" ", answers));
}
