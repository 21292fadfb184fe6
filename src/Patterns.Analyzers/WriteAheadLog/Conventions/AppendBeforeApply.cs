using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog.Conventions;

/// <summary>
/// PAT0401: in one body, a change of state comes on every path before the append of the same data. Silent where the append has to know what the change
/// gave back: its number, or whether there was anything to log.
/// </summary>
internal static class AppendBeforeApply
{
    public static void Check(WriteAheadLogModel model, ConventionContext context)
    {
        if (model.Heir is { AppliesFirst: true } heir && (heir.RunsChangeFirst || !Feeds(heir.Change, heir.Append.Operation, heir.Body)))
            context.Report(
                WriteAheadLogRules.AppendBeforeApply, heir.Change.Site.Syntax.GetLocation(), ImmutableArray.Create(heir.Append.Syntax.GetLocation()), null,
                heir.Body.Name, heir.Change.Name, heir.Append.Name);
        if (model.Store is not { } store) return;
        foreach (var body in store.Appending)
        {
            if (body.Flow is not { } flow) continue;
            foreach (var (site, append) in store.AppendsIn(body))
            {
                var payload = Payload.WithSources(site, body);
                var early = Mutation.In(body, change => Payload.Applied(change).Overlaps(payload) && flow.Dominates(change.Syntax, site.Syntax))
                    .FirstOrDefault(change => Applies(change, body) && !Feeds(change, site, body) && !store.IsPartOfLog(change.Site));
                if (early.Site is null) continue;
                context.Report(
                    WriteAheadLogRules.AppendBeforeApply, early.Site.Syntax.GetLocation(), ImmutableArray.Create(site.Syntax.GetLocation()), null,
                    body.Name, early.Name, append.Name);
                break;
            }
        }
    }

    /// <summary>A change of a collection, or of an object that keeps collections; setting a field is bookkeeping.</summary>
    internal static bool Applies(Mutation mutation, Body body) => mutation.Site switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.Length: > 0 } } => true,
        _ when Call.From(mutation.Site) is { } call =>
            Mutation.IsCollectionMutator(call)
            || call.Target is { } target && body.Type.Project.BodiesOf(target).Any(callee => Mutation.ChangesCollections(callee)),
        _ => false,
    };

    /// <summary>True when the append logs what the change returned, or is reached only if that says so.</summary>
    internal static bool Feeds(Mutation change, IOperation append, Body body)
    {
        if (change.Site.Contains(inner => inner == append)) return true;
        var results = ResultsOf(change, body).ToList();
        return results.Any(result => append.Mentions(result)) || body.Of<IConditionalOperation>().Any(choice => Decides(choice, append)
            && (choice.Condition.Contains(inner => inner == change.Site) || results.Any(result => choice.Condition.Mentions(result))));
    }

    /// <summary>The variables that get what the change gives back.</summary>
    private static IEnumerable<ISymbol> ResultsOf(Mutation change, Body body)
    {
        foreach (var declarator in body.Of<IVariableDeclaratorOperation>())
            if (declarator.Contains(inner => inner == change.Site)) yield return declarator.Symbol;
        foreach (var assignment in body.Of<ISimpleAssignmentOperation>())
            if (assignment.Value.Contains(inner => inner == change.Site) && assignment.Target.Referenced() is { } target) yield return target;
    }

    /// <summary>True for a test around the append, or one before it that may leave.</summary>
    private static bool Decides(IConditionalOperation choice, IOperation append) => append.Ancestors().Contains(choice)
        || choice.Syntax.SpanStart < append.Syntax.SpanStart
            && choice.WhenTrue.Contains(inner => inner is IReturnOperation or IThrowOperation or IBranchOperation);
}

/// <summary>The parameters and locals that an operation hands over whole, not only by one of their members.</summary>
internal static class Payload
{
    /// <summary>What a change puts into the state. Under a key, that is the value: two structures may share an identifier.</summary>
    public static HashSet<ISymbol> Applied(IOperation change) =>
        Call.From(change) is { Arguments: { Length: > 1 } arguments } call && Mutation.IsCollectionMutator(call)
            ? Of(ImmutableArray.Create(arguments[arguments.Length - 1])) : Of(change);

    public static HashSet<ISymbol> Of(IOperation operation) => Of(
        Call.From(operation) is { } call ? call.Arguments
            : operation.Assigned()?.Value is { } value ? ImmutableArray.Create(value) : ImmutableArray<IOperation>.Empty);

    private static HashSet<ISymbol> Of(ImmutableArray<IOperation> values)
    {
        var found = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var inner in values.SelectMany(one => one.SelfAndDescendants()))
            if (IsWhole(inner) && inner.Referenced() is { } symbol) found.Add(symbol);
        return found;
    }

    /// <summary>The same, and what the locals among them were made of.</summary>
    public static HashSet<ISymbol> WithSources(IOperation operation, Body body)
    {
        var found = Of(operation);
        foreach (var declarator in body.Of<IVariableDeclaratorOperation>())
        {
            if (!found.Contains(declarator.Symbol) || declarator.GetVariableInitializer() is not { } initializer) continue;
            foreach (var inner in initializer.SelfAndDescendants())
                if (IsWhole(inner) && inner.Referenced() is { } symbol) found.Add(symbol);
        }
        return found;
    }

    private static bool IsWhole(IOperation operation) =>
        (operation is IParameterReferenceOperation { Parameter.Type.Name: not "CancellationToken" } or ILocalReferenceOperation)
        && operation.Parent is not (IMemberReferenceOperation or IConditionalAccessOperation)
        && !(operation.Parent is IInvocationOperation invocation && invocation.Instance == operation);
}
