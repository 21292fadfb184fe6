using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>A node that takes items through a contract and pushes what it makes of them through the same contract into the node behind it.</summary>
/// <param name="Downstream">What holds the node behind it, or the nodes.</param>
/// <param name="Body">The method that pushes.</param>
/// <param name="Push">The call.</param>
/// <param name="Protocol">How many members of the contract are forwarded; 0 where both sides are told of items and their end as observers are.</param>
/// <param name="IsList">True where several nodes are behind it.</param>
internal sealed record OperatorNode(Slot Downstream, Body Body, Call Push, int Protocol, bool IsList)
{
    private const string Observer = "System.IObserver`1";

    /// <summary>A slot holds, or lists, objects of a contract that the type itself fulfils. No binding.</summary>
    public static IEnumerable<(Slot Slot, INamedTypeSymbol Contract, bool IsList)> DownstreamsOf(TypeFacts type)
    {
        if (type.Symbol is { BaseType.SpecialType: SpecialType.System_Object, Interfaces.IsEmpty: true }) yield break;
        foreach (var slot in type.AllSlots)
        {
            if (slot.IsStatic || slot.Symbol is IEventSymbol) continue;
            var isList = Stages.IsSequence(slot.Type) && Stages.ElementContract(slot.Type) is not null;
            var contract = isList ? Stages.ElementContract(slot.Type) : slot.Type as INamedTypeSymbol;
            if (contract is null || !Stages.IsContract(contract) && !contract.Named(Observer)) continue;
            if (type.Symbol.Is(contract)) yield return (slot, contract, isList);
        }
    }

    public static OperatorNode? Of(TypeFacts type)
    {
        foreach (var (slot, contract, isList) in DownstreamsOf(type))
        {
            var reshapes = !Fulfils(type.Symbol, contract) && !Fulfils(slot.Symbol.ContainingType, contract);
            if (reshapes ? !TakesGenericItem(contract) : !IsPushProtocol(contract)) continue;
            OperatorNode? found = null;
            var forwarded = new HashSet<string>(StringComparer.Ordinal);
            foreach (var body in type.Bodies)
                foreach (var (call, pushed) in PushesOf(body, slot, isList))
                {
                    forwarded.Add(pushed.Name);
                    if (found is null && PushesItem(call, pushed) && StandsInDataMethod(body, pushed)
                        && (reshapes ? Computes(call, body) : HandsOnAnother(call, pushed, body))) found = new(slot, body, call, 0, isList);
                }
            if (found is not null && (reshapes || isList || forwarded.Count > 1)) return found with { Protocol = forwarded.Count };
        }
        return null;
    }

    /// <summary>The very contract, type arguments included; what a generic base class holds is told by its own.</summary>
    private static bool Fulfils(INamedTypeSymbol? type, INamedTypeSymbol contract) =>
        type is not null && type.AllInterfaces.Concat(type.SelfAndBases()).Contains(contract, SymbolEqualityComparer.Default);

    /// <summary>The calls on what is behind, and those of a helper of the type or its bases that makes them.</summary>
    private static IEnumerable<(Call Call, IMethodSymbol Pushed)> PushesOf(Body body, Slot slot, bool isList)
    {
        if (body.Words.Has(slot.Name))
            foreach (var call in body.Calls)
                if (call.Target is { } target && IsOn(call, slot, isList, body)) yield return (call, target);
        if (!body.Type.SelfAndSourceBases.Any(type => type.Bodies.Any(helper => helper != body && helper.Words.Has(slot.Name) && body.Words.Has(helper.Name))))
            yield break;
        foreach (var (call, helper) in body.Callees)
            if (helper.Words.Has(slot.Name) && body.Type.Symbol.Is(helper.Type.Symbol))
                foreach (var inner in helper.Calls)
                    if (inner.Target is { } target && IsOn(inner, slot, isList, helper)) { yield return (call, target); break; }
    }

    /// <summary>One member takes an item; the others, at least one, say that the items end, fail or are to be flushed. None answers anything.</summary>
    private static bool IsPushProtocol(INamedTypeSymbol contract)
    {
        if (contract.Named(Observer)) return true;
        var members = contract.GetMembers().OfType<IMethodSymbol>()
            .Where(member => member is { MethodKind: MethodKind.Ordinary, IsStatic: false } && (member.IsAbstract || contract.TypeKind == TypeKind.Interface))
            .ToList();
        return members.Count > 1 && members.All(member => member.AnswersNothing()) && members.Count(TakesItem) == 1;
    }

