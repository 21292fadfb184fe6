using Patterns.Analyzers.ContentAddressableStorage;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.ContentAddressableStorage;

public class VariantTests
{
    [Theory]
    [InlineData("Containerd.cs", "BlobStore", "containerd", "high")]
    [InlineData("Trivy.cs", "ReportCache", "Trivy", "high")]
    public async Task An_exemplar_is_closest_to_its_project(string file, string type, string closest, string confidence)
    {
        var finding = Assert.Single(await Stores(file));
        Assert.Equal((type, closest, confidence), (finding.Text, finding.Closest, finding.Confidence));
    }

    private static async Task<IEnumerable<Found>> Stores(string file)
    {
        var source = Source.Exemplars("ContentAddressableStorage").Single(exemplar => Path.GetFileName(exemplar.Path) == file);
        return (await Finds.In<ContentStoreAnalyzer>(Source.Compile(source))).Where(finding => finding.Id == "PAT1300");
    }
}
