using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>What tells a store that outlives its process from one that only keeps a field, measures or does nothing.</summary>
internal static class Keeping
{
    private const int DeepestHelper = 3;
    private static readonly Words Files = new("File", "FileStream", "FileInfo", "Stream");

    /// <summary>The first call by which an implementation reaches a medium: something that it holds, other than a collection, or a file. Who holds another
    /// store of the same contract only hands on.</summary>
    public static Call? In(TypeFacts type, INamedTypeSymbol contract) =>
        type.AllSlots.Any(slot => slot.Type.Is(contract)) ? null : Bodies(type).Select(body => Reached(body, type)).FirstOrDefault(call => call is not null);

    /// <summary>The call by which what a save is given reaches a medium, and the member to be called for that where the save itself only sets a field; null
    /// where nothing shows it.</summary>
    public static (Call Call, string? Step)? Of(TypeFacts type, INamedTypeSymbol contract, IMethodSymbol save)
    {
        if (type.AllSlots.Any(slot => slot.Type.Is(contract))
            || Bodies(type).FirstOrDefault(body => body.DisplayName == save.Name && body.Method.Parameters.Length == save.Parameters.Length) is not { } saves)
            return null;
        if (ReachedFrom(saves, type, DeepestHelper) is { } call) return (call, null);
        foreach (var body in Bodies(type))
            if (body != saves && body.IsOpen && type.Slots.Any(slot => slot.Type.IsNumber() && Names(saves, slot) && Names(body, slot))
                && Reached(body, type) is { } later) return (later, body.DisplayName);
        return null;
    }

    private static IEnumerable<Body> Bodies(TypeFacts type) => type.SelfAndSourceBases.SelectMany(self => self.Bodies).Where(body => !body.IsConstructor);

    private static bool Names(Body body, Slot slot) => body.Words.Has(slot.Name) && body.Operations.Any(operation => StateSlots.Is(operation, slot));

    private static Call? ReachedFrom(Body body, TypeFacts type, int depth) => Reached(body, type)
        ?? (depth == 0 ? null
            : body.Callees.Select(callee => ReachedFrom(callee.Body, callee.Body.Type == body.Type ? type : callee.Body.Type, depth - 1))
                .FirstOrDefault(call => call is not null));

    private static Call? Reached(Body body, TypeFacts type)
    {
        if (!MayReach(body, type)) return null;
        foreach (var call in body.Calls)
            if (!call.IsLogging()
                && (IsFile(call) || IsSentAway(call) || Medium(call, body, type) is { } medium && !medium.Type.IsCollection() && !IsLock(medium)
                && !IsInMemory(call, type)))
                return call;
        return null;
    }

    /// <summary>Something is handed to an object that another assembly brings, and waited for.</summary>
    private static bool IsSentAway(Call call) => call.Arguments.Length > 0 && call.Receiver?.Type is { SpecialType: SpecialType.None } other
        && (other.TypeKind == TypeKind.Error || !other.IsFramework() && other.Locations.All(location => !location.IsInSource))
        && call.Receiver is IMemberReferenceOperation or ILocalReferenceOperation
        && call.Operation.Ancestors().TakeWhile(outer => outer is not IExpressionStatementOperation).Any(outer => outer is IAwaitOperation);

    /// <summary>What lets only one at a time through keeps nothing.</summary>
    private static bool IsLock(Slot medium) => medium.Type.ContainingNamespace is { Name: "Threading", ContainingNamespace.Name: "System" };

    /// <summary>What the project itself keeps in collections only.</summary>
    private static bool IsInMemory(Call call, TypeFacts type) => call.Target is { } target && type.Project.BodiesOf(target) is { IsEmpty: false } bodies
        && bodies.All(inner => inner.Type != type && inner.Type.AllSlots is { IsEmpty: false } slots
            && slots.All(slot => slot.Type.IsCollection() || slot.Type.SpecialType != SpecialType.None) && !inner.Type.Words.HasAny(Files));

    private static bool MayReach(Body body, TypeFacts type) => body.Words.HasAny(Files) || type.AllSlots.Any(slot => body.Words.Has(slot.Name));

    private static bool IsFile(Call call) => call.Owner is { Name: "File", ContainingNamespace: { Name: "IO", ContainingNamespace.Name: "System" } };

    private static Slot? Medium(Call call, Body body, TypeFacts type)
    {
        var receiver = call.Receiver;
        while (receiver is IInvocationOperation { Instance: { } inner }) receiver = inner.Plain();
        if (receiver is IMemberReferenceOperation { Instance: { } holder } && holder.IsOwnMember()) receiver = holder.Plain();
        if (receiver is null || receiver.Referenced() is not { } symbol || symbol is IEventSymbol) return null;
        foreach (var slot in type.AllSlots)
            if (SymbolEqualityComparer.Default.Equals(slot.Symbol, symbol) && slot.Symbol is not IEventSymbol) return slot;
        return symbol is ILocalSymbol local ? Opened(local, body, type) : null;
    }

    /// <summary>What a local was opened with: a connection made with the text that the type holds, a writer on its stream, a client that it asked
    /// for.</summary>
    private static Slot? Opened(ILocalSymbol local, Body body, TypeFacts type)
    {
        if (body.DeclaredValue(local) is not { } opened || local.Type.SpecialType != SpecialType.None || local.Type.IsCollection()) return null;
        return type.AllSlots.FirstOrDefault(slot => !slot.Type.IsCollection() && !slot.Type.IsNumber() && opened.Mentions(slot.Symbol)
            && (slot.Type.SpecialType == SpecialType.None || local.Type.TypeKind == TypeKind.Error
                || local.Type.AllInterfaces.Any(closed => closed.Name == "IDisposable")));
    }
}
