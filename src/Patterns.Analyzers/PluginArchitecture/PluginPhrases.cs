using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>How a finding tells its evidence.</summary>
internal static class PluginPhrases
{
    public static ImmutableArray<Evidence> Of(Loading loading, TypeFacts type)
    {
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        if (loading.Acquisition is { } acquisition) evidence.Add(OfAcquisition(acquisition, type));
        if (loading is { Scan: { } scan, Filter: { } filter })
        {
            evidence.Add(Evidence.At(scan.Operation, Reflection.MarkOf(scan.Operation) is { } mark
                ? $"'{Name(scan.Body, type)}' takes the types that '{mark.Name}' of an assembly names"
                : $"'{Name(filter.Body, type)}' searches its types for {Sought(loading)}"));
            evidence.Add(Evidence.At(filter.Operation));
        }
        if (loading.Activation is { } activation)
            evidence.Add(Evidence.At(activation.Operation, $"'{Name(activation.Body, type)}' creates them as {Named(loading.Contract)}"));
        return evidence.ToImmutable();
    }

    /// <summary>The name of a member; that of another type with its type before it.</summary>
    private static string Name(Body body, TypeFacts type) =>
        body.IsConstructor || type.SelfAndSourceBases.Contains(body.Type) ? body.DisplayName : $"{body.Type.Symbol.Name}.{body.DisplayName}";

    private static string Sought(Loading loading) => Reflection.IsMarkTest(loading.Filter!.Operation) ? "those that are marked"
        : loading.Sought is null && !loading.ByCaller ? "those that it selects" : Named(loading.Sought);

    private static string Named(ITypeSymbol? contract) => contract is null ? "whatever the caller asks for" : $"'{contract.Name}'";

    public static Evidence OfAcquisition(Step acquisition, TypeFacts type) =>
        Evidence.At(acquisition.Operation, $"'{Name(acquisition.Body, type)}' loads assemblies");

    public static Evidence Of(Composition composition) => Evidence.At(
        composition.Call.Operation,
        $"'{composition.Body.DisplayName}' lets {(composition.InLoop ? "every" : "a")} '{composition.Contract.Name}' register what it brings in '{composition.Call.Name}'");

    public static ImmutableArray<Evidence> Of(HandedParts parts) => ImmutableArray.Create(
        Evidence.At(parts.Filing, $"'{parts.Body.DisplayName}' is handed all '{parts.Contract.Name}' and keeps them in '{parts.Slot.Name}'"),
        Evidence.At(parts.Slot.Symbol));

    public static Evidence Of(Selection selection) => Evidence.At(
        selection.Operation,
        $"'{selection.Body.DisplayName}' asks '{selection.Member.Name}' of each '{selection.Contract.Name}' and {(selection.IsPicked ? $"picks {Chosen(selection)}" : $"lets {Chosen(selection)} do the work")}");

    private static string Chosen(Selection selection) =>
        selection.IsSingle ? "the one that matches" : selection.TakesFirst ? "the first that matches" : "all that match";

    public static ImmutableArray<Evidence> Of(Registry registry)
    {
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        evidence.Add(Evidence.At(registry.Slot.Symbol,
            $"'{registry.Slot.Name}' keeps {(registry.MakesContract ? "factories of " : "")}'{registry.Contract.Name}' by {registry.Key?.Name ?? "position"}"));
        foreach (var registration in registry.Registrations.Take(1))
            evidence.Add(Evidence.At(registration.Operation, $"'{registration.Body.DisplayName}' registers them"));
        if (registry.Consumption is { } consumption) evidence.Add(Evidence.At(consumption));
        return evidence.ToImmutable();
    }
}
