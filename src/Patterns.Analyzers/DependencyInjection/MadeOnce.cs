using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>PAT1507: two threads that ask for a service at once get one instance, and what was made last is disposed first.</summary>
internal static class MadeOnce
{
    public static void Check(DependencyInjectionModel model, ConventionContext context)
    {
        if (model.Container is not { } container) return;
        CheckMaking(container, context);
        CheckDisposal(container, context);
    }

    /// <summary><c>GetOrAdd</c> may run its factory twice and keeps one of the results: the other lives on, unknown and never disposed.</summary>
    private static void CheckMaking(Container container, ConventionContext context)
    {
        foreach (var map in Container.ServiceMaps(container.Type)
            .Concat(container.Type.Nested.Where(nested => !Container.MayBe(nested)).SelectMany(nested => Container.ServiceMaps(nested))))
        {
            if (map.Holding != Holding.Instance || map.Slot.Type.Name != "ConcurrentDictionary"
                || map.Slot.Type.ElementType()?.SpecialType != SpecialType.System_Object) continue;
            foreach (var body in container.Type.AllBodies)
            {
                if (!body.Words.Has("GetOrAdd") || !body.Words.Has(map.Slot.Name)) continue;
                foreach (var call in body.Calls)
                    if (call.Name == "GetOrAdd" && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, map.Slot.Symbol)
                        && call.Arguments.Any(argument => argument.Type?.TypeKind == TypeKind.Delegate) && call.Operation.Enclosing<ILockOperation>() is null)
                        context.Report(DependencyInjectionRules.MadeOnce, call.Syntax.GetLocation(),
                            $"'{body.DisplayName}' may make a service twice and forget one: 'GetOrAdd' runs its factory outside any lock");
            }
        }
    }

    private static void CheckDisposal(Container container, ConventionContext context)
    {
        foreach (var body in container.Type.AllBodies)
        {
            if (!body.Words.Has("foreach") || body.Name is not ("Dispose" or "DisposeAsync")) continue;
            foreach (var loop in body.Of<IForEachLoopOperation>())
                if (loop.Locals.Length == 1 && Tracked(loop.Collection, container) is { } tracked && Disposes(loop))
                    context.Report(DependencyInjectionRules.MadeOnce, loop.Collection.Plain().Syntax.GetLocation(),
                        $"'{body.DisplayName}' disposes '{tracked.Name}' in the order of creation: what a service still needs goes before it");
        }
    }

    /// <summary>The list or queue of the container that grows while it resolves.</summary>
    private static ISymbol? Tracked(IOperation collection, Container container)
    {
        if (collection.Plain() is not (IFieldReferenceOperation or IPropertyReferenceOperation) || collection.Referenced() is not { } tracked) return null;
        var slot = container.Type.AllSlots.Concat(container.Type.Nested.SelectMany(nested => nested.Slots))
            .FirstOrDefault(own => SymbolEqualityComparer.Default.Equals(own.Symbol, tracked));
        return slot?.Type.Name is "List" or "Queue" && slot.Type.IsFramework()
            && container.Type.AllBodies.Any(body => body.Words.Has(slot.Name) && body.Calls.Any(call => IsTracking(call, tracked))) ? tracked : null;
    }

    private static bool IsTracking(Call call, ISymbol tracked) =>
        call.Name is "Add" or "Enqueue" && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, tracked);

    private static bool Disposes(IForEachLoopOperation loop) => loop.Body.Contains(operation => Call.From(operation) is { Name: "Dispose" or "DisposeAsync" });
}
