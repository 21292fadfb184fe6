using Patterns.Analyzers.PipelineDataflow;
using Patterns.Analyzers.Raft;
using Patterns.Analyzers.Tests.Raft;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Recognition;

public class ReportingTests
{
    [Theory]
    [InlineData("using Xunit;", true)]
    [InlineData("using NUnit.Framework;", true)]
    [InlineData("global using Microsoft.VisualStudio.TestTools.UnitTesting;", true)]
    [InlineData("using Other;", false)]
    public async Task A_file_that_names_a_test_framework_gets_no_findings(string directive, bool isTest) =>
        Assert.Equal(isTest, (await Finds.In<RaftAnalyzer>(Spaces, directive + " " + Nodes.Of("class N"))).All(finding => finding.Id != "PAT0600"));

    [Fact]
    public async Task Another_file_of_its_project_does() => Assert.Contains(await Finds.In<RaftAnalyzer>(Spaces, "using Xunit; class Checks { }", Nodes.Of("class N")), finding => finding.Id == "PAT0600");

    [Fact]
    public async Task A_proof_in_the_code_of_another_project_is_told_without_its_place()
    {
        var library = Source.Compile("public class Doc { public int Size; public string Text = \"\"; }").WithAssemblyName("Library").ToMetadataReference();
        var client = Source.Compile("""
            interface IPass { void Run(Doc doc); }
            class A : IPass { public void Run(Doc doc) => doc.Size = doc.Text.Length; }
            class B : IPass { public void Run(Doc doc) => doc.Text += doc.Size; }
            class Passes { readonly List<IPass> all = new() { new A(), new B() }; public void Run(Doc doc) { foreach (var p in all) p.Run(doc); } }
            """).AddReferences(library);
        Assert.Contains("'Size'", Assert.Single(await Finds.In<PipelineAnalyzer>(client)).Message);
    }

    private const string Spaces = "namespace Xunit { class A; } namespace NUnit.Framework { class A; } namespace Microsoft.VisualStudio.TestTools.UnitTesting { class A; } namespace Other { class A; }";
}
