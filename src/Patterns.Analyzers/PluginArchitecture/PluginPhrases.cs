using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>How a finding tells its evidence.</summary>
internal static class PluginPhrases
{
    public static ImmutableArray<Evidence> Of(Loading loading)
    {
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        if (loading.Acquisition is { } acquisition) evidence.Add(OfAcquisition(acquisition));
        if (loading is { Scan: { } scan, Filter: { } filter })
        {
            evidence.Add(Evidence.At(scan.Operation, $"'{filter.Body.DisplayName}' searches its types for {Sought(loading)}"));
            evidence.Add(Evidence.At(filter.Operation));
        }
        if (loading.Activation is { } activation)
            evidence.Add(Evidence.At(activation.Operation, $"'{activation.Body.DisplayName}' creates them as {Named(loading.Contract)}"));
        return evidence.ToImmutable();
    }

    private static string Sought(Loading loading) => Reflection.IsMarkTest(loading.Filter!.Operation) ? "those that are marked"
        : loading.Sought is null && !loading.ByCaller ? "those that it selects" : Named(loading.Sought);

    private static string Named(ITypeSymbol? contract) => contract is null ? "whatever the caller asks for" : $"'{contract.Name}'";

    public static Evidence OfAcquisition(Step acquisition) => Evidence.At(acquisition.Operation, $"'{acquisition.Body.DisplayName}' loads assemblies");

    public static Evidence Of(Composition composition) => Evidence.At(
        composition.Call.Operation,
        $"'{composition.Body.DisplayName}' lets {(composition.InLoop ? "every" : "a")} '{composition.Contract.Name}' register what it brings in '{composition.Call.Name}'");

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
