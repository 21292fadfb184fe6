using System.Diagnostics;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Inventory;
using Patterns.Analyzers.Raft;
using Patterns.Analyzers.Recognition;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Inventory;

/// <summary>What an inventory whose lines all hold costs a build, by the driver's own measure, the fastest of several runs.</summary>
public class InventoryCostTests
{
    private const int Runs = 5;

    private static readonly TeamFile KnownTypes = new("PatternKnownTypes.txt", "[Shop.Node] = raft/node");

    [Fact]
    public async Task The_cost_grows_with_the_lines()
    {
        // Eight times the lines cost 8 times as much, or 64 times where something is quadratic; the bound lies between, clear of what other tests take of the processor.
        var (few, many) = (await Fastest(lines: 1_000), await Fastest(lines: 8_000));
        Assert.True(many < 30 * few, $"{few.TotalMilliseconds:0.0} ms for 1,000 lines, {many.TotalMilliseconds:0.0} ms for eight times as many");
    }

    [Fact]
    public async Task Five_thousand_lines_cost_less_than_50_ms()
    {
        var cost = await Fastest(lines: 5_000);
        TestContext.Current.TestOutputHelper?.WriteLine($"{cost.TotalMilliseconds:0.0} ms for 5,000 lines");
        Assert.True(cost < TimeSpan.FromMilliseconds(50), $"{cost.TotalMilliseconds:0.0} ms for 5,000 lines");
    }

    private static async Task<TimeSpan> Fastest(int lines)
    {
        var code = Source.Compile("namespace Shop; abstract class Node { } " + string.Concat(Enumerable.Range(0, lines).Select(i => $"class C{i} : Node {{ }} ")));
        var inventory = string.Concat(Enumerable.Range(0, lines).Select(i => $"raft T:Shop.C{i}  remark\n"));
        var fastest = TimeSpan.MaxValue;
        for (var run = 0; run < Runs; run++)
            if (await Time(code, inventory) is var time && time < fastest) fastest = time;
        return fastest;
    }

    /// <summary>The time to read the file, and what the driver attributes to holding it against what the pattern's analyzer has found.</summary>
    private static async Task<TimeSpan> Time(CSharpCompilation code, string inventory)
    {
        var (fresh, analyzer) = (code.Clone(), new InventoryAnalyzer());
        var file = new TeamFile("PatternInventory.txt", inventory);
        var reading = Stopwatch.StartNew();
        PatternInventory.Format.Open(file, TestContext.Current.CancellationToken);
        reading.Stop();
        var options = new CompilationWithAnalyzersOptions(new([KnownTypes, file]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: true);
        await fresh.WithAnalyzers([new RaftAnalyzer()], options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        var result = await fresh.WithAnalyzers([analyzer], options).GetAnalysisResultAsync(TestContext.Current.CancellationToken);
        Assert.Empty(result.GetAllDiagnostics());
        return reading.Elapsed + result.AnalyzerTelemetryInfo[analyzer].ExecutionTime;
    }
}
