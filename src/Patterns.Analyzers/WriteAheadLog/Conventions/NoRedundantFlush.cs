using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog.Conventions;

/// <summary>PAT0409: two durable flushes of one stream, and no call between them on any path.</summary>
internal static class NoRedundantFlush
{
    public static void Check(WriteAheadLogModel model, ConventionContext context)
    {
        if (model.Log is not { } log) return;
        foreach (var code in log.Code)
        {
            var flushes = code.DurableFlushes.OfType<IInvocationOperation>().ToList();
            if (flushes.Count < 2 || code.Body.Flow is not { } flow) continue;
            foreach (var second in flushes)
            {
                var stream = StreamSource.Of(Stream(second), code.Body).Symbol;
                if (stream is null || !flushes.Any(first => first != second && IsRepeated(first, second, stream, code.Body, flow))) continue;
                context.Report(WriteAheadLogRules.NoRedundantFlush, second.Syntax.GetLocation(), code.Body.Name, stream.Name);
            }
        }
    }

    private static IOperation Stream(IInvocationOperation flush) => flush.Instance ?? flush.Arguments[0].Value;

    private static bool IsRepeated(IInvocationOperation first, IInvocationOperation second, ISymbol stream, Body body, FlowGraph flow)
    {
        if (!SymbolEqualityComparer.Default.Equals(StreamSource.Of(Stream(first), body).Symbol, stream) || !flow.Dominates(first.Syntax, second.Syntax))
            return false;
        var others = body.Calls.Select(call => call.Syntax)
            .Where(syntax => syntax != first.Syntax && syntax != second.Syntax && !second.Syntax.Contains(syntax)).ToList();
        return flow.CanReach(first.Syntax, second.Syntax, others, exceptions: false)
            && others.All(other =>
                !(flow.CanReach(first.Syntax, other, new[] { second.Syntax }) && flow.CanReach(other, second.Syntax, new[] { first.Syntax })));
    }
}
