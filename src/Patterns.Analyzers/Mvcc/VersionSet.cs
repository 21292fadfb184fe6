using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>A set of files or segments that readers lease: a count says how many do, the last one to leave destroys the members, and a newer set replaces it
/// whole.</summary>
internal static class VersionSet
{
    private static readonly Words Destroys = new("Dispose", "DisposeAsync", "Delete", "Close", "Unlink");

    public static MvccModel? In(TypeFacts type)
    {
        if (!type.Words.Has("foreach") || !type.Words.HasAny(Destroys) && !type.Words.Has("Decrement")) return null;
        var counts = type.Slots.Where(slot => !slot.IsStatic && !slot.IsReadOnly && slot.Type.IsWholeNumber()).ToList();
        var members = type.Slots.Where(slot => !slot.IsStatic && slot.IsReadOnly && IsSet(slot.Type)).ToList();
        if (counts.Count == 0 || members.Count == 0 || !MayBePublished(type)) return null;
        foreach (var count in counts)
        {
            if (Step(type, count.Symbol, isUp: true) is not { } acquire || Step(type, count.Symbol, isUp: false) is not { } release) continue;
            if (acquire.Body == release.Body || Destruction(release.Body, acquire.Body, members) is not { } destruction
                || Publication(type) is not { } publication) continue;
            var because = ImmutableArray.Create(
                Evidence.At(acquire.Operation, $"'{acquire.Body.DisplayName}' raises '{count.Name}' for a reader"),
                Evidence.At(destruction.Loop, destruction.IsLeft
                    ? $"'{destruction.Body.DisplayName}' gives back each of '{members[0].Name}', which count their readers too"
                    : $"'{release.Body.DisplayName}' destroys the members of '{members[0].Name}' after the last one"),
                Evidence.At(publication.Operation, $"'{publication.Body.DisplayName}' puts a new one in its place"));
            return new(type, MvccRoles.VersionSet, Confidence.Medium, ReferenceProjects.RocksDB, because, ImmutableArray<VersionStore>.Empty);
        }
        return null;
    }

    private static bool IsSet(ITypeSymbol type) =>
        type is not { SpecialType: SpecialType.System_String } && type.ElementType() is { IsReferenceType: true, SpecialType: SpecialType.None }
        && type is IArrayTypeSymbol or INamedTypeSymbol { TypeArguments.Length: 1, TypeKind: not TypeKind.Delegate };

    /// <summary>Where the count goes up, or down, by one.</summary>
    private static (Body Body, IOperation Operation)? Step(TypeFacts type, ISymbol count, bool isUp)
    {
        foreach (var body in type.Bodies)
            if (body.Words.Has(count.Name) && (body.Words.HasMark(isUp ? '+' : '-') || body.Words.Has(isUp ? "Increment" : "Decrement")))
                foreach (var operation in body.Operations)
                    if (operation switch
                    {
                        IIncrementOrDecrementOperation { Kind: var kind, Target: var target } =>
                            kind == OperationKind.Increment == isUp && count.IsSame(target.Referenced()),
                        IInvocationOperation { TargetMethod: { Name: "CompareExchange", ContainingType.Name: "Interlocked" },
                            Arguments: { Length: > 1 } exchange } =>
                            isUp && count.IsSame(exchange[0].Value.Referenced())
                            && exchange[1].Value.Plain() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add },
                        IInvocationOperation { TargetMethod: { Name: var name, ContainingType.Name: "Interlocked" }, Arguments: { Length: > 0 } arguments } =>
                            name == (isUp ? "Increment" : "Decrement") && count.IsSame(arguments[0].Value.Referenced()),
                        _ => false,
                    }) return (body, operation);
        return null;
    }

    /// <summary>The members are destroyed one by one, in the releasing code or in what it calls on itself; or each of them is given back where the count is
    /// lowered.</summary>
    private static (Body Body, IOperation Loop, bool IsLeft)? Destruction(Body release, Body acquire, IReadOnlyCollection<Slot> members)
    {
        foreach (var body in release.Callees.Where(callee => callee.Body.Type == release.Type).Select(callee => callee.Body).Prepend(release))
            if (LoopOver(members, body, call => Destroys.Contains(call.TargetMethod.Name)) is { } destroying) return (body, destroying, false);
        foreach (var body in release.Type.Bodies.Where(body => body == release
            || body != acquire && body.Words.Has(release.Name) && body.Callees.Any(callee => callee.Body == release)))
            if (LoopOver(members, body, call => release.Type.Project.BodiesOf(call.TargetMethod).Any(Lowers)) is { } leaving) return (body, leaving, true);
        return null;
    }

    private static IOperation? LoopOver(IReadOnlyCollection<Slot> members, Body body, Func<IInvocationOperation, bool> does) =>
        body.Of<IForEachLoopOperation>().FirstOrDefault(loop => loop.Collection.Referenced() is { } walked && members.Any(slot => slot.Symbol.IsSame(walked))
            && loop.Body.Contains(operation => operation is IInvocationOperation call && does(call)));

    /// <summary>A member of the set has a count of its own, and goes when that is at its end.</summary>
    private static bool Lowers(Body member) => member.Type.Words.HasAny(Destroys)
        && member.Type.Slots.Any(slot => slot.Type.IsWholeNumber() && member.Words.Has(slot.Name)
            && Step(member.Type, slot.Symbol, isUp: false)?.Body == member);

    private static bool MayBePublished(TypeFacts set)
    {
        foreach (var symbol in set.Project.Types)
            if (set.Project.Of(symbol) is { } type && type != set && type.Words.Has(set.Symbol.Name) && type.Slots.Any(slot => IsCurrent(slot, set)))
                return true;
        return false;
    }

    private static bool IsCurrent(Slot slot, TypeFacts set) => !slot.IsReadOnly && set.Symbol.IsSame(slot.Type);

    /// <summary>Another type holds the current set and replaces it.</summary>
    private static (Body Body, IOperation Operation)? Publication(TypeFacts set)
    {
        foreach (var body in Callers.Calling(set.Project, set.Symbol.Name, isConstructor: true))
            foreach (var creation in body.Of<IObjectCreationOperation>())
                if (set.Symbol.IsSame(creation.Type) && !body.IsConstructor && body.Type != set && body.Type.Slots.Any(slot => IsCurrent(slot, set)))
                    return (body, creation);
        return null;
    }
}
