using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;

namespace Patterns.Analyzers.Recognition;

/// <summary>The rules by which a team holds what is recognised against what it agreed on; every pattern reports them where it recognises.</summary>
internal static class GateRules
{
    /// <summary>The property of a <see cref="NotInInventory"/> or <see cref="NotInBaseline"/> finding that holds the line to add.</summary>
    public const string Line = "line";

    /// <summary>The property of a <see cref="WrongName"/> finding that holds the new name, where one can be told.</summary>
    public const string NewName = "newName";

    public static readonly DiagnosticDescriptor NotInInventory = New(
        "PAT9001", "A recognised pattern is not in the inventory", "'{0}' is {1}, and " + PatternInventory.FileName + " has no line '{2}'",
        "The inventory lists the types that show a pattern. A new one is a decision that a reviewer should see.");

    /// <summary>Off by default: the broken convention itself is reported already, at the severity that the team chose for it.</summary>
    public static readonly DiagnosticDescriptor NotInBaseline = new(
        "PAT9022", "A broken convention is not in the baseline", "This breaks {0}, and " + PatternBaseline.FileName + " has no line '{1}'",
        Rule.InventoryCategory, DiagnosticSeverity.Warning, isEnabledByDefault: false,
        "Switched on, it fails a build on any new broken convention, however mild. The target PatternsBaseline switches it on to write the baseline.",
        CatalogUrls.Document);

    public static readonly DiagnosticDescriptor WrongName = New(
        "PAT9010", "The name of a recognised type is not as agreed", "'{0}' is {1}, and such a type is to be named '{2}'",
        "The setting patterns.<slug>.naming.<role> says how types of that role are named.");

    public static readonly DiagnosticDescriptor WrongPlace = New(
        "PAT9011", "The namespace of a recognised type is not as agreed", "'{0}' is {1} in '{3}', and such a type belongs in '{2}'",
        "The setting patterns.<slug>.namespace.<role> says where types of that role live.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = ImmutableArray.Create(NotInInventory, NotInBaseline, WrongName, WrongPlace);

    private static DiagnosticDescriptor New(string id, string title, string message, string description) =>
        new(id, title, message, Rule.InventoryCategory, DiagnosticSeverity.Warning, isEnabledByDefault: true, description, CatalogUrls.Document);
}
