using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>Tells a plugin that takes a job from an entry that is only read: who asks for its name, version or type lets it do nothing.</summary>
internal static class PutToWork
{
    private const int Steps = 4;

    /// <summary>True when the plugin does the job, or is handed out to do it.</summary>
    public static bool Uses(IOperation scope, ISymbol plugin, ISymbol asked) => scope.Contains(operation => operation switch
    {
        IInvocationOperation { Instance: { } instance, TargetMethod: var method } => Is(instance, plugin) && IsWork(method, asked),
        IReturnOperation { ReturnedValue: { } value } => Is(value, plugin),
        _ => false,
    });

    /// <summary>True when what a query takes does something, or the one that it takes is handed out to do it.</summary>
    public static bool IsTaken(IOperation query, Body body, INamedTypeSymbol contract, ISymbol asked) => new Taken(body, contract, asked).Works(query, Steps);

    public static bool Is(IOperation operation, ISymbol plugin) => SymbolEqualityComparer.Default.Equals(Plugin(operation), plugin);

    /// <summary>The symbol that stands for a plugin: what an expression names, the indexer of a list, or the array that an element is taken from.</summary>
    public static ISymbol? Plugin(IOperation operation) =>
        operation.Referenced() ?? (operation.Plain() as IArrayElementReferenceOperation)?.ArrayReference.Referenced();

    /// <summary>The list or array of which an operation takes an element.</summary>
    public static IOperation? List(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list, Arguments: { Length: 1 } at } when IsIndex(at[0].Value) => list,
        IArrayElementReferenceOperation { ArrayReference: var array, Indices: { Length: 1 } at } when IsIndex(at[0]) => array,
        _ => null,
    };

    private static bool IsIndex(IOperation at) => at.Type?.SpecialType == SpecialType.System_Int32;

    /// <summary>True for a stage: it is given what the one before it made of the data, and its answer takes the place of that.</summary>
    public static bool IsStage(IOperation scope, ISymbol plugin) => scope.Contains(operation =>
        operation is ISimpleAssignmentOperation { Target: var data, Value: var made } && data.Referenced() is { } passed
        && Call.From(made.Plain()) is { } stage && SymbolEqualityComparer.Default.Equals(stage.ReceiverSymbol, plugin)
        && stage.Arguments.Any(given => given.Mentions(passed)));

    private static bool IsPassedOn(IOperation scope, ISymbol plugin) =>
        scope.Contains(operation => operation is IArgumentOperation { Value: var passed } && Is(passed, plugin));

    /// <summary>What every object can be asked is no work.</summary>
    private static bool IsWork(IMethodSymbol method, ISymbol asked) =>
        method.ContainingType.SpecialType != SpecialType.System_Object && method.OverriddenMethod?.ContainingType.SpecialType != SpecialType.System_Object
        && !SymbolEqualityComparer.Default.Equals(method, asked);

    /// <summary>Follows what a query takes to where it is used.</summary>
    private sealed class Taken(Body body, INamedTypeSymbol contract, ISymbol asked)
    {
        public bool Works(IOperation taken, int steps)
        {
            if (steps == 0) return true;
            var site = Site(taken);
            return site switch
            {
                IConditionalAccessOperation access when access.Operation.Syntax == taken.Syntax || access.Operation.Plain() == taken.Plain() =>
                    WorksBehind(access),
                IInvocationOperation call => IsWork(call.TargetMethod, asked),
                IPropertyReferenceOperation { Type: var part } => part?.TypeKind == TypeKind.Delegate || part is not null && PluginContract.IsOwn(part),
                IBinaryOperation or IExpressionStatementOperation => false,
                IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } next } argument
                    when next.Arguments[0] == argument && next.TargetMethod.ContainingType.IsFramework() => WorksIn(next, steps),
                IReturnOperation { Kind: OperationKind.Return } => taken.Type.Is(contract) || !body.IsOpen || taken.EnclosingFunction() is not null,
                IForEachLoopOperation loop => loop.Locals.Any(plugin => Uses(loop.Body, plugin, asked)),
                IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => WorksAs(local, steps),
                ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } => WorksAs(local, steps),
                IIsPatternOperation pattern =>
                    pattern.Pattern.SelfAndDescendants().SelectMany(part => part.Introduced()).Any(matched => WorksAs(matched.Variable, steps)),
                _ => true,
            };
        }

        /// <summary>The operation that an expression is a part of, behind what only changes its form.</summary>
        private static IOperation? Site(IOperation taken)
        {
            var outer = taken.Parent;
            while (outer is IConversionOperation or IParenthesizedOperation or IAwaitOperation or ICoalesceOperation
                || outer is IConditionalOperation choice && !choice.Condition.Syntax.Span.Contains(taken.Syntax.Span)) outer = outer.Parent;
            return outer;
        }

        private bool WorksBehind(IConditionalAccessOperation access) => access.WhenNotNull.Contains(operation => operation switch
        {
            IInvocationOperation { Instance: IConditionalAccessInstanceOperation, TargetMethod: var method } => IsWork(method, asked),
            IArgumentOperation { Value: IConditionalAccessInstanceOperation } => true,
            _ => false,
        });

        /// <summary>A query that goes on with the plugins: one of its lambdas lets them work, or they leave it.</summary>
        private bool WorksIn(IInvocationOperation query, int steps) =>
            query.Arguments.Skip(1).Select(argument => argument.Value.Plain()).OfType<IDelegateCreationOperation>().Select(made => made.Target)
                .OfType<IAnonymousFunctionOperation>()
                .Any(lambda => lambda.Symbol.Parameters.Any(parameter => Uses(lambda.Body, parameter, asked) || IsPassedOn(lambda.Body, parameter)))
            || (query.Type.Is(contract) || query.Type.ElementType().Is(contract)) && Works(query, steps - 1);

        private bool WorksAs(ISymbol local, int steps) => body.Of<ILocalReferenceOperation>()
            .Any(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local)
                && reference.Parent is not ISimpleAssignmentOperation { Target: ILocalReferenceOperation } && Works(reference, steps - 1));
    }
}
