using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WorkStealing;

/// <summary>
/// Stealing without queues: each worker has a range or slot of its own in a shared array, starts there, goes on to those of the others, and claims
/// what is left in them atomically.
/// </summary>
/// <param name="Body">The worker's routine.</param>
/// <param name="Claim">The atomic step.</param>
internal sealed record Claims(Body Body, IInvocationOperation Claim)
{
    private const int Steps = 3;

    private static readonly Words InterlockedWords = new("Interlocked");
    private static readonly Words Loops = new("for", "while", "do");

    public static bool MayBeIn(TypeFacts type) =>
        type.Words.HasAny(InterlockedWords) && type.Words.HasAny(Loops) && type.Words.HasMark('%') | type.Words.HasMark('&');

    public static Claims? In(TypeFacts type)
    {
        foreach (var body in type.Bodies)
        {
            if (!body.Words.HasAny(InterlockedWords) || !body.Words.HasAny(Loops) || !body.Words.HasMark('%') && !body.Words.HasMark('&')) continue;
            foreach (var claim in body.Of<IInvocationOperation>())
                if (claim.TargetMethod.ContainingType.Named("System.Threading.Interlocked") && claim.TargetMethod.Name is not "Read"
                    && claim.Arguments.Length > 0
                    && Element.Of(claim.Arguments[0].Value, body) is { Index: not null } element
                    && claim.Ancestors().OfType<ILoopOperation>()
                        .Any(loop => Ownership.IsForeign(element with { Local = null }, loop, body) && Works(loop) && !IsPlace(claim, loop, body)
                            && !IsOffer(claim)))
                    return new(body, claim);
        }
        return null;
    }

    /// <summary>True when the loop does what it claimed: it calls a delegate or another object.</summary>
    private static bool Works(ILoopOperation loop) =>
        loop.Contains(operation => operation is IInvocationOperation { TargetMethod: { ContainingType: var owner, MethodKind: var kind } }
        && (kind == MethodKind.DelegateInvoke || !owner.IsFramework()));

    /// <summary>True where an object of some use is put into the slot: who claims what is there leaves nothing, or a mark that all share.</summary>
    private static bool IsOffer(IInvocationOperation claim) =>
        claim.Arguments.Length > 1 && claim.Arguments[1].Value.Plain() is { Type.IsReferenceType: true } written && !written.IsNull()
        && written is not IFieldReferenceOperation { Field.IsStatic: true };

    /// <summary>True where what is written follows from how far the walk is: that marks a place that was reached, and claims no work.</summary>
    private static bool IsPlace(IInvocationOperation claim, ILoopOperation loop, Body body) =>
        claim.Arguments.Length > 1 && claim.TargetMethod.Name is "CompareExchange" or "Exchange" && Follows(claim.Arguments[1].Value, loop, body, Steps);

    private static bool Follows(IOperation value, ILoopOperation loop, Body body, int steps) => value is not IArrayElementReferenceOperation
        && (value is ILocalReferenceOperation { Local: var local }
            && (loop.Locals.Contains(local, SymbolEqualityComparer.Default)
                || steps > 0 && body.DeclaredValue(local) is { } given && Follows(given, loop, body, steps - 1))
            || value.ChildOperations.Any(child => Follows(child, loop, body, steps)));
}
