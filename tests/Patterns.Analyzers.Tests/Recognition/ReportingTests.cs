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

    private const string Spaces = "namespace Xunit { class A; } namespace NUnit.Framework { class A; } namespace Microsoft.VisualStudio.TestTools.UnitTesting { class A; } namespace Other { class A; }";
}
