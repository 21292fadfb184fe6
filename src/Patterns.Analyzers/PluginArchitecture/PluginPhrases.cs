using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
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
                : $"'{Name(Searching(scan, filter), type)}' searches {Searched(loading)} for {Sought(loading)}"));
            evidence.Add(Evidence.At(filter.Operation));
        }
        if (loading.Activation is { } activation)
            evidence.Add(Evidence.At(activation.Operation, $"'{Name(activation.Body, type)}' creates them as {Named(loading.Contract)}"));
        return evidence.ToImmutable();
    }

    /// <summary>The member that searches: one that only says of a type whether it fits is told of by the one that goes through them.</summary>
    private static Body Searching(Step scan, Step filter) => filter.Body != scan.Body && scan.Body.Words.Has(filter.Body.Name)
        && filter.Body.Method is { ReturnType.SpecialType: SpecialType.System_Boolean, Parameters: { Length: > 0 } asked }
        && asked.Any(parameter => parameter.Type.Named("System.Type")) ? scan.Body : filter.Body;

    /// <summary>The name of a member; that of another type with its type before it.</summary>
    private static string Name(Body body, TypeFacts type) =>
        body.IsConstructor || type.SelfAndSourceBases.Contains(body.Type) ? body.DisplayName : $"{body.Type.Symbol.Name}.{body.DisplayName}";

    private static string Sought(Loading loading) => Reflection.IsMarkTest(loading.Filter!.Operation) ? "those that are marked"
        : loading.Sought is null && !loading.ByCaller ? IsCalled(loading.Filter.Operation, loading.Contract) ? Named(loading.Contract) : "those that it selects"
        : Named(loading.Sought);

    /// <summary>True for <c>type.GetInterface(nameof(IPlugin))</c>.</summary>
    private static bool IsCalled(IOperation filter, ITypeSymbol? contract) => filter is IInvocationOperation { Arguments: { Length: > 0 } asked }
        && asked[0].Value.ConstantValue is { HasValue: true, Value: string name } && contract is not null
        && (name == contract.Name || name.EndsWith("." + contract.Name, StringComparison.Ordinal));

    private static string Searched(Loading loading) => loading.Acquisition is null ? "the types of assemblies" : "their types";

    private static string Named(ITypeSymbol? contract) => contract is null ? "whatever the caller asks for" : $"'{contract.Name}'";

    public static Evidence OfAcquisition(Step acquisition, TypeFacts type) =>
        Evidence.At(acquisition.Operation, $"'{Name(acquisition.Body, type)}' loads assemblies");

    public static Evidence Of(Composition composition) => Evidence.At(
        composition.Call.Operation,
        $"'{composition.Body.DisplayName}' lets {(composition.InLoop ? "every" : "a")} '{composition.Contract.Name}' register what it brings in '{composition.Call.Name}'");

    public static ImmutableArray<Evidence> Of(HandedParts parts) => ImmutableArray.Create(
        Evidence.At(parts.Filing, $"'{parts.Body.DisplayName}' is handed all '{parts.Contract.Name}' and keeps them in '{parts.Slot.Name}'"),
        Evidence.At(parts.Slot.Symbol));

    public static ImmutableArray<Evidence> Of(DrivenLives driven) => ImmutableArray.Create(
        Evidence.At(driven.Creation, $"'{driven.Body.DisplayName}' creates each '{driven.Contract.Name}' that '{driven.Finder.Name}' has found"),
        Evidence.At(driven.Start.Operation, $"'{driven.Start.Name}' starts it"));

    public static ImmutableArray<Evidence> Of(LifeCycle lives) => ImmutableArray.Create(
        Evidence.At(lives.Start.Operation, $"'{lives.Starter.DisplayName}' calls '{lives.Start.Name}' of each '{lives.Contract.Name}' there is"),
        Evidence.At(lives.End.Operation, $"'{lives.Ender.DisplayName}' calls '{lives.End.Name}'"));

    public static Evidence Of(ImportedElsewhere imported) => Evidence.At(
        imported.Start.Operation,
        $"'{imported.Body.DisplayName}' calls '{imported.Start.Name}' of each plugin that is imported into '{Place(imported.Import)}'");

    private static string Place(ISymbol import) => $"{import.ContainingType.Name}.{import.Name}";

    public static Evidence Of(Selection selection) => Evidence.At(
        selection.Operation,
        $"'{selection.Body.DisplayName}' asks '{selection.Member.Name}' of each '{selection.Contract.Name}' and {(selection.IsPicked ? $"picks {Chosen(selection)}" : $"lets {Chosen(selection)} do the work")}");

    private static string Chosen(Selection selection) =>
        selection.IsSingle ? "the one that matches" : selection.TakesFirst ? "the first that matches" : "all that match";

    public static ImmutableArray<Evidence> Of(Registry registry)
    {
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        evidence.Add(Evidence.At(registry.Slot.Symbol, $"'{registry.Slot.Name}' keeps {Kept(registry)}"));
        foreach (var registration in registry.Registrations.Take(1))
            evidence.Add(Evidence.At(registration.Operation, $"'{registration.Body.DisplayName}' registers them"));
        if (registry.Consumption is { } consumption) evidence.Add(Evidence.At(consumption));
        return evidence.ToImmutable();
    }

    private static string Kept(Registry registry) =>
        $"{(registry.MakesContract ? "factories of " : "")}'{registry.Contract.Name}'{(registry.Key is { } key ? $" by {key.Name}" : "")}";
}
