using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain.Conventions;

/// <summary>PAT0806: status, headers or body of an HTTP response are changed after the rest of the chain ran, without asking whether it has started.</summary>
internal static class NoWriteAfterNext
{
    private static readonly Words Responses = new("Response");
    private static readonly Words Guards = new("HasStarted", "OnStarting");

    public static void Check(Link link, ConventionContext context)
    {
        if (!link.Body.Words.HasAny(Responses) || link.Flow is not { } flow || BuffersBody(link)) return;
        foreach (var operation in link.Operations)
        {
            if (!Writes(operation) || !flow.Contains(operation.Syntax) || IsGuarded(operation, link)) continue;
            var after = link.Passes.FirstOrDefault(pass => flow.Contains(pass.Site.Syntax)
                && flow.CanReach(pass.Site.Syntax, operation.Syntax, exceptions: false));
            if (after is null) continue;
            context.Report(MiddlewareChainRules.NoWriteAfterNext, operation.Syntax.GetLocation(), link.Body.Name, link.Continuation.Name);
        }
    }

    private static bool Writes(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "StatusCode" or "ContentType" or "ContentLength",
            ContainingType: var owner } } } => IsResponse(owner),
        IInvocationOperation { TargetMethod: { Name: "Redirect", ContainingType: var owner } } => IsResponse(owner),
        _ => false,
    };

    private static bool IsResponse(INamedTypeSymbol owner) => owner.Named("Microsoft.AspNetCore.Http.HttpResponse");

    /// <summary>A link that puts its own stream under the response decides itself when it starts.</summary>
    private static bool BuffersBody(Link link) => link.Operations.OfType<ISimpleAssignmentOperation>().Any(assignment =>
        assignment.Target is IPropertyReferenceOperation { Property: { Name: "Body", ContainingType: var owner } } && IsResponse(owner));

    private static bool IsGuarded(IOperation operation, Link link) =>
        link.Body.Words.HasAny(Guards) && (operation.Ancestors().OfType<IConditionalOperation>().Any(test => AsksWhetherStarted(test.Condition))
            || link.Operations.OfType<IConditionalOperation>()
                .Any(test => test.Syntax.Span.End < operation.Syntax.SpanStart && AsksWhetherStarted(test.Condition))
            || operation.Ancestors().Any(outer => outer is IAnonymousFunctionOperation));

    private static bool AsksWhetherStarted(IOperation condition) =>
        condition.Contains(inner => inner is IPropertyReferenceOperation { Property.Name: "HasStarted" });
}
