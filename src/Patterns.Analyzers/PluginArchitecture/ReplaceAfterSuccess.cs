using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>PAT0107: a live plugin is given up only when its replacement stands.</summary>
internal static class ReplaceAfterSuccess
{
    private static readonly Words Endings = new("Unload", "Dispose", "DisposeAsync");

    public static void Check(PluginModel model, ConventionContext context)
    {
        foreach (var body in model.Type.Bodies)
        {
            if (body.IsConstructor || !body.Words.HasAny(Endings)) continue;
            foreach (var call in body.Calls)
                if (Endings.Contains(call.Name) && call.ReceiverSymbol is IFieldSymbol or IPropertySymbol && IsLive(call.ReceiverSymbol, model)
                    && Replacement(body, call) is { } replacement && !IsRestored(replacement, call.ReceiverSymbol))
                    context.Report(
                        PluginRules.ReplaceAfterSuccess, call.Syntax.GetLocation(), ImmutableArray.Create(replacement.Syntax.GetLocation()), null,
                        body.DisplayName, call.ReceiverSymbol.Name);
        }
    }

    /// <summary>True for what the type holds of a plugin: its load context, or the object that was made of it.</summary>
    private static bool IsLive(ISymbol symbol, PluginModel model)
    {
        foreach (var slot in model.Type.AllSlots)
            if (SymbolEqualityComparer.Default.Equals(slot.Symbol, symbol))
                return slot.Type.IsLoadContext() || slot.Type.Named(Reflection.AssemblyLoadContext)
                    || model.Evidence.Loading?.Contract is INamedTypeSymbol contract && slot.Type.Is(contract);
        return false;
    }

    /// <summary>The later assignment whose value is built only after the old one is gone.</summary>
    private static IOperation? Replacement(Body body, Call ending)
    {
        foreach (var assignment in body.Of<ISimpleAssignmentOperation>())
            if (SymbolEqualityComparer.Default.Equals(assignment.Target.Referenced(), ending.ReceiverSymbol)
                && assignment.Value.Plain() is IInvocationOperation or IObjectCreationOperation && body.Flow?.CanReach(ending.Syntax, assignment.Syntax) is true
                && body.Flow?.CanReach(assignment.Syntax, ending.Syntax, exceptions: false) is false) return assignment;
        return null;
    }

    private static bool IsRestored(IOperation replacement, ISymbol live) => replacement.Ancestors().OfType<ITryOperation>().Any(attempt =>
        attempt.Catches.Any(handler =>
            handler.Handler.Contains(operation => operation.Assigned() is var (target, _)
                && SymbolEqualityComparer.Default.Equals(target.Referenced(), live))));
}
