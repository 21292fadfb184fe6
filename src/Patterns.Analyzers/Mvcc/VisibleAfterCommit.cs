using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>PAT0702: a version that is numbered when it is written must not be seen before its transaction has committed.</summary>
internal static class VisibleAfterCommit
{
    public static void Check(MvccModel model, ConventionContext context)
    {
        var reported = new HashSet<SyntaxNode>();
        foreach (var store in VersionStores.Of(model.Type.Project))
        {
            var rule = store.Walk.Rule;
            if (rule.Body.Type != model.Type || rule.Stamp is not { } stamp || store.Walk.Version is null || !store.Captures.Any()) continue;
            if (IsRestamped(store, stamp) || !CommitMembers.Exist(store) || AsksState(store) || store.Writes.IsEmpty) continue;
            if (store.Writes.Any(write => CommitMembers.Run(write.Body))) continue;
            if (reported.Add(rule.Test.Syntax))
                context.Report(MvccRules.VisibleAfterCommit, rule.Test.Syntax.GetLocation(),
                    ImmutableArray.Create(store.Writes[0].Operation.Syntax.GetLocation()), null, rule.Body.DisplayName, stamp.Name,
                    store.Writes[0].Body.DisplayName);
        }
    }

    /// <summary>The stamp is set again after the version was made: by its commit.</summary>
    private static bool IsRestamped(VersionStore store, ISymbol stamp) =>
        stamp is IFieldSymbol { IsReadOnly: false } or IPropertySymbol { SetMethod: not null and { IsInitOnly: false } }
        && Counters.AssignmentsOf(stamp.OriginalDefinition, store.Walk.Project)
            .Any(assignment => assignment.Body is { IsConstructor: false } && assignment.Assignment.Parent is not IObjectOrCollectionInitializerOperation);

    /// <summary>The rule, or the search, asks for more than stamps: a set of open transactions, a state, or another member's judgement.</summary>
    private static bool AsksState(VersionStore store)
    {
        var rule = store.Walk.Rule;
        var search = store.Walk.Step is ILoopOperation loop ? loop.SelfAndDescendants() : store.Walk.Body.Operations.AsEnumerable();
        return (rule.Body == store.Walk.Body ? search : search.Concat(rule.Body.Operations)).Any(operation => IsState(operation, store));
    }

    private static bool IsState(IOperation operation, VersionStore store) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "Contains" or "ContainsKey" } } => true,
        IInvocationOperation { TargetMethod.ReturnType.SpecialType: SpecialType.System_Boolean } call =>
            !call.TargetMethod.ContainingType.IsFramework() && !store.Walk.Project.BodiesOf(call.TargetMethod).Contains(store.Walk.Rule.Body),
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member => IsStateMember(member.Member, store),
        _ => false,
    };

    /// <summary>An enumeration, or a flag that is no mark of deletion, on the version or the snapshot.</summary>
    private static bool IsStateMember(ISymbol member, VersionStore store)
    {
        var type = (member as IFieldSymbol)?.Type ?? ((IPropertySymbol)member).Type;
        if (member is IFieldSymbol { IsConst: true } || member.ContainingType.IsFramework()) return false;
        return type.TypeKind == TypeKind.Enum || type.SpecialType == SpecialType.System_Boolean && !Tombstone.IsNamed(member);
    }
}
