using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop;

/// <summary>Collections that only say what the code at hand has done before: nobody else changes them, so they show no state of anything.</summary>
internal static class OwnNotes
{
    /// <summary>
    /// True for what the pass itself fills, by its correction or by what follows it, or replaces by what it saw, unless what it holds is alive: a process, a
    /// task, an object that is called.
    /// </summary>
    public static bool Are(Difference difference)
    {
        var (keys, body) = (difference.Keys.Plain(), difference.Body);
        var notes = keys is IPropertyReferenceOperation { Property.Name: "Keys" or "Values", Instance: { } of } ? of.Plain() : keys;
        return (IsFilledLater(notes, difference.Site, body) || IsReplaced(notes, difference.From, body) || IsFilledByPass(notes, difference.Remedy, body))
            && !IsAlive(notes.Type.ElementType(), body.Type);
    }

    /// <summary>A member that the pass, or the member of the type that corrects, fills.</summary>
    private static bool IsFilledByPass(IOperation notes, Call remedy, Body body) =>
        notes.IsOwnMember() && notes.Referenced() is { } member && Own(remedy, body).Append(body).Any(part => Fillings(member, part).Any());

    private static IEnumerable<Body> Own(Call remedy, Body body) =>
        remedy is { Receiver: IInstanceReferenceOperation, Target: { } target } ? body.Type.Project.BodiesOf(target) : Enumerable.Empty<Body>();

    /// <summary>A local that only gets its members after it is asked for them: it knows what the rounds before have done.</summary>
    private static bool IsFilledLater(IOperation notes, IOperation site, Body body) =>
        notes is ILocalReferenceOperation { Local: var local }
        && body.DeclaredValue(local)?.Plain() is IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null }
        && Fillings(local, body).ToList() is { Count: > 0 } fillings && fillings.TrueForAll(filling => filling.Syntax.SpanStart > site.Syntax.Span.End);

    /// <summary>A member in whose place the pass puts the very state that it compared: it holds what was seen last.</summary>
    private static bool IsReplaced(IOperation notes, Origin seen, Body body) =>
        notes is IMemberReferenceOperation { Member: var member, Instance: var holder } && body.Of<ISimpleAssignmentOperation>().Any(assignment =>
        assignment.Target is IMemberReferenceOperation target && SymbolEqualityComparer.Default.Equals(target.Member, member)
        && SymbolEqualityComparer.Default.Equals(target.Instance?.Referenced(), holder?.Referenced())
        && Origin.Of(assignment.Value, body) is { } origin && origin.IsOf(seen));

    private static IEnumerable<IOperation> Fillings(ISymbol collection, Body body) =>
        body.Operations.Where(operation => Origin.IsFilling(operation, collection));

    /// <summary>True where what is missing is put by a plain call into the very object that lacks it: a union of two sets.</summary>
    public static bool Take(Call remedy, IOperation keys, Body body) => !Correction.IsAsync(remedy) && remedy.ReceiverSymbol is { } receiver
        && SelfAndHolder(keys, body).Any(holder => SymbolEqualityComparer.Default.Equals(holder, receiver));

    /// <summary>True where what a pass finds goes by a plain call into a part of the type's own that the same pass asks what to leave out: it remembers what
    /// it has seen.</summary>
    public static bool Remember(Call remedy, IOperation keys, Body body) => !Correction.IsAsync(remedy) && remedy.Receiver?.IsOwnMember() == true
        && remedy.ReceiverSymbol is { } memory && !keys.Mentions(memory)
        && body.Calls.Any(asked => SymbolEqualityComparer.Default.Equals(asked.ReceiverSymbol, memory)
            && asked.Target?.ReturnType.SpecialType == SpecialType.System_Boolean && asked.Arguments.Length > 0
            && asked.Operation.Syntax.SpanStart < remedy.Operation.Syntax.SpanStart);

    private static IEnumerable<ISymbol?> SelfAndHolder(IOperation keys, Body body)
    {
        keys = keys.Plain();
        yield return keys.Referenced();
        if (keys is ILocalReferenceOperation { Local: var local }) keys = body.DeclaredValue(local)?.Plain() ?? keys;
        if (keys is IMemberReferenceOperation { Instance: { } holder }) yield return holder.Referenced();
    }

    private static bool IsAlive(ITypeSymbol? element, TypeFacts type)
    {
        if (element is not { IsReferenceType: true, SpecialType: SpecialType.None }) return false;
        if (element.IsTask() || element.AllInterfaces.Any(contract => contract.SpecialType == SpecialType.System_IDisposable)) return true;
        return type.Bodies.Any(body => body.Calls.Any(call => SymbolEqualityComparer.Default.Equals(call.Receiver?.Type, element) && Correction.Is(call)));
    }
}
