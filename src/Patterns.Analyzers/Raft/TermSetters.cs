using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>
/// The methods by which others set or raise the term of the object that holds it: <c>state.Update(term, vote)</c>, <c>state.IncrementTerm()</c>. Only an
/// object that keeps the term and decides nothing has them; a node that compares it with what arrives does the work itself.
/// </summary>
internal sealed class TermSetters
{
    private readonly Term term;
    private readonly ProjectFacts project;
    private readonly Lazy<Dictionary<ISymbol, int>> setters;
    private readonly Lazy<HashSet<ISymbol>> raisers;

    public TermSetters(Term term, ProjectFacts project)
    {
        this.term = term;
        this.project = project;
        setters = new(FindSetters);
        raisers = new(FindRaisers);
    }

    /// <summary>What a body must say to have the term raised.</summary>
    public IEnumerable<string> RaiserNames => raisers.Value.Select(raiser => raiser.Name);

    public IOperation? ValueOf(IOperation operation) =>
        operation is IInvocationOperation { Instance: { } holder } call && holder is not IInstanceReferenceOperation
        && setters.Value.TryGetValue(call.TargetMethod.OriginalDefinition, out var ordinal)
        ? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal)?.Value
        : null;

    public bool Are(IMethodSymbol method) => CalledAs(method).Any(setters.Value.ContainsKey);

    public bool Raises(IOperation operation) => operation is IInvocationOperation { Instance: { } holder } call && holder is not IInstanceReferenceOperation
        && raisers.Value.Contains(call.TargetMethod.OriginalDefinition);

    private INamedTypeSymbol Owner => term.Symbol.ContainingType;

    /// <summary>The types of this project whose code holds the term: its own, those that derive from it and those that fill the contract in.</summary>
    private IEnumerable<TypeFacts> Holders => project.ImplementationsOf(Owner).Prepend(Owner).Select(project.Of).OfType<TypeFacts>();

    private Dictionary<ISymbol, int> FindSetters()
    {
        var found = new Dictionary<ISymbol, int>(SymbolEqualityComparer.Default);
        foreach (var body in Writing())
            if (Given(body) is { } parameter)
                foreach (var method in CalledAs(body.Method)) found[method] = parameter.Ordinal;
        if (Owner.IsContract())
            foreach (var (method, ordinal) in GivenNext()) found[method] = ordinal;
        return found;
    }

    private HashSet<ISymbol> FindRaisers() => new(
        Writing().Where(body => body.Method.Parameters.IsEmpty && body.Words.HasMark('+') && body.Operations.Any(IsRaise))
            .SelectMany(body => CalledAs(body.Method)),
        SymbolEqualityComparer.Default);

    private bool IsRaise(IOperation operation) =>
        operation is IIncrementOrDecrementOperation { Kind: OperationKind.Increment } step && term.Is(step.Target.Referenced())
        || operation is ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } sum && term.Is(sum.Target.Referenced()) && sum.Value.IsOne()
        || operation is ISimpleAssignmentOperation assignment && term.Is(assignment.Target.Referenced()) && assignment.Value.Contains(IsNext);

    /// <summary>The methods that may set the term and answer nothing, of objects that only keep it.</summary>
    private IEnumerable<Body> Writing()
    {
        var writing = Holders.SelectMany(holder => holder.Bodies).Where(MaySet).ToList();
        return writing.Count == 0 || Holders.Any(Decides) ? Enumerable.Empty<Body>() : writing;
    }

    private bool MaySet(Body body) => body.Method is { MethodKind: MethodKind.Ordinary, IsStatic: false, ReturnType: var result }
        && (result.SpecialType == SpecialType.System_Void || result.IsTask()) && Says(body);

    private bool Says(Body body) => body.Words.Has(term.Symbol.Name) || term.Readers.Any(reader => body.Words.Has(reader.Name));

    /// <summary>The parameter that a method stores as the term.</summary>
    private IParameterSymbol? Given(Body body) => body.Operations.SelectMany(Write.In)
        .Where(write => term.Is(write.Target.Referenced()))
        .Select(write => write.Value?.Referenced() as IParameterSymbol)
        .FirstOrDefault(parameter => body.Method.IsSame(parameter?.ContainingSymbol));

    /// <summary>True for a type that holds the term against what arrives, other than to set it.</summary>
    private bool Decides(TypeFacts holder) => holder.Bodies.Any(body => !body.IsConstructor && Says(body) && Compares(body) && Given(body) is null);

    private bool Compares(Body body)
    {
        var flow = ValueFlow.Of(body);
        return body.Of<IBinaryOperation>().Any(binary => binary.OperatorKind.IsOrder()
            && (term.IsRead(binary.LeftOperand, flow) && flow.MessageOf(binary.RightOperand) is not null
                || term.IsRead(binary.RightOperand, flow) && flow.MessageOf(binary.LeftOperand) is not null));
    }

    /// <summary>A method of a contract that is given the term after the present one: what else is given there is a term too.</summary>
    private IEnumerable<(ISymbol Method, int Ordinal)> GivenNext()
    {
        foreach (var type in project.Declared)
            if (type.Words.Has(term.Symbol.Name) || term.Readers.Any(reader => type.Words.Has(reader.Name)))
                foreach (var body in type.Bodies)
                    if (Says(body))
                        foreach (var call in body.Of<IInvocationOperation>())
                            if (call.TargetMethod.ContainingType.IsSame(Owner))
                                foreach (var argument in call.Arguments)
                                    if (argument.Parameter is { } parameter && parameter.Type.IsInteger() && argument.Value.Contains(IsNext))
                                        yield return (call.TargetMethod.OriginalDefinition, parameter.Ordinal);
    }

    /// <summary>The number after the term.</summary>
    private bool IsNext(IOperation operation) =>
        operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum && sum.RightOperand.IsOne() && term.Is(sum.LeftOperand.Referenced())
        || term.IsStep(operation, project);

    /// <summary>A method, and what it is called as through a base type or a contract of this project.</summary>
    private static IEnumerable<ISymbol> CalledAs(IMethodSymbol method)
    {
        for (var called = method; called is not null; called = called.OverriddenMethod) yield return called.OriginalDefinition;
        foreach (var contract in method.ContainingType.AllInterfaces)
            foreach (var promised in contract.OriginalDefinition.GetMembers(method.Name).OfType<IMethodSymbol>())
                if (promised.Parameters.Length == method.Parameters.Length) yield return promised;
    }
}
