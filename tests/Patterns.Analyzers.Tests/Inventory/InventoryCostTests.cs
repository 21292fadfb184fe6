using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Inventory;
using Patterns.Analyzers.Raft;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Inventory;

/// <summary>What an inventory whose lines all hold costs a build. The time itself depends on the machine; how it grows does not.</summary>
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

    private static async Task<TimeSpan> Fastest(int lines)
    {
        var code = Source.Compile("namespace Shop; abstract class Node { } " + string.Concat(Enumerable.Range(0, lines).Select(i => $"class C{i} : Node {{ }} ")));
        var inventory = string.Concat(Enumerable.Range(0, lines).Select(i => $"raft T:Shop.C{i}  remark\n"));
        var fastest = TimeSpan.MaxValue;
        for (var run = 0; run < Runs; run++)
            if (await Time(code, inventory) is var time && time < fastest) fastest = time;
        return fastest;
    }

    /// <summary>The time that the driver attributes to reading the file and holding it against what the pattern's analyzer has found.</summary>
    private static async Task<TimeSpan> Time(CSharpCompilation code, string inventory)
    {
        var (fresh, analyzer) = (code.Clone(), new InventoryAnalyzer());
        var options = new CompilationWithAnalyzersOptions(new([KnownTypes, new TeamFile("PatternInventory.txt", inventory)]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: true);
        await fresh.WithAnalyzers([new RaftAnalyzer()], options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        var result = await fresh.WithAnalyzers([analyzer], options).GetAnalysisResultAsync(TestContext.Current.CancellationToken);
        Assert.Empty(result.GetAllDiagnostics());
        return result.AnalyzerTelemetryInfo[analyzer].ExecutionTime;
    }
}
