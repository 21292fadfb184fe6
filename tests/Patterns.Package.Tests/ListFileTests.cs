namespace Patterns.Package.Tests;

/// <summary>The package's targets hand the files of a team to the analyzers: no project has to name them.</summary>
public sealed class ListFileTests(FreshPackage package)
{
    [Fact]
    public async Task Files_beside_the_project_are_read()
    {
        using var project = ConsumerProject.OfSample(package);
        project.Write("PatternInventory.txt", "no-such-pattern T:Order");
        project.Write("PatternBaseline.txt", "no-such-rule T:Order");
        project.Write("PatternKnownTypes.txt", "[No.Such.Type] = raft/node");

        var console = await project.BuildAsync();

        Assert.Matches(@"PatternInventory\.txt\(1,1\): warning PAT9", console);
        Assert.Matches(@"PatternBaseline\.txt\(1,1\): warning PAT9", console);
        Assert.Matches(@"PatternKnownTypes\.txt\(1,2\): warning PAT9", console);
    }
}
