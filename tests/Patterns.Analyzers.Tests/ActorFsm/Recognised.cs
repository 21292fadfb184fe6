using Patterns.Analyzers.ActorFsm;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.ActorFsm;

/// <summary>What the pattern's recognition says of sources.</summary>
internal static class Recognised
{
    public static async Task<Found> One(params string[] sources) => Assert.Single(await All(sources));

    public static async Task None(params string[] sources) => Assert.Empty(await All(sources));

    public static async Task<IEnumerable<Found>> All(params string[] sources) => (await Finds.In<ActorFsmAnalyzer>(sources)).Where(finding => finding.Id == "PAT1100");
}
