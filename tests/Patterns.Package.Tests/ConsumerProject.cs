using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Patterns.Package.Tests;

/// <summary>A project outside the repository that has the package from the feed.</summary>
public sealed class ConsumerProject : IDisposable
{
    public const string OneFramework = "net10.0";
    public const string ThreeFrameworks = "net10.0;net8.0;netstandard2.0";

    private const string ProjectFile = "Consumer.csproj";

    private readonly string folder = Directory.CreateTempSubdirectory("patterns-consumer-").FullName;

    private ConsumerProject(FreshPackage package) => Write("nuget.config", package.NuGetConfig);

    private ConsumerProject(FreshPackage package, string properties, bool withPackage = true)
        : this(package)
    {
        var reference = withPackage ? ReferenceTo(package) : "";
        Write(ProjectFile, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <Nullable>enable</Nullable>
                <LangVersion>latest</LangVersion>
                <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <FrameworkReference Update="Microsoft.NETCore.App" TargetingPackVersion="{Settings.NetCoreRefVersion}" Condition="'$(TargetFramework)' == 'net8.0'" />
                {reference}
              </ItemGroup>
            </Project>
            """);
    }

    /// <summary>A project with the code of the sample, which asks for warnings about conventions.</summary>
    public static ConsumerProject OfSample(FreshPackage package)
    {
        var project = new ConsumerProject(package, """
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>Exe</OutputType>
            <ImplicitUsings>enable</ImplicitUsings>
            <ErrorLog>findings.sarif,version=2.1</ErrorLog>
            """);
        project.Write(".editorconfig", """
            [*.cs]
            dotnet_analyzer_diagnostic.category-PatternConvention.severity = warning
            """);
        project.Copy(Settings.Sample, SampleSources());
        return project;
    }

    /// <summary>A library of a few types, for the target frameworks.</summary>
    /// <param name="package">The package that it has.</param>
    /// <param name="frameworks">One, or several with semicolons.</param>
    /// <param name="withGate">Whether the files lie beside it in which a team agrees on patterns.</param>
    /// <param name="withPackage">Whether it has the package already.</param>
    public static ConsumerProject OfShop(FreshPackage package, string frameworks, bool withGate = false, bool withPackage = true)
    {
        var property = frameworks.Contains(';', StringComparison.Ordinal) ? "TargetFrameworks" : "TargetFramework";
        var project = new ConsumerProject(package, $"<{property}>{frameworks}</{property}>", withPackage);
        project.Copy(Settings.Shop, Directory.EnumerateFiles(Settings.Shop));
        if (withGate)
        {
            project.Copy(Settings.Gate, Directory.EnumerateFiles(Settings.Gate));
        }

        return project;
    }

    /// <summary>A program that a template of the SDK makes. What the template takes from other packages comes with ASP.NET Core here, so that nothing is downloaded.</summary>
    public static async Task<ConsumerProject> OfTemplateAsync(FreshPackage package, string template, params string[] options)
    {
        var project = new ConsumerProject(package);
        await CommandLine.RunAsync(project.folder, ["new", template, "--name", Path.GetFileNameWithoutExtension(ProjectFile), "--output", ".", "--no-restore", .. options]);
        project.Write("Directory.Build.targets", $"""
            <Project>
              <PropertyGroup>
                <ErrorLog>findings.sarif,version=2.1</ErrorLog>
                <RequiresAspNetWebAssets>false</RequiresAspNetWebAssets>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Remove="@(PackageReference)" />
                {ReferenceTo(package)}
                <FrameworkReference Include="Microsoft.AspNetCore.App" Condition="'$(UsingMicrosoftNETSdkWeb)' != 'true'" />
              </ItemGroup>
            </Project>
            """);
        return project;
    }

    public void Write(string path, string text)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>Takes away the right to write the file.</summary>
    public void Protect(string path) => File.SetAttributes(Path.Combine(folder, path), FileAttributes.ReadOnly);

    /// <summary>Puts an assembly of that name there, with nothing in it.</summary>
    public void WriteAssembly(string path)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var assembly = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(path),
            references: [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            options: new(OutputKind.DynamicallyLinkedLibrary));
        Assert.True(assembly.Emit(file).Success);
    }

    public void Delete(string path) => File.Delete(Path.Combine(folder, path));

    public string Read(string path) => File.ReadAllText(Path.Combine(folder, path));

    /// <summary>The files of that form, with the time at which each was written.</summary>
    public SortedDictionary<string, DateTime> Files(string pattern) => new(
        Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'), File.GetLastWriteTimeUtc),
        StringComparer.Ordinal);

    public List<Finding> Findings(string log = "findings.sarif") => Finding.Read(Path.Combine(folder, log));

    /// <summary>Builds anew what need not change, and must succeed.</summary>
    public Task<string> BuildAsync() => CommandLine.RunAsync(folder, "build", "--no-incremental");

    /// <summary>Builds what changed, and may fail.</summary>
    public Task<BuildResult> TryBuildAsync(params IEnumerable<string> arguments) => CommandLine.TryRunAsync("dotnet", folder, ["build", .. arguments]);

    /// <summary>Runs lines of a shell, up to the first that fails.</summary>
    public Task<BuildResult> ShellAsync(string lines) => CommandLine.TryRunAsync("bash", folder, "-euo", "pipefail", "-c", lines);

    /// <summary>What a workspace finds that opens the project as editors do, for each framework.</summary>
    public Task<IReadOnlyList<string[]>> AnalyzeAsync() => ProjectAnalysis.RunAsync(Path.Combine(folder, ProjectFile));

    public Task<string> RunAsync(params IEnumerable<string> arguments) => CommandLine.RunAsync(folder, ["run", "--no-build", "--", .. arguments]);

    public Task<string> FixAsync(params IEnumerable<string> rules) =>
        CommandLine.RunAsync(folder, ["format", "analyzers", ProjectFile, "--severity", "info", "--diagnostics", .. rules]);

    /// <summary>What <c>dotnet format</c> finds, without changing anything.</summary>
    public Task<BuildResult> VerifyFormatAsync() => CommandLine.TryRunAsync("dotnet", folder, "format", "analyzers", ProjectFile, "--severity", "info", "--verify-no-changes");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static IEnumerable<string> SampleSources() =>
        Directory.EnumerateFiles(Settings.Sample, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(Settings.Sample, file).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"));

    private static string ReferenceTo(FreshPackage package) => $"""<PackageReference Include="Patterns.Analyzers" Version="{package.Version}" PrivateAssets="all" />""";

    private void Copy(string root, IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            Write(Path.GetRelativePath(root, file), File.ReadAllText(file));
        }
    }
}
