using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>PAT0707: a member that is to collect old versions is told how far it may go, and does nothing with it.</summary>
internal static class PrunedVersions
{
    private static readonly string[] Verbs = { "Collect", "Prune", "Purge", "Vacuum", "Compact", "Trim", "Clean", "Gc" };

    public static void Check(MvccModel model, ConventionContext context)
    {
        foreach (var body in model.Type.Bodies.Concat(Told(model.Type)))
        {
            if (body.Method is not { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation, IsAbstract: false } method
                || !Verbs.Any(verb => body.DisplayName.IndexOf(verb, StringComparison.OrdinalIgnoreCase) >= 0)) continue;
            if (Bound(body) is not { } bound) continue;
            if (body.Of<IThrowOperation>().Any() || IsUsed(body, bound)) continue;
            context.Report(MvccRules.PrunedVersions, method.Locations[0], body.DisplayName, bound.Name);
        }
    }

    /// <summary>The members that this type tells how far they may go, where they do so little that their own type is no part of anything.</summary>
    private static IEnumerable<Body> Told(TypeFacts type) => VersionStores.Of(type.Project).SelectMany(Watermarks.Of).Where(oldest => oldest.Body.Type == type)
        .SelectMany(oldest => Watermarks.Told(oldest.Body)).Select(told => told.Collector)
        .Where(collector => IsStub(collector) && !MvccParts.Of(type.Project).ContainsKey(collector.Type.Symbol)).Distinct();

    /// <summary>Code that is told how far it may go, and neither heeds it nor removes anything.</summary>
    public static bool IsStub(Body body) => Bound(body) is { } bound && !IsUsed(body, bound)
        && !body.Calls.Any(call => call.Name.StartsWith("Remove", StringComparison.Ordinal) || call.Name.StartsWith("TryRemove", StringComparison.Ordinal)
            || call.Name is "Clear" or "Delete");

    private static IParameterSymbol? Bound(Body body) =>
        body.Method.Parameters.FirstOrDefault(parameter => parameter.Type.IsStamp() && parameter.Type.TypeKind != TypeKind.Error);

    /// <summary>The bound decides something, or goes on to other code; a message of a log does nothing with it.</summary>
    private static bool IsUsed(Body body, IParameterSymbol bound) =>
        body.Of<IParameterReferenceOperation>().Any(reference => reference.Parameter.IsSame(bound) && !IsTold(reference));

    private static bool IsTold(IOperation reference)
    {
        foreach (var outer in reference.Ancestors())
        {
            if (outer is IInterpolationOperation or IInterpolatedStringOperation) return true;
            if (outer is IConversionOperation { Type.SpecialType: SpecialType.System_Object }) return true;
            if (outer is not (IConversionOperation or IArgumentOperation or IArrayInitializerOperation or IArrayCreationOperation)) return false;
        }
        return false;
    }
}
