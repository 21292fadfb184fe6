using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>Finds where a body chooses the next state by the current one, itself, in the methods of the type that it calls, or in the function that names the
/// next state.</summary>
internal static class TransitionFinder
{
    public static IEnumerable<Transition> In(Body body, StateMember state)
    {
        foreach (var value in state.ValuesWritten(body))
        {
            foreach (var (site, next) in state.Named(value))
                if (Found(site, next, state.IsRead) is { } transition) yield return transition;
            foreach (var transition in Chosen(body, value, state)) yield return transition;
        }
        foreach (var transition in Delegated(body, state)) yield return transition;
    }

    private static Transition? Found(IOperation site, IFieldSymbol next, Func<IOperation, bool> isState)
    {
        var tests = StateTests.Around(site, isState);
        return tests is { From: { } from, Chooser: { } chooser, Scans: false } ? new(site, from, next, tests.ByEvent, tests.IsGuarded, chooser) : null;
    }

    /// <summary>The state becomes what a function of the project makes of it: <c>state = Next(state, message)</c>.</summary>
    private static IEnumerable<Transition> Chosen(Body body, IOperation value, StateMember state)
    {
        if (value.Plain() is not IInvocationOperation { TargetMethod: var method } call
            || !SymbolEqualityComparer.Default.Equals(method.ReturnType, state.States)) yield break;
        var passed = call.Arguments.FirstOrDefault(argument => state.IsRead(argument.Value))?.Parameter?.OriginalDefinition;
        foreach (var chooser in body.Type.Project.BodiesOf(method))
            foreach (var result in chooser.Of<IReturnOperation>())
                foreach (var (site, next) in result.ReturnedValue is { } returned ? state.Named(returned) : Enumerable.Empty<(IOperation, IFieldSymbol)>())
                    if (Found(site, next, IsStateThere) is { } transition) yield return transition;

        bool IsStateThere(IOperation operation) => state.IsRead(operation)
            || passed is not null && operation is IParameterReferenceOperation { Parameter: var parameter }
                && SymbolEqualityComparer.Default.Equals(parameter, passed);
    }

    /// <summary>A method of the type that is called only in a certain state, and sets the next one.</summary>
    private static IEnumerable<Transition> Delegated(Body body, StateMember state)
    {
        foreach (var (call, callee) in body.Callees)
        {
            if (callee.Type != body.Type || callee == body || !callee.Words.HasAny(state.Words)) continue;
            var around = StateTests.Around(call.Operation, state.IsRead);
            if (around is not { From: { } from, Chooser: { } chooser, Scans: false }) continue;
            foreach (var value in state.ValuesWritten(callee))
                foreach (var (site, next) in state.Named(value))
                {
                    // Which of two the callee chooses depends on what it is given here.
                    if (site != value.Plain()) continue;
                    var inside = StateTests.Around(site, state.IsRead);
                    if (!inside.Scans) yield return new(site, from, next, around.ByEvent || inside.ByEvent, around.IsGuarded || inside.IsGuarded, chooser);
                }
        }
    }
}
