using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>A comparison of a count with half of another count.</summary>
/// <param name="Body">The body that makes it.</param>
/// <param name="Operation">The comparison, or the access to the middle element.</param>
/// <param name="Counted">The count that must reach the half.</param>
internal sealed record Majority(Body Body, IOperation Operation, IOperation Counted)
{
    private const int Depth = 3;

    /// <summary>The members that the count is taken from.</summary>
    public IEnumerable<ISymbol> Tallies
    {
        get
        {
            var flow = ValueFlow.Of(Body);
            var members = new List<ISymbol>();
            flow.ComesFrom(Counted, operation =>
            {
                if (operation is IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member
                    && Body.Type.Project.Of(member.Member.ContainingType) is not null) members.Add(member.Member);
                return false;
            });
            return members;
        }
    }

    public static ImmutableArray<Majority> In(Body body) => body.Type.Project.GetOrAdd((nameof(Majority), body), () => Find(body).ToImmutableArray());

    private static IEnumerable<Majority> Find(Body body)
    {
        foreach (var operation in body.Operations)
        {
            if (operation is IBinaryOperation binary && (binary.OperatorKind.IsOrder() || binary.OperatorKind == BinaryOperatorKind.Equals))
            {
                if (IsHalf(binary.RightOperand, body, Depth)) yield return new(body, binary, binary.LeftOperand);
                else if (IsHalf(binary.LeftOperand, body, Depth)) yield return new(body, binary, binary.RightOperand);
            }
            else if (MiddleOf(operation) is { } index && IsHalf(index, body, Depth)) yield return new(body, operation, operation);
        }
    }

    /// <summary>Half of a number that is not known at compile time, computed here or in a member that is named here.</summary>
    private static bool IsHalf(IOperation operation, Body body, int depth)
    {
        if (depth == 0 || operation.Plain().ConstantValue.HasValue) return false;
        var flow = ValueFlow.Of(body);
        return operation.Contains(inner => inner switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } division =>
                !division.LeftOperand.ConstantValue.HasValue && IsTwo(division.RightOperand),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.RightShift } shift => !shift.LeftOperand.ConstantValue.HasValue && shift.RightOperand.IsOne(),
            ILocalReferenceOperation { Local: var local } => flow.OriginsOf(local).Any(origin => IsHalf(origin, body, depth - 1)),
            IPropertyReferenceOperation { Property.GetMethod: { } getter } => ReturnsHalf(getter, body, depth - 1),
            IInvocationOperation { TargetMethod: var method } => ReturnsHalf(method, body, depth - 1),
            IFieldReferenceOperation { Field: var field } => IsSetToHalf(field, body, depth - 1),
            _ => false,
        });
    }

    private static bool ReturnsHalf(IMethodSymbol method, Body body, int depth) => body.Type.Project.BodiesOf(method).Any(callee =>
        callee.Words.Has("2")
        && callee.Of<IReturnOperation>()
            .Any(result => result.ReturnedValue is { } value && value.Type?.SpecialType != SpecialType.System_Boolean && IsHalf(value, callee, depth)));

    private static bool IsSetToHalf(IFieldSymbol field, Body body, int depth) =>
        body.Type.Project.Of(field.ContainingType) is { } owner && owner.Bodies.Any(setter =>
        setter.IsConstructor && setter.Words.Has("2")
        && setter.Of<ISimpleAssignmentOperation>().Any(assignment => field.IsSame(assignment.Target.Referenced()) && IsHalf(assignment.Value, setter, depth)));

    private static bool IsTwo(IOperation operation) =>
        operation.ConstantValue is { HasValue: true, Value: 2 or 2L or 2.0 or 2f or 2u } || operation.Plain().ConstantValue is { HasValue: true, Value: 2 };

    private static IOperation? MiddleOf(IOperation operation) => operation switch
    {
        IArrayElementReferenceOperation { Indices.Length: 1 } element => element.Indices[0],
        IPropertyReferenceOperation { Property.IsIndexer: true, Arguments.Length: 1 } element => element.Arguments[0].Value,
        IInvocationOperation { TargetMethod: { Name: "ElementAt" or "Skip", IsExtensionMethod: true }, Arguments.Length: 2 } rank => rank.Arguments[1].Value,
        _ => null,
    };
}
