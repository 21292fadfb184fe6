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
    public bool IsHeld(IOperation value) =>
        value.Contains(inner => inner.Referenced() is { } symbol && held.Contains(symbol) || Call.From(inner) is { } call && pair.Loads(call));

    /// <summary>A call that reads the input from the loaded position on, or is told where to deliver it; null where there is none.</summary>
    public Call? Reading()
    {
        foreach (var body in type.Bodies)
            foreach (var call in body.Calls)
                if (!pair.Loads(call) && !pair.Saves(call) && !call.IsLogging() && !IsOwn(call.Target) && call.Owner?.IsFramework() != true
                    && call.Arguments.Any(argument => argument.Type?.Awaited().MayBePosition() == true && IsHeld(argument)) && IsInput(call, body)) return call;
        return null;
    }

    /// <summary>Where a reader is made with the position, kept and asked; null where there is none.</summary>
    public IObjectCreationOperation? Opening() => type.Bodies.SelectMany(body => body.Of<IObjectCreationOperation>()).FirstOrDefault(creation =>
        creation.Type is INamedTypeSymbol reader && !reader.IsFramework()
        && creation.Arguments.Any(argument => argument.Value.Type.MayBePosition() && IsHeld(argument.Value)) && Kept(creation) is { } kept
        && IsAsked(kept, reader));

    /// <summary>True where the position is where a loop, a call that gives the input, or a reader that is made with it begins.</summary>
    public bool StartsReading() => Reading() is not null || Opening() is not null || type.Bodies.Any(body => body.Of<IForLoopOperation>().Any(loop =>
        loop.Before.Any(before => before.Contains(inner => inner is IVariableInitializerOperation { Value: { } start } && IsHeld(start)))));

    private static ISymbol? Kept(IOperation creation) => creation.Ancestors().TakeWhile(outer => outer is not IBlockOperation).Select(outer => outer switch
    {
        IVariableDeclaratorOperation declarator => declarator.Symbol,
        ISimpleAssignmentOperation assignment => assignment.Target.Referenced(),
        _ => null,
    }).FirstOrDefault(symbol => symbol is not null);

    /// <summary>What is kept there is asked for something.</summary>
    private bool IsAsked(ISymbol kept, INamedTypeSymbol reader) => type.Bodies.Any(body => body.Words.Has(kept.Name) && body.Calls.Any(call =>
        SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, kept) && call.Target is { ReturnsVoid: false } asked && asked.ContainingType.Is(reader)));

    /// <summary>The comparisons of an arriving item's position with the one that is kept.</summary>
    public IEnumerable<Admission> Comparisons()
    {
        foreach (var body in type.Bodies)
            foreach (var binary in body.Of<IBinaryOperation>())
            {
                if (binary.OperatorKind is not (BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan
                    or BinaryOperatorKind.LessThanOrEqual)) continue;
                var isLess = binary.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual;
                if (Arriving(binary.LeftOperand, binary.RightOperand) is { } left) yield return new(body, binary, left, isLess);
                else if (Arriving(binary.RightOperand, binary.LeftOperand) is { } right) yield return new(body, binary, right, !isLess);
            }
    }

    private ISymbol? Arriving(IOperation arriving, IOperation kept) =>
        arriving.Item() is { } item && !held.Contains(item) && !IsHeld(arriving)
        && kept.Contains(inner => inner.Referenced() is { } symbol && held.Contains(symbol)) ? item : null;

    private void Follow(Body body)
    {
        foreach (var operation in body.Operations)
            switch (operation)
            {
                case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator: Pass(declarator.Symbol, declarator.Symbol.Type, value); break;
                case IDeconstructionAssignmentOperation deconstruction when IsHeld(deconstruction.Value):
                    foreach (var local in deconstruction.Target.SelfAndDescendants().OfType<ILocalReferenceOperation>())
                        Pass(local.Local, local.Type!, deconstruction.Value);
                    break;
                case ISimpleAssignmentOperation assignment
                    when assignment.Target.Referenced() is { } target && (target is ILocalSymbol || assignment.Target.IsOwnMember()):
                    Pass(target, assignment.Target.Type!, assignment.Value); break;
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

    /// <summary>What the call gives is gone through item by item, or asked for again and again.</summary>
    private static bool IsInput(Call call, Body body)
    {
        if (call.Arguments.Any(argument => argument is IDelegateCreationOperation)
            || call.Receiver is not null && call.Operation.Enclosing<ILoopOperation>() is not null) return true;
        var local = call.Operation.Ancestors().TakeWhile(outer => outer is not IBlockOperation).OfType<IVariableDeclaratorOperation>().FirstOrDefault()?.Symbol;
        return local is not null && body.Of<IForEachLoopOperation>().Any(loop => loop.Collection.Mentions(local));
    }
}
