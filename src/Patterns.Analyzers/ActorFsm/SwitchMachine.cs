using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>
/// A machine in code: one body asks for the state and for what arrived, and sets the next state accordingly. Three transitions between at least two
/// states make it one; where nothing arrives and conditions are polled, the body must ask for three states, and
/// either come back to one of them or set the next in three places that only one of them leads to: where most do nothing to it, it is an option.
/// </summary>
internal static class SwitchMachine
{
    private const int FewestTransitions = 3;
    private const int FewestStates = 2;
    private const int FewestPolledStates = 3;
    private static readonly Words Choices = new("switch", "if");

    public static bool MayBeIn(TypeFacts type) => type.Words.HasAny(Choices) && StateMember.In(type).Any();

    public static Machine? In(TypeFacts type)
    {
        foreach (var state in StateMember.In(type))
            foreach (var body in type.Bodies)
            {
                if (body.IsConstructor || !body.Words.HasAny(state.Words) || !MayChoose(body, state)) continue;
                var transitions = TransitionFinder.In(body, state).Where(transition => !transition.IsLoop).ToList();
                if (IsMachine(transitions) && !IsScanner(body) && !IsLine(transitions, body) && !MessageTag.Is(state))
                    return Describe(type, state, body, transitions);
            }
        return null;
    }

    /// <summary>It asks itself, or calls a function that names a state.</summary>
    private static bool MayChoose(Body body, StateMember state) => body.Words.HasAny(Choices) || state.Type.Symbol.GetMembers().Any(member =>
        member is IMethodSymbol { MethodKind: MethodKind.Ordinary } function && SymbolEqualityComparer.Default.Equals(function.ReturnType, state.States)
        && body.Words.Has(function.Name));

    private static bool IsMachine(List<Transition> transitions)
    {
        if (transitions.Select(transition => (transition.From, transition.To.Name)).Distinct().Count() < FewestTransitions) return false;
        var from = transitions.Select(transition => transition.From).Distinct().Count();
        var to = transitions.Select(transition => transition.To.Name).Distinct().Count();
        if (from < FewestStates || to < FewestStates) return false;
        if (transitions.Count(transition => transition.ByEvent) >= FewestStates) return true;
        return from >= FewestPolledStates && transitions.Count(transition => transition.IsGuarded) >= FewestStates
            && transitions.Any(transition => transition.Chooser is ISwitchOperation)
            && (LeadBack(transitions)
                || transitions.GroupBy(transition => transition.Site.Syntax)
                    .Count(place => place.Select(transition => transition.From).Distinct().Count() == 1) >= FewestTransitions);
    }

    /// <summary>
    /// A life that goes one way: methods that the body calls make each step, each of them in one place, and none leads back. The body asks whose turn it is,
    /// and chooses nothing.
    /// </summary>
    private static bool IsLine(List<Transition> transitions, Body body)
    {
        if (transitions.Any(transition => body.Declaration.SyntaxTree == transition.Site.Syntax.SyntaxTree
            && body.Declaration.Span.Contains(transition.Site.Syntax.Span))) return false;
        return transitions.Select(transition => transition.To.Name).Distinct().Count() == transitions.Select(transition => transition.Site.Syntax).Distinct()
            .Count() && !LeadBack(transitions);
    }

    /// <summary>Some state can come again: what is left without the transitions after which no other follows.</summary>
    private static bool LeadBack(List<Transition> transitions)
    {
        while (true)
        {
            var followed = transitions.Where(transition => transitions.Any(next => next.Leaves(transition.To))).ToList();
            if (followed.Count == transitions.Count) return followed.Count > 0;
            transitions = followed;
        }
    }

    /// <summary>Code that reads characters or bytes one by one, or the tokens that a scanner makes of them: it goes over a text, not through a life.</summary>
    private static bool IsScanner(Body body) =>
        body.Method.Parameters.Any(parameter => IsSymbolOfText(parameter.Type) || ScannedToken.Is(parameter.Type, body.Type.Project))
        || body.Of<IVariableDeclaratorOperation>().Any(declared => IsSymbolOfText(declared.Symbol.Type));

    private static bool IsSymbolOfText(ITypeSymbol type) => type.SpecialType is SpecialType.System_Char or SpecialType.System_Byte;

    private static Machine Describe(TypeFacts type, StateMember state, Body body, List<Transition> transitions)
    {
        var byEvent = transitions.Count(transition => transition.ByEvent) >= FewestStates;
        var acts = transitions[0].Chooser.Contains(operation => operation is IInvocationOperation);
        var messages = body.Method.Parameters.Any(parameter => parameter.Type.TypeKind is TypeKind.Class or TypeKind.Interface
            && !parameter.Type.IsFramework());
        var because = ImmutableArray.Create(
            Evidence.At(transitions[0].Chooser,
                $"'{body.DisplayName}' chooses the next '{state.Name}' by the current one" + (byEvent ? " and by what arrives" : " and conditions")),
            Evidence.At(transitions[0].Site));
        return new(state.Slot.Symbol, body, byEvent && messages || EventQueue.IsIn(type), byEvent && acts && !IsToggle(transitions, state), because);
    }

    /// <summary>One event, of those that the body takes, after which nothing but the current state says what follows: a setting that goes round as likely as a
    /// machine.</summary>
    private static bool IsToggle(List<Transition> transitions, StateMember state)
    {
        var chooser = transitions[0].Chooser;
        return StateTests.Around(chooser, state.IsRead).ByEvent && transitions.All(transition => transition.Chooser == chooser
            && !transition.Site.Ancestors().TakeWhile(outer => outer != chooser)
                .Any(outer => outer is IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation));
    }
}
