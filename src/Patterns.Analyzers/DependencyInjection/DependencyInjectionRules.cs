using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>The rules of the pattern.</summary>
internal static class DependencyInjectionRules
{
    private static readonly CatalogEntry Entry = PatternCatalog.DependencyInjection;

    public static readonly DiagnosticDescriptor Recognition = Rule.Recognition("PAT1500", Entry);

    public static readonly DiagnosticDescriptor CaptiveDependency = Rule.Convention(
        "PAT1501", Entry, "A singleton holds a scoped service",
        "'{0}' lives as long as the program but is given '{1}', which is registered for one scope: the first one is kept for ever",
        "A service that outlives its scope is shared by requests that know nothing of each other, and is used after the scope has disposed of what it needs.");

    public static readonly DiagnosticDescriptor ProviderIsDisposed = Rule.Convention(
        "PAT1502", Entry, "A provider is built and dropped",
        "'{0}' builds a provider that nobody disposes: its singletons are made a second time and never released",
        "A provider owns what it makes. One that is built for a single question makes singletons of its own beside the program's, and leaks them.");

    public static readonly DiagnosticDescriptor LocatorInBuiltClass = Rule.Convention(
        "PAT1503", Entry, "A class that the container builds asks it for services",
        "'{0}' asks the container for '{1}'; the container builds '{2}' and would pass it to the constructor",
        "What a class needs stands in its constructor. A question to the provider hides the need from readers, from tests and from the container's own validation.");

    public static readonly DiagnosticDescriptor RegistrationErrorsSurface = Rule.Convention(
        "PAT1504", Entry, "A failed registration is not heard of",
        "'{0}' swallows every error of a registration: the service is missed later, by somebody who cannot know why",
        "Registration runs once, at the start, where an error can be seen and mended. Swallowed there, it comes back as a service that cannot be resolved.");

    public static readonly DiagnosticDescriptor CyclesAreFound = Rule.Convention(
        "PAT1505", Entry, "A container does not notice services that need each other",
        "'{0}' comes back to itself in '{1}' and nothing notices a cycle: two services that need each other exhaust the stack, which no handler can catch",
        "A container that resolves dependencies in turn keeps what is in progress, and refuses to start on it again.");

    public static readonly DiagnosticDescriptor ManyServicesAreKept = Rule.Convention(
        "PAT1506", Entry, "One of many services may be left out",
        "'{0}' is dropped when anything else is registered: '{1}' adds the first '{2}' only, where all of them are asked for",
        "A try-add asks whether the service is registered at all. Where all services of a kind are wanted, the question is whether this implementation is.");

    public static readonly DiagnosticDescriptor MadeOnce = Rule.Convention(
        "PAT1507", Entry, "A container makes twice or disposes in the wrong order",
        "{0}",
        "A service that is to be there once is made under a lock or a Lazy, and what was made later, and may need what came before, is disposed first.");

    public static readonly DiagnosticDescriptor SecondInstance = Rule.Convention(
        "PAT1508", Entry, "A singleton is made a second time by hand",
        "'{0}' makes a '{1}' of its own beside the one that the container keeps for everybody",
        "What is registered as a singleton is shared on purpose. A class that the container builds, and that makes one of its own, works on other state than the rest of the program.");
}
