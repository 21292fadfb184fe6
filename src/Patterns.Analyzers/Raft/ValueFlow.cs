using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>Where the values of one body come from: which locals copy what, and what arrived with a message.</summary>
internal sealed class ValueFlow
{
    private const int Depth = 8;

    private readonly Lazy<Dictionary<ISymbol, List<IOperation>>> origins;

    private ValueFlow(Body body) => origins = new(() => Definitions(body));

    public static ValueFlow Of(Body body) => body.Type.Project.GetOrAdd((nameof(ValueFlow), body), () => new ValueFlow(body));

    /// <summary>What a local is made of: its initializers, what is assigned to it, and the sequence or pattern input that it is taken from.</summary>
    public IEnumerable<IOperation> OriginsOf(ISymbol local) => origins.Value.TryGetValue(local, out var found) ? found : Enumerable.Empty<IOperation>();

    /// <summary>The operation, or where it is a local what the local was given, and so on.</summary>
    public IEnumerable<IOperation> Sources(IOperation operation, int depth = Depth)
    {
        var plain = operation.Plain();
        yield return plain;
        if (plain is not ILocalReferenceOperation { Local: var local } || depth == 0) yield break;
        foreach (var origin in OriginsOf(local))
            foreach (var source in Sources(origin, depth - 1)) yield return source;
    }

    /// <summary>True when the value, or one that it was computed from in this body, satisfies the condition.</summary>
    public bool ComesFrom(IOperation operation, Func<IOperation, bool> condition, int depth = 3) => operation.Contains(inner =>
        condition(inner)
        || depth > 0 && inner is ILocalReferenceOperation { Local: var local } && OriginsOf(local).Any(origin => ComesFrom(origin, condition, depth - 1)));

    /// <summary>The parameter or reply that a value arrived with; null for one that this node made itself.</summary>
    public ISymbol? MessageOf(IOperation value, int depth = Depth)
    {
        if (depth == 0) return null;
        switch (value.Plain())
        {
            case IParameterReferenceOperation { Parameter: var parameter }:
                return parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } ? null : parameter;
            case ILocalReferenceOperation { Local: var local }:
                foreach (var origin in OriginsOf(local))
                    if (MessageOf(origin, depth - 1) is { } message) return message is IMethodSymbol ? local : message;
                return null;
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } collection } element:
                return MessageOf(collection, depth - 1)
                    ?? FirstMessage(element.Arguments.Select(argument => argument.Value).Where(index => !index.Plain().Type.IsInteger()), depth);
            case IMemberReferenceOperation { Instance: { } instance } and not IMethodReferenceOperation: return MessageOf(instance, depth - 1);
            case IArrayElementReferenceOperation element: return MessageOf(element.ArrayReference, depth - 1);
            case IConditionalAccessOperation access: return MessageOf(access.Operation, depth - 1);
            case IConditionalAccessInstanceOperation conditional:
                return conditional.ConditionalReceiver() is { } receiver ? MessageOf(receiver, depth - 1) : null;
            case ICoalesceOperation coalesce: return MessageOf(coalesce.Value, depth - 1);
            case IConditionalOperation { WhenFalse: { } otherwise } choice: return MessageOf(choice.WhenTrue, depth - 1) ?? MessageOf(otherwise, depth - 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, RightOperand.ConstantValue.HasValue: true } shift:
                return MessageOf(shift.LeftOperand, depth - 1);
            case IInvocationOperation invocation: return MessageOf(invocation, depth);
            case IInvalidOperation invalid: return FirstMessage(invalid.ChildOperations, depth);
            default: return null;
        }
    }

    /// <summary>A reply is awaited; any other call hands on what it is called on, or what a static one is given.</summary>
    private ISymbol? MessageOf(IInvocationOperation invocation, int depth)
    {
        if (IsAwaited(invocation)) return invocation.TargetMethod;
        return invocation.Instance is { } instance
            ? MessageOf(instance, depth - 1)
            : FirstMessage(invocation.Arguments.Select(argument => argument.Value), depth)
                ?? invocation.Arguments.Select(argument => SoughtBy(argument.Value)).FirstOrDefault(message => message is not null);
    }

    /// <summary>The parameter that a condition compares with: what it finds was named by a message.</summary>
    private static ISymbol? SoughtBy(IOperation argument) =>
        argument.Plain() is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation condition } ? null : condition.SelfAndDescendants()
        .OfType<IParameterReferenceOperation>()
        .Select(reference => reference.Parameter)
        .FirstOrDefault(parameter => parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary });

    private ISymbol? FirstMessage(IEnumerable<IOperation> values, int depth) =>
        values.Select(value => MessageOf(value, depth - 1)).FirstOrDefault(message => message is not null);

    private static bool IsAwaited(IOperation invocation)
    {
        for (var outer = invocation.Parent; outer is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } or IAwaitOperation; outer = outer.Parent)
            if (outer is IAwaitOperation) return true;
        return false;
    }

    private static Dictionary<ISymbol, List<IOperation>> Definitions(Body body)
    {
        var origins = new Dictionary<ISymbol, List<IOperation>>(SymbolEqualityComparer.Default);
        foreach (var operation in body.Operations)
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when declarator.GetVariableInitializer() is { } initializer:
                    Define(declarator.Symbol, initializer.Value);
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment:
                    Define(local, assignment.Value);
                    break;
                case IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol: var element } } loop:
                    Define(element, loop.Collection);
                    break;
                case IDeconstructionAssignmentOperation deconstruction:
                    foreach (var target in deconstruction.Target.SelfAndDescendants().OfType<ILocalReferenceOperation>())
                        Define(target.Local, deconstruction.Value);
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Out, Parent: { } call } argument
                    when argument.Value.Plain() is IDeclarationExpressionOperation or ILocalReferenceOperation:
                    if (argument.Value.Referenced() is ILocalSymbol output) Define(output, call);
                    break;
                case IIsPatternOperation test:
                    DefineIn(test.Pattern, test.Value);
                    break;
                case ISwitchOperation choice:
                    foreach (var clause in choice.Cases.SelectMany(section => section.Clauses)) DefineIn(clause, choice.Value);
                    break;
                case ISwitchExpressionOperation choice:
                    foreach (var arm in choice.Arms) DefineIn(arm.Pattern, choice.Value);
                    break;
            }
        }
        return origins;

        void Define(ISymbol local, IOperation origin)
        {
            if (!origins.TryGetValue(local, out var known)) origins.Add(local, known = new());
            known.Add(origin);
        }

        void DefineIn(IOperation pattern, IOperation origin)
        {
            foreach (var inner in pattern.SelfAndDescendants())
                if (Declared(inner) is { } declared) Define(declared, origin);
        }
    }

    private static ISymbol? Declared(IOperation pattern) => pattern switch
    {
        IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
        IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
        _ => null,
    };
}
