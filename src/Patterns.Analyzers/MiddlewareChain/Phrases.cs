using System.Collections.Immutable;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>The evidence in words: what a reader can look up and disagree with.</summary>
internal static class Phrases
{
    public static ImmutableArray<Evidence> Of(ImmutableArray<Link> links)
    {
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        foreach (var link in links)
        {
            evidence.Add(Evidence.At((Microsoft.CodeAnalysis.ISymbol)link.Body.Method, evidence.Count == 0 ? Of(link) : ""));
            foreach (var pass in link.Passes) evidence.Add(Evidence.At(pass.Call.Operation));
        }
        return evidence.ToImmutable();
    }

    public static ImmutableArray<Evidence> Of(ImmutableArray<Composition> compositions, ImmutableArray<Link> links)
    {
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        foreach (var composition in compositions) evidence.Add(Evidence.At(composition.Site, evidence.Count == 0 ? Of(composition) : ""));
        return evidence.Concat(Of(links).Select(link => link with { Phrase = "" })).ToImmutableArray();
    }

    public static Evidence Of(ComposedElsewhere row) => Evidence.At(row.Handing.Operation,
        $"'{row.Body.DisplayName}' has '{row.Handing.Owner?.Name}.{row.Handing.Name}' put together the links that '{row.Row.Name}' keeps");

    private static string Of(Link link)
    {
        var function = link.IsRegistered ? " registers a function that" : link.Function is not null ? " makes a function that" : "";
        if (link.Passes.IsEmpty) return $"'{link.Body.DisplayName}' fulfils '{link.Contract?.ContainingType.Name}', whose implementations stand in a row";
        if (link.Passes[0] is var given && LinkJudge.IsGivenAway(link, given))
            return $"'{link.Body.DisplayName}' hands the request together with '{link.Continuation.Symbol!.Name}' to '{Receiver(given.Call)}'";
        var hands = $"'{link.Body.DisplayName}'{function} hands the request on through '{link.Continuation.Name}'";
        return LinkJudge.CanEndWithout(link) ? hands + ", or ends it" : LinkJudge.IsGuarded(link) ? hands + " and stands guard around it" : hands;
    }

    private static string Receiver(Call call) => call.IsDelegate ? call.ReceiverSymbol?.Name ?? call.Name : call.Name;

    private static string Of(Composition composition)
    {
        var link = composition.Link is { } call ? composition.Delegate is not null && call.IsDelegate ? "each function" : $"each '{call.Name}'"
            : "each handler";
        return composition.Kind switch
        {
            CompositionKind.Fold => $"'{composition.Body.DisplayName}' folds the links so that {link} receives the rest of the chain",
            CompositionKind.Loop => $"'{composition.Body.DisplayName}' wraps the links in a loop so that {link} receives the rest of the chain",
            CompositionKind.Recursion => $"'{composition.Body.DisplayName}' gives {link} a continuation that goes on with the rest of the row",
            CompositionKind.Advance => $"'{composition.Body.DisplayName}' gives {link} a continuation that moves on to the next one",
            _ when composition.Link is { } setter => $"'{composition.Body.DisplayName}' gives each link its successor by '{setter.Name}'",
            _ => $"'{composition.Body.DisplayName}' gives {link} its successor",
        };
    }
}
