using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>What tells a handler that says whether it has dealt with a request from a condition, which only looks.</summary>
internal static class Deeds
{
    private const int Implementations = 16;

    /// <summary>True when an implementation of a contract's member has something done, or changes another object.</summary>
    public static bool AreDoneBy(IMethodSymbol? member, ProjectFacts project) => member is not null
        && project.GetOrAdd((nameof(Deeds), member.OriginalDefinition), () => project.ImplementationsOf(member.ContainingType)
            .Where(type => !type.IsAbstract).Take(Implementations).Select(project.Of).OfType<TypeFacts>()
            .SelectMany(type => type.Bodies).Any(body => body.Name == member.Name && body.Operations.Any(IsDeed)));

    private static bool IsDeed(IOperation operation) => operation is IExpressionStatementOperation { Operation: var expression } && expression.Plain() switch
    {
        ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Instance: not null } } => true,
        IConditionalAccessOperation { WhenNotNull: var told } => Call.From(told.Plain()) is { } call && !LogCalls.Are(call),
        var told => Call.From(told) is { Receiver: not null } call && !LogCalls.Are(call) && call.Name is not "ThrowIfCancellationRequested",
    };
}
