using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>A type that again and again puts what it fetched or made into a queue of its own, says there when there is no more, and gives another stage the end
/// to read from.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Outlet">The member by which others get the reading end.</param>
/// <param name="Body">The method that fills the queue.</param>
/// <param name="Write">Where it does.</param>
/// <param name="IsFed">True where the type is given another queue to read from.</param>
internal sealed record QueueSource(Slot Queue, ISymbol Outlet, Body Body, Call Write, bool IsFed)
{
    private static readonly Words Ends = new("Complete", "TryComplete", "CompleteAdding");

    /// <summary>The type holds a queue of data and ends one. No binding.</summary>
    public static bool MayStandIn(TypeFacts type) => type.Words.HasAny(Queues.Names) && type.Words.HasAny(Ends) && QueuesOf(type).Any();

    public static QueueSource? Of(TypeFacts type)
    {
        foreach (var queue in QueuesOf(type))
        {
            if (OutletOf(queue, type) is not { } outlet || !type.Bodies.Any(body => Uses(body, queue, call => Ends.Contains(call.Name)).Any())) continue;
            foreach (var body in type.Bodies)
                if (!body.IsConstructor && Uses(body, queue, Queues.IsWrite).FirstOrDefault(call => IsMade(call, body) && IsRepeated(call, body)) is
                    { Operation: not null } write && IsTaken(outlet, type))
                    return new(queue, outlet, body, write, TakesQueue(type));
        }
        return null;
    }

    private static IEnumerable<Slot> QueuesOf(TypeFacts type) => type.Slots.Where(slot =>
        !slot.IsStatic && slot.Symbol is not IParameterSymbol && Queues.IsQueue(slot.Type) && Queues.CarriesData(slot.Type));

    /// <summary>The queue itself or its reading end, or what a member that names it answers with.</summary>
    private static ISymbol? OutletOf(Slot queue, TypeFacts type) =>
        queue.Symbol is { DeclaredAccessibility: not Accessibility.Private } ? queue.Symbol
            : type.Bodies
                .FirstOrDefault(body => body is { IsOpen: true, IsConstructor: false } && body.Words.Has(queue.Name)
                    && Queues.GivesItems(body.Method.ReturnType))
                ?.Method is { } giver ? giver.AssociatedSymbol ?? giver : null;

    private static IEnumerable<Call> Uses(Body body, Slot queue, Func<Call, bool> condition) => !body.Words.Has(queue.Name) ? Enumerable.Empty<Call>()
        : body.Calls.Where(call => condition(call) && IsOn(call.Receiver, queue, body));

    /// <summary>The queue or its writing end, also by another name.</summary>
    private static bool IsOn(IOperation? receiver, Slot queue, Body body) => Queues.Holder(receiver, queue.Symbol)
        || receiver?.Referenced() is ILocalSymbol end && body.DeclaredValue(end) is { } declared && Queues.Holder(declared, queue.Symbol);

    /// <summary>Not just what the method was given.</summary>
    private static bool IsMade(Call write, Body body) => write.Arguments.Length > 0
        && Derivation.Of(body).ComesFrom(write.Arguments[0], made => made is IInvocationOperation or IObjectCreationOperation)
        && write.Arguments[0].Referenced() is not IParameterSymbol;

    /// <summary>In a loop, or in a method that is called in one.</summary>
    private static bool IsRepeated(Call write, Body body) => write.Operation.Enclosing<ILoopOperation>() is not null
        || !body.IsOpen && body.Type.Bodies.Any(caller => caller != body && caller.Words.Has(body.Name)
            && caller.Callees.Any(callee => callee.Body == body && callee.Call.Operation.Ancestors().Any(outer => outer is ILoopOperation)));

    /// <summary>Somebody else hands the reading end to another object, or reads from it in a loop.</summary>
    private static bool IsTaken(ISymbol outlet, TypeFacts type)
    {
        var asked = ContractMembers(outlet, type.Symbol).Prepend(outlet).ToImmutableArray();
        return type.Project.Declared.Any(other => other != type && other.Words.Has(outlet.Name)
            && asked.Any(member => other.Words.Has(member.ContainingType.Name))
            && other.Bodies.Any(body => body.Words.Has(outlet.Name)
                && body.Operations.Any(operation => asked.Any(member => Names(operation, member)) && IsGivenOrRead(operation))));
    }

    private static IEnumerable<ISymbol> ContractMembers(ISymbol member, INamedTypeSymbol type) => type.AllInterfaces
        .SelectMany(contract => contract.GetMembers(member.Name)).Where(asked => Derivation.Same(type.FindImplementationForInterfaceMember(asked), member));

    private static bool Names(IOperation operation, ISymbol member) =>
        operation is IPropertyReferenceOperation or IFieldReferenceOperation or IInvocationOperation
        && Derivation.Same(((operation as IInvocationOperation)?.TargetMethod ?? operation.Referenced())?.OriginalDefinition, member.OriginalDefinition);

    private static bool IsGivenOrRead(IOperation end) => end.Ancestors().TakeWhile(outer => outer is not IBlockOperation).Any(outer => outer switch
    {
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType: var taker } } => !Stages.IsSystem(taker),
        IArgumentOperation { Parent: IObjectCreationOperation } => true,
        IInvocationOperation { TargetMethod.Name: var read } => outer != end && ReaderLoop.Reads.Contains(read),
        _ => outer is IForEachLoopOperation,
    });

    private static bool TakesQueue(TypeFacts type) => type.Symbol.GetMembers().OfType<IMethodSymbol>().Any(method =>
        method.Parameters.Any(parameter => Queues.CanBeRead(parameter.Type)));
}
