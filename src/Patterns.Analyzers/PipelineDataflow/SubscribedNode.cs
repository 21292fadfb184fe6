using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>
/// A node that subscribes to the node before it, of a contract that it fulfils itself, with one handler for the items and another for their end, and gives its
/// own
/// subscribers what it makes of an item.
/// </summary>
/// <param name="Upstream">What holds the node before it.</param>
/// <param name="Subscription">The call that subscribes.</param>
/// <param name="Push">Where it gives on what it made.</param>
internal sealed record SubscribedNode(ISymbol Upstream, Call Subscription, Call Push)
{
    private const int FewestHandlers = 2;

    /// <summary>A constructor is given, or a slot holds, a source like the type itself. No binding.</summary>
    public static bool MayStandIn(TypeFacts type) => UpstreamsOf(type).Any();

    public static SubscribedNode? Of(TypeFacts type)
    {
        foreach (var upstream in UpstreamsOf(type))
            foreach (var body in type.Bodies)
            {
                if (!body.Words.Has(upstream.Name)) continue;
                foreach (var call in body.Calls)
                    if (Derivation.Same(call.ReceiverSymbol, upstream)
                        && call.Arguments.Count(argument => argument is IDelegateCreationOperation) >= FewestHandlers && PushOf(call, body) is { } push)
                        return new(upstream, call, push);
            }
        return null;
    }

    private static IEnumerable<ISymbol> UpstreamsOf(TypeFacts type) =>
        type.Symbol is { BaseType.SpecialType: SpecialType.System_Object, Interfaces.IsEmpty: true }
        ? Enumerable.Empty<ISymbol>()
        : type.Symbol.InstanceConstructors.SelectMany(constructor => constructor.Parameters).Where(parameter => IsLikeSelf(parameter.Type, type))
            .Concat<ISymbol>(type.Slots.Where(slot => !slot.IsStatic && IsLikeSelf(slot.Type, type)).Select(slot => slot.Symbol));

    /// <summary>A generic contract of somebody's own that the type fulfils too.</summary>
    private static bool IsLikeSelf(ITypeSymbol upstream, TypeFacts type) =>
        upstream is INamedTypeSymbol { IsGenericType: true } contract && Stages.IsContract(contract) && type.Symbol.Is(contract);

    /// <summary>What the handler of items gives to a member of the type itself: something made of the item, or the item under a condition.</summary>
    private static Call? PushOf(Call subscription, Body body)
    {
        foreach (var argument in subscription.Arguments)
        {
            if (argument is not IDelegateCreationOperation creation) continue;
            var (code, item) = Handler(creation, body);
            if (code is null || item is null || !Stages.IsItem(item.Type)) continue;
            foreach (var operation in code.SelfAndDescendants())
                if (Call.From(operation) is { Operation: IInvocationOperation { Instance: IInstanceReferenceOperation } } push
                    && push.Arguments.Any(given => IsMadeOf(given, item, operation))) return push;
        }
        return null;
    }

    private static (IOperation? Code, IParameterSymbol? Item) Handler(IDelegateCreationOperation creation, Body body)
    {
        if (creation.Function(body) is { } function) return (function, function.FunctionSymbol()?.Parameters.FirstOrDefault());
        if (creation.Target is not IMethodReferenceOperation { Method: var method } || body.Type.Project.BodiesOf(method).FirstOrDefault() is not { } handler)
            return default;
        return (handler.Root, handler.Method.Parameters.FirstOrDefault());
    }

    private static bool IsMadeOf(IOperation given, IParameterSymbol item, IOperation push) => given.Mentions(item)
        && (!Derivation.Same(given.Referenced(), item) || push.Ancestors().Any(outer => outer is IConditionalOperation { WhenFalse: null }));
}
