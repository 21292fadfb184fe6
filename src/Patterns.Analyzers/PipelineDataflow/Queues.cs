using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>Channels and blocking collections that carry data.</summary>
internal static class Queues
{
    public static readonly Words Names = new("Channel", "ChannelReader", "ChannelWriter", "BlockingCollection");

    private static readonly ImmutableHashSet<string> Types = ImmutableHashSet.Create(
        "System.Threading.Channels.Channel`1", "System.Threading.Channels.Channel`2", "System.Threading.Channels.ChannelReader`1",
        "System.Threading.Channels.ChannelWriter`1", "System.Collections.Concurrent.BlockingCollection`1");

    public static bool IsQueue(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Channel" or "ChannelReader" or "ChannelWriter" or "BlockingCollection", Arity: > 0 } named
        && Types.Contains(named.FullMetadataName());

    /// <summary>A queue, or an end of one, that items can be read from.</summary>
    public static bool CanBeRead(ITypeSymbol type) => IsQueue(type) && type.Name != "ChannelWriter";

    /// <summary>What can be read from, or an asynchronous sequence.</summary>
    public static bool GivesItems(ITypeSymbol type) => CanBeRead(type) || type.Named("System.Collections.Generic.IAsyncEnumerable`1");

    /// <summary>The queue carries data, not code to run and not a mere signal.</summary>
    public static bool CarriesData(ITypeSymbol queue) =>
        queue is INamedTypeSymbol { TypeArguments: { Length: > 0 } items } && Stages.IsItem(items[0]) && items[0].SpecialType != SpecialType.System_Object;

    public static bool IsWrite(Call call) =>
        call.Name is "TryWrite" or "WriteAsync" or "Add" or "TryAdd" && call.Arguments.Length > 0 && IsQueue(call.Receiver?.Type);

    /// <summary>True for the queue itself and for its reader and writer.</summary>
    public static bool Holder(IOperation? receiver, ISymbol queue) => Derivation.Same(Of(receiver)?.Referenced()?.OriginalDefinition, queue);

    /// <summary>The queue whose reader or writer that is; anything else stays as it is.</summary>
    public static IOperation? Of(IOperation? end)
    {
        while (end?.Plain() is IPropertyReferenceOperation { Property: { Name: "Reader" or "Writer", Type: var type }, Instance: { } instance }
            && IsQueue(type))
            end = instance;
        return end;
    }
}
