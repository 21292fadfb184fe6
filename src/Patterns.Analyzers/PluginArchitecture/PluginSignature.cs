using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>
/// A type shows the pattern when it turns assemblies into contract objects (two of load, scan and activate), resolves a plugin's dependencies, uses a
/// composition library with discovery, keeps an open registry of behaviours, lets plugin objects register what they bring, or asks an open set of
/// plugins which of them takes a job.
/// </summary>
internal static class PluginSignature
{
    private const int TwoSteps = 2;
    private const int AllSteps = 3;

    public static bool MayMatch(TypeFacts type) =>
        Loading.MayBeIn(type) || LoadContext.MayBe(type) || LoadContext.SlotIn(type) is not null || FrameworkMark.MayBeIn(type)
        || Registry.MayBeIn(type) || Composition.MayBeIn(type) || Selection.MayBeIn(type) || Bundle.MayBeIn(type)
        || LeftActivation.MayBeIn(type) || SplitLoading.MayBeIn(type) || HandedParts.MayBeIn(type) || HandedOver.MayBeIn(type)
        || ImportedElsewhere.MayBeIn(type) || LifeCycle.MayBeIn(type);

    public static PluginModel? Recognise(TypeFacts type)
    {
        var evidence = Collect(type);
        if (Conclude(type, evidence) is not var (role, confidence, because)) return null;
        return new(type, role, confidence, PluginVariants.Closest(type, evidence), because, evidence);
    }

    private static PluginEvidence Collect(TypeFacts type)
    {
        var registries = Registry.MayBeIn(type) ? Registry.In(type).ToImmutableArray() : ImmutableArray<Registry>.Empty;
        var loading = Loading.Of(type);
        var context = LoadContext.SlotIn(type);
        return new(
            LoadContext.Resolution(type),
            context,
            context is null ? null : LoadContext.Use(type, context),
            loading,
            FrameworkMark.MayBeIn(type) ? FrameworkMark.In(type) : null,
            registries,
            loading?.Contract is not null || Composition.MayBeIn(type) ? Composition.In(type, registries, loading?.Contract).ToImmutableArray()
                : ImmutableArray<Composition>.Empty,
            Selection.MayBeIn(type) ? Selection.In(type, registries).ToImmutableArray() : ImmutableArray<Selection>.Empty,
            Bundle.MayBeIn(type) ? Bundle.In(type) : null,
            LeftActivation.MayBeIn(type) ? LeftActivation.In(type) : null,
            HandedOver.MayBeIn(type) ? HandedOver.In(type) : null,
            DrivenLives.In(type, loading),
            ImportedElsewhere.MayBeIn(type) ? ImportedElsewhere.In(type) : null,
            LifeCycle.MayBeIn(type) ? LifeCycle.In(type) : null);
    }

    private static (Role, Confidence, ImmutableArray<Evidence>)? Conclude(TypeFacts type, PluginEvidence evidence)
    {
        if (evidence.Resolution is { } resolution)
            return LoadContext.IsForOneTask(type) ? null
                : (PluginRoles.LoadContext, IsUsed(type) ? Confidence.High : Confidence.Medium,
                One(resolution.Method, $"'{resolution.Name}' resolves the assemblies of one plugin"));
        if (LoadContext.Filling(type) is { } filling)
            return (PluginRoles.LoadContext, Confidence.High, One(filling.Method, $"'{filling.DisplayName}' loads the assemblies of one plugin into it"));
        if (AsLoader(type, evidence) is { } loader) return loader;
        if (evidence.Mark is { } mark) return (mark.HandsOut ? PluginRoles.Loader : PluginRoles.Host, Confidence.High, ImmutableArray.Create(mark.Evidence));
        if (AsHost(type, evidence) is { } host) return host;
        return AsRegistry(type, evidence);
    }

