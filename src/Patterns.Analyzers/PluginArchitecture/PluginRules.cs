using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>The rules of the pattern.</summary>
internal static class PluginRules
{
    private static readonly CatalogEntry Entry = PatternCatalog.PluginArchitecture;

    public static readonly DiagnosticDescriptor Recognition = Rule.Recognition("PAT0100", Entry);

    public static readonly DiagnosticDescriptor LoadFaultsAreIsolated = Rule.Convention(
        "PAT0101", Entry, "Load faults are isolated",
        "A plugin that fails here ends the loop of '{0}': the plugins after it are never loaded",
        "A host loads what it does not know. Each file, type or plugin of the loop needs a catch of its own, so that a broken one is reported and the rest is loaded.");

    public static readonly DiagnosticDescriptor PartialTypeLists = Rule.Convention(
        "PAT0102", Entry, "Partial type lists are used",
        "'{0}' loses all types of an assembly when one of them cannot be loaded: catch ReflectionTypeLoadException and use the types that are there",
        "Assembly.GetTypes throws when a single type refers to something that is missing. The exception carries the types that could be loaded.");

    public static readonly DiagnosticDescriptor OnlyInstantiableTypes = Rule.Convention(
        "PAT0103", Entry, "Only instantiable types are created",
        "'{0}' also chooses {2} that are '{1}', and creating one throws",
        "A filter by assignability accepts abstract bases and derived interfaces of the contract. Activation of such a type throws MissingMethodException or MemberAccessException.");

    public static readonly DiagnosticDescriptor DuplicateKeysAreDecided = Rule.Convention(
        "PAT0104", Entry, "Duplicate keys are decided",
        "'{0}' silently replaces what is registered in '{1}' under the same key",
        "Two plugins that claim the same key are a mistake that somebody has to see. Refuse the second one, or say in the member's name that it replaces the first.");

    public static readonly DiagnosticDescriptor TeardownIsComplete = Rule.Convention(
        "PAT0105", Entry, "Teardown is isolated and complete",
        "'{0}' {1}",
        "Plugins throw when they are stopped or disposed, too. Each call needs a catch of its own inside the loop. And what a host starts it also ends.");

    public static readonly DiagnosticDescriptor IsolationOfAssemblies = Rule.Convention(
        "PAT0106", Entry, "Plugin assemblies are isolated",
        "'{0}' loads plugins with '{1}' into the host's own context, where their dependencies can clash: an AssemblyLoadContext for each plugin keeps them apart",
        "Two plugins that bring different versions of one dependency need a load context each; in the default context the first version wins.");

    public static readonly DiagnosticDescriptor ReplaceAfterSuccess = Rule.Convention(
        "PAT0107", Entry, "Replacement follows success",
        "'{0}' gives '{1}' up before its replacement is built: if that fails, neither is there",
        "A reload meets half-written files. Build the new context or plugin first, exchange it, then take the old one down.");
}
