namespace Patterns.Package.Tests;

/// <summary>A project outside the repository with the code of the sample, which has the package from the feed and asks for warnings about conventions.</summary>
internal sealed class ConsumerProject : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("patterns-consumer-").FullName;

    public ConsumerProject(FreshPackage package)
    {
        Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="fresh" value="{package.Feed}" /></packageSources>
            </configuration>
            """);
        Write("Consumer.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <DefaultItemExcludes>$(DefaultItemExcludes);packages/**</DefaultItemExcludes>
                <ErrorLog>findings.sarif,version=2.1</ErrorLog>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Patterns.Analyzers" Version="{package.Version}" PrivateAssets="all" />
              </ItemGroup>
            </Project>
            """);
        Write(".editorconfig", """
            [*.cs]
            dotnet_analyzer_diagnostic.category-PatternConvention.severity = warning
            """);
        foreach (var file in SampleSources())
        {
            Write(Path.GetRelativePath(Settings.Sample, file), File.ReadAllText(file));
        }
    }

    public void Write(string path, string text)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(folder, path));

    public List<Finding> Findings() => Finding.Read(Path.Combine(folder, "findings.sarif"));

    public Task<string> BuildAsync() => Dotnet.RunAsync(folder, "build", "--no-incremental");

    public Task<string> RunAsync(params IEnumerable<string> arguments) => Dotnet.RunAsync(folder, ["run", "--no-build", "--", .. arguments]);

    public Task<string> FixAsync(params IEnumerable<string> rules) =>
        Dotnet.RunAsync(folder, ["format", "analyzers", "Consumer.csproj", "--severity", "info", "--diagnostics", .. rules]);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static IEnumerable<string> SampleSources() =>
        Directory.EnumerateFiles(Settings.Sample, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(Settings.Sample, file).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"));
}
