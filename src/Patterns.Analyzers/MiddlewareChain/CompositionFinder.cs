using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>Finds where a type composes links: the row so far is given to a link, and what comes out is the row so far.</summary>
internal static class CompositionFinder
{
    public static ImmutableArray<Composition> Find(TypeFacts type)
    {
        if (!CompositionShape.MayCompose(type)) return ImmutableArray<Composition>.Empty;
        return type.Bodies
            .Where(CompositionSyntax.MayCompose)
            .SelectMany(body =>
                Folds(body).Concat(Loops(body)).Concat(Recursions(body)).Concat(Advances(body)).Concat(Linkings(body)).Concat(HandlerRows.Of(body)))
            .ToImmutableArray();
    }

    private static IEnumerable<Composition> Folds(Body body)
    {
        foreach (var call in body.Calls)
        {
            if (call.Name != "Aggregate") continue;
            foreach (var argument in call.Arguments)
            {
                if (argument.Function(body) is not { } function || function.FunctionSymbol() is not { Parameters.Length: 2 } symbol) continue;
                var (soFar, link) = (symbol.Parameters[0], symbol.Parameters[1]);
                if (soFar.Type.TypeKind != TypeKind.Delegate) continue;
                var given = GivenTo(body, function, soFar, receiver => receiver.Mentions(link))
                    ?? (TakesContinuation(soFar.Type) ? GivenTo(body, function, link, receiver => receiver.Mentions(soFar)) : null);
                if (given is not null)
                    yield return new(CompositionKind.Fold, body, call.Operation,
                        given) { Delegate = soFar.Type, Seed = call.Arguments.Length > 1 ? call.Arguments[0] : null };
            }
        }
    }

