using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>Members in which a reader keeps a thing that carries its stamp, a ticket say, which it took from where somebody else has the current one.</summary>
internal static class Carriers
{
    private const int Depth = 4;

    /// <summary>The member that an expression reads, with where it is filled; null for one that holds the current thing itself.</summary>
    public static Keep? Of(IOperation owner, ProjectFacts project) =>
        owner.Plain() is IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol { IsIndexer: false } } held && project.Of(held.Type) is not null
            ? project.GetOrAdd<Keep?>((nameof(Carriers), held.Member.OriginalDefinition), () => Find(held.Member.OriginalDefinition, project))
            : null;

    /// <summary>What a method of the project leaves in a variable that it is given to fill.</summary>
    public static IEnumerable<(IOperation Value, Body Body)> GivenOut(ISymbol variable, Body body, ProjectFacts project)
    {
        foreach (var argument in body.Of<IArgumentOperation>())
            if (argument is { Parameter: { RefKind: RefKind.Out } parameter, Parent: IInvocationOperation call }
                && variable.IsSame(argument.Value.Referenced()))
                foreach (var callee in project.BodiesOf(call.TargetMethod))
                    foreach (var set in callee.Of<ISimpleAssignmentOperation>())
                        if (set.Target.Referenced() is IParameterSymbol given && given.Ordinal == parameter.Ordinal) yield return (set.Value, callee);
    }

    private static Keep? Find(ISymbol member, ProjectFacts project)
    {
        foreach (var (value, assignment, body) in Counters.AssignmentsOf(member, project))
            if (IsTaken(value, body, member, project, Depth)) return new(member, assignment, body);
        foreach (var body in project.Of(member.ContainingType)?.Bodies.Where(body => body.Words.Has(member.Name)) ?? Enumerable.Empty<Body>())
            foreach (var (value, code) in GivenOut(member, body, project))
                if (IsTaken(value, code, member, project, Depth)) return new(member, value, body);
        return null;
    }

    /// <summary>The value is what a member of another type holds at the moment, also by way of locals and calls.</summary>
    private static bool IsTaken(IOperation value, Body? body, ISymbol member, ProjectFacts project, int depth)
    {
        if (depth == 0 || body is null) return false;
        return value.Plain() switch
        {
            IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } held => !member.ContainingType.IsSame(held.Member.ContainingType),
            ILocalReferenceOperation { Local: var local } => LocalValues.Of(body, local).Any(given => IsTaken(given, body, member, project, depth - 1)),
            IInvocationOperation call => project.BodiesOf(call.TargetMethod).Any(callee => callee.Of<IReturnOperation>()
                .Any(result => result.ReturnedValue is { } returned && IsTaken(returned, callee, member, project, depth - 1))),
            _ => false,
        };
    }
}
