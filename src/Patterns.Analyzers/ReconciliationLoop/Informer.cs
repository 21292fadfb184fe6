using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop;

/// <summary>
/// A list gives the objects and a version, a watch goes on from that version and moves it; both keep a cache, and whoever wants to know is told of what came,
/// changed and went. A stream of events that starts anywhere has neither list nor cache.
/// </summary>
/// <param name="Body">The member that lists.</param>
/// <param name="Version">Where the version of the list is kept.</param>
/// <param name="Member">The member that keeps it.</param>
/// <param name="Watch">The call that goes on from it.</param>
/// <param name="Cache">The member that holds the objects.</param>
internal sealed record Informer(Body Body, IOperation Version, ISymbol Member, Call Watch, ISymbol Cache)
{
    private const int Kinds = 2;

    private static readonly Words Removing = new("Remove", "TryRemove", "Delete", "Evict");
    private static readonly Words Loops = new("while", "for");

    public static bool MayBeIn(TypeFacts type) =>
        type.Words.HasAny(Removing) && type.Words.HasAny(Loops) && type.Words.Has("await") && Versions(type).Any()
        && (TellsEveryKind(type) || Tellers(type).Skip(Kinds - 1).Any());

    public static Informer? In(TypeFacts type)
    {
        var told = type.Bodies.SelectMany(body => body.Calls).Where(call => call.IsDelegate).ToList();
        var kinds = told.Select(call => call.ReceiverSymbol).Distinct(SymbolEqualityComparer.Default)
            .Count(symbol => Tellers(type).Any(slot => SymbolEqualityComparer.Default.Equals(slot.Symbol, symbol)));
        if (kinds < Kinds && !told.Exists(call => IsOfEveryKind(call.Owner)) || Cached(type) is not { } cache) return null;
        foreach (var version in Versions(type))
        {
            var kept = type.Bodies.Where(body => !body.IsConstructor && body.Words.Has(version.Name))
                .SelectMany(body => body.Of<ISimpleAssignmentOperation>(), (body, assignment) => (body, assignment))
                .Where(one => SymbolEqualityComparer.Default.Equals(one.assignment.Target.Referenced(), version.Symbol)).ToList();
            var listed = kept.FirstOrDefault(one => IsListed(one.assignment, one.body));
            if (listed.body is null || !kept.Any(one => IsMoved(one.assignment)) || Watching(version, type) is not { } watch) continue;
            return new(listed.body, listed.assignment, version.Symbol, watch, cache);
        }
        return null;
    }

    private static IEnumerable<Slot> Versions(TypeFacts type) =>
        type.Slots.Where(slot => !slot.IsReadOnly
            && slot.Type.SpecialType is SpecialType.System_String or SpecialType.System_Int64 or SpecialType.System_UInt64);

    private static IEnumerable<Slot> Tellers(TypeFacts type) => type.Slots.Where(slot => slot.Type.TypeKind == TypeKind.Delegate);

    /// <summary>True where the type, or what it keeps for those who registered, holds a callback that is told the kind of change beside the object.</summary>
    private static bool TellsEveryKind(TypeFacts type) => type.Slots.SelectMany(slot => HeldIn(slot.Type, type.Project)).Any(IsOfEveryKind);

    private static IEnumerable<ITypeSymbol> HeldIn(ITypeSymbol type, ProjectFacts project)
    {
        var held = type.TypeKind == TypeKind.Delegate ? type : type.ElementType() ?? type;
        return project.Of(held) is { Symbol.TypeKind: not TypeKind.Delegate } registration ? registration.Slots.Select(slot => slot.Type) : new[] { held };
    }

    private static bool IsOfEveryKind(ITypeSymbol? callback) =>
        callback.DelegateSignature() is { Parameters: { Length: 2 } parameters } && parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Enum);

    /// <summary>From what was waited for and came as a whole.</summary>
    private static bool IsListed(ISimpleAssignmentOperation kept, Body body) =>
        kept.Value.Contains(part => IsAwaited(part, body) || part is ILocalReferenceOperation { Local: var local }
        && body.DeclaredValue(local)?.Plain() is IMemberReferenceOperation { Instance: { } answer } && IsAwaited(answer, body));

    private static bool IsAwaited(IOperation part, Body body) =>
        part is ILocalReferenceOperation { Local: var local } && body.DeclaredValue(local) is IAwaitOperation;

    /// <summary>From an element of a stream.</summary>
    private static bool IsMoved(ISimpleAssignmentOperation kept) => kept.Value.Contains(part => part switch
    {
        ILocalReferenceOperation { Local: var local } =>
            kept.Enclosing<IForEachLoopOperation>()?.Locals.Contains(local, SymbolEqualityComparer.Default) == true,
        IParameterReferenceOperation => true,
        _ => false,
    });

    /// <summary>A call that gets the version, in a member that a loop calls or in the loop itself.</summary>
    private static Call? Watching(Slot version, TypeFacts type)
    {
        foreach (var body in type.Bodies)
        {
            if (!body.Words.Has(version.Name)) continue;
            foreach (var call in body.Calls)
                if (call.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument.Referenced(), version.Symbol))
                    && (call.Operation.Enclosing<ILoopOperation>() is not null || IsCalledInLoop(body))) return call;
        }
        return null;
    }

    private static bool IsCalledInLoop(Body body) => body.Type.Bodies.Any(caller => caller.Words.Has(body.DisplayName) && caller.Words.HasAny(Loops)
        && caller.Callees.Any(callee => callee.Body == body && callee.Call.Operation.Enclosing<IWhileLoopOperation>() is not null));

    /// <summary>The member that objects are put in and taken out of.</summary>
    private static ISymbol? Cached(TypeFacts type)
    {
        foreach (var body in type.Bodies)
            if (body.Words.HasAny(Removing))
                foreach (var call in body.Calls)
                    if (Removing.Contains(call.Name) && call.Receiver is { } cache && cache.IsOwnMember() && call.Arguments.Length > 0
                        && cache.Referenced() is { } held && IsFilled(held, body)) return held;
        return null;
    }

    private static bool IsFilled(ISymbol cache, Body body) => body.Operations.Any(operation => Origin.IsFilling(operation, cache)
        || Call.From(operation) is { Arguments.Length: > 0 } call && !Removing.Contains(call.Name)
            && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, cache) && call.Operation.Parent is IExpressionStatementOperation);
}
