using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog.Conventions;

/// <summary>PAT0407: the result of <c>TryWrite</c> on the bounded channel in front of the log is thrown away.</summary>
internal static class QueueDoesNotDrop
{
    public const string InAsync = "inAsync";

    private static readonly Words CreationWords = new("CreateBounded");

    public static void Check(WriteAheadLogModel model, ConventionContext context)
    {
        if (model.Log is not { } log
            || !log.Type.AllBodies.Any(CreatesBounded)
                && !log.Type.AllSlots.Select(slot => Initializers.ValueOf(slot.Symbol, log.Type.Project)).OfType<IOperation>()
                    .SelectMany(value => value.SelfAndDescendants()).Any(IsBounded)) return;
        foreach (var body in log.Queued)
        {
            foreach (var call in body.Calls)
            {
                if (call is not { Name: "TryWrite", Owner.Name: "ChannelWriter" } || !IsIgnored(call)) continue;
                var facts = ImmutableDictionary<string, string?>.Empty.Add(InAsync, body.Method.IsAsync.ToString());
                context.Report(WriteAheadLogRules.QueueDoesNotDrop, call.Syntax.GetLocation(), ImmutableArray<Location>.Empty, facts, body.Name);
            }
        }
    }

    private static bool CreatesBounded(Body body) => body.Words.HasAny(CreationWords) && body.Operations.Any(IsBounded);

    private static bool IsBounded(IOperation operation) => Call.From(operation) is { Name: "CreateBounded" };

    private static bool IsIgnored(Call call)
    {
        var outer = call.Operation.Parent;
        while (outer is IConditionalAccessOperation or IConversionOperation) outer = outer.Parent;
        return outer is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation };
    }
}
