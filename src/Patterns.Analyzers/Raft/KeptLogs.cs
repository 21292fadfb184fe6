using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>Logs that leave the comparison of terms to a query, to their callers or to their base class, and keep the entries.</summary>
internal static class KeptLogs
{
    public static RaftModel? Of(TypeFacts type, Member holder, RaftGroups groups) => OfStamped(type, holder, groups) ?? OfBase(type, holder, groups);

    /// <summary>A store of the entries that the group puts its term into: it takes them in and gives them back by position.</summary>
    private static RaftModel? OfStamped(TypeFacts type, Member holder, RaftGroups groups)
    {
        var stamped = Stamped(groups);
        if (stamped.IsEmpty || Taking(type, stamped) is not { } takes) return null;
        if (type.Bodies.FirstOrDefault(body => GivesByPosition(body.Method, stamped)) is not { } gives) return null;
        return new(type, RaftRoles.Log, holder.Confidence, RaftVariants.Of(holder, groups), ImmutableArray.Create(
            Evidence.At(takes.Method, $"'{takes.DisplayName}' takes entries in for '{holder.Type.Symbol.Name}'"),
            Evidence.At(gives.Method, $"'{gives.DisplayName}' gives them back by position")));
    }

    /// <summary>What writes down the entries that its base class matches and hands on.</summary>
    private static RaftModel? OfBase(TypeFacts type, Member holder, RaftGroups groups)
    {
        if (type.SelfAndSourceBases.Skip(1).FirstOrDefault(parent => parent.Symbol.IsAbstract) is not { } parent
            || RaftStores.Log(parent, holder, groups) is null) return null;
        if (Taking(type, TermLog.EntryTypes(parent)) is not { Method.OverriddenMethod: { IsAbstract: true } promised } takes) return null;
        return new(type, RaftRoles.Log, holder.Confidence, RaftVariants.Of(holder, groups), ImmutableArray.Create(
            Evidence.At(promised, $"'{parent.Symbol.Name}' matches entries for '{holder.Type.Symbol.Name}' and hands them to '{promised.Name}'"),
            Evidence.At(takes.Method, $"'{takes.DisplayName}' keeps them")));
    }

    private static ImmutableHashSet<ISymbol> Stamped(RaftGroups groups) => groups.Project.GetOrAdd(nameof(KeptLogs), () =>
        groups.Members.SelectMany(member => member.Parts.Stamps).Select(StampedType).OfType<ISymbol>()
            .ToImmutableHashSet(SymbolEqualityComparer.Default));

    private static ISymbol? StampedType(IOperation stamp) => stamp switch
    {
        IObjectCreationOperation { Type: { } entry } => entry.OriginalDefinition,
        ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Instance.Type: { } entry } } => entry.OriginalDefinition,
        _ => null,
    };

    private static Body? Taking(TypeFacts type, ImmutableHashSet<ISymbol> entries) =>
        type.Bodies.FirstOrDefault(body => !body.IsConstructor && body.Method.Parameters.Any(parameter => IsOfEntries(parameter.Type, entries)) && Keeps(body));

    private static bool IsOfEntries(ITypeSymbol type, ImmutableHashSet<ISymbol> entries) =>
        entries.Contains((TermLog.ListElement(type.Awaited()) ?? type.Awaited()).OriginalDefinition);

    private static bool GivesByPosition(IMethodSymbol method, ImmutableHashSet<ISymbol> entries) => method.MethodKind == MethodKind.Ordinary
        && method.Parameters.Any(parameter => parameter.Type.IsInteger() || EntryIds.IsId(parameter.Type)) && IsOfEntries(method.ReturnType, entries);

    /// <summary>A method that tells what the type holds to do something, itself or by way of one of its own.</summary>
    private static bool Keeps(Body body) => body.Callees.Where(callee => callee.Body.Type == body.Type).Select(callee => callee.Body).Append(body)
        .SelectMany(own => own.Of<IExpressionStatementOperation>())
        .Any(told => IsHeld(Call.From(Unawaited(told.Operation))?.Receiver));

    private static IOperation Unawaited(IOperation operation) => operation.Plain() is IAwaitOperation waiting ? waiting.Operation.Plain() : operation.Plain();

    private static bool IsHeld(IOperation? operation)
    {
        while (operation is IMemberReferenceOperation { Instance: { } owner } and not { Member.IsStatic: true } && owner is not IInstanceReferenceOperation)
            operation = owner.Plain();
        return operation?.IsOwnMember() == true;
    }
}
