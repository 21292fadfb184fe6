using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>
/// <c>handlers.Any(handler => handler.Process(request))</c>: the handlers get the request in turn until one says that it has dealt with it. What they do
/// to the request tells them from conditions, of which a query asks whether one holds.
/// </summary>
/// <param name="Row">The handlers.</param>
/// <param name="Call">The call of one of them.</param>
internal sealed record FirstTaker(Slot Row, Call Call)
{
    private const int Implementations = 16;

    public static FirstTaker? In(Body body, List<Slot> rows)
    {
        if (!body.Words.Has("Any")) return null;
        foreach (var query in body.Of<IInvocationOperation>())
        {
            if (query is not { TargetMethod: { Name: "Any", ContainingType: var linq }, Arguments: { Length: 2 } arguments }
                || !linq.Named("System.Linq.Enumerable")
                || rows.FirstOrDefault(row => SymbolEqualityComparer.Default.Equals(row.Symbol, arguments[0].Value.Referenced())) is not { } handlers
                || arguments[1].Value.Function(body) is not IAnonymousFunctionOperation { Symbol.Parameters: { Length: 1 } each } lambda) continue;
            var calls = body.Calls.Where(call => SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, each[0])).ToList();
            if (calls.Count == 1 && IsAnswer(calls[0], lambda) && calls[0].Arguments.Any(IsGivenRequest) && Acts(calls[0].Target, body.Type.Project))
                return new(handlers, calls[0]);
        }
        return null;
    }

    private static bool IsAnswer(Call call, IAnonymousFunctionOperation lambda) =>
        lambda.Body.Operations is { Length: 1 } only && only[0] is IReturnOperation { ReturnedValue: { } answer } && answer.Plain().Syntax == call.Syntax;

    private static bool IsGivenRequest(IOperation argument) =>
        argument.Referenced() is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } } given
        && given.IsRequest();

    /// <summary>True when an implementation changes the request that it gets, or has it changed.</summary>
    private static bool Acts(IMethodSymbol? member, ProjectFacts project) =>
        member is not null && project.GetOrAdd((nameof(FirstTaker), member.OriginalDefinition),
        () => project.ImplementationsOf(member.ContainingType).Where(type => !type.IsAbstract).Take(Implementations).Select(project.Of).OfType<TypeFacts>()
            .SelectMany(type => type.Bodies).Any(body => body.Name == member.Name && body.Operations.Any(IsChange)));

    private static bool IsChange(IOperation operation) => operation switch
    {
        IExpressionStatementOperation { Operation: IInvocationOperation call } => Call.From(call)?.Receiver is { } told && IsOfRequest(told),
        IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Instance: { } changed } } } =>
            IsOfRequest(changed),
        _ => false,
    };

    private static bool IsOfRequest(IOperation operation) => operation.Plain() switch
    {
        IParameterReferenceOperation { Parameter: var given } => given.IsRequest(),
        IPropertyReferenceOperation { Instance: { } owner } => IsOfRequest(owner),
        IFieldReferenceOperation { Instance: { } owner } => IsOfRequest(owner),
        _ => false,
    };
}
