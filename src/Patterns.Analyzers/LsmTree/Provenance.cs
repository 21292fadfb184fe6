using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>
/// Where the values of one body come from: the members and parameters that an expression is read out of, followed through locals, loops, elements,
/// calls and lambdas. It says too much rather than too little, so it links places and never tells that a place is the only one.
/// </summary>
internal sealed class Provenance
{
    private readonly Dictionary<ISymbol, List<IOperation>> sources = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<IOperation>> contents = new(SymbolEqualityComparer.Default);

    private Provenance(Body body)
    {
        foreach (var operation in body.Operations) Note(operation);
    }

    public static Provenance Of(Body body) => body.Type.Project.GetOrAdd((nameof(Provenance), body), () => new Provenance(body));

    /// <summary>The fields, properties and parameters behind an expression, also behind what was put into a collection that it reads.</summary>
    public HashSet<ISymbol> Of(IOperation? expression) => Of(expression, throughContents: true);

    private HashSet<ISymbol> Of(IOperation? expression, bool throughContents)
    {
        var found = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var seen = new HashSet<IOperation>();
        var pending = new Stack<IOperation>();
        if (expression is not null) pending.Push(expression);
        while (pending.Count > 0)
        {
            var current = pending.Pop();
            if (!seen.Add(current)) continue;
            if (Named(current) is { } symbol) found.Add(symbol.OriginalDefinition);
            foreach (var source in Behind(current)) pending.Push(source);
            if (throughContents && current is ILocalReferenceOperation { Local: var local } && contents.TryGetValue(local, out var held))
                foreach (var source in held) pending.Push(source);
        }
        return found;
    }

    /// <summary>True when an expression is read out of that member or parameter.</summary>
    public bool Leads(IOperation? expression, ISymbol to) => Of(expression).Contains(to.OriginalDefinition);

    /// <summary>True for a place inside that member or parameter, or inside a copy of it, but not for a collection that merely holds things taken out of
    /// it.</summary>
    public bool LiesIn(IOperation? place, ISymbol holder) => Of(place, throughContents: false).Contains(holder.OriginalDefinition);

    /// <summary>The expressions that a local, or a parameter of a lambda, gets its value from.</summary>
    public IEnumerable<IOperation> SourcesOf(ISymbol local) => sources.TryGetValue(local, out var found) ? found : Enumerable.Empty<IOperation>();

    private static ISymbol? Named(IOperation expression) => expression switch
    {
        IPropertyReferenceOperation { Arguments.Length: > 0 } => null,
        IMemberReferenceOperation member => member.Member,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private IEnumerable<IOperation> Behind(IOperation expression) => expression switch
    {
        ILocalReferenceOperation local => SourcesOf(local.Local),
        IParameterReferenceOperation parameter => SourcesOf(parameter.Parameter),
        IArrayElementReferenceOperation element => new[] { element.ArrayReference },
        IMemberReferenceOperation member => member.Instance is { } instance ? new[] { instance } : Enumerable.Empty<IOperation>(),
        IConditionalAccessInstanceOperation conditional =>
            conditional.ConditionalReceiver() is { } receiver ? new[] { receiver } : Enumerable.Empty<IOperation>(),
        IAnonymousFunctionOperation or INameOfOperation or ITypeOfOperation => Enumerable.Empty<IOperation>(),
        _ => expression.ChildOperations,
    };

    private void Note(IOperation operation)
    {
        foreach (var (variable, source) in operation.Introduced()) Link(variable, source);
        if (operation is IDeconstructionAssignmentOperation deconstruction)
            foreach (var target in deconstruction.Target.SelfAndDescendants().OfType<ILocalReferenceOperation>()) Link(target.Local, deconstruction.Value);
        else if (operation is IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref, Parent: { } call } argument
            && Root(argument.Value) is { } local) Link(local, call);
        else NoteWrite(operation);
    }

    private void NoteWrite(IOperation operation)
    {
        if (operation.Assigned() is { Value: { } value } assignment && Root(assignment.Target) is { } local)
            Link(assignment.Target is ILocalReferenceOperation ? sources : contents, local, value);
        if (Call.From(operation) is { } call && Collections.Adds(call) && call.Receiver is { } receiver && Root(receiver) is { } collection)
            foreach (var argument in call.Arguments) Link(contents, collection, argument);
    }

    /// <summary>The local that holds, or whose element or member is, the target of a write.</summary>
    private static ISymbol? Root(IOperation target) => target.Plain() switch
    {
        ILocalReferenceOperation local => local.Local,
        IDeclarationExpressionOperation declaration => Root(declaration.Expression),
        IMemberReferenceOperation { Instance: { } instance } => Root(instance),
        IArrayElementReferenceOperation element => Root(element.ArrayReference),
        _ => null,
    };

    private void Link(ISymbol local, IOperation? source) => Link(sources, local, source);

    private static void Link(Dictionary<ISymbol, List<IOperation>> links, ISymbol local, IOperation? source)
    {
        if (source is null) return;
        if (!links.TryGetValue(local, out var known)) links.Add(local, known = new());
        known.Add(source);
    }
}
