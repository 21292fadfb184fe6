using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>A comparison of the own term with one that arrived.</summary>
/// <param name="Comparison">The comparison.</param>
/// <param name="Arrived">The other term.</param>
/// <param name="Message">The parameter or reply that the other term arrived with.</param>
/// <param name="Kind">The relation of the arrived term to the own one: <c>LessThan</c> for a stale message.</param>
internal readonly record struct Fence(IOperation Comparison, IOperation Arrived, ISymbol Message, BinaryOperatorKind Kind);

/// <summary>What one body does with a term.</summary>
internal sealed class TermUse
{
    private TermUse(Body body, Term term)
    {
        Body = body;
        Term = term;
        Flow = ValueFlow.Of(body);
        var fences = ImmutableArray.CreateBuilder<Fence>();
        var agreements = ImmutableArray.CreateBuilder<IOperation>();
        var raises = ImmutableArray.CreateBuilder<IOperation>();
        var adoptions = ImmutableArray.CreateBuilder<IOperation>();
        var assignments = ImmutableArray.CreateBuilder<IOperation>();
        foreach (var operation in body.Operations)
        {
            if (FenceIn(operation) is { } fence) fences.Add(fence);
            if (IsAgreement(operation)) agreements.Add(operation);
            if (IsRaise(operation)) raises.Add(operation);
            if (!AssignsTerm(operation, out var value)) continue;
            assignments.Add(operation);
            if (value is not null && Arrived(value) && !IsFactory(operation)) adoptions.Add(operation);
        }
        Fences = fences.ToImmutable();
        Agreements = agreements.ToImmutable();
        Raises = raises.ToImmutable();
        Assignments = assignments.ToImmutable();
        var isConstruction = body.IsConstructor || body.Method.MethodKind is MethodKind.PropertySet or MethodKind.PropertyGet;
        Adoptions = isConstruction ? ImmutableArray<IOperation>.Empty : adoptions.ToImmutable();
    }

    public Body Body { get; }

    public Term Term { get; }

    public ValueFlow Flow { get; }

    /// <summary>Where the own term is compared with one that arrived.</summary>
    public ImmutableArray<Fence> Fences { get; }

    /// <summary>Where the own term is asked for being the one that arrived.</summary>
    public ImmutableArray<IOperation> Agreements { get; }

    /// <summary>Where the next term is made: <c>term++</c>, <c>term + 1</c>.</summary>
    public ImmutableArray<IOperation> Raises { get; }

    /// <summary>Where the term is set to one that arrived.</summary>
    public ImmutableArray<IOperation> Adoptions { get; }

    /// <summary>Where the term is set to anything.</summary>
    public ImmutableArray<IOperation> Assignments { get; }

    /// <summary>True when the body reads the term at all.</summary>
    public bool Mentions => Body.Operations.Any(operation => Term.Is(operation.Referenced()));

    public static TermUse Of(Body body, Term term) => body.Type.Project.GetOrAdd((nameof(TermUse), body, term), () => new TermUse(body, term));

    private Fence? FenceIn(IOperation operation)
    {
        var (left, right, kind) = operation switch
        {
            IBinaryOperation binary when binary.OperatorKind.IsOrder() => (binary.LeftOperand, binary.RightOperand, binary.OperatorKind),
            IInvocationOperation { TargetMethod.Name: "CompareTo", Instance: { } instance, Arguments.Length: 1 } call =>
                (instance, call.Arguments[0].Value, BinaryOperatorKind.GreaterThan),
            _ => default((IOperation?, IOperation?, BinaryOperatorKind)),
        };
        if (left is null || right is null) return null;
        var isRight = Term.IsRead(right, Flow);
        if (Term.IsRead(left, Flow) == isRight) return null;
        if (isRight) return Flow.MessageOf(left) is { } leftMessage ? new(operation, left, leftMessage, kind) : null;
        return Flow.MessageOf(right) is { } rightMessage ? new(operation, right, rightMessage, kind.Mirrored()) : null;
    }

    private bool IsAgreement(IOperation operation) => operation is IBinaryOperation { OperatorKind: var kind } test && kind.IsEquality()
        && (Term.IsRead(test.LeftOperand, Flow) && Flow.MessageOf(test.RightOperand) is not null
            || Term.IsRead(test.RightOperand, Flow) && Flow.MessageOf(test.LeftOperand) is not null);

