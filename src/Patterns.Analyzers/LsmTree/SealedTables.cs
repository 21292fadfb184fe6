using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>
/// The tables and runs of an engine whose look-ups are made elsewhere: the full table goes among those that wait for their flush while an empty one takes
/// its place (1), and a run that is opened takes the place of one that waited (2).
/// </summary>
/// <param name="Type">The type.</param>
/// <param name="Active">The table that takes the writes.</param>
/// <param name="Waiting">The full tables that wait for their flush.</param>
/// <param name="Runs">The runs.</param>
/// <param name="Seal">The member that puts the full table aside.</param>
/// <param name="Publish">The member that puts a run in the place of a table.</param>
internal sealed record SealedTables(TypeFacts Type, Slot Active, Slot Waiting, Slot Runs, Body Seal, Body Publish)
{
    private static readonly Words OpenFiles = new("FileStream", "SafeFileHandle", "RandomAccess", "BufferedStream");

    /// <summary>A member puts what it is given into the table that takes the writes.</summary>
    public bool TakesWrites => Type.Bodies.Any(body => body.IsOpen && !body.IsConstructor && body.Words.Has(Active.Name)
        && body.Calls.Any(call => Is(call.Receiver, Active) && call.Arguments.Any(argument => body.Method.Parameters.Any(argument.Mentions))));

    public static SealedTables? Of(TypeFacts type)
    {
        if (type.Symbol.TypeKind != TypeKind.Class || RunTypes.In(type.Project).IsEmpty) return null;
        foreach (var runs in type.Slots.Where(slot => RunIn(slot, type.Project) is not null))
            foreach (var active in type.Slots.Where(slot => slot is { IsReadOnly: false, Type.TypeKind: TypeKind.Class } && IsTable(slot.Type, type.Project)))
                foreach (var waiting in type.Slots.Where(slot => slot.Type.TypeKind != TypeKind.Error && slot.Name != runs.Name
                    && SymbolEqualityComparer.Default.Equals(Collections.Innermost(slot.Type), active.Type)))
                    if (In(type, active, waiting, runs) is { } found) return found;
        return null;
    }

    /// <summary>The type of the runs that a collection holds, themselves or each in an object of its own; null for any other slot.</summary>
    public static INamedTypeSymbol? RunIn(Slot slot, ProjectFacts project)
    {
        if (Collections.Innermost(slot.Type) is not INamedTypeSymbol held) return null;
        if (RunTypes.IsOne(held, project)) return held;
        return project.Of(held)?.Slots.Select(inner => inner.Type).OfType<INamedTypeSymbol>().FirstOrDefault(inner => RunTypes.IsOne(inner, project));
    }

    private static SealedTables? In(TypeFacts type, Slot active, Slot waiting, Slot runs)
    {
        var bodies = type.Bodies.Where(body => !body.IsConstructor).ToList();
        return bodies.FirstOrDefault(body => body.Words.Has(active.Name) && body.Words.Has(waiting.Name) && Seals(body, active, waiting)) is { } seal
            && bodies.FirstOrDefault(body => body.Words.Has(runs.Name) && Publishes(body, waiting, runs)) is { } publish
            ? new(type, active, waiting, runs, seal, publish) : null;
    }

    /// <summary>An object of the project that holds its keys in memory.</summary>
    private static bool IsTable(ITypeSymbol type, ProjectFacts project) =>
        project.Of(type) is { } table && !table.Words.HasAny(OpenFiles) && table.AllSlots.Any(slot => Collections.IsCollection(slot.Type));

    /// <summary>The table is given another, and the one before goes into a collection that is, or becomes, the waiting ones.</summary>
    private static bool Seals(Body body, Slot active, Slot waiting)
    {
        var provenance = Provenance.Of(body);
        return body.Of<ISimpleAssignmentOperation>().Any(assignment => Is(assignment.Target, active) && !assignment.Value.IsNull())
            && body.Calls.Any(call => Collections.Adds(call) && call.Arguments.Any(argument => provenance.Leads(argument, active.Symbol))
                && (provenance.LiesIn(call.Receiver, waiting.Symbol) || call.ReceiverSymbol is ILocalSymbol next
                    && body.Of<ISimpleAssignmentOperation>().Any(assignment => Is(assignment.Target, waiting) && assignment.Value.Mentions(next))));
    }

    /// <summary>A run goes in, and in the same member, or in a helper of it, one of the waiting tables comes out.</summary>
    private static bool Publishes(Body body, Slot waiting, Slot runs) =>
        body.Operations.Any(operation => AddsRun(operation, runs, body))
        && body.Callees.Select(callee => callee.Body).Where(callee => callee.Type == body.Type).Prepend(body).Any(one => one.Words.Has(waiting.Name)
            && one.Operations.Any(operation => TakesOut(operation, waiting)));

    private static bool AddsRun(IOperation operation, Slot runs, Body body) =>
        operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } map } } && Is(map, runs)
        || Call.From(operation) is { } call && Collections.Adds(call) && Provenance.Of(body).LiesIn(call.Receiver, runs.Symbol);

    private static bool TakesOut(IOperation operation, Slot waiting) =>
        operation is ISimpleAssignmentOperation { Target: var target } && Is(target, waiting)
        || Call.From(operation) is { Name: "Remove" or "RemoveAt" or "Dequeue" or "TryDequeue" or "RemoveFirst" or "RemoveLast" } call
            && Is(call.Receiver, waiting);

    private static bool Is(IOperation? operation, Slot slot) => SymbolEqualityComparer.Default.Equals(operation?.Referenced(), slot.Symbol);
}
