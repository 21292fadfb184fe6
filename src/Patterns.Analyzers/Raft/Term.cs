using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>The whole number by which a node tells elections apart.</summary>
internal sealed class Term
{
    private readonly TermSetters setters;
    private readonly Lazy<Words> names;

    private Term(ISymbol symbol, ImmutableArray<ISymbol> readers, ProjectFacts project)
    {
        Symbol = symbol;
        Readers = readers;
        setters = new(this, project);
        names = new(() => new(readers.Select(reader => reader.Name).Append(symbol.Name).Concat(setters.RaiserNames).Distinct().ToArray()));
    }

    /// <summary>The field or property that holds it.</summary>
    public ISymbol Symbol { get; }

    /// <summary>What a body must say to use it.</summary>
    public Words Names => names.Value;

    /// <summary>The members that return it.</summary>
    public ImmutableArray<ISymbol> Readers { get; }

    public static Term Of(ISymbol symbol, ProjectFacts project) =>
        project.GetOrAdd((nameof(Term), symbol), () => new Term(symbol, ReadersOf(symbol, project).ToImmutableArray(), project));

    /// <summary>True for the member itself or a property that returns it.</summary>
    public bool Is(ISymbol? member)
    {
        if (member is null) return false;
        if (Symbol.IsSame(member)) return true;
        foreach (var reader in Readers)
            if (reader.IsSame(member)) return true;
        return false;
    }

    /// <summary>The value that a call on the object that holds the term sets it to; null for any other call.</summary>
    public IOperation? SetBy(IOperation operation) => setters.ValueOf(operation);

    /// <summary>True for a method by which others set the term, or one that fills it in.</summary>
    public bool IsSetBy(IMethodSymbol method) => setters.Are(method);

    /// <summary>True for a call that makes the object that holds the term raise it.</summary>
    public bool IsRaisedBy(IOperation operation) => setters.Raises(operation);

    /// <summary>True for an expression that reads the term, also by way of a local copy, an atomic read or the number inside it.</summary>
    public bool IsRead(IOperation operation, ValueFlow flow)
    {
        foreach (var source in flow.Sources(operation))
            if (Is(source.Referenced()) || IsAtomicRead(source)
                || source is IInvocationOperation { Arguments.IsEmpty: true, TargetMethod: var asked } && Is(asked)
                || source is IMemberReferenceOperation { Instance: { } number } && number.Type.IsInteger() && Is(number.Referenced())) return true;
        return false;
    }

    /// <summary>True where a number of the code's own type is asked for the next one: <c>term.Increment()</c>.</summary>
    public bool IsStep(IOperation operation, ProjectFacts project) =>
        operation is IInvocationOperation { Instance: { } number, Arguments.IsEmpty: true, TargetMethod: { ReturnType: var next } step }
        && Is(number.Referenced())
        && next.IsSame(step.ContainingType) && project.BodiesOf(step).Any(body => body.Words.HasMark('+'));

    private bool IsAtomicRead(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "Read", ContainingType.Name: "Volatile" or "Interlocked" }, Arguments.Length: 1 } read
        && Is(read.Arguments[0].Value.Referenced());

    /// <summary>The members of its own type that return it, and those of other types that pass it on: <c>Term => node.State.Term</c>.</summary>
    private static IEnumerable<ISymbol> ReadersOf(ISymbol symbol, ProjectFacts project)
    {
        var readers = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { symbol };
        for (var found = 0; found < readers.Count;)
        {
            found = readers.Count;
            readers.UnionWith(readers.SelectMany(reader => TwinsOf(reader, project)).ToList());
            var names = new Words(readers.Select(reader => reader.Name).Distinct().ToArray());
            foreach (var type in project.Declared)
                if (type.Words.HasAny(names))
                    readers.UnionWith(type.Bodies.Where(body => Returns(body, names, readers)).Select(body => body.Method.AssociatedSymbol ?? body.Method));
        }
        return readers.Where(reader => !symbol.IsSame(reader));
    }

    /// <summary>What a contract's property is in the types that fill it in, and what stands behind an overridden one.</summary>
    private static IEnumerable<ISymbol> TwinsOf(ISymbol member, ProjectFacts project)
    {
        if (member is not IPropertySymbol { ContainingType: var owner } property) yield break;
        if (property.OverriddenProperty is { } overridden) yield return overridden.OriginalDefinition;
        if (!property.IsAbstract && !property.IsVirtual && !property.IsOverride) yield break;
        foreach (var type in project.ImplementationsOf(owner))
            if (type.GetMembers(property.Name).OfType<IPropertySymbol>().FirstOrDefault() is { } twin)
            {
                yield return twin;
                if (twin.GetMethod is { } getter && project.BodiesOf(getter) is [var body]
                    && body.Of<IReturnOperation>().FirstOrDefault()?.ReturnedValue is { } value
                    && value.IsOwnMember() && value.Referenced() is { } kept) yield return kept.OriginalDefinition;
            }
    }

    private static bool Returns(Body body, Words names, HashSet<ISymbol> readers) =>
        body.Method is { MethodKind: MethodKind.PropertyGet or MethodKind.Ordinary, Parameters.IsEmpty: true } reader && reader.ReturnType.IsInteger()
        && body.Words.HasAny(names) && !readers.Contains(reader.AssociatedSymbol ?? reader)
        && body.Of<IReturnOperation>().Any(result => result.ReturnedValue?.Referenced() is { } member && readers.Contains(member.OriginalDefinition));
}
