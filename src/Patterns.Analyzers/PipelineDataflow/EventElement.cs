using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>A contract that takes an item by a method and gives one on by an event, so that the method of one element can hear the event of another.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Take">The method.</param>
/// <param name="Give">The event.</param>
internal sealed record EventElement(INamedTypeSymbol Contract, IMethodSymbol Take, IEventSymbol Give)
{
    /// <summary>The contract of that kind that a type fulfils. No binding.</summary>
    public static EventElement? Of(TypeFacts type)
    {
        if (type.Symbol is { BaseType.SpecialType: SpecialType.System_Object, Interfaces.IsEmpty: true }) return null;
        foreach (var contract in type.Symbol.AllInterfaces.Concat(type.Symbol.SelfAndBases().Skip(1)))
            if (In(contract, type.Project) is { } element) return element;
        return null;
    }

    /// <summary>The body that raises the event with an item, that of the method before others.</summary>
    public (Body Body, Call Raise)? RaisedIn(TypeFacts type)
    {
        foreach (var body in type.Bodies.Where(body => body.Words.Has(Give.Name)).OrderByDescending(IsTake))
            foreach (var call in body.Calls)
                if (call is { IsDelegate: true, ReceiverSymbol: IEventSymbol raised, Arguments.Length: > 0 } && raised.Name == Give.Name) return (body, call);
        return null;
    }

    /// <summary>The member of a type that holds elements.</summary>
    public ISymbol? LineOf(TypeFacts type) => type.AllSlots
        .FirstOrDefault(slot => Stages.ElementContract(slot.Type) is { } element && element.Is(Contract))?.Symbol;

    public bool IsTake(Body body) => body.Method.Name == Take.Name && body.Method.Parameters.Length == Take.Parameters.Length;

    /// <summary>Both sides have the type that the contract is told: it says nothing but that items go through.</summary>
    public bool IsAboutItems => Contract.IsGenericType && Take.OriginalDefinition.Parameters[Take.Parameters.Length - 1].Type is ITypeParameterSymbol;

    /// <summary>Where somebody in the project lets the method of one element hear the event of another. Binds where the words allow it.</summary>
    public IOperation? Link(ProjectFacts project) => project.GetOrAdd(
        (nameof(EventElement), nameof(Link), Contract.OriginalDefinition),
        () => project.Declared.Select(LinkIn).FirstOrDefault(link => link is not null));

    /// <summary>The contracts of that kind that a project declares and a type names a link of.</summary>
    public static IEnumerable<EventElement> NamedIn(TypeFacts type) => type.Project.GetOrAdd(
        nameof(EventElement), () => type.Project.Types.Select(contract => In(contract, type.Project)).OfType<EventElement>().ToImmutableArray())
        .Where(element => type.Words.Has(element.Give.Name) && type.Words.Has(element.Take.Name));

    /// <summary>Where a type lets the method of one element hear the event of another.</summary>
    public IOperation? LinkIn(TypeFacts type) => !type.Words.Has(Give.Name) || !type.Words.Has(Take.Name) ? null : type.Bodies
        .Where(body => body.Words.Has(Give.Name) && body.Words.Has(Take.Name))
        .SelectMany(body => body.Of<IEventAssignmentOperation>())
        .FirstOrDefault(joined => joined.Adds && IsOn(joined.EventReference, Give) && joined.HandlerValue.Contains(handler => IsOn(handler, Take)));

    private bool IsOn(IOperation operation, ISymbol member) => operation switch
    {
        IMemberReferenceOperation { Member: var used, Instance: { } element } => used.Name == member.Name && IsElement(element.Type),
        IInvocationOperation { TargetMethod: var called, Instance: { } element } => called.Name == member.Name && IsElement(element.Type),
        _ => false,
    };

    private bool IsElement(ITypeSymbol? element) => element is INamedTypeSymbol type
        && type.AllInterfaces.Concat(type.SelfAndBases()).Any(contract => Derivation.Same(contract.OriginalDefinition, Contract.OriginalDefinition));

    private static EventElement? In(INamedTypeSymbol contract, ProjectFacts project)
    {
        if (!Stages.IsContract(contract)) return null;
        return project.GetOrAdd((nameof(EventElement), contract), () => Find(contract));
    }

    private static EventElement? Find(INamedTypeSymbol contract)
    {
        foreach (var given in contract.GetMembers().OfType<IEventSymbol>())
        {
            if (given.IsStatic || given.Type.DelegateSignature() is not { ReturnsVoid: true, Parameters.Length: 1 } handler) continue;
            foreach (var take in contract.GetMembers().OfType<IMethodSymbol>())
                if (take is { MethodKind: MethodKind.Ordinary, IsStatic: false, ReturnsVoid: true, Parameters.Length: 1 }
                    && Stages.IsItem(take.Parameters[0].Type) && Derivation.Same(take.Parameters[0].Type, handler.Parameters[0].Type))
                    return new(contract, take, given);
        }
        return null;
    }
}
