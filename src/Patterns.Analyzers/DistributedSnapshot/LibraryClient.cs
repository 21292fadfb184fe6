using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>A consumer that has a message broker keep its position: it reads, processes, and commits how far it came.</summary>
internal static class LibraryClient
{
    public const string KafkaConsumer = "Confluent.Kafka.IConsumer`2";
    private const string KafkaProducer = "Confluent.Kafka.IProducer`2";

    private static readonly string[] EventArguments =
    [
        "Azure.Messaging.EventHubs.Processor.ProcessEventArgs", "Azure.Messaging.EventHubs.EventProcessorClient",
    "Microsoft.Azure.EventHubs.Processor.PartitionContext",
    ];

    private static readonly Words Commits = new("Commit", "StoreOffset", "SendOffsetsToTransaction", "UpdateCheckpointAsync", "CheckpointAsync");

    private static readonly Words Positioned = new("TopicPartitionOffset");
    private const int DeepestWrapper = 2;

    public static bool MayBe(TypeFacts type) =>
        (type.Words.HasAny(Commits) || type.Words.HasAny(Positioned))
        && (IsReferenced(type.Project) || EventArguments.Any(name => type.SeesNamespace(Space(name))));

    /// <summary>True for a call that hands a position to the broker.</summary>
    public static bool IsCommit(Call call, TypeFacts type) => call.Name switch
    {
        "Commit" or "StoreOffset" => Library.Is(call.Receiver?.Type, KafkaConsumer, type) || CarriesPosition(call),
        "SendOffsetsToTransaction" => Library.Is(call.Receiver?.Type, KafkaProducer, type),
        "UpdateCheckpointAsync" or "CheckpointAsync" => EventArguments.Any(name => Library.Is(call.Receiver?.Type, name, type)),
        _ => false,
    };

    public static SnapshotModel? In(TypeFacts type)
    {
        var saves = Saves(type);
        if (saves.IsEmpty) return null;
        var because = ImmutableArray.CreateBuilder<Evidence>();
        var save = saves.FirstOrDefault(candidate => candidate.ProcessedBefore() is not null) ?? saves[0];
        var processing = save.ProcessedBefore();
        if (processing is { } processed) because.Add(Evidence.At(processed.Operation, $"'{save.Body.DisplayName}' processes the item"));
        because.Add(Evidence.At(save.Call.Operation, $"'{save.Body.DisplayName}' commits the position by '{save.Call.Name}'"));
        var next = Next(type);
        if (next is not null) because.Add(Evidence.At(next, "the next position is the one to start from"));
        var consumes = Consumes(type);
        if (consumes is { } consume) because.Add(Evidence.At(consume.Operation, $"'{consume.Name}' reads on from what was committed"));
        var hands = next is not null && saves.Any(candidate => candidate.Call.Arguments.Any(argument => argument.Contains(inner => inner == next)));
        var wraps = consumes is { ReceiverSymbol: { } read }
            && saves.Any(candidate => SymbolEqualityComparer.Default.Equals(candidate.Call.ReceiverSymbol, read));
        var paces = save.Throttle() is not null || type.Slots.Any(slot => slot.Type.Name is "Timer" or "PeriodicTimer");
        if (processing is null && !hands && !wraps && (consumes is null || !saves.Any(candidate => candidate.Processing().Any())) && (next is null || !paces))
            return null;
        var certain = processing is not null && (consumes is not null || save.Throttle() is not null) || next is not null && paces;
        return new(type, processing is null ? SnapshotRoles.Committer : SnapshotRoles.Tracker, certain ? Confidence.High : Confidence.Medium,
            ReferenceProjects.Kafka, because.ToImmutable())
        {
            Saves = saves,
        };
    }

    private static ImmutableArray<PositionSave> Saves(TypeFacts type)
    {
        var saves = ImmutableArray.CreateBuilder<PositionSave>();
        foreach (var body in type.Bodies)
            if (body.Words.HasAny(Commits) || body.Words.HasAny(Positioned))
                foreach (var call in body.Calls)
                    if (IsCommit(call, type) || CarriesPosition(call) && Wraps(call.Target!, type, DeepestWrapper))
                        saves.Add(new(body, call, Item(call, body)));
        return saves.ToImmutable();
    }

    /// <summary>The read from the same broker, after which the position is one's own.</summary>
    private static Call? Consumes(TypeFacts type)
    {
        foreach (var body in type.Bodies)
            if (body.Words.Has("Consume"))
                foreach (var call in body.Calls)
                    if (call.Name == "Consume" && Library.Is(call.Receiver?.Type, KafkaConsumer, type)) return call;
        return null;
    }

    /// <summary>A position of the library made of an offset and one.</summary>
    public static IOperation? Next(TypeFacts type)
    {
        foreach (var body in type.Bodies)
            if (body.Words.Has("TopicPartitionOffset"))
                foreach (var creation in body.Of<IObjectCreationOperation>())
                    if (creation.Type.IsOfLibrary()
                        && creation.Arguments.Any(argument => argument.Value.Plain() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum
                            && sum.RightOperand.Plain().ConstantValue is { HasValue: true, Value: 1 or 1L }))
                        return creation;
        return null;
    }

    /// <summary>The message that is committed: the argument, or the receiver that is the message itself; behind it, what a local was read from.</summary>
    private static ISymbol? Item(Call call, Body body)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Type.IsOfLibrary() && Positions.Root(argument) is { } given) return Origin(given, body);
            if (argument.Item() is { } item) return item;
        }
        if (call.Arguments.Any(argument => argument.Type?.Name != "CancellationToken")) return null;
        return call.Name == "UpdateCheckpointAsync" ? call.ReceiverSymbol : Consumed(body);
    }

    private static ISymbol Origin(ISymbol symbol, Body body)
    {
        if (symbol is not ILocalSymbol) return symbol;
        foreach (var declarator in body.Of<IVariableDeclaratorOperation>())
            if (SymbolEqualityComparer.Default.Equals(declarator.Symbol, symbol) && declarator.Initializer?.Value is { } value && value.Item() is { } item)
                return item;
        return symbol;
    }

    /// <summary>What a commit without arguments is about: the message that was read last.</summary>
    private static ISymbol? Consumed(Body body)
    {
        foreach (var declarator in body.Of<IVariableDeclaratorOperation>())
            if (declarator.Symbol.Type is INamedTypeSymbol { MetadataName: "ConsumeResult`2" }) return declarator.Symbol;
        return body.Method.Parameters.FirstOrDefault(parameter => parameter.Type is INamedTypeSymbol { MetadataName: "ConsumeResult`2" });
    }

    private static bool CarriesPosition(Call call) => call.Target is { } target && !target.Parameters.IsEmpty && target.Parameters[0].Type.IsOfLibrary();

    /// <summary>A method of the project that hands the position that it is given to the broker.</summary>
    private static bool Wraps(IMethodSymbol method, TypeFacts type, int left) => type.Project.BodiesOf(method).Any(body => body.Calls.Any(call =>
        call.Arguments.Any(argument => argument.Referenced() is IParameterSymbol given && given.Type.IsOfLibrary())
        && (IsCommit(call, body.Type) || left > 0 && call.Target is { } target && Wraps(target, body.Type, left - 1))));

    private static bool IsReferenced(ProjectFacts project) => project.Known[KafkaConsumer] is { } consumer && project.Of(consumer) is null;

    private static string Space(string name) => name.Substring(0, name.LastIndexOf('.'));
}
