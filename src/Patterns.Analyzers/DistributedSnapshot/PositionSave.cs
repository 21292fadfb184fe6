using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>A call that makes a position durable.</summary>
/// <param name="Body">The code in which it stands.</param>
/// <param name="Call">The call.</param>
/// <param name="Item">The message, record or event whose position it is, where that is a local or a parameter; otherwise null.</param>
internal sealed record PositionSave(Body Body, Call Call, ISymbol? Item)
{
    /// <summary>The calls that are handed the item, a part of it, or what was made of it: its processing. Logging, helpers and the saving itself are
    /// none.</summary>
    public IEnumerable<Call> Processing()
    {
        if (Item is null) yield break;
        foreach (var call in Processing(Item, Body))
            if (call.Operation != Call.Operation) yield return call;
    }

    /// <summary>The calls in a body that are handed an item, and may do something with it.</summary>
    public static IEnumerable<Call> Processing(ISymbol item, Body body)
    {
        if ((item is ILocalSymbol { Type: var held } ? held : item.HeldType()).IsPositionOnly()) yield break;
        foreach (var call in body.Calls)
            if (!call.IsLogging() && IsGiven(call, item, body) && !IsHelper(call) && !IsMeasured(call) && !OnlyLooks(call, body.Type.Project))
                yield return call;
    }

    /// <summary>The first processing that surely comes before the save, or null.</summary>
    public Call? ProcessedBefore()
    {
        foreach (var call in Processing())
            if (Flow?.Dominates(call.Syntax, Call.Syntax) == true
                || Flow?.CanReach(call.Syntax, Call.Syntax) == true && call.Syntax.SpanStart < Call.Syntax.SpanStart) return call;
        return null;
    }

    /// <summary>The control flow around the save, be it a lambda's.</summary>
    public FlowGraph? Flow
    {
        get
        {
            var function = Call.Operation.EnclosingFunction();
            return function is null ? Body.Flow : Body.FlowOf(function);
        }
    }

    /// <summary>The test around the save by which it happens only now and then: each so many items, or after some time.</summary>
    public IOperation? Throttle()
    {
        foreach (var outer in Call.Operation.Ancestors())
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation) return null;
            if (outer is IConditionalOperation choice && Throttles(choice.Condition)) return choice.Condition;
        }
        foreach (var choice in Body.Of<IConditionalOperation>())
            if (choice.Syntax.SpanStart < Call.Syntax.SpanStart && choice.WhenTrue is IReturnOperation or IBlockOperation { Operations: [IReturnOperation] }
                && Throttles(choice.Condition)) return choice.Condition;
        return null;
    }

    private static bool Throttles(IOperation condition) => condition.Contains(inner => inner switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder } => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan
            or BinaryOperatorKind.LessThanOrEqual } compared =>
            IsTime(compared.LeftOperand) || IsTime(compared.RightOperand) || IsCount(compared.LeftOperand) || IsCount(compared.RightOperand),
        _ => false,
    });

    private static bool IsTime(IOperation value) => value.Type.NotNull() is { Name: "DateTime" or "DateTimeOffset" or "TimeSpan" };

    private static bool IsCount(IOperation value) => value.Plain() is IIncrementOrDecrementOperation { Kind: OperationKind.Increment };

    private static bool IsGiven(Call call, ISymbol item, Body body) =>
        call.Arguments.Any(argument => argument is not (IAnonymousFunctionOperation or IDelegateCreationOperation)
        && argument.Parent is not IArgumentOperation { Parameter.RefKind: RefKind.Out } && argument.Contains(inner =>
        inner.Referenced() is { } symbol && IsOf(symbol, item, body) && !IsPositionOnly(inner)));

    /// <summary>True for the item, and for a local that was made of it.</summary>
    private static bool IsOf(ISymbol symbol, ISymbol item, Body body) =>
        SymbolEqualityComparer.Default.Equals(symbol, item) || symbol is ILocalSymbol { Type: var type } && !type.IsNumber() && !type.IsOfLibrary()
        && body.Of<IVariableDeclaratorOperation>()
            .Any(local => SymbolEqualityComparer.Default.Equals(local.Symbol, symbol) && local.Initializer?.Value is { } value && value.Mentions(item));

    /// <summary><c>item.Offset</c> is handed to bookkeeping, not to processing.</summary>
    private static bool IsPositionOnly(IOperation item) =>
        item.Parent is IMemberReferenceOperation { Type: var type } && type.IsNumber()
        || item.Parent is IMemberReferenceOperation { Type: { } position } && position.IsOfLibrary();

    /// <summary>What the framework does with a value changes nothing outside.</summary>
    private static bool IsHelper(Call call) =>
        !call.IsDelegate && call.Owner is { } owner && owner.IsFramework() && !owner.IsCollection() && owner.Name is not ("ChannelWriter" or "HttpClient");

    /// <summary>A static member that makes a number of something, as how long it is: it measures and changes nothing.</summary>
    private static bool IsMeasured(Call call) => call.Target is { IsStatic: true, IsExtensionMethod: false } target && target.ReturnType.IsNumber();

    /// <summary>A member that throws or logs, answers nothing and changes nothing lets an item pass; it does not process it.</summary>
    private static bool OnlyLooks(Call call, ProjectFacts project)
    {
        if (call.Target is not { } target
            || !target.ReturnsVoid && !(target.ReturnType is INamedTypeSymbol { IsGenericType: false } && target.ReturnType.IsTask())) return false;
        var bodies = project.BodiesOf(target).ToList();
        return bodies.Count > 0 && bodies.All(body =>
            body.Operations.Any(operation => operation is IThrowOperation || Call.From(operation)?.IsLogging() == true) && !body.Operations.Any(MayChange));
    }

    /// <summary>An assignment to anything but a local or a member of a value that is being made, or a call whose result nobody takes.</summary>
    private static bool MayChange(IOperation operation) => operation switch
    {
        IIncrementOrDecrementOperation counted => counted.Target.Plain() is not ILocalReferenceOperation,
        IAssignmentOperation { Parent: IAnonymousObjectCreationOperation } => false,
        IAssignmentOperation assignment => assignment.Target.Plain() is not (ILocalReferenceOperation or IDiscardOperation),
        IExpressionStatementOperation statement =>
            (statement.Operation is IAwaitOperation awaited ? awaited.Operation : statement.Operation) is { } done && Call.From(done) is { } call
            && !call.IsLogging() && call.Target is not { IsStatic: true },
        _ => false,
    };
}
