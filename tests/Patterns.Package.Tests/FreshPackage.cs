using System.IO.Compression;
using System.Xml.Linq;
using Patterns.Package.Tests;

[assembly: AssemblyFixture(typeof(FreshPackage))]

namespace Patterns.Package.Tests;

/// <summary>The package, packed once for all tests from what the build made, in a feed that holds nothing else.</summary>
public sealed class FreshPackage : IAsyncLifetime
{
    /// <summary>One that no other cache can have, and no preview, so that <c>dotnet add package</c> takes it.</summary>
    public string Version { get; } = $"0.1.{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}";

    private readonly string folder = Directory.CreateTempSubdirectory("patterns-feed-").FullName;

    /// <summary>Consumers get our package from the feed and share one cache of it; what else they need, this repository has restored.</summary>
    public string NuGetConfig => $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="{Path.Combine(folder, "packages")}" /></config>
          <packageSources><clear /><add key="fresh" value="{Feed}" /></packageSources>
          <fallbackPackageFolders><clear /><add key="restored" value="{Settings.PackageRoot}" /></fallbackPackageFolders>
        </configuration>
        """;

    private string Feed => Path.Combine(folder, "feed");

    public async ValueTask InitializeAsync()
    {
        var project = Path.Combine(Settings.RepositoryRoot, "src", "Patterns.Package");
        await CommandLine.RunAsync(project, "pack", "--no-build", "-c", Settings.Configuration, "-o", Feed, $"-p:PackageVersion={Version}");
    }

    public async ValueTask DisposeAsync()
    {
        await CommandLine.StopCompilerServerAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The paths of the files that we put into the package, without those of the format itself.</summary>
    public IReadOnlyList<string> Files() => Read(archive => archive.Entries.Select(entry => entry.FullName).ToList());

    public XElement Metadata() => Read(archive =>
    {
        using var stream = archive.GetEntry("Patterns.Analyzers.nuspec")!.Open();
        return XDocument.Load(stream).Root!.Elements().Single();
    });

    public byte[] Content(string path) => Read(archive =>
    {
        using var stream = archive.GetEntry(path)!.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    });

    private T Read<T>(Func<ZipArchive, T> select)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(Feed, $"Patterns.Analyzers.{Version}.nupkg"));
        return select(archive);
    }
}
