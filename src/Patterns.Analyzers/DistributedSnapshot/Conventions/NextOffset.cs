using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot.Conventions;

/// <summary>PAT1203: the broker is told where to go on, not what was done last.</summary>
internal static class NextOffset
{
    private const string Result = "Confluent.Kafka.ConsumeResult`2";
    private const string Position = "Confluent.Kafka.TopicPartitionOffset";

    public static void Check(SnapshotModel model, ConventionContext context)
    {
        foreach (var save in model.Saves)
        {
            if (save.Call.Name is not ("Commit" or "StoreOffset") || !Library.Is(save.Call.Receiver?.Type, LibraryClient.KafkaConsumer, model.Type)) continue;
            foreach (var value in save.Call.Arguments.SelectMany(argument => Values(argument, save.Body)))
                if (Last(value, model.Type) is { } last) context.Report(SnapshotRules.NextOffset, last.Syntax.GetLocation(), save.Body.DisplayName);
        }
    }

    /// <summary>The argument, and what the local that it names was made of.</summary>
    private static IEnumerable<IOperation> Values(IOperation argument, Body body)
    {
        yield return argument;
        foreach (var local in argument.SelfAndDescendants().OfType<ILocalReferenceOperation>())
            foreach (var declarator in body.Of<IVariableDeclaratorOperation>())
                if (declarator.Initializer?.Value is { } value && local.Type.IsOfLibrary() && !Library.Is(local.Type, Result, body.Type)
                    && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local.Local)) yield return value;
    }

    /// <summary>The offset of a result where a position is made of it as it is, or the result's own position.</summary>
    private static IOperation? Last(IOperation value, TypeFacts type)
    {
        foreach (var inner in value.SelfAndDescendants())
        {
            if (inner is IObjectCreationOperation creation && Library.Is(creation.Type, Position, type))
                foreach (var argument in creation.Arguments)
                    if (argument.Value.Plain() is IPropertyReferenceOperation { Property.Name: "Offset", Instance.Type: { } owner } offset
                        && Library.Is(owner, Result, type)) return offset;
            if (inner is IPropertyReferenceOperation { Property.Name: "TopicPartitionOffset", Instance.Type: { } result } position
                && Library.Is(result, Result, type) && position.Parent is not IPropertyReferenceOperation) return position;
        }
        return null;
    }
}