    private static (Role, Confidence, ImmutableArray<Evidence>)? AsLoader(TypeFacts type, PluginEvidence evidence)
    {
        var loading = evidence.Loading is { } found && (found.Taken.Any(step => !IsInherited(step.Body, type)) || Repeats(type, found)) ? found : null;
        if (loading is { Steps: >= TwoSteps, Contract: not null } || loading is { Steps: AllSteps, ByCaller: true })
            return loading.IsWithin || IsOnlyAsked(loading) ? null
                : (PluginRoles.Loader, loading.Contract is null ? Confidence.Medium : Confidence.High, PluginPhrases.Of(loading, type));
        if (evidence is { ContextSlot: { } slot, ContextUse: { } use })
            return (PluginRoles.Loader, Confidence.High,
                ImmutableArray.Create(Evidence.At(use, $"'{slot.Name}' is a load context through which it loads assemblies"), Evidence.At(slot.Symbol)));
        if (loading is not null && SplitLoading.Of(type, loading) is { } split)
            return (PluginRoles.Loader, Confidence.High, PluginPhrases.Of(split.Searching, type).AddRange(PluginPhrases.Of(split.Creating, type)));
        if (loading?.Acquisition is { } load && evidence.Compositions.FirstOrDefault(composition => composition.IsLoaded) is { } entry)
            return (PluginRoles.Loader, Confidence.High, ImmutableArray.Create(PluginPhrases.OfAcquisition(load, type), PluginPhrases.Of(entry)));
        if (SplitLoading.GoneOnWith(type) is { } further) return (PluginRoles.Loader, Confidence.High, PluginPhrases.Of(further, type));
        if (evidence.Handed is { } handed)
            return (PluginRoles.Loader, Confidence.Medium, ImmutableArray.Create(Evidence.At(
                handed.Site, $"'{handed.Body.DisplayName}' goes through what it has found and has '{handed.Loader.Name}' load one after the other")));
        if (evidence.Left is { } left)
            return (PluginRoles.Loader, Confidence.Medium, ImmutableArray.Create(Evidence.At(
                left.Creation, $"'{left.Body.DisplayName}' creates what it finds in the assembly that its base class gives it as '{left.Contract.Name}'")));
        return null;
    }

    /// <summary>True where the code of a type has its base class load or create one after the other.</summary>
    private static bool Repeats(TypeFacts type, Loading inherited) => type.Bodies.Any(body => body.Callees.Any(called =>
        inherited.Taken.Any(step => step.Body == called.Body) && PluginLoop.Around(called.Call.Operation) is not null));

    /// <summary>True for a member that looks into a file and says whether there is a plugin in it: it brings none.</summary>
    private static bool IsOnlyAsked(Loading loading) => loading is { Activation: null, Acquisition.Body: { } load, Scan.Body: { } search }
        && load == search && load.Method.ReturnType.Awaited().SpecialType == SpecialType.System_Boolean;

    private static (Role, Confidence, ImmutableArray<Evidence>)? AsHost(TypeFacts type, PluginEvidence evidence)
    {
        if (evidence.Bundle is { } bundle && !IsOfTheProgram(bundle.Contract, type.Project) && !FixedMembers.Are(type, bundle.Contract))
            return (PluginRoles.Host, Confidence.Medium, ImmutableArray.Create(
                Evidence.At(bundle.Write, $"'{bundle.Body.DisplayName}' merges what every '{bundle.Contract.Name}' declares into '{bundle.Table.Name}'")));
        var compositions = evidence.Compositions.Where(composition => !IsInherited(composition.Body, type) && !IsOfOwnParts(composition, type)
            && (composition.InLoop || composition.IsLoaded || !FixedMembers.ArePassed(composition.Body, composition.Contract))).ToImmutableArray();
        if (!compositions.IsEmpty)
        {
            var first = compositions.FirstOrDefault(composition => composition.InLoop) ?? compositions[0];
            var isOpen = first.InLoop && first.Contract.DeclaredAccessibility == Accessibility.Public;
            return (PluginRoles.Host, isOpen ? Confidence.High : Confidence.Medium, compositions.Select(PluginPhrases.Of).ToImmutableArray());
        }
        if (evidence.Driven is { } driven) return (PluginRoles.Host, Confidence.High, PluginPhrases.Of(driven));
        if (evidence.Imported is { } imported) return (PluginRoles.Host, Confidence.High, ImmutableArray.Create(PluginPhrases.Of(imported)));
        if (evidence.LifeCycle is { } lives) return (PluginRoles.Host, Confidence.High, PluginPhrases.Of(lives));
        if (HandedParts.MayBeIn(type) && HandedParts.In(type) is { } parts)
            return parts.IsLookedUp && AsRegistry(type, evidence) is { } table ? table : (PluginRoles.Host, Confidence.Medium, PluginPhrases.Of(parts));
        if (type.Symbol.IsStatic || evidence.Selections.FirstOrDefault(one => !IsInherited(one.Body, type)) is not { } selection) return null;
        if (selection.IsOfParts || IsRegistered(selection, type, evidence) || IsOfTheProgram(selection.Contract, type.Project)
            || FixedMembers.Are(type, selection.Contract))
            return null;
        return evidence.Registries.FirstOrDefault(registry => IsFilledByOthers(registry, selection, type)) is { } list
            ? (PluginRoles.Registry, Confidence.Medium, PluginPhrases.Of(list).Insert(0, PluginPhrases.Of(selection)))
            : (PluginRoles.Host, Confidence.Medium, ImmutableArray.Create(PluginPhrases.Of(selection)));
    }

