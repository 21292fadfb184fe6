using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>Where a loaded position goes inside one type: locals, fields, parameters of its own members and constructors.</summary>
internal sealed class PositionFlow
{
    private const int Rounds = 3;

    private static readonly Words Seeks = new("Position", "Seek");

    private readonly TypeFacts type;
    private readonly PositionPair? pair;
    private readonly HashSet<ISymbol> held = new(SymbolEqualityComparer.Default);

    public PositionFlow(TypeFacts type, PositionPair pair) : this(type, pair, null) { }

    /// <summary>The flow of what a member holds.</summary>
    public PositionFlow(TypeFacts type, ISymbol kept) : this(type, null, kept) { }

    private PositionFlow(TypeFacts type, PositionPair? pair, ISymbol? kept)
    {
        this.type = type;
        this.pair = pair;
        if (kept is not null) held.Add(kept);
        for (var round = 0; round < Rounds; round++)
        {
            var before = held.Count;
            foreach (var body in type.Bodies) Follow(body);
            if (held.Count == before) break;
        }
    }

    /// <summary>True for a value that comes from what was loaded.</summary>
    public bool IsHeld(IOperation value) =>
        value.Contains(inner =>
            (inner is IInvocationOperation own ? own.TargetMethod.OriginalDefinition : inner.Referenced()) is { } symbol && held.Contains(symbol)
            || pair is { Out: null } && Call.From(inner) is { } call && pair.Loads(call));

    /// <summary>A call that reads the input from the loaded position on, or is told where to deliver it; null where there is none.</summary>
    public Call? Reading()
    {
        foreach (var body in type.Bodies)
            foreach (var call in body.Calls)
                if (pair?.Loads(call) != true && pair?.Saves(call) != true && !call.IsLogging() && call.Owner?.IsFramework() != true
                    && call.Arguments.Any(argument => IsPosition(argument.Type?.Awaited()) && IsHeld(argument))
                    && (MovesOn(call) || !IsOwn(call.Target) && IsInput(call, body))) return call;
        return null;
    }

    /// <summary>The position is handed over by reference: who reads moves it on.</summary>
    private bool MovesOn(Call call) => call.Operation is IInvocationOperation invocation && invocation.Arguments.Any(argument =>
        argument.Parameter is { RefKind: RefKind.Ref, Type: var type } && type.IsNumber() && IsHeld(argument.Value));

    /// <summary>Where a reader is made with the position, kept and asked; null where there is none.</summary>
    public IObjectCreationOperation? Opening() => type.Bodies.SelectMany(body => body.Of<IObjectCreationOperation>()).FirstOrDefault(creation =>
        creation.Type is INamedTypeSymbol reader && !reader.IsFramework()
        && creation.Arguments.Any(argument => argument.Value.Type.MayBePosition() && IsHeld(argument.Value)) && Kept(creation) is { } kept
        && IsAsked(kept, reader));

    /// <summary>Where a file that is opened to be read is set to the position; null where there is none.</summary>
    public IOperation? Seeking()
    {
        foreach (var body in type.Bodies)
            foreach (var operation in body.Words.HasAny(Seeks) ? body.Operations : ImmutableArray<IOperation>.Empty)
            {
                var (place, position) = operation switch
                {
                    ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Position", Instance: { } stream } } set =>
                        (stream, set.Value),
                    IInvocationOperation { TargetMethod.Name: "Seek", Instance: { } stream, Arguments: [var to, ..] } => (stream, to.Value),
                    _ => (null, null),
                };
                if (place is not null && IsHeld(position!) && IsOpenedToRead(place, body)) return operation;
            }
        return null;
    }

    private static bool IsOpenedToRead(IOperation stream, Body body)
    {
        var opened = stream.Referenced() is ILocalSymbol local ? body.DeclaredValue(local)?.Plain() : null;
        return opened is IObjectCreationOperation { Type.Name: "FileStream" } or IInvocationOperation { TargetMethod.Name: "OpenRead" or "Open" }
            && !opened.Contains(inner => inner is IFieldReferenceOperation { Field: { Name: "Write" or "ReadWrite", ContainingType.Name: "FileAccess" } });
    }

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
        arriving.Item() is { } item && !IsStream(item) && !held.Contains(item) && !IsHeld(arriving)
        && kept.Contains(inner => inner.Referenced() is { } symbol && held.Contains(symbol)) ? item : null;

    /// <summary>How long a file is says nothing about what comes out of it.</summary>
    private static bool IsStream(ISymbol item) => item is ILocalSymbol { Type: var type } && type.SelfAndBases().Any(self => self.Named("System.IO.Stream"));

    private void Follow(Body body)
    {
        foreach (var operation in body.Operations)
            switch (operation)
            {
                case IInvocationOperation load when pair?.Out is { } given && pair.Loads(Call.From(load)!.Value): Take(load, given); break;
                case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator: Pass(declarator.Symbol, declarator.Symbol.Type, value); break;
                case IDeconstructionAssignmentOperation deconstruction when IsHeld(deconstruction.Value):
                    foreach (var local in deconstruction.Target.SelfAndDescendants().OfType<ILocalReferenceOperation>())
                        Pass(local.Local, local.Type!, deconstruction.Value);
                    break;
                case ISimpleAssignmentOperation assignment
                    when assignment.Target.Referenced() is { } target && (target is ILocalSymbol || assignment.Target.IsOwnMember()):
                    Pass(target, assignment.Target.Type!, assignment.Value); break;
                case IForEachLoopOperation loop when IsHeld(loop.Collection) && loop.Collection.Type.IsNumbers(): held.UnionWith(loop.Locals); break;
                case IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd", Instance: { } map, Arguments: [_, var number] }
                    when IsPart(map, number.Value):
                    held.Add(map.Referenced()!); break;
                case IReturnOperation { ReturnedValue: { } answer } result
                    when IsPosition(body.Method.ReturnType.Awaited()) && result.EnclosingFunction() is null
                    && IsHeld(answer): held.Add(body.Method); break;
                case IInvocationOperation invocation when IsOwn(invocation.TargetMethod): PassArguments(invocation.Arguments); break;
                case IObjectCreationOperation { Constructor: { } constructor } creation when IsOwn(constructor): PassArguments(creation.Arguments); break;
            }
    }

    private void Take(IInvocationOperation load, IParameterSymbol given)
    {
        foreach (var argument in load.Arguments)
            if (argument.Parameter?.Ordinal == given.Ordinal && argument.Value.Referenced() is { } taker) held.Add(taker);
    }

    private void PassArguments(ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
            if (argument.Parameter is { } parameter) Pass(parameter.OriginalDefinition, parameter.Type, argument.Value);
    }

    private void Pass(ISymbol target, ITypeSymbol targetType, IOperation value)
    {
        if (!held.Contains(target) && (IsPosition(targetType) || targetType.IsSame(pair?.Position)) && IsHeld(value)) held.Add(target);
    }

    private static bool IsPosition(ITypeSymbol? type) => type.MayBePosition() || type.IsNumbers();

    /// <summary>A local map takes a loaded position under the part of the input that it belongs to.</summary>
    private bool IsPart(IOperation map, IOperation number) => map is ILocalReferenceOperation && map.Type.IsNumbers() && IsHeld(number);

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
