using Patterns.Analyzers.PluginArchitecture;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.PluginArchitecture;

/// <summary>What the tests of this pattern ask.</summary>
internal static class Plugins
{
    private const string Rule = "PAT0100";

    /// <summary>A contract with two implementations, for tests about something else.</summary>
    public const string Codecs = """
        public interface ICodec { byte[] Encode(string text); }
        public sealed class Ascii : ICodec { public byte[] Encode(string text) => System.Text.Encoding.ASCII.GetBytes(text); }
        public sealed class Utf8 : ICodec { public byte[] Encode(string text) => System.Text.Encoding.UTF8.GetBytes(text); }
        """;

    /// <summary>The recognitions in sources, as "Type role".</summary>
    public static async Task<string[]> In(params string[] sources) => [.. (await Found(sources)).Select(found => $"{found.Text} {found.Role}")];

    /// <summary>The recognitions in sources.</summary>
    public static async Task<Found[]> Found(params string[] sources) =>
        [.. (await Finds.In<PluginArchitectureAnalyzer>(sources)).Where(found => found.Id == Rule)];
}
