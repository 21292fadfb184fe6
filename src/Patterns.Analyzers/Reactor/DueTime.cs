using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor;

/// <summary>Whether a timeout follows from when something is due: from a collection of timers, or from the distance between a time that the type keeps and the
/// clock.</summary>
internal static class DueTime
{
    private const int Steps = 3;

    private static readonly string[] Clocks = ["UtcNow", "Now", "Elapsed", "ElapsedMilliseconds", "ElapsedTicks", "TickCount", "TickCount64", "GetTimestamp"];

    public static bool Decides(IOperation timeout, Body body) => Decides(timeout, body, Steps);

    private static bool Decides(IOperation value, Body body, int steps) => value.SelfAndDescendants().Any(operation => operation switch
    {
        IMemberReferenceOperation member when member.IsOwnMember() && Holds(member.Type) => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } distance => IsDistance(distance, body),
        _ when steps == 0 => false,
        ILocalReferenceOperation { Local: var local } =>
            body.Operations.Any(write => Written(write, local) is { } source && !source.Mentions(local) && Decides(source, body, steps - 1)),
        IInvocationOperation { TargetMethod: var method } =>
            body.Type.Project.BodiesOf(method)
                .Any(callee => callee.Type == body.Type
                    && callee.Operations.Any(inner => inner is IReturnOperation { ReturnedValue: { } result } && Decides(result, callee, steps - 1)))
            || operation.ChildOperations.Any(argument => argument is IArgumentOperation { Parameter.RefKind: RefKind.Out })
                && body.Type.Project.BodiesOf(method)
                    .Any(callee => callee.Type == body.Type
                        && callee.Operations.Any(inner => inner is IMemberReferenceOperation member && member.IsOwnMember() && Holds(member.Type))),
        IPropertyReferenceOperation { Property.GetMethod: { } getter } =>
            body.Type.Project.BodiesOf(getter)
                .Any(callee => callee.Type == body.Type
                    && callee.Operations.Any(inner => inner is IReturnOperation { ReturnedValue: { } result } && Decides(result, callee, steps - 1))),
        _ => false,
    });

    /// <summary>What a local gets: a value, or what a call writes to it.</summary>
    private static IOperation? Written(IOperation operation, ILocalSymbol local) => operation switch
    {
        IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, local) =>
            declarator.GetVariableInitializer()?.Value,
        ISimpleAssignmentOperation assignment when SymbolEqualityComparer.Default.Equals(assignment.Target.Referenced(), local) => assignment.Value,
        IInvocationOperation call
            when call.Arguments.Any(argument => argument.Parameter?.RefKind == RefKind.Out
                && SymbolEqualityComparer.Default.Equals(argument.Value.Referenced(), local)) => call.Instance ?? call,
        _ => null,
    };

    /// <summary>A collection of the framework, and not only of what is to be run.</summary>
    private static bool Holds(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType.TypeKind != TypeKind.Delegate,
        INamedTypeSymbol { IsGenericType: true } collection =>
            collection.IsFramework() && collection.ContainingNamespace.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal)
            && !(collection.TypeArguments.Length == 1 && collection.TypeArguments[0].TypeKind == TypeKind.Delegate),
        _ => false,
    };

    private static bool IsDistance(IBinaryOperation distance, Body body) => IsKept(distance.LeftOperand, body) && IsClock(distance.RightOperand, body);

    /// <summary>A time that the type keeps, or a copy of it.</summary>
    private static bool IsKept(IOperation value, Body body) => value.Contains(IsOwn)
        || value.SelfAndDescendants()
            .Any(operation => operation is ILocalReferenceOperation { Local: var copy }
                && body.Operations.Any(write => Written(write, copy) is { } source && source.Contains(IsOwn)));

    private static bool IsOwn(IOperation operation) =>
        operation is IMemberReferenceOperation { Member: IFieldSymbol { IsConst: false } or IPropertySymbol { IsIndexer: false } } && operation.IsOwnMember();

    private static bool IsClock(IOperation value, Body body) => value.SelfAndDescendants().Any(operation => operation switch
    {
        IPropertyReferenceOperation { Property.Name: var name } => Array.IndexOf(Clocks, name) >= 0,
        IInvocationOperation { TargetMethod.Name: var name } => Array.IndexOf(Clocks, name) >= 0,
        ILocalReferenceOperation { Local: var local } =>
            body.DeclaredValue(local) is { } declared && declared is not ILocalReferenceOperation && IsClock(declared, body),
        _ => false,
    });
}
