using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Inventory;
using Patterns.Analyzers.Recognition;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Inventory;

/// <summary>
/// What an inventory whose lines all hold adds to a build in which the pattern's analyzer has looked at the types: reading the file, looking for the
/// line of each type, and holding each line against its type. Counted in time of the processor, so that it does not depend on what else the machine does.
/// </summary>
[Collection<Alone>]
public class InventoryCostTests
{
    private const int Runs = 7;

    /// <summary>A machine that is busy elsewhere has cold caches and late collections: one run that is not disturbed shows the cost.</summary>
    private const int Patience = 120;

    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(50);

    private static readonly TeamFile KnownTypes = new("PatternKnownTypes.txt", "[Shop.Node] = raft/node");

    [Fact]
    public void Five_thousand_lines_cost_less_than_50_ms()
    {
        var cost = TimeSpan.MaxValue;
        for (var run = 0; run < Patience && cost >= Limit; run++) cost = Cost(lines: 5_000);
        TestContext.Current.TestOutputHelper!.WriteLine($"{cost.TotalMilliseconds:0.0} ms for 5,000 lines");
        Assert.True(cost < Limit, $"{cost.TotalMilliseconds:0.0} ms for 5,000 lines");
    }

    [Fact]
    public void The_cost_grows_with_the_lines()
    {
        // Eight times the lines cost 8 times as much, or 64 times where something is quadratic; the bound lies between.
        var (few, many) = (Fastest(lines: 2_000), Fastest(lines: 16_000));
        Assert.True(many < 30 * few, $"{few.TotalMilliseconds:0.0} ms for 2,000 lines, {many.TotalMilliseconds:0.0} ms for eight times as many");
    }

    private static TimeSpan Fastest(int lines) => Enumerable.Range(0, Runs).Min(_ => Cost(lines));

    private static TimeSpan Cost(int lines)
    {
        var code = Source.Compile("namespace Shop; abstract class Node { } " + string.Concat(Enumerable.Range(0, lines).Select(i => $"class C{i} : Node {{ }} ")));
        var file = new TeamFile("PatternInventory.txt", string.Concat(Enumerable.Range(0, lines).Select(i => $"raft T:Shop.C{i}  remark\n")));
        var options = new AnalyzerOptions([KnownTypes, file]);
        var reporting = new Reporting(ProjectFacts.Of(code, options, CancellationToken.None), options);
        var written = reporting.Project.Types.Where(type => AllPatterns.BySlug["raft"].Conclude(reporting.Project.Of(type)!, reporting) is not null)
            .Select(type => ListFormat.LineOf("raft", type.GetDocumentationCommentId()!)).ToList();

        // What the tests before this one have left behind is collected at their cost.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Environment.CpuUsage.TotalTime;
        var list = PatternInventory.Format.Open(file, CancellationToken.None)!;
        var said = written.Count(line => list.Says(line, framework: null));
        var holding = list.Entries.Count(entry => InventoryAnalyzer.Holds(entry, reporting));
        var cost = Environment.CpuUsage.TotalTime - before;

        Assert.Equal((lines, lines), (said, holding));
        return cost;
    }
}

/// <summary>Tests beside which no other runs.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class Alone;
