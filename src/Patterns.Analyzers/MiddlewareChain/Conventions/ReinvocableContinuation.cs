using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain.Conventions;

/// <summary>PAT0802: the continuation that a builder gives to links moves a position that outlives the call.</summary>
internal static class ReinvocableContinuation
{
    public static void Check(Composition composition, ConventionContext context)
    {
        if (composition is not { Step: { } step }) return;
        // A context that links receive is itself the state of one request, as in every chain that resumes from outside.
        if (IsOwn(step) && composition.Link!.Value.Arguments.Any(argument => argument is IInstanceReferenceOperation)) return;
        context.Report(MiddlewareChainRules.ReinvocableContinuation, step.Syntax.GetLocation(), composition.Body.Name);
    }

    /// <summary>What moves is held by the object that gives the continuation.</summary>
    private static bool IsOwn(IOperation step) => (step.Assigned()?.Target ?? Call.From(step)?.Receiver)?.IsOwnMember() != false;
}
