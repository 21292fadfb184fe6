using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>Whoever holds a log and begins a new one from time to time.</summary>
internal static class LogHolder
{
    private static readonly Words DropWords = new("Delete");

    /// <summary>The one who begins a new file in the place of a log that it holds deletes the file of an old one, which it closes in the same member.</summary>
    public static bool Drops(LogFacts log)
    {
        foreach (var symbol in log.Type.Project.Types)
        {
            if (log.Type.Project.Of(symbol) is not { } holder || holder == log.Type || !holder.Words.Has(log.Type.Symbol.Name)
                || !holder.Words.HasAny(DropWords) || holder.Slots.FirstOrDefault(slot => Is(slot.Type, log)) is not { IsReadOnly: false } held) continue;
            if (holder.Bodies.Any(body => !body.IsConstructor && body.Of<IObjectCreationOperation>().Any(next => Is(next.Type, log)
                    && next.Ancestors().Any(outer => outer is IAssignmentOperation { Target: IMemberReferenceOperation target }
                        && SymbolEqualityComparer.Default.Equals(target.Member, held.Symbol))))
                && holder.Bodies.Any(body => body.Words.HasAny(DropWords) && Deletes(body, log))) return true;
        }
        return false;
    }

    private static bool Deletes(Body body, LogFacts log) =>
        body.Calls.Any(call => call is { Name: "Delete", Owner: { Name: "File", ContainingNamespace.Name: "IO" } })
        && body.Calls.Any(call => call.Name is "Dispose" or "DisposeAsync" or "Close" && Is(call.Receiver?.Type, log));

    private static bool Is(ITypeSymbol? type, LogFacts log) => SymbolEqualityComparer.Default.Equals(type?.OriginalDefinition, log.Type.Symbol);
}
