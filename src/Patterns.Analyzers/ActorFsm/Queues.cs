using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>The framework's queues, and what their members do.</summary>
internal static class Queues
{
    private static readonly ImmutableHashSet<string> Names = ImmutableHashSet.Create(
        "System.Threading.Channels.Channel`1",
        "System.Threading.Channels.ChannelReader`1",
        "System.Threading.Channels.ChannelWriter`1",
        "System.Collections.Concurrent.ConcurrentQueue`1",
        "System.Collections.Concurrent.BlockingCollection`1",
        "System.Collections.Generic.Queue`1",
        "System.Collections.Generic.PriorityQueue`2",
        "System.Threading.Tasks.Dataflow.BufferBlock`1");

    private static readonly ImmutableHashSet<string> ShortNames = Names.Select(name => name.Substring(name.LastIndexOf('.') + 1)).ToImmutableHashSet();

    public static readonly Words PuttingWords = new("Enqueue", "TryWrite", "WriteAsync", "Add", "TryAdd", "Post", "SendAsync");
    public static readonly Words TakingWords = new("Dequeue", "TryDequeue", "Take", "TryTake", "TryRead", "ReadAsync", "ReadAllAsync", "GetConsumingEnumerable",
        "Receive", "ReceiveAsync", "TryReceive");

    /// <summary>What a queue holds; null for any other type.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class }) return null;
        foreach (var self in type.SelfAndBases())
            if (self.TypeArguments.Length > 0 && ShortNames.Contains(self.MetadataName) && Names.Contains(self.FullMetadataName()))
                return self.TypeArguments[0];
        return null;
    }

    /// <summary>True for a call that puts something into a queue.</summary>
    public static bool Puts(Call call) => PuttingWords.Contains(call.Name) && ElementOf(call.Receiver?.Type) is not null;

    /// <summary>True for a call that takes something out of a queue.</summary>
    public static bool Takes(Call call) => TakingWords.Contains(call.Name) && ElementOf(call.Receiver?.Type) is not null;
}
