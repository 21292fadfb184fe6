using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>
/// A machine that is declared through a builder: chains of calls name a state, and behind it either an event and the next state, or an event's handler.
/// </summary>
internal static class DeclaredMachine
{
    private const int FewestTransitions = 3;
    private const int FewestStates = 3;

    public static bool MayBeIn(TypeFacts type) => StateMember.In(type).Any(state => type.Bodies.Any(body => HasChain(body, state)));

    public static Machine? In(TypeFacts type)
    {
        foreach (var state in StateMember.In(type))
            foreach (var body in type.Bodies)
                if (HasChain(body, state) && Of(body, state) is { } machine) return machine;
        return null;
    }

    /// <summary>Calls on calls that are given states, by their form alone. No binding.</summary>
    private static bool HasChain(Body body, StateMember state) =>
        body.Words.Has(state.States.Name) && body.Declaration.DescendantNodes().OfType<InvocationExpressionSyntax>()
        .Where(call => call.Expression is MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax }
            && call.ArgumentList.Arguments.Any(argument => Names(argument.Expression, state)))
        .Skip(FewestStates - 2).Any();

    private static bool Names(ExpressionSyntax argument, StateMember state) =>
        argument is MemberAccessExpressionSyntax { Expression: SimpleNameSyntax { Identifier.ValueText: var name } } && name == state.States.Name;

    private static Machine? Of(Body body, StateMember state)
    {
        var links = body.Calls.Where(call => call.Receiver is not null && Call.From(call.Receiver) is not null).ToList();
        if (links.Count < FewestTransitions) return null;
        var states = body.Calls.SelectMany(call => call.Arguments).SelectMany(StatesIn).Distinct<ISymbol>(SymbolEqualityComparer.Default).Count();
        var handlers = links.Count(link =>
            link.Arguments.Any(argument => argument is IDelegateCreationOperation or IAnonymousFunctionOperation or IMethodReferenceOperation));
        if (states < FewestStates || handlers < FewestTransitions || !IsMoved(body.Type, state)) return null;
        var messages = links.Any(link => link.Target is { TypeArguments.Length: 1 } target && !target.TypeArguments[0].IsFramework());
        return new(state.Slot.Symbol, null, messages, IsCertain: true, ImmutableArray.Create(
            Evidence.At(links[0].Operation, $"'{body.DisplayName}' declares what each event does in each '{state.States.Name}'"),
            Evidence.At(state.Slot.Symbol, $"'{state.Name}' is the current one")));

        IEnumerable<ISymbol> StatesIn(IOperation argument) => argument.SelfAndDescendants().SelectMany(state.Named).Select(named => (ISymbol)named.State);
    }

    private static bool IsMoved(TypeFacts type, StateMember state) => type.Bodies
        .Where(body => !body.IsConstructor && body.Words.HasAny(state.Words))
        .SelectMany(state.ValuesWritten).SelectMany(state.Named)
        .Select(named => named.State.Name).Distinct().Count() >= 2;
}
