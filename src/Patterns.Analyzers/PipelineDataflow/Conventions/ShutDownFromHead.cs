using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow.Conventions;

/// <summary>
/// PAT0205: the token that the reading loop obeys is cancelled before the queue is completed, or instead of it, so that what is still in the queue is lost.
/// </summary>
internal static class ShutDownFromHead
{
    private static readonly Words Cancels = new("Cancel", "CancelAsync");
    private static readonly Words Completes = new("Complete", "TryComplete", "CompleteAdding");

    public static void Check(PipelineModel model, ConventionContext context)
    {
        if (model.Queue is not { } stage) return;
        var neverEnds = IsNeverCompleted(stage, model.Type) && !IsDrained(stage, model.Type);
        foreach (var source in model.Type.AllSlots)
        {
            if (source.Type is not { Name: "CancellationTokenSource" } || !Obeys(stage.Reader, source, model.Type)) continue;
            foreach (var body in model.Type.Bodies)
            {
                if (!body.Words.HasAny(Cancels) || !body.Words.Has(source.Name) || body.Flow is not { } flow) continue;
                foreach (var cancel in body.Calls.Where(call => Cancels.Contains(call.Name) && Derivation.Same(call.ReceiverSymbol, source.Symbol)))
                    if (neverEnds && body.IsOpen)
                        context.Report(
                            PipelineRules.ShutDownFromHead, cancel.Syntax.GetLocation(), body.DisplayName, source.Name, "and nobody completes",
                            stage.Queue.Name);
                    else if (body.Occurrences(operation => Call.From(operation) is { } call && Ends(call, stage.Queue), Completes)
                        .FirstOrDefault(end => flow.Dominates(cancel.Syntax, end.Site.Syntax)).Site is { } complete)
                        context.Report(
                            PipelineRules.ShutDownFromHead, cancel.Syntax.GetLocation(), ImmutableArray.Create(complete.Syntax.GetLocation()), null,
                            body.DisplayName, source.Name, "before it completes", stage.Queue.Name);
            }
        }
    }

    public static bool Ends(Call call, Slot queue) => Completes.Contains(call.Name) && Queues.Holder(call.Receiver, queue.Symbol);

    /// <summary>The queue is the type's own, others write into it, and nothing here says that there is no more.</summary>
    private static bool IsNeverCompleted(ChannelStage stage, TypeFacts type) => stage is { Writer: not null, Queue.Symbol: IFieldSymbol }
        && Creations.Of(stage.Queue, type).Any(made => made is not IParameterReferenceOperation)
        && !type.AllBodies.Any(body => body.Words.Has(stage.Queue.Name) && (body.Calls.Any(call => Ends(call, stage.Queue))
            || body.Operations.Any(operation => WritersAreCompleted.IsHandedOut(operation, stage.Queue))));

    /// <summary>Items are also read where no token ends it: what is left after the loop is worked off.</summary>
    private static bool IsDrained(ChannelStage stage, TypeFacts type) => type.AllBodies.Any(body => body.Words.Has(stage.Queue.Name)
        && body.Calls.Any(call => ReaderLoop.Reads.Contains(call.Name) && Queues.Holder(call.Receiver, stage.Queue.Symbol)
            && !stage.Reader.Loop.Syntax.Span.Contains(call.Syntax.Span)));

    /// <summary>The loop is given the source's token, directly or as the argument of its method.</summary>
    private static bool Obeys(ReaderLoop reader, Slot source, TypeFacts type)
    {
        if (reader.Loop.Mentions(source.Symbol)) return true;
        return reader.Body.Method.Parameters.Any(parameter => Stages.IsToken(parameter.Type) && reader.Loop.Mentions(parameter))
            && type.Bodies.Any(body => body.Words.Has(reader.Body.Name) && body.Calls.Any(call =>
                Derivation.Same(call.Target?.OriginalDefinition, reader.Body.Method) && call.Arguments.Any(argument => argument.Mentions(source.Symbol))));
    }
}
