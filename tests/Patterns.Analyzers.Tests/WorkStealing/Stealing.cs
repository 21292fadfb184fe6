using Patterns.Analyzers.WorkStealing;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.WorkStealing;

/// <summary>What the tests of this pattern ask.</summary>
internal static class Stealing
{
    /// <summary>The recognitions in a source, as "Type role".</summary>
    public static async Task<string[]> In(string source) => [.. (await Finds.In<WorkStealingAnalyzer>("""
        using System; using System.Collections.Concurrent; using System.Collections.Generic; using System.Linq; using System.Threading; using System.Threading.Tasks;
        public sealed class Job { public void Run() { } }

        """ + source)).Where(found => found.Id == "PAT0900").Select(found => $"{found.Text} {found.Role}")];
}
