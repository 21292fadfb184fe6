using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>An actor at the end of a pipe: its own thread gives one end to a handler, and the open members talk to the other end only.</summary>
/// <param name="Near">The end that the open members use.</param>
/// <param name="Far">The end that the handler gets.</param>
/// <param name="Run">The body that the thread runs.</param>
/// <param name="Handling">Where it calls the handler.</param>
internal sealed record PipePair(Slot Near, Slot Far, Body Run, IOperation Handling)
{
    private static readonly Words Gate = new("Thread", "Task");

    public static bool MayBeIn(TypeFacts type) => type.Words.HasAny(Gate) && Ends(type).Any();

    public static PipePair? In(TypeFacts type)
    {
        if (!type.Words.HasAny(Gate)) return null;
        foreach (var (near, far) in Ends(type))
            foreach (var run in type.Bodies)
            {
                if (run.IsOpen || !run.Words.Has(far.Name) || run.Words.Has(near.Name)) continue;
                var handling = run.Calls
                    .FirstOrDefault(call => call.Receiver is IMemberReferenceOperation { Member: IFieldSymbol }
                        && call.Arguments.Any(argument => Is(argument, far))).Operation;
                if (handling is not null && IsThread(type, run) && type.Bodies.Any(body => Forwards(body, near))) return new(near, far, run, handling);
            }
        return null;
    }

    /// <summary>Two slots of one type, neither a value.</summary>
    private static IEnumerable<(Slot Near, Slot Far)> Ends(TypeFacts type)
    {
        var slots = type.Slots
            .Where(slot => slot.Type is { IsReferenceType: true, SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Interface }
                && slot.IsReadOnly).ToList();
        return from near in slots from far in slots where near != far && SymbolEqualityComparer.Default.Equals(near.Type, far.Type) select (near, far);
    }

    private static bool IsThread(TypeFacts type, Body run) => type.Bodies.Any(body => body.Words.Has(run.Name) && body.Of<IMethodReferenceOperation>()
        .Any(reference => SymbolEqualityComparer.Default.Equals(reference.Method.OriginalDefinition, run.Method)
            && reference.Ancestors()
                .Any(outer => outer is IObjectCreationOperation { Type.Name: "Thread" } or IInvocationOperation { TargetMethod.Name: "Run" or "StartNew" })));

    private static bool Forwards(Body body, Slot near) => body.IsOpen && !body.IsConstructor && body.Method.Parameters.Length > 0 && body.Words.Has(near.Name)
        && body.Calls.Any(call => SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, near.Symbol)
            && call.Arguments.Any(argument => argument is IParameterReferenceOperation));

    private static bool Is(IOperation operation, Slot slot) => SymbolEqualityComparer.Default.Equals(operation.Referenced(), slot.Symbol);
}
