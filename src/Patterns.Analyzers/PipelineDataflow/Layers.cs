using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>A request that goes down through at least three layers: each turns it into one of its own terms and knows only the narrow contract of the
/// next.</summary>
/// <param name="Hops">The calls by which a layer hands the request to the next, from the top.</param>
internal sealed record Layers(ImmutableArray<Call> Hops)
{
    private const int Few = 3;

    /// <summary>The type fulfils a narrow contract and holds one other. No binding.</summary>
    public static bool MayStandUnder(TypeFacts type) => Lower(type) is not null;

    /// <summary>The layers under this type, when it is the topmost.</summary>
    public static Layers? Below(TypeFacts top)
    {
        if (Lower(top) is not { } first || IsUnder(top)) return null;
        var chain = new List<(TypeFacts Layer, Slot Next)> { (top, first) };
        while (Next(chain[chain.Count - 1], top.Project) is { } next && chain.All(link => link.Layer != next.Layer)) chain.Add(next);
        if (chain.Count < Few) return null;
        var hops = chain.Select(HopOf).TakeWhile(hop => hop is not null).Select(hop => hop!.Value).ToImmutableArray();
        return hops.Length >= Few ? new(hops) : null;
    }

    /// <summary>The only contract object that the type holds, when both contracts are narrow ones of this project. No binding.</summary>
    private static Slot? Lower(TypeFacts type)
    {
        if (!type.Symbol.Interfaces.Any(contract => Stages.IsContract(contract) && contract.Locations[0].IsInSource && Stages.IsNarrow(contract))) return null;
        Slot? only = null;
        foreach (var slot in type.Slots)
        {
            if (slot.IsStatic || !Stages.IsContract(slot.Type) || !slot.Type.Locations[0].IsInSource) continue;
            if (only is not null || !Stages.IsNarrow(slot.Type) || type.Symbol.Is(slot.Type as INamedTypeSymbol)) return null;
            only = slot;
        }
        return only;
    }

    private static (TypeFacts Layer, Slot Next)? Next((TypeFacts Layer, Slot Next) link, ProjectFacts project)
    {
        var implementations = project.ImplementationsOf(link.Next.Type).Where(type => !type.IsAbstract).ToList();
        return implementations.Count == 1 && project.Of(implementations[0]) is { } layer && Lower(layer) is { } lower ? (layer, lower) : null;
    }

    /// <summary>Another layer holds this one's contract. No binding.</summary>
    private static bool IsUnder(TypeFacts type) => type.Project.GetOrAdd(nameof(Layers), () => HeldContracts(type.Project))
        .Overlaps(type.Symbol.Interfaces.Select(contract => contract.OriginalDefinition));

    private static HashSet<ISymbol> HeldContracts(ProjectFacts project) => new(
        project.Declared.Select(Lower).OfType<Slot>().Select(slot => slot.Type.OriginalDefinition), SymbolEqualityComparer.Default);

    /// <summary>Where the layer's own operation gives the next one something that it made of the request.</summary>
    private static Call? HopOf((TypeFacts Layer, Slot Next) link)
    {
        foreach (var body in link.Layer.Bodies)
        {
            if (body.Method.Parameters.IsEmpty || !body.Words.Has(link.Next.Name) || !ImplementsContract(body)) continue;
            var derivation = Derivation.Of(body);
            foreach (var call in body.Calls)
                if (Derivation.Same(call.ReceiverSymbol, link.Next.Symbol) && call.Arguments.Any(argument => IsMadeOfRequest(argument, body, derivation)))
                    return call;
        }
        return null;
    }

    private static bool ImplementsContract(Body body) => body.Type.Symbol.Interfaces.Any(contract =>
        contract.GetMembers().OfType<IMethodSymbol>().Any(member => Stages.Implements(body.Method, member)));

    private static bool IsMadeOfRequest(IOperation argument, Body body, Derivation derivation) =>
        !Stages.IsToken(argument.Type) && Stages.IsItem(argument.Type) && argument.Referenced() is not IParameterSymbol
        && body.Method.Parameters.Any(parameter => Stages.IsItem(parameter.Type) && derivation.ComesFrom(argument, parameter));
}
