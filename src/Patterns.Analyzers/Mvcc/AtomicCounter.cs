using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>PAT0705: a counter that some code protects is raised elsewhere without protection.</summary>
internal static class AtomicCounter
{
    /// <summary>The property that tells the code fix to go ahead.</summary>
    public const string Atomic = "atomic";

    private static readonly ImmutableDictionary<string, string?> ForFix = ImmutableDictionary<string, string?>.Empty.Add(Atomic, "true");

    public static void Check(MvccModel model, ConventionContext context)
    {
        var reported = new HashSet<SyntaxNode>();
        foreach (var counter in Counters(model))
        {
            var uses = model.Type.Bodies.Where(body => !body.IsConstructor && body.Words.Has(counter.Name)).ToList();
            var guarded = uses.Where(body => body.Operations.Any(operation => IsUse(operation, counter) && Guard.Around(operation, body))).ToList();
            foreach (var body in uses)
                foreach (var operation in body.Operations)
                    if (IsBareRaise(operation, counter) && !Guard.Around(operation, body) && guarded.Any(other => other != body) && !IsCalledGuarded(body)
                        && reported.Add(operation.Syntax))
                        context.Report(
                            MvccRules.AtomicCounter, operation.Syntax.GetLocation(), ImmutableArray<Location>.Empty,
                            IsFixable(counter, operation, uses) ? ForFix : null,
                            body.DisplayName, counter.Name, guarded.First(other => other != body).DisplayName);
        }
    }

    private static IEnumerable<ISymbol> Counters(MvccModel model) => VersionStores.Of(model.Type.Project)
        .SelectMany(store => store.Readers.Concat(store.Sources)).Select(origin => origin.Counter).OfType<ISymbol>()
        .Where(counter => counter.ContainingType.IsSame(model.Type.Symbol)).Distinct<ISymbol>(SymbolEqualityComparer.Default);

    private static bool IsUse(IOperation operation, ISymbol counter) => operation is IMemberReferenceOperation && counter.IsSame(operation.Referenced());

    private static bool IsBareRaise(IOperation operation, ISymbol counter) => operation switch
    {
        IIncrementOrDecrementOperation step => counter.IsSame(step.Target.Referenced()),
        ICompoundAssignmentOperation sum => counter.IsSame(sum.Target.Referenced()),
        _ => false,
    };

    /// <summary>A private member whose callers all hold a lock, or one that cannot be followed to them.</summary>
    private static bool IsCalledGuarded(Body body) =>
        !body.IsOpen && (Callers.Of(body) is var callers)
        && (callers.IsEmpty || callers.All(caller => Guard.Around(caller.Call, caller.Body) || !caller.Body.IsOpen));

    /// <summary>An atomic operation protects only against other atomic operations, not against a lock that somebody else holds.</summary>
    private static bool IsFixable(ISymbol counter, IOperation raise, IEnumerable<Body> uses) =>
        counter is IFieldSymbol { IsVolatile: false, Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 }
        && raise is IIncrementOrDecrementOperation
        && !uses.SelectMany(body => body.Operations.Where(operation => IsBareRaise(operation, counter) && Guard.Around(operation, body))).Any();
}
