using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>A call of a contract's member on each element of a sequence.</summary>
/// <param name="Body">Where it stands.</param>
/// <param name="Loop">The loop, or the call of <c>Aggregate</c>.</param>
/// <param name="Sequence">The sequence.</param>
/// <param name="Contract">What its elements are.</param>
/// <param name="Call">The call on the element.</param>
internal sealed record StageCall(Body Body, IOperation Loop, IOperation Sequence, INamedTypeSymbol Contract, Call Call)
{
    private static readonly Words Loops = new("foreach", "for", "Aggregate", "ForEach");

    /// <summary>The words allow a loop, and the body has a sequence of objects at hand that it names a step of. No binding.</summary>
    public static bool MayStandIn(Body body)
    {
        if (!body.Words.HasAny(Loops)) return false;
        foreach (var slot in body.Type.AllSlots)
            if (body.Words.Has(slot.Name) && Names(body, Stages.ElementContract(slot.Type))) return true;
        foreach (var parameter in body.Method.Parameters)
            if (Names(body, Stages.ElementContract(parameter.Type))) return true;
        foreach (var member in body.Type.Symbol.GetMembers())
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method && body.Words.Has(method.Name)
                && Names(body, Stages.ElementContract(method.ReturnType.Awaited()))) return true;
        return false;
    }

    /// <summary>The type holds, makes or is handed a sequence of contract objects. No binding.</summary>
    public static bool MayStandIn(TypeFacts type) => type.Words.HasAny(Loops)
        && (type.AllSlots.Any(slot => Stages.ElementContract(slot.Type) is not null)
            || type.Symbol.GetMembers().OfType<IMethodSymbol>()
                .Any(method => Stages.ElementContract(method.ReturnType.Awaited()) is not null
                    || method.Parameters.Any(parameter => Stages.ElementContract(parameter.Type) is not null)));

    /// <summary>The member of the type that holds the sequence; null for one that is handed in.</summary>
    public ISymbol? Holder => Sequence.IsOwnMember() ? Sequence.Referenced() : null;

    /// <summary>
    /// The loop comes to a second stage. Where it leaves behind the first that answers, or gives away code that calls the first that fits, one of them is
    /// chosen, and nothing is handed over.
    /// </summary>
    public bool Repeats
    {
        get
        {
            var function = Call.Operation.EnclosingFunction();
            if (Loop is ILoopOperation && function is not null && function != Loop.EnclosingFunction())
                return !function.Ancestors().TakeWhile(outer => outer != Loop).Any(outer => outer is IReturnOperation);
            var flow = function is null ? Body.Flow : Body.FlowOf(function);
            return flow is null || !flow.Contains(Call.Syntax) || flow.CanReach(Call.Syntax, Call.Syntax, exceptions: false);
        }
    }

    /// <summary>Every such call in a body. Binds it when that may find one.</summary>
    public static IEnumerable<StageCall> In(Body body)
    {
        if (!MayStandIn(body)) yield break;
        foreach (var call in body.Calls)
        {
            if (call.Target is null || call.Receiver is not { } receiver || call.IsDelegate) continue;
            if (receiver.Type is not INamedTypeSymbol contract || !Stages.IsContract(contract)) continue;
            if (Source(receiver, call, body) is var (loop, stages)) yield return new(body, loop, stages, contract, call);
        }
    }

    private static bool Names(Body body, INamedTypeSymbol? contract) =>
        contract is not null && contract.AllInterfaces.Concat(contract.SelfAndBases()).Any(type =>
        !Stages.IsSystem(type)
        && type.GetMembers()
            .Any(member => member is IMethodSymbol { MethodKind: MethodKind.Ordinary, Parameters.Length: > 0 } step && body.Words.Has(step.Name)
                && CanBeStep(step, contract)));

    /// <summary>It answers with an item or a verdict, or the contract is narrow enough for its work on an object to be all that there is.</summary>
    private static bool CanBeStep(IMethodSymbol member, INamedTypeSymbol contract) =>
        !member.ReturnsVoid && member.ReturnType.Awaited() is var answer && (Stages.IsItem(answer) && !answer.IsTask() || answer.TypeKind == TypeKind.Enum)
        || Stages.IsNarrow(contract);

    /// <summary>The loop and the sequence that the receiver is an element of.</summary>
    private static (IOperation Loop, IOperation Sequence)? Source(IOperation receiver, Call call, Body body)
    {
        foreach (var outer in call.Operation.Ancestors())
        {
            switch (outer)
            {
                case IForEachLoopOperation loop when IsDeclaredBy(loop, receiver): return (loop, Behind(loop.Collection));
                case IForLoopOperation loop when Indexed(receiver, body) is { } stages: return (loop, stages);
                case IInvocationOperation { TargetMethod: { Name: "Aggregate", ContainingType: { Name: "Enumerable" } owner } } aggregate
                    when Stages.IsSystem(owner)
                        && receiver.Plain() is IParameterReferenceOperation { Parameter: { Ordinal: 1,
                            ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.LambdaMethod } } }:
                    return (aggregate, Behind(aggregate.Arguments[0].Value));
                case IInvocationOperation { TargetMethod: { Name: "ForEach", Parameters.Length: 1 } } each
                    when each.Instance is { } list
                        && receiver.Plain()
                            is IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.LambdaMethod } }:
                    return (each, Behind(list));
            }
        }
        return null;
    }

    private static bool IsDeclaredBy(IForEachLoopOperation loop, IOperation receiver) =>
        receiver.Referenced() is ILocalSymbol local && loop.Locals.Contains(local, SymbolEqualityComparer.Default);

    private static IOperation? Indexed(IOperation receiver, Body body) => receiver.Plain() switch
    {
        IArrayElementReferenceOperation element => element.ArrayReference.Plain(),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list, Arguments: { Length: 1 } index }
            when index[0].Value.Type?.SpecialType == SpecialType.System_Int32 => list.Plain(),
        ILocalReferenceOperation { Local: var local } => Derivation.Of(body).SourcesOf(local)
            .Where(source => source.Plain() is not ILocalReferenceOperation)
            .Select(source => Indexed(source, body)).FirstOrDefault(stages => stages is not null),
        _ => null,
    };

    /// <summary>The sequence behind filters, orderings and copies.</summary>
    private static IOperation Behind(IOperation sequence)
    {
        var plain = sequence.Plain();
        while (Call.From(plain) is { Receiver: { } receiver, Owner: { } owner } && Stages.IsSystem(owner)) plain = receiver.Plain();
        return plain;
    }
}