    /// <summary>True for parts that nobody but the project can write, and that are handed in without having been found anywhere.</summary>
    private static bool IsOfOwnParts(Composition composition, TypeFacts type) => composition is { InLoop: true, IsLoaded: false, Contract: var contract }
        && type.Project.Of(contract) is not null && !OwnAssembly.IsVisible(contract) && !SplitLoading.AreFound(contract, type);

    /// <summary>True for a list to which callers add what is asked: the type keeps and finds plugins, and drives the life of none.</summary>
    private static bool IsFilledByOthers(Registry registry, Selection selection, TypeFacts type) => registry.Supply == Supply.Registered
        && SymbolEqualityComparer.Default.Equals(registry.Contract, selection.Contract) && selection.Walked.Mentions(registry.Slot.Symbol)
        && registry.Registrations.Any(registration => registration.Body.IsOpen && !IsInherited(registration.Body, type));

    /// <summary>What a program declares, it also fills its lists with; a library leaves that to its users.</summary>
    private static bool IsOfTheProgram(INamedTypeSymbol contract, ProjectFacts project) =>
        project.Of(contract) is not null && (project.IsApplication || StartsHere(project));

    /// <summary>True for a project with top-level statements or a <c>Main</c>, whatever it is built as.</summary>
    private static bool StartsHere(ProjectFacts project) => project.GetOrAdd(nameof(StartsHere), () => project.Types.Any(type =>
        !type.GetMembers(WellKnownMemberNames.TopLevelStatementsEntryPointMethodName).IsEmpty || type.GetMembers("Main").Any(IsEntry)));

    private static bool IsEntry(ISymbol member) => member is IMethodSymbol { IsStatic: true, Parameters.Length: < 2, ReturnType: var answer }
        && (answer.SpecialType is SpecialType.System_Void or SpecialType.System_Int32 || answer.IsTask());

    /// <summary>True where the type is a registry of what it asks: that tells more than the one question.</summary>
    private static bool IsRegistered(Selection selection, TypeFacts type, PluginEvidence evidence) => evidence.Registries.Any(registry =>
        SymbolEqualityComparer.Default.Equals(registry.Contract, selection.Contract) && IsOwn(registry, type)
        && RegistryStrength.Of(registry, type) > Confidence.Low);

    private static (Role, Confidence, ImmutableArray<Evidence>)? AsRegistry(TypeFacts type, PluginEvidence evidence)
    {
        foreach (var registry in evidence.Registries)
            if (IsOwn(registry, type) && RegistryStrength.Of(registry, type) is > Confidence.Low and var confidence)
                return (PluginRoles.Registry, confidence, PluginPhrases.Of(registry));
        return null;
    }

    private static bool IsOwn(Registry registry, TypeFacts type) =>
        type.Slots.Any(slot => SymbolEqualityComparer.Default.Equals(slot.Symbol, registry.Slot.Symbol))
        || registry.Registrations.Any(registration => !IsInherited(registration.Body, type));

    /// <summary>True for code of a base type, which is reported itself.</summary>
    private static bool IsInherited(Body body, TypeFacts type) => body.Type != type && type.SelfAndSourceBases.Contains(body.Type);

    /// <summary>True when code of the project outside the class mentions it, which its creator must do.</summary>
    private static bool IsUsed(TypeFacts type) =>
        type.Symbol.ContainingType is not null
        || type.Project.Types.Any(other => !SymbolEqualityComparer.Default.Equals(other, type.Symbol)
            && type.Project.Of(other)?.Words.Has(type.Symbol.Name) is true);

    private static ImmutableArray<Evidence> One(ISymbol symbol, string phrase) => ImmutableArray.Create(Evidence.At(symbol, phrase));
}
