using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>A method that joins stages by queues: one stage is given the queue that another fills, and fills one that a third is given.</summary>
/// <param name="Body">The method.</param>
/// <param name="Middle">Where the stage between two others is made, started or written down.</param>
/// <param name="Before">The queue that it takes items from, or shares with one of them.</param>
/// <param name="After">The queue that it shares with the other.</param>
/// <param name="IsSeen">True where the code itself moves an item from one queue to the other.</param>
internal sealed record QueueGraph(Body Body, IOperation Middle, ISymbol Before, ISymbol After, bool IsSeen)
{
    /// <summary>True for a method that is given the queue that it reads: it is one stage, whoever joins it to others.</summary>
    public bool IsStage => IsSeen && Before is IParameterSymbol;

    private static readonly Words Gate = new(
        "Channel", "ChannelReader", "ChannelWriter", "BlockingCollection", "CreateBounded", "CreateUnbounded", "CompleteAdding");

    /// <summary>Words only.</summary>
    public static bool MayStandIn(TypeFacts type) => type.Words.HasAny(Gate);

    public static QueueGraph? In(TypeFacts type)
    {
        foreach (var body in type.Bodies)
            if (body.Words.HasAny(Gate) && (Moved(body) ?? Given(body)) is { } graph) return graph;
        return null;
    }

    /// <summary>A loop takes items out of one queue of the method and puts what it made of them into another.</summary>
    private static QueueGraph? Moved(Body body)
    {
        if (!body.Words.HasAny(ReaderLoop.Reads)) return null;
        foreach (var queue in LocalQueues(body).Concat<ISymbol>(body.Method.Parameters.Where(parameter => IsDataQueue(parameter.Type))))
            foreach (var reader in ReaderLoop.In(body, new Slot(queue, queue is ILocalSymbol local ? local.Type : queue.HeldType()!, IsReadOnly: true)))
                foreach (var call in body.Calls)
                    if (Queues.IsWrite(call) && reader.Code.Syntax.Span.Contains(call.Syntax.Span) && reader.GivesRise(call.Arguments[0])
                        && Queues.Of(call.Receiver)?.Referenced() is { } next && !Derivation.Same(next, queue)
                        && (next is ILocalSymbol || queue is IParameterSymbol && next is IParameterSymbol)
                        && (queue is ILocalSymbol || IsMade(call.Arguments[0], reader)))
                        return new(body, reader.Loop, queue, next, IsSeen: true);
        return null;
    }

    /// <summary>More than the item as it was read.</summary>
    private static bool IsMade(IOperation value, ReaderLoop reader) =>
        value.Plain() is not (ILocalReferenceOperation or IParameterReferenceOperation) || !Derivation.Same(value.Type, reader.Item);

    private static bool IsDataQueue(ITypeSymbol type) => Queues.IsQueue(type) && Queues.CarriesData(type);

    private static IEnumerable<ILocalSymbol> LocalQueues(Body body) => body.Of<IVariableDeclaratorOperation>().Select(declarator => declarator.Symbol)
        .Where(local => IsDataQueue(local.Type));

    /// <summary>A stage shares one queue with a second stage and another queue with a third.</summary>
    private static QueueGraph? Given(Body body)
    {
        var ends = EndsIn(body).ToImmutableArray();
        foreach (var part in ends.Select(end => end.Part).Distinct())
        {
            var links = ends.Where(end => end.Part == part)
                .SelectMany(own => ends.Where(other => IsLink(own, other)), (own, other) => (own.Queue, other.Part)).ToList();
            foreach (var (queue, other) in links)
                foreach (var (next, third) in links)
                    if (!Derivation.Same(queue, next) && other != third) return new(body, part, queue, next, IsSeen: false);
        }
        return null;
    }

    /// <summary>Two stages have the same queue, and not both only to write into it, or only to read it.</summary>
    private static bool IsLink(End own, End other) =>
        own.Part != other.Part && Derivation.Same(own.Queue, other.Queue) && Derivation.Same(own.Holder, other.Holder)
        && (own.Side is null || other.Side is null || own.Side != other.Side) && !Derivation.Same(Code(own.Part), Code(other.Part));

    /// <summary>Several workers of one kind are one stage.</summary>
    private static ISymbol? Code(IOperation part) => part switch
    {
        IObjectCreationOperation creation => creation.Type,
        IInvocationOperation call => call.TargetMethod.OriginalDefinition,
        _ => null,
    };

    private static IEnumerable<End> EndsIn(Body body)
    {
        foreach (var operation in body.Operations)
        {
            if (!IsPart(operation)) continue;
            foreach (var argument in operation.ChildOperations.OfType<IArgumentOperation>())
            {
                var value = argument.Value.Plain();
                if (!Queues.IsQueue(value.Type) || !Queues.CarriesData(value.Type!) || Queues.Of(value)?.Plain() is not { } queue
                    || queue.Referenced() is not { } symbol) continue;
                var owner = (queue as IMemberReferenceOperation)?.Instance?.Referenced();
                yield return new(operation, symbol, owner, SideOf(value.Type!));
                // The object that offers the queue is a stage as well.
                if (owner is ILocalSymbol && body.DeclaredValue(owner)?.Plain() is IObjectCreationOperation made) yield return new(made, symbol, owner, null);
            }
        }
    }

    /// <summary>An object of somebody's own is made, or a method of somebody's own is called.</summary>
    private static bool IsPart(IOperation operation) => operation switch
    {
        IObjectCreationOperation { Type: { } made } => !Stages.IsSystem(made),
        IInvocationOperation { TargetMethod: { IsExtensionMethod: false, ContainingType: { } owner } } => !Stages.IsSystem(owner),
        _ => false,
    };

    private static string? SideOf(ITypeSymbol end) => end.Name is "ChannelReader" or "ChannelWriter" ? end.Name : null;

    /// <param name="Part">The stage.</param>
    /// <param name="Queue">The variable or member that holds the queue.</param>
    /// <param name="Holder">Whose member that is.</param>
    /// <param name="Side">Whether the stage can only read, or only write; null where it can do both.</param>
    private readonly record struct End(IOperation Part, ISymbol Queue, ISymbol? Holder, string? Side);
}
