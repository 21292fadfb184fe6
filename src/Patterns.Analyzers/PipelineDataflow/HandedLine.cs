using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>A type that holds stages one after the other and hands them to code of the project that gives each what the one before made of the item.</summary>
/// <param name="Line">What holds the stages.</param>
/// <param name="Call">Where they are handed over.</param>
/// <param name="Fold">The loop over them.</param>
internal sealed record HandedLine(Slot Line, Call Call, Fold Fold)
{
    private const int FewHops = 2;

    /// <summary>The type holds a sequence of objects that a method of the project is handed, and names the method. No binding.</summary>
    public static bool MayStandIn(TypeFacts type) => LinesOf(type).Any(line => TakersOf(line, type.Project).Any(type.Words.Has));

    public static HandedLine? In(TypeFacts type)
    {
        foreach (var line in LinesOf(type))
        {
            var takers = TakersOf(line, type.Project).ToImmutableArray();
            foreach (var body in type.Bodies)
            {
                if (!body.Words.Has(line.Name) || !takers.Any(body.Words.Has)) continue;
                foreach (var call in body.Calls)
                    if (Ordinal(call, line.Symbol) is { } ordinal && FoldOver(call.Target!, ordinal, type.Project, FewHops) is { } fold)
                        return new(line, call, fold);
            }
        }
        return null;
    }

    private static IEnumerable<Slot> LinesOf(TypeFacts type) => type.AllSlots.Where(slot => !slot.IsStatic && Stages.ElementContract(slot.Type) is not null);

    private static IEnumerable<string> TakersOf(Slot line, ProjectFacts project) =>
        project.GetOrAdd(nameof(HandedLine), () => Takers(project))[Stages.ElementContract(line.Type)!.OriginalDefinition];

    /// <summary>The names of the methods that are handed objects of a contract in a row.</summary>
    private static ILookup<ISymbol?, string> Takers(ProjectFacts project) => project.Types
        .SelectMany(type => type.GetMembers().OfType<IMethodSymbol>()).Where(method => method.MethodKind == MethodKind.Ordinary)
        .SelectMany(method => method.Parameters, (method, parameter) => (method.Name, Contract: Stages.ElementContract(parameter.Type)))
        .Where(taker => taker.Contract is not null)
        .ToLookup<(string Name, INamedTypeSymbol? Contract), ISymbol?, string>(
            taker => taker.Contract!.OriginalDefinition, taker => taker.Name, SymbolEqualityComparer.Default);

    private static int? Ordinal(Call call, ISymbol line) => call.Operation is not IInvocationOperation invocation ? null
        : invocation.Arguments.FirstOrDefault(argument => Derivation.Same(argument.Value.Referenced()?.OriginalDefinition, line))?.Parameter?.Ordinal;

    /// <summary>A loop of the method, or of one that it hands the stages on to.</summary>
    private static Fold? FoldOver(IMethodSymbol method, int ordinal, ProjectFacts project, int hops)
    {
        foreach (var body in project.BodiesOf(method))
        {
            if (body.Method.Parameters.Length <= ordinal) continue;
            var line = body.Method.Parameters[ordinal];
            if (Fold.In(body).FirstOrDefault(fold => Derivation.Same(fold.Step.Sequence.Referenced(), line)) is { } found) return found;
            if (hops == 1) continue;
            foreach (var call in body.Calls)
                if (Ordinal(call, line) is { } next && FoldOver(call.Target!, next, project, hops - 1) is { } further) return further;
        }
        return null;
    }
}
