using System.Diagnostics;

namespace Patterns.Package.Tests;

/// <summary>Commands, and what they print.</summary>
internal static class CommandLine
{
    /// <summary>The name of the compiler server that the builds of this run share, and nobody else: it spares each of them the start of a compiler.</summary>
    private static readonly string CompilerServer = $"patterns-{Guid.NewGuid():N}";

    /// <summary>Ends the compiler server, if there is one.</summary>
    public static Task StopCompilerServerAsync() => TryRunAsync("dotnet", Settings.RepositoryRoot, Settings.CompilerServer, $"-pipename:{CompilerServer}", "-shutdown");

    /// <summary>Runs <c>dotnet</c> with the arguments and returns what it prints; throws with the output if it fails.</summary>
    public static async Task<string> RunAsync(string folder, params IEnumerable<string> arguments)
    {
        var result = await TryRunAsync("dotnet", folder, arguments);
        return result.ExitCode == 0
            ? result.Output
            : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)}: exit code {result.ExitCode}\n{result.Output}");
    }

    /// <summary>Runs a command, which may fail.</summary>
    public static async Task<BuildResult> TryRunAsync(string command, string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Isolate(start.Environment);

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new BuildResult(process.ExitCode, await output + await error);
    }

    /// <summary>No server may outlive the tests or bring the analyzers of an earlier run, and the outer <c>dotnet test</c> is not ours.</summary>
    private static void Isolate(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            environment.Remove(name);
        }

        environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        environment["MSBUILDDISABLENODEREUSE"] = "1";
        environment["UseSharedCompilation"] = "true";
        environment["SharedCompilationId"] = CompilerServer;
        environment.Remove("NUGET_PACKAGES");
    }
}
