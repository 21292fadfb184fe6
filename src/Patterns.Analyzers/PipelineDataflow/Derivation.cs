using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>
/// Which values of one body were computed from which others, without regard to order: through locals, lambda parameters, loops, patterns, out
/// arguments, and collections that something was added to.
/// </summary>
internal sealed class Derivation
{
    private readonly Dictionary<ISymbol, List<IOperation>> sources = new(SymbolEqualityComparer.Default);

    private Derivation(Body body)
    {
        foreach (var operation in body.Operations) Note(operation);
    }

    public static Derivation Of(Body body) => body.Type.Project.GetOrAdd((nameof(Derivation), body), () => new Derivation(body));

    /// <summary>What a local, or another variable that the body writes, was given.</summary>
    public IEnumerable<IOperation> SourcesOf(ISymbol variable) => sources.TryGetValue(variable, out var found) ? found : Enumerable.Empty<IOperation>();

    /// <summary>True when the value, or one that it was computed from in this body, satisfies the condition.</summary>
    public bool ComesFrom(IOperation? value, Func<IOperation, bool> condition)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<IOperation>();
        if (value is not null) pending.Push(value);
        while (pending.Count > 0)
        {
            var current = pending.Pop();
            if (condition(current)) return true;
            if (current is INameOfOperation or ITypeOfOperation) continue;
            foreach (var child in current.ChildOperations) pending.Push(child);
            if (current.Referenced() is not { } symbol || !seen.Add(symbol)) continue;
            foreach (var source in SourcesOf(symbol)) pending.Push(source);
        }
        return false;
    }

    /// <summary>True when the value was computed from that variable.</summary>
    public bool ComesFrom(IOperation? value, ISymbol variable) => ComesFrom(value, operation => Same(operation.Referenced(), variable));

    public static bool Same(ISymbol? left, ISymbol? right) => left is not null && SymbolEqualityComparer.Default.Equals(left, right);

    private void Note(IOperation operation)
    {
        foreach (var (variable, source) in operation.Introduced()) Link(variable, source);
        if (operation is IDeconstructionAssignmentOperation deconstruction)
            foreach (var target in deconstruction.Target.SelfAndDescendants()) Link(target.Referenced(), deconstruction.Value);
        else if (operation is IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref, Parent: { } call } argument)
            Link(argument.Value.Referenced(), call);
        else NoteWrite(operation);
    }

    private void NoteWrite(IOperation operation)
    {
        if (operation.Assigned() is { Value: { } value } assignment) LinkAll(assignment.Target, value);
        else if (Call.From(operation) is { Receiver: { } receiver } call && Adds(call))
            foreach (var argument in call.Arguments) LinkAll(receiver, argument);
    }

    /// <summary>What is put into a part of an object is in the object.</summary>
    private void LinkAll(IOperation target, IOperation source)
    {
        for (var part = target.Plain(); part is not null; part = Holder(part)?.Plain()) Link(part.Referenced(), source);
    }

    private static IOperation? Holder(IOperation part) => part switch
    {
        IArrayElementReferenceOperation element => element.ArrayReference,
        IMemberReferenceOperation { Instance: { } instance } and not IMethodReferenceOperation => instance,
        _ => null,
    };

    private static bool Adds(Call call) =>
        call.Name is "Add" or "AddRange" or "Enqueue" or "Push" or "Insert" or "AddLast" or "AddFirst" or "TryAdd" or "Append";

    private void Link(ISymbol? variable, IOperation? source)
    {
        if (variable is null || source is null) return;
        if (!sources.TryGetValue(variable, out var found)) sources.Add(variable, found = new());
        found.Add(source);
    }
}