    /// <summary>Functions that each take the rest of the chain can be put together from either end.</summary>
    private static bool TakesContinuation(ITypeSymbol link) =>
        link.DelegateSignature()?.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Delegate) == true;

    private static IEnumerable<Composition> Loops(Body body)
    {
        foreach (var loop in body.Of<ILoopOperation>())
            foreach (var assignment in loop.SelfAndDescendants().OfType<ISimpleAssignmentOperation>())
            {
                if (assignment.Target.Type is not { TypeKind: TypeKind.Delegate } type || assignment.Target.Referenced() is not { } soFar
                    || IsDeclaredIn(soFar, loop)) continue;
                var value = assignment.Value.Function(body) ?? assignment.Value;
                foreach (var alias in Aliases(loop, soFar))
                {
                    if (GivenTo(body, value, alias, receiver => IsElement(receiver, loop)) is not { } given) continue;
                    yield return new(CompositionKind.Loop, body, loop, given) { Delegate = type, Seed = SeedOf(body, soFar, loop) };
                    break;
                }
            }
    }

    private static IEnumerable<Composition> Recursions(Body body)
    {
        foreach (var (symbol, function) in Functions(body))
            foreach (var call in CallsIn(body, function))
            {
                if (call.Receiver is null or IInstanceReferenceOperation) continue;
                foreach (var argument in call.Arguments)
                {
                    if (argument.Function(body) is not { } continuation) continue;
                    var step = ByPosition(body, symbol, function, continuation);
                    if (step is not null || ByIndex(body, symbol, function, continuation) || ByTail(body, symbol, function, continuation))
                    {
                        yield return new(CompositionKind.Recursion, body, call.Operation, call, symbol as IMethodSymbol) { Step = step };
                        break;
                    }
                }
            }
    }

    /// <summary>The continuation calls the function again with the next index, and the function takes a link by that index.</summary>
    private static bool ByIndex(Body body, ISymbol symbol, IOperation function, IOperation continuation)
    {
        foreach (var again in CallsIn(body, continuation))
        {
            if (!Calls(again, symbol)) continue;
            foreach (var argument in again.Arguments)
                if (NextOf(argument) is { } index && function.Contains(operation => Indexes(operation, index))) return true;
        }
        return false;
    }

    /// <summary>The continuation moves the position that the request itself carries, and calls the function again, which takes a link by it.</summary>
    private static IOperation? ByPosition(Body body, ISymbol symbol, IOperation function, IOperation continuation) =>
        !CallsIn(body, continuation).Any(again => Calls(again, symbol)) ? null
        : continuation.SelfAndDescendants().FirstOrDefault(operation => operation is IIncrementOrDecrementOperation or IAssignmentOperation
            && operation.Assigned() is { } assigned && assigned.Target is IMemberReferenceOperation { Instance: IParameterReferenceOperation } position
            && function.Contains(element => Indexes(element, position.Member)));

    /// <summary>The function calls itself with the rest of the row, and gives what that returns to the head.</summary>
    private static bool ByTail(Body body, ISymbol symbol, IOperation function, IOperation continuation)
    {
        foreach (var again in CallsIn(body, function))
        {
            if (!Calls(again, symbol) || again.Target?.ReturnType.TypeKind != TypeKind.Delegate || !again.Arguments.Any(argument => IsRest(argument, function)))
                continue;
            if (continuation.Syntax.Span.Contains(again.Syntax.Span)) return true;
            if (again.Operation.Enclosing<IVariableDeclaratorOperation>() is { } local && continuation.Mentions(local.Symbol)) return true;
        }
        return false;
    }

    /// <summary>The function takes the element at a shared position, moves the position on, and gives itself to the element.</summary>
    private static IEnumerable<Composition> Advances(Body body)
    {
        foreach (var (symbol, function) in Functions(body))
        {
            foreach (var call in CallsIn(body, function))
            {
                if (call.Receiver is not { } receiver || call.Operation.Enclosing<ILoopOperation>() is not null) continue;
                if (Origin(receiver, function) is not { } origin || StepOf(origin, function) is not { } step) continue;
                var gives = call.Arguments.Any(argument => IsItself(argument, symbol, body)
                    || argument is IInstanceReferenceOperation && symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary });
                if (gives) yield return new(CompositionKind.Advance, body, call.Operation, call, symbol as IMethodSymbol) { Step = step };
            }
        }
    }

    private static IEnumerable<Composition> Linkings(Body body)
    {
        foreach (var loop in body.Of<ILoopOperation>())
            foreach (var assignment in loop.SelfAndDescendants().OfType<ISimpleAssignmentOperation>())
                if (assignment.Target is IPropertyReferenceOperation { Property: { Name: "InnerHandler", ContainingType: { Name: "DelegatingHandler" } owner } }
                    && owner.Named("System.Net.Http.DelegatingHandler"))
                    yield return new(CompositionKind.Linking, body, loop, null);
    }

    /// <summary>The methods and functions of a body, each with the symbol by which its code can name it.</summary>
    private static IEnumerable<(ISymbol Symbol, IOperation Function)> Functions(Body body)
    {
        if (body.Root is { } root) yield return (body.Method, root);
        foreach (var operation in body.Operations)
        {
            if (operation is ILocalFunctionOperation local) yield return (local.Symbol, local);
            if (operation is IAnonymousFunctionOperation && HolderOf(operation) is { } holder) yield return (holder, operation);
        }
    }

    /// <summary>The local or field that a lambda is put into.</summary>
    private static ISymbol? HolderOf(IOperation lambda)
    {
        foreach (var outer in lambda.Ancestors())
        {
            if (outer is IDelegateCreationOperation or IConversionOperation or IVariableInitializerOperation) continue;
            return outer switch
            {
                ISimpleAssignmentOperation assignment => assignment.Target.Referenced(),
                IVariableDeclaratorOperation declarator => declarator.Symbol,
                _ => null,
            };
        }
        return null;
    }

    private static IEnumerable<Call> CallsIn(Body body, IOperation scope) =>
        body.Calls.Where(call => scope.Syntax.Span.Contains(call.Syntax.Span));

    private static bool Calls(Call call, ISymbol symbol) =>
        SymbolEqualityComparer.Default.Equals(call.Target?.OriginalDefinition, symbol)
        || call.IsDelegate && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, symbol);

    /// <summary>The call inside a scope that receives a value, directly or in a closure, and is made on something that the condition accepts.</summary>
    private static Call? GivenTo(Body body, IOperation scope, ISymbol value, Func<IOperation, bool> receiver)
    {
        foreach (var call in CallsIn(body, scope))
        {
            if (call.Receiver is null || call.Receiver.Referenced() is { } symbol && SymbolEqualityComparer.Default.Equals(symbol, value)
                || !receiver(call.Receiver)) continue;
            if (call.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument.Referenced(), value)
                || argument.Function(body)?.Mentions(value) == true)) return call;
        }
        return null;
    }

    private static IEnumerable<ISymbol> Aliases(ILoopOperation loop, ISymbol soFar)
    {
        yield return soFar;
        foreach (var declarator in loop.SelfAndDescendants().OfType<IVariableDeclaratorOperation>())
            if (SymbolEqualityComparer.Default.Equals(declarator.GetVariableInitializer()?.Value.Referenced(), soFar)) yield return declarator.Symbol;
    }

    public static bool IsDeclaredIn(ISymbol symbol, IOperation scope) =>
        symbol is ILocalSymbol && symbol.DeclaringSyntaxReferences.Any(reference => scope.Syntax.Span.Contains(reference.Span));

    /// <summary>True for the loop's element, a local of the loop, or a value looked up or made there: not the builder itself or a fixed helper.</summary>
    public static bool IsElement(IOperation receiver, ILoopOperation loop) => receiver.Plain() switch
    {
        ILocalReferenceOperation local => IsDeclaredIn(local.Local, loop),
        IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true } => true,
        IInvocationOperation or IPropertyReferenceOperation { Instance: ILocalReferenceOperation } => true,
        _ => false,
    };

    private static IOperation? SeedOf(Body body, ISymbol soFar, ILoopOperation loop)
    {
        foreach (var declarator in body.Of<IVariableDeclaratorOperation>())
            if (SymbolEqualityComparer.Default.Equals(declarator.Symbol, soFar)) return declarator.GetVariableInitializer()?.Value.Plain();
        return null;
    }

    /// <summary><c>index</c> of <c>index + 1</c>.</summary>
    public static ISymbol? NextOf(IOperation argument) =>
        argument is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum && sum.RightOperand.IsConstant(1)
        ? sum.LeftOperand.Referenced()
        : null;

    private static bool Indexes(IOperation operation, ISymbol index) => operation switch
    {
        IArrayElementReferenceOperation element => element.Indices.Any(value => value.Mentions(index)),
        IPropertyReferenceOperation { Property.IsIndexer: true } element => element.Arguments.Any(argument => argument.Value.Mentions(index)),
        IInvocationOperation { TargetMethod.Name: "ElementAt" } call => call.Arguments.Any(argument => argument.Value.Mentions(index)),
        _ => false,
    };

    /// <summary>True for a slice, a skip or a range of a parameter of the function, or of a local that is one.</summary>
    private static bool IsRest(IOperation argument, IOperation function)
    {
        if (argument is ILocalReferenceOperation local)
            foreach (var declarator in function.SelfAndDescendants().OfType<IVariableDeclaratorOperation>())
                if (SymbolEqualityComparer.Default.Equals(declarator.Symbol, local.Local))
                    return declarator.GetVariableInitializer()?.Value.Plain() is { } value and not ILocalReferenceOperation && IsRest(value, function);
        return argument is IInvocationOperation { TargetMethod.Name: "Slice" or "Skip" } || argument.Contains(inner => inner is IRangeOperation)
            || NextOf(argument) is IParameterSymbol;
    }

    /// <summary>The element access or enumerator that a link comes from.</summary>
    private static IOperation? Origin(IOperation receiver, IOperation function)
    {
        if (receiver is ILocalReferenceOperation local)
        {
            foreach (var declarator in function.SelfAndDescendants().OfType<IVariableDeclaratorOperation>())
                if (SymbolEqualityComparer.Default.Equals(declarator.Symbol, local.Local))
                    receiver = declarator.GetVariableInitializer()?.Value.Plain() ?? receiver;
            foreach (var given in function.SelfAndDescendants().OfType<IArgumentOperation>())
                if (given is { Parameter.RefKind: RefKind.Out, Parent: IInvocationOperation taking }
                    && SymbolEqualityComparer.Default.Equals(given.Value.Referenced(), local.Local)) receiver = taking;
        }
        return TakesOut(receiver) || receiver is IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true }
            or IPropertyReferenceOperation { Property.Name: "Current" } ? receiver : null;
    }

    /// <summary>Takes the next link out of a stack or queue.</summary>
    private static bool TakesOut(IOperation origin) =>
        origin is IInvocationOperation { TargetMethod.Name: var name, Instance: not null } && CompositionSyntax.TakingOut.Contains(name);

    /// <summary>What is put back after its use was taken out of a pool.</summary>
    private static bool IsPutBack(IOperation row, IOperation function) => function.SelfAndDescendants().Any(operation =>
        operation is IInvocationOperation { TargetMethod.Name: "Push" or "Enqueue", Instance: { } kept }
        && SymbolEqualityComparer.Default.Equals(kept.Referenced(), row.Referenced()));

    /// <summary>The operation of the function that moves the shared position of an element access.</summary>
    private static IOperation? StepOf(IOperation origin, IOperation function)
    {
        if (origin is IPropertyReferenceOperation { Property.Name: "Current", Instance: { } enumerator } && IsShared(enumerator, function))
            return function.SelfAndDescendants().OfType<IInvocationOperation>().FirstOrDefault(call =>
                call is { TargetMethod.Name: "MoveNext", Instance: { } moved }
                && SymbolEqualityComparer.Default.Equals(moved.Referenced(), enumerator.Referenced()));
        if (origin is IInvocationOperation { Instance: { } row } take && TakesOut(take))
            return (IsShared(row, function) || row.Referenced() is IParameterSymbol) && !IsPutBack(row, function) ? take : null;
        foreach (var operation in function.SelfAndDescendants())
        {
            if (operation is not (IIncrementOrDecrementOperation or IAssignmentOperation) || operation.Assigned() is not { } assigned) continue;
            if (assigned.Target.Type?.SpecialType != SpecialType.System_Int32 || !IsShared(assigned.Target, function)
                || assigned.Target.Referenced() is not { } position) continue;
            if (Indexes(origin, position)) return operation;
        }
        return null;
    }

    /// <summary>True for a field, or a local of the code around the function.</summary>
    private static bool IsShared(IOperation position, IOperation function) => position.Referenced() switch
    {
        IFieldSymbol or IPropertySymbol => position.IsOwnMember(),
        ILocalSymbol local => !IsDeclaredIn(local, function),
        _ => false,
    };

    private static bool IsItself(IOperation argument, ISymbol symbol, Body body)
    {
        if (SymbolEqualityComparer.Default.Equals(argument.Referenced(), symbol)) return true;
        if (argument is IDelegateCreationOperation { Target: IMethodReferenceOperation method }
            && SymbolEqualityComparer.Default.Equals(method.Method.OriginalDefinition, symbol)) return true;
        return argument.Function(body) is { } function && CallsIn(body, function).Any(call => Calls(call, symbol));
    }
}
