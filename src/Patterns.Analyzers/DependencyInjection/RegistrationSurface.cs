using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>The framework types on which services are registered, and the first words of the members that do it.</summary>
internal static class RegistrationSurface
{
    private static readonly ImmutableArray<string> Collecting = ImmutableArray.Create("Add", "TryAdd", "Configure", "PostConfigure", "Replace", "Decorate",
        "Scan", "Register", "Insert");
    private static readonly ImmutableArray<string> Adding = ImmutableArray.Create("Add");
    private static readonly ImmutableArray<string> Binding = ImmutableArray.Create("Bind", "Rebind");
    private static readonly ImmutableArray<string> Enrolling = ImmutableArray.Create("Register", "Collection");

    private static readonly ImmutableArray<string> FirstWords = Collecting.AddRange(Binding);

    private static readonly ImmutableDictionary<string, ImmutableArray<string>> Verbs = new Dictionary<string, ImmutableArray<string>>
    {
        ["Microsoft.Extensions.DependencyInjection.IServiceCollection"] = Collecting,
        ["Microsoft.Extensions.Hosting.IHostApplicationBuilder"] = Adding,
        ["Autofac.ContainerBuilder"] = Enrolling,
        ["VContainer.IContainerBuilder"] = Enrolling,
        ["Unity.IUnityContainer"] = Enrolling,
        ["Castle.Windsor.IWindsorContainer"] = Enrolling,
        ["SimpleInjector.Container"] = Enrolling,
        ["DryIoc.IRegistrator"] = Enrolling,
        ["LightInject.IServiceRegistry"] = Enrolling,
        ["Prism.Ioc.IContainerRegistry"] = Enrolling,
        ["Ninject.IKernel"] = Binding,
        ["Ninject.Syntax.IBindingRoot"] = Binding,
        ["Zenject.DiContainer"] = Binding,
    }.ToImmutableDictionary();

    /// <summary>Bases of modules, whose own members register.</summary>
    private static readonly ImmutableHashSet<string> Modules = ImmutableHashSet.Create(
        "Ninject.Modules.NinjectModule", "Zenject.MonoInstaller", "Zenject.Installer", "Zenject.ScriptableObjectInstaller");

    /// <summary>Names that no other framework has: no namespace need be in scope where their assembly is missing.</summary>
    private static readonly ImmutableHashSet<string> Unmistakable = ImmutableHashSet.Create("IServiceCollection", "IHostApplicationBuilder");

    private static readonly ILookup<string, string> ByName = Verbs.Keys.Concat(Modules).ToLookup(SimpleName, name => name, StringComparer.Ordinal);

    /// <summary>Words without which no body can reach a surface, besides the names of fields that hold one.</summary>
    public static readonly Words Words = new(ByName.Select(group => group.Key)
        .Concat(new[] { "Services", "ConfigureServices", "ServiceCollection", "UnityContainer", "WindsorContainer", "StandardKernel", "HostApplicationBuilder",
            "WebApplicationBuilder" }).ToArray());

    /// <summary>True for a member that sets the options of a service.</summary>
    public static bool Sets(string name) => name is "Configure" or "ConfigureAll" or "PostConfigure" or "PostConfigureAll";

    /// <summary>True when the first word of the name is one by which some surface registers.</summary>
    public static bool IsVerb(string name)
    {
        foreach (var verb in FirstWords)
            if (name.StartsWith(verb, StringComparison.Ordinal)) return true;
        return false;
    }

    /// <summary>True when a type registers by its own inherited members.</summary>
    public static bool IsModule(TypeFacts type) => type.Symbol.SelfAndBases().Skip(1).Any(self => NameOf(self, type) is { } name && Modules.Contains(name));

    /// <summary>The surface that a type is; null for any other type, and for one of this project that merely bears the name.</summary>
    public static string? Of(ITypeSymbol type, TypeFacts seenFrom) => type is not INamedTypeSymbol named || IsOfSystem(named, seenFrom) ? null
        : named.TypeKind == TypeKind.Error ? Find(named, seenFrom)
        : seenFrom.Project.GetOrAdd((nameof(RegistrationSurface), named.OriginalDefinition), () => Find(named, seenFrom));

    /// <summary>True for most of what types hold: the types of the base library, which no surface is.</summary>
    private static bool IsOfSystem(INamedTypeSymbol type, TypeFacts seenFrom)
    {
        if (type.SpecialType != SpecialType.None || type.TypeKind is TypeKind.Enum or TypeKind.Delegate) return true;
        var space = type.ContainingNamespace;
        while (space?.ContainingNamespace is { IsGlobalNamespace: false } outer) space = outer;
        return space?.Name == "System" && seenFrom.Project.Of(type) is null;
    }

    private static string? Find(INamedTypeSymbol type, TypeFacts seenFrom)
    {
        foreach (var self in type.SelfAndBases().Concat(type.AllInterfaces))
            if (NameOf(self, seenFrom) is { } name && Verbs.ContainsKey(name)) return name;
        return null;
    }

    /// <summary>True when the surface registers by members of that name.</summary>
    public static bool Registers(string surface, string name) => Verbs[surface].Any(verb => name.StartsWith(verb, StringComparison.Ordinal));

    public static string SimpleName(string metadataName) => metadataName.Substring(metadataName.LastIndexOf('.') + 1);

    /// <summary>A name whose assembly is missing counts where it can mean nothing else.</summary>
    private static string? NameOf(INamedTypeSymbol type, TypeFacts seenFrom)
    {
        foreach (var candidate in ByName[type.Name])
            if (type.TypeKind == TypeKind.Error ? IsMeant(candidate, seenFrom) : seenFrom.Project.Of(type) is null && type.FullMetadataName() == candidate)
                return candidate;
        return null;
    }

    private static bool IsMeant(string metadataName, TypeFacts seenFrom) =>
        Unmistakable.Contains(SimpleName(metadataName)) || seenFrom.SeesNamespace(metadataName.Substring(0, metadataName.LastIndexOf('.')));
}
