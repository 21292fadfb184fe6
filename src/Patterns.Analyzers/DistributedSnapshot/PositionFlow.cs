using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>Where a loaded position goes inside one type: locals, fields, parameters of its own members and constructors.</summary>
internal sealed class PositionFlow
{
    private const int Rounds = 3;

    private readonly TypeFacts type;
    private readonly PositionPair pair;
    private readonly HashSet<ISymbol> held = new(SymbolEqualityComparer.Default);

    public PositionFlow(TypeFacts type, PositionPair pair)
    {
        this.type = type;
        this.pair = pair;
        for (var round = 0; round < Rounds; round++)
        {
            var before = held.Count;
            foreach (var body in type.Bodies) Follow(body);
            if (held.Count == before) break;
        }
    }

    /// <summary>True for a value that comes from what was loaded.</summary>
    public bool IsHeld(IOperation value) => value.Contains(inner => inner.Referenced() is { } symbol && held.Contains(symbol) || Call.From(inner) is { } call && pair.Loads(call));

    /// <summary>A call that reads the input from the loaded position on: what it gives is used, or it is told where to deliver; null where there is none.</summary>
    public Call? Reading()
    {
        foreach (var body in type.Bodies)
            foreach (var call in body.Calls)
                if (!pair.Loads(call) && !pair.Saves(call) && !call.IsLogging() && !IsOwn(call.Target) && call.Owner?.IsFramework() != true
                    && call.Arguments.Any(argument => argument.Type?.Awaited().MayBePosition() == true && IsHeld(argument)) && (IsUsed(call) || call.Arguments.Any(argument => argument is IDelegateCreationOperation))) return call;
        return null;
    }

    /// <summary>A comparison of an arriving item's position with the one that is kept.</summary>
    public IEnumerable<(Body Body, IOperation Comparison)> Comparisons()
    {
        foreach (var body in type.Bodies)
            foreach (var binary in body.Of<IBinaryOperation>())
                if (binary.OperatorKind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
                    && (IsAdmission(binary.LeftOperand, binary.RightOperand) || IsAdmission(binary.RightOperand, binary.LeftOperand))) yield return (body, binary);
    }

    private bool IsAdmission(IOperation arriving, IOperation kept) => arriving.Item() is { } item && !held.Contains(item) && !IsHeld(arriving) && kept.Contains(inner => inner.Referenced() is { } symbol && held.Contains(symbol));

    private void Follow(Body body)
    {
        foreach (var operation in body.Operations)
            switch (operation)
            {
                case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator: Pass(declarator.Symbol, declarator.Symbol.Type, value); break;
                case IDeconstructionAssignmentOperation deconstruction when IsHeld(deconstruction.Value):
                    foreach (var local in deconstruction.Target.SelfAndDescendants().OfType<ILocalReferenceOperation>()) Pass(local.Local, local.Type!, deconstruction.Value);
                    break;
                case ISimpleAssignmentOperation assignment when assignment.Target.Referenced() is { } target && (target is ILocalSymbol || assignment.Target.IsOwnMember()): Pass(target, assignment.Target.Type!, assignment.Value); break;
                case IInvocationOperation invocation when IsOwn(invocation.TargetMethod): PassArguments(invocation.Arguments); break;
                case IObjectCreationOperation { Constructor: { } constructor } creation when IsOwn(constructor): PassArguments(creation.Arguments); break;
            }
    }

    private void PassArguments(ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
            if (argument.Parameter is { } parameter) Pass(parameter.OriginalDefinition, parameter.Type, argument.Value);
    }

    private void Pass(ISymbol target, ITypeSymbol targetType, IOperation value)
    {
        if (!held.Contains(target) && (targetType.MayBePosition() || targetType.IsSame(pair.Position)) && IsHeld(value)) held.Add(target);
    }

    private bool IsOwn(IMethodSymbol? method) => SymbolEqualityComparer.Default.Equals(method?.ContainingType.OriginalDefinition, type.Symbol);

    private static bool IsUsed(Call call)
    {
        var outer = call.Operation.Parent;
        while (outer is IAwaitOperation or IConversionOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "WithCancellation" or "NoContext" } or IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "WithCancellation" } })
            outer = outer.Parent;
        return outer is not IExpressionStatementOperation;
    }
}
