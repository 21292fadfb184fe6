using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>PAT0706: the wall clock stands still, and goes back.</summary>
internal static class MonotoneSource
{
    public static void Check(MvccModel model, ConventionContext context)
    {
        var reported = new HashSet<SyntaxNode>();
        foreach (var store in VersionStores.Of(model.Type.Project))
        {
            if (store.Walk.Kind == WalkKind.Paired || !store.Captures.Any()) continue;
            var origins = store.Writes.SelectMany(write => write.Origins).ToList();
            if (origins.Count == 0 || origins.Any(origin => origin.Counter is not null || !IsWallClock(origin.Site))) continue;
            foreach (var origin in origins)
                if (origin.Body?.Type == model.Type && reported.Add(origin.Site.Syntax))
                    context.Report(MvccRules.MonotoneSource, origin.Site.Syntax.GetLocation(), origin.Body.DisplayName,
                        store.Walk.Rule.Stamp?.Name ?? store.Walk.Element.Name);
        }
    }

    private static bool IsWallClock(IOperation site) => site.Bare() is IPropertyReferenceOperation { Property: { IsStatic: true, Name: "UtcNow" or "Now" } };
}
