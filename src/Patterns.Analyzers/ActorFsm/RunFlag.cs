using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>A flag that says whether the consumer runs: whoever turns it on by an atomic exchange starts the consumer, which turns it off again.</summary>
/// <param name="Field">The flag.</param>
/// <param name="Body">The body that turns it on.</param>
/// <param name="Exchange">The exchange.</param>
internal sealed record RunFlag(IFieldSymbol Field, Body Body, IOperation Exchange)
{
    private static readonly Words Atomics = new("CompareExchange", "Exchange");
    private static readonly Words Resets = new("CompareExchange", "Exchange", "Write");

    /// <summary>The flag that lets a consumer run: whoever puts a message turns it on, or the consumer does when it begins.</summary>
    public static RunFlag? Between(Body post, Body consumer, IReadOnlyList<Body> bodies) => In(bodies, post.Type.Project).FirstOrDefault(flag =>
        flag.Body == post || flag.Body == consumer || post.Callees.Any(callee => callee.Body == flag.Body)
        || flag.Body.Callees.Any(callee => callee.Body == consumer)
        || flag.Body.Words.Has(consumer.Name) && post.Words.Has(flag.Body.Name));

    private static IEnumerable<RunFlag> In(IReadOnlyList<Body> bodies, ProjectFacts project)
    {
        if (project.Known["System.Threading.Interlocked"] is not { } interlocked) yield break;
        foreach (var body in bodies)
        {
            if (!body.Words.HasAny(Atomics)) continue;
            foreach (var call in body.Calls)
                if (call.Is(interlocked, "CompareExchange", "Exchange") && IsAsked(call.Operation, body) && Flag(call) is { } flag
                    && IsReset(flag, call.Operation, bodies)) yield return new(flag, body, call.Operation);
        }
    }

    private static IFieldSymbol? Flag(Call call) =>
        call.Arguments.Length > 0
        && call.Arguments[0] is IFieldReferenceOperation { Field: { Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64
            or SpecialType.System_Boolean } field } ? field : null;

    /// <summary>Something depends on what the flag was before, at once or by a local that keeps it.</summary>
    private static bool IsAsked(IOperation exchange, Body body) => IsCompared(exchange)
        || exchange.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var before } }
            && body.Of<ILocalReferenceOperation>().Any(read => SymbolEqualityComparer.Default.Equals(read.Local, before) && IsCompared(read));

    private static bool IsCompared(IOperation value) =>
        value.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } or IIsPatternOperation
        || value.Parent is IConversionOperation { Parent: IBinaryOperation };

    /// <summary>Turned off elsewhere: a flag that is only ever turned on tells that an object was disposed.</summary>
    private static bool IsReset(IFieldSymbol flag, IOperation exchange, IReadOnlyList<Body> bodies)
    {
        foreach (var body in bodies)
        {
            if (!body.Words.Has(flag.Name)) continue;
            foreach (var operation in body.Operations)
            {
                if (operation is ISimpleAssignmentOperation assignment && !body.IsConstructor
                    && SymbolEqualityComparer.Default.Equals(assignment.Target.Referenced(), flag)) return true;
                if (operation != exchange && Call.From(operation) is { Arguments.Length: > 1 } call && Resets.Contains(call.Name)
                    && SymbolEqualityComparer.Default.Equals(call.Arguments[0].Referenced(), flag)
                    && !call.Arguments[1].Syntax.IsEquivalentTo(Call.From(exchange)!.Value.Arguments[1].Syntax)) return true;
            }
        }
        return false;
    }
}