    /// <summary>One member takes what the contract's type argument says, and answers nothing. Where others give it back or take it too, the contract reads and
    /// writes values.</summary>
    private static bool TakesGenericItem(INamedTypeSymbol contract)
    {
        var concerned = contract.OriginalDefinition.GetMembers().OfType<IMethodSymbol>()
            .Where(member => MentionsTypeParameter(member.ReturnType) || member.Parameters.Any(parameter => MentionsTypeParameter(parameter.Type))).ToList();
        return concerned.Count == 1 && concerned[0].AnswersNothing() && TakesItem(concerned[0])
            && concerned[0].Parameters.All(parameter => parameter.RefKind is RefKind.None or RefKind.In);
    }

    private static bool MentionsTypeParameter(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Type } => true,
        INamedTypeSymbol named => named.TypeArguments.Any(MentionsTypeParameter),
        IArrayTypeSymbol array => MentionsTypeParameter(array.ElementType),
        _ => false,
    };

    /// <summary>The push happens where the contract's own member is fulfilled, or in a helper of that.</summary>
    private static bool StandsInDataMethod(Body body, IMethodSymbol pushed)
    {
        if (Stages.Implements(body.Method, pushed)) return true;
        var own = body.Type.SelfAndSourceBases.SelectMany(type => type.Bodies).Where(candidate => Stages.Implements(candidate.Method, pushed)).ToList();
        return own.Count == 0 ? body.Type.Symbol.IsAbstract : own.Any(candidate => candidate.Words.Has(body.Name));
    }

    public static bool TakesItem(IMethodSymbol member) =>
        member.Parameters.Any(parameter => !Stages.IsToken(parameter.Type) && !IsException(parameter.Type) && Stages.IsItem(parameter.Type));

    private static bool PushesItem(Call call, IMethodSymbol pushed) =>
        pushed.AnswersNothing() && TakesItem(pushed.OriginalDefinition) && call.Arguments.Length > 0;

    private static bool IsException(ITypeSymbol type) => type.SelfAndBases().Any(self => self is { Name: "Exception", ContainingNamespace.Name: "System" });

    /// <summary>Not just the parameters that came in: those would make it a decorator or a composite.</summary>
    private static bool HandsOnAnother(Call call, IMethodSymbol pushed, Body body) =>
        call.Arguments.Any(argument => !Stages.IsToken(argument.Type) && argument.Type is { } type && !IsException(type)
            && argument.Referenced() is not IParameterSymbol && !argument.ConstantValue.HasValue)
        && body.Method.Parameters.Any(parameter => call.Arguments.Any(argument => Derivation.Of(body).ComesFrom(argument, parameter)))
        || Stages.Implements(body.Method, pushed) && Filters(call);

    /// <summary>What is pushed was made of what came in, not only taken out of its wrapping.</summary>
    public static bool Computes(Call call, Body body)
    {
        var derivation = Derivation.Of(body);
        return call.Arguments.Any(argument => !Stages.IsToken(argument.Type)
            && body.Method.Parameters.Any(parameter => !Stages.IsToken(parameter.Type) && derivation.ComesFrom(argument, parameter))
            && derivation.ComesFrom(argument,
                made => made is IInvocationOperation or IObjectCreationOperation or ITupleOperation or IBinaryOperation or IArrayCreationOperation
                    or IInterpolatedStringOperation));
    }

    /// <summary>Whether the item goes on depends on a condition.</summary>
    public static bool Filters(Call call) =>
        call.Operation.Ancestors().TakeWhile(outer => outer is not IAnonymousFunctionOperation)
            .Any(outer => outer is IConditionalOperation { WhenFalse: null });

    private static bool IsOn(Call call, Slot slot, bool isList, Body body)
    {
        if (!isList) return Derivation.Same(call.ReceiverSymbol?.OriginalDefinition, slot.Symbol);
        return call.Receiver is { } receiver && call.Operation.Enclosing<ILoopOperation>() is not null && Derivation.Of(body).ComesFrom(receiver, slot.Symbol);
    }
}
