using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>PAT1504: a registration that fails is heard of at once, and not when somebody misses the service.</summary>
internal static class RegistrationErrorsSurface
{
    public static void Check(DependencyInjectionModel model, ConventionContext context)
    {
        if (model.Root is not { } root) return;
        foreach (var body in root.Registrations.Select(registration => registration.Body).Distinct())
        {
            if (!body.Words.Has("catch")) continue;
            foreach (var attempt in body.Of<ITryOperation>())
                if (Swallowing(attempt) is { } silent
                    && root.Registrations.Any(registration => attempt.Body.SelfAndDescendants().Contains(registration.Call.Operation)))
                    context.Report(DependencyInjectionRules.RegistrationErrorsSurface, silent.Syntax.GetFirstToken().GetLocation(), body.DisplayName);
        }
    }

    /// <summary>A catch of everything that does nothing. One that names a fault has decided about it.</summary>
    private static ICatchClauseOperation? Swallowing(ITryOperation attempt) => attempt.Catches.FirstOrDefault(clause =>
        clause is { Filter: null, Handler.Operations.IsEmpty: true } && clause.IsForEverything());
}
