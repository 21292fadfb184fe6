using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>PAT0104: a second plugin of the same key is refused or replaces the first on purpose, not by accident.</summary>
internal static class DuplicateKeysAreDecided
{
    /// <summary>Whether the code fix can use a member that throws: true for a dictionary, false for a concurrent one.</summary>
    public const string Throws = "throws";

    private static readonly Words Decisions = new("ContainsKey", "TryGetValue", "TryAdd", "Contains");

    private static readonly ImmutableArray<string> Replacing = ImmutableArray.Create("set", "replace", "override", "overwrite", "update", "upsert", "swap",
        "assign", "change");

    public static void Check(PluginModel model, ConventionContext context)
    {
        foreach (var registry in model.Evidence.Registries)
        {
            if (registry.Key is null || registry.IsPrefilled || RegistryStrength.Of(registry, model.Type) == Confidence.Low) continue;
            foreach (var registration in registry.Registrations)
                if (registration.ByIndexer && registration.Body.Type == model.Type && IsForOthers(registration.Body) && !IsDecided(registration.Body)
                    && !IsToldBefore(registration) && !HasDefaults(registry, registration.Body))
                    context.Report(
                        PluginRules.DuplicateKeysAreDecided, registration.Operation.Syntax.GetLocation(), ImmutableArray<Location>.Empty,
                        ImmutableDictionary<string, string?>.Empty.Add(Throws,
                            (!registry.Slot.Type.Name.StartsWith("Concurrent", StringComparison.Ordinal)).ToString()),
                        registration.Body.DisplayName, registry.Slot.Name);
        }
    }

    /// <summary>True where the entry itself is told to do something before it is kept, as to register elsewhere, where a second one may be refused.</summary>
    private static bool IsToldBefore(Registration registration) => registration.Body.Calls.Any(call =>
        call is { Target: { ReturnsVoid: true, IsStatic: false }, ReceiverSymbol: IParameterSymbol entry }
        && call.Operation.Syntax.SpanStart < registration.Operation.Syntax.SpanStart && registration.Operation.Mentions(entry));

    /// <summary>True for a member that others call, or that such a member calls.</summary>
    private static bool IsForOthers(Body body) => body.IsOpen || body.Type.Bodies.Any(caller =>
        caller is { IsOpen: true, IsConstructor: false } && caller.Words.Has(body.Name) && caller.Callees.Any(pair => pair.Body == body));

    /// <summary>True when construction registers entries of its own: what callers register takes their place.</summary>
    private static bool HasDefaults(Registry registry, Body registering) => registering.Type.Bodies.Any(body => body.IsConstructor && (
        body.Words.Has(registering.Name) && body.Callees.Any(pair => pair.Body == registering)
        || body.Words.Has(registry.Slot.Name)
            && body.Of<ISimpleAssignmentOperation>()
                .Any(assignment => assignment.Target is IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } map }
                    && SymbolEqualityComparer.Default.Equals(map.Referenced(), registry.Slot.Symbol))));

    private static bool IsDecided(Body body) =>
        body.Words.HasAny(Decisions) || body.Method.MethodKind == MethodKind.PropertySet || SaysReplace(body.Method.Name)
        || body.Method.Parameters.Any(parameter => SaysReplace(parameter.Name));

    /// <summary>A member that is called for replacing replaces: the first word of its name is what callers rely on.</summary>
    private static bool SaysReplace(string name) => Replacing.Any(word => name.StartsWith(word, StringComparison.OrdinalIgnoreCase)
        && (name.Length == word.Length || char.IsUpper(name[word.Length]) || char.IsUpper(name[0]) != char.IsUpper(name[word.Length])));
}
