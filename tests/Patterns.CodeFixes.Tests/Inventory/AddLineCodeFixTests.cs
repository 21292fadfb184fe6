using Patterns.Analyzers.MiddlewareChain;
using Patterns.Analyzers.WriteAheadLog;
using Patterns.CodeFixes.Inventory;
using Patterns.Tests;

namespace Patterns.CodeFixes.Tests.Inventory;

public class AddLineCodeFixTests
{
    [Fact]
    public Task Recognised_types_go_to_the_inventory()
    {
        const string Send = "protected override Task<System.Net.Http.HttpResponseMessage> SendAsync(System.Net.Http.HttpRequestMessage request, CancellationToken token) => base.SendAsync(request, token);";
        return Verify<MiddlewareChainAnalyzer>.Fixes<AddLineCodeFix>(
            "PAT9001",
            $"class [|A|] : System.Net.Http.DelegatingHandler {{ {Send} }} class [|B|] : System.Net.Http.DelegatingHandler {{ {Send} }}",
            $"class A : System.Net.Http.DelegatingHandler {{ {Send} }} class B : System.Net.Http.DelegatingHandler {{ {Send} }}",
            With<MiddlewareChainAnalyzer>("PatternInventory.txt", "# ours\r\n", "# ours\r\nmiddleware-chain T:A\r\nmiddleware-chain T:B\r\n"));
    }

    [Fact]
    public Task Broken_conventions_go_to_the_baseline()
    {
        const string Known = "PAT0404 M:L.Add(System.Byte[])  known";
        return Verify<WriteAheadLogAnalyzer>.Fixes<AddLineCodeFix>(
            "PAT9022", Log("{|PAT0402:{|PAT9022:_f.Write(r)|}|}"), Log("_f.Write(r)"), With<WriteAheadLogAnalyzer>("PatternBaseline.txt", Known, "PAT0402 M:L.Add(System.Byte[])\n" + Known));
    }

    private static string Log(string write) => $$"""
        class L
        {
            readonly FileStream _f = new("", FileMode.Append);
            public void Add(byte[] r) => {{write}};
            public IEnumerable<int> Read() { using var s = File.OpenRead(""); while (s.Position < s.Length) yield return s.ReadByte(); }
        }
        """;

    private static Action<RuleFixTest<TAnalyzer, AddLineCodeFix>> With<TAnalyzer>(string file, string before, string after)
        where TAnalyzer : Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer, new() => test =>
    {
        test.DisabledDiagnostics.Remove("PAT0402");
        test.TestState.AdditionalFiles.Add((file, before));
        test.FixedState.AdditionalFiles.Add((file, after));
    };
}
