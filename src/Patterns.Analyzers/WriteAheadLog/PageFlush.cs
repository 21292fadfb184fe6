using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>The rule of page caches: before a page goes to its place on disk, the log is flushed up to the page's sequence number, by a delegate that was
/// handed in, or by the log manager.</summary>
/// <param name="Body">The body.</param>
/// <param name="Flush">The call that flushes the log.</param>
/// <param name="Write">The later call that writes the page.</param>
internal sealed record PageFlush(Body Body, Call Flush, Call Write)
{
    private const int DeepestWrite = 5;

    public static PageFlush? Of(TypeFacts type)
    {
        if (OfNumbered(type) is { } numbered) return numbered;
        var callbacks = type.AllSlots.Where(slot => TakesNumber(slot.Type)).ToList();
        if (callbacks.Count == 0) return null;
        foreach (var body in type.AllBodies)
        {
            if (body.Method.Parameters.Length == 0 || !callbacks.Any(slot => body.Words.Has(slot.Name))) continue;
            if (In(body, callbacks) is { } found) return found;
        }
        return null;
    }

    /// <summary>The same with a log manager that is told the number which the type keeps of the last record about its page.</summary>
    private static PageFlush? OfNumbered(TypeFacts type)
    {
        foreach (var (slot, log) in NumberedLog.HeldBy(type))
            foreach (var body in type.Bodies)
                if (body.Words.Has(slot.Name) && After(body, log) is { } found) return found;
        return null;
    }

    private static PageFlush? After(Body body, NumberedLog log)
    {
        var flush = body.Calls.FirstOrDefault(call => SymbolEqualityComparer.Default.Equals(call.Target?.OriginalDefinition, log.Flush.Method)
            && call.Arguments is [var number] && number.IsOwnMember());
        if (flush.Target is null || body.Flow is not { } flow) return null;
        foreach (var write in body.Calls)
            if (write.Target is { } target && write.Receiver?.IsOwnMember() == true && flow.CanReach(flush.Syntax, write.Syntax)
                && !flow.CanReach(write.Syntax, flush.Syntax)
                && body.Type.Project.BodiesOf(target).Any(callee => callee.Type != log.Type && NumberedLog.Writes(callee, DeepestWrite)))
                return new(body, flush, write);
        return null;
    }

    /// <summary>A delegate over a position.</summary>
    private static bool TakesNumber(ITypeSymbol type) =>
        type.DelegateSignature() is { Parameters.Length: > 0 } signature
        && signature.Parameters[0].Type.SpecialType is SpecialType.System_Int64 or SpecialType.System_UInt64;

    private static PageFlush? In(Body body, List<Slot> callbacks)
    {
        foreach (var flush in body.Calls)
        {
            if (!flush.IsDelegate || flush.Arguments.Length == 0
                || !callbacks.Any(slot => SymbolEqualityComparer.Default.Equals(slot.Symbol, flush.ReceiverSymbol))) continue;
            if (flush.Arguments[0] is not IMemberReferenceOperation number || Root(number) is not { } page) continue;
            foreach (var write in body.Calls)
            {
                if (write.IsDelegate || write.Target is null || !write.Operation.Mentions(page) && !IsDerived(write, page, body)) continue;
                if (body.Flow is { } flow && flow.CanReach(flush.Syntax, write.Syntax) && !flow.CanReach(write.Syntax, flush.Syntax)
                    && body.Type.Project.BodiesOf(write.Target).Any(callee => WritesStorage(callee, DeepestWrite))) return new(body, flush, write);
            }
        }
        return null;
    }

    private static IParameterSymbol? Root(IOperation number)
    {
        while (number is IMemberReferenceOperation { Instance: { } owner }) number = owner.Plain();
        return (number as IParameterReferenceOperation)?.Parameter;
    }

    private static bool IsDerived(Call write, IParameterSymbol page, Body body) => write.Arguments.Any(argument =>
        argument is ILocalReferenceOperation { Local: var local }
        && body.Of<IVariableDeclaratorOperation>()
            .Any(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local) && declarator.Mentions(page)));

    private static bool WritesStorage(Body body, int left) =>
        LogCode.Of(body).WritesStorage || left > 0 && body.Callees.Any(callee => WritesStorage(callee.Body, left - 1));
}
