using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>A member that says in which of a fixed set of states an object is: its type is an enum of somebody's own.</summary>
internal sealed class StateMember
{
    private readonly ImmutableHashSet<ISymbol> names;

    private StateMember(TypeFacts type, Slot slot, INamedTypeSymbol states)
    {
        Type = type;
        Slot = slot;
        States = states;
        names = Names().ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
        Words = new(names.Select(name => name.Name).ToArray());
    }

    public TypeFacts Type { get; }

    public Slot Slot { get; }

    public string Name => Slot.Name;

    /// <summary>The enum.</summary>
    public INamedTypeSymbol States { get; }

    /// <summary>The names by which code reaches it.</summary>
    public Words Words { get; }

    /// <summary>The state members that a type declares itself. No binding.</summary>
    public static IEnumerable<StateMember> In(TypeFacts type)
    {
        foreach (var slot in type.Slots)
            if (!slot.IsReadOnly && !slot.IsStatic && StatesOf(slot.Type) is { } states) yield return new(type, slot, states);
    }

    public bool IsRead(IOperation operation) => operation.Referenced() is { } symbol && names.Contains(symbol);

    /// <summary>The states that a value can be, as far as the code names them.</summary>
    public IEnumerable<(IOperation Site, IFieldSymbol State)> Named(IOperation value)
    {
        value = value.Plain();
        switch (value)
        {
            case IFieldReferenceOperation { Field: { HasConstantValue: true } state } when SymbolEqualityComparer.Default.Equals(state.ContainingType, States):
                return new[] { ((IOperation)value, state) };
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                return Named(choice.WhenTrue).Concat(Named(otherwise));
            case ISwitchExpressionOperation choice:
                return choice.Arms.SelectMany(arm => Named(arm.Value));
            default:
                return Enumerable.Empty<(IOperation, IFieldSymbol)>();
        }
    }

    /// <summary>What a body assigns to it, itself or through a method of the type that assigns what it is given.</summary>
    public IEnumerable<IOperation> ValuesWritten(Body body)
    {
        foreach (var operation in body.Operations)
        {
            if (operation is ISimpleAssignmentOperation assignment && IsRead(assignment.Target)) yield return assignment.Value;
            else if (operation is IInvocationOperation { TargetMethod: var method } invocation && Setter(method) is { } parameter)
                foreach (var argument in invocation.Arguments)
                    if (argument.Parameter?.Ordinal == parameter.Ordinal) yield return argument.Value;
        }
    }

    /// <summary>The parameter that a method of the type assigns to the member, or null.</summary>
    private IParameterSymbol? Setter(IMethodSymbol method)
    {
        var parameter = method.OriginalDefinition.Parameters.FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(candidate.Type, States));
        if (parameter is null
            || !Type.SelfAndSourceBases.Any(type => SymbolEqualityComparer.Default.Equals(type.Symbol, method.ContainingType.OriginalDefinition))) return null;
        return Type.Project.BodiesOf(method).Any(body => body.Words.HasAny(Words) && body.Of<ISimpleAssignmentOperation>()
            .Any(assignment => IsRead(assignment.Target) && SymbolEqualityComparer.Default.Equals(assignment.Value.Referenced(), parameter))) ? parameter
            : null;
    }

    /// <summary>The slot, and the properties that wrap it where it is the only one of its kind.</summary>
    private IEnumerable<ISymbol> Names()
    {
        yield return Slot.Symbol;
        if (Type.Slots.Count(slot => SymbolEqualityComparer.Default.Equals(slot.Type, Slot.Type)) > 1) yield break;
        foreach (var member in Type.Symbol.GetMembers())
            if (member is IPropertySymbol { IsIndexer: false } property && SymbolEqualityComparer.Default.Equals(property.Type, Slot.Type))
                yield return property;
    }

    private static INamedTypeSymbol? StatesOf(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: var wrapped }) type = wrapped[0];
        return type is INamedTypeSymbol { TypeKind: TypeKind.Enum } states && !states.IsFramework()
            && !states.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "FlagsAttribute")
            ? states
            : null;
    }
}