    private bool IsRaise(IOperation operation) => operation switch
    {
        IIncrementOrDecrementOperation { Kind: OperationKind.Increment } step => Term.Is(step.Target.Referenced()),
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } sum => Term.Is(sum.Target.Referenced()) && sum.Value.IsOne(),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => Term.IsRead(sum.LeftOperand, Flow) && sum.RightOperand.IsOne() && IsHandedOn(sum),
        IInvocationOperation { TargetMethod: { Name: "Increment", ContainingType.Name: "Interlocked" }, Arguments.Length: 1 } step =>
            Term.Is(step.Arguments[0].Value.Referenced()),
        IInvocationOperation call => Term.IsRaisedBy(call) || Term.IsStep(call, Body.Type.Project) && IsHandedOn(call),
        _ => false,
    };

    /// <summary>Whether the node's own number is raised or compared, not that of something that it was given or walks over.</summary>
    public bool IsOnOwn => Raises.Concat(Fences.Select(fence => fence.Comparison)).Any(operation =>
        operation.Contains(inner => inner is IMemberReferenceOperation { Member: var member, Instance: var holder } && Term.Is(member)
            && (holder is null || Flow.MessageOf(holder) is null)));

    /// <summary>A next term that is stored as such or passed, not one that is only compared, looked up or remembered elsewhere.</summary>
    private bool IsHandedOn(IOperation sum)
    {
        var outer = sum.Parent;
        while (outer is IConversionOperation or IParenthesizedOperation) outer = outer.Parent;
        if (outer is ISimpleAssignmentOperation
            { Target: IFieldReferenceOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } } kept })
            return Term.Is(kept.Field);
        return outer is IAssignmentOperation or IVariableInitializerOperation or ITupleOperation
            or IArgumentOperation { Parent: not IPropertyReferenceOperation };
    }

    private bool AssignsTerm(IOperation operation, out IOperation? value)
    {
        value = null;
        foreach (var write in Write.In(operation))
        {
            if (!Term.Is(write.Target.Referenced())) continue;
            value = write.Value;
            return true;
        }
        if (operation is IInvocationOperation { TargetMethod: { Name: "Exchange" or "Write", ContainingType.Name: "Interlocked" or "Volatile" },
            Arguments.Length: 2 } exchange
            && Term.Is(exchange.Arguments[0].Value.Referenced()))
        {
            value = exchange.Arguments[1].Value;
            return true;
        }
        if (Term.SetBy(operation) is { } given)
        {
            value = given;
            return true;
        }
        if (operation is not IObjectCreationOperation { Constructor: { } constructor } creation || !creation.Type.Is(Term.Symbol.ContainingType)) return false;
        value = creation.Arguments.FirstOrDefault(argument => Sets(constructor, argument.Parameter))?.Value;
        return value is not null;
    }

    /// <summary>A static member that makes its own type is a constructor by another name: nothing is there yet that could adopt a term.</summary>
    private bool IsFactory(IOperation operation) =>
        operation is IObjectCreationOperation { Type: { } made } && Body.Method.IsStatic && made.IsSame(Body.Method.ContainingType);

    /// <summary>True when a constructor stores that parameter as the term.</summary>
    private bool Sets(IMethodSymbol constructor, IParameterSymbol? parameter)
    {
        if (parameter is null || !parameter.Type.IsInteger()) return false;
        if (string.Equals(parameter.Name, Term.Symbol.Name, StringComparison.OrdinalIgnoreCase)) return true;
        foreach (var body in Body.Type.Project.BodiesOf(constructor))
            foreach (var operation in body.Operations)
                if (Write.In(operation).Any(write => write.Value is { } stored && Term.Is(write.Target.Referenced()) && parameter.IsSame(stored.Referenced())))
                    return true;
        return false;
    }

    private bool Arrived(IOperation value) => value.Plain() switch
    {
        IInvocationOperation { TargetMethod: { Name: "Max", ContainingType.Name: "Math" } } larger =>
            larger.Arguments.Any(argument => !Term.IsRead(argument.Value, Flow) && Flow.MessageOf(argument.Value) is not null),
        var plain => !Term.IsRead(plain, Flow) && !IsNext(plain) && Flow.MessageOf(plain) is not null,
    };

    /// <summary>The number after another one, the own or an arrived one, is new.</summary>
    private bool IsNext(IOperation value) => Flow.Sources(value).Any(source =>
        source is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } || Term.IsStep(source, Body.Type.Project));
}
