using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>How the types that one class finds come to another that makes objects of them.</summary>
/// <param name="givers">The members that give types.</param>
/// <param name="takers">The members that are given types.</param>
internal sealed class TypeFlow(ImmutableArray<Body> givers, ImmutableArray<Body> takers)
{
    private const int Steps = 4;

    private readonly Words gives = Names(givers), takes = Names(takers);

    /// <summary>True for a type that hands what a giver gave to a taker, at once or after a stay in a local, a slot or a private member.</summary>
    public bool IsIn(TypeFacts user)
    {
        if (!user.Words.HasAny(gives) || !user.Words.HasAny(takes)) return false;
        foreach (var body in user.Bodies)
            if (body.Words.HasAny(takes)
                && body.Calls.Any(call => IsOf(call.Target, takers) && call.Arguments.Any(argument => IsGiven(argument, body, Steps)))) return true;
        return false;
    }

    private static Words Names(ImmutableArray<Body> members) => new(members.Select(member => member.Name).Distinct().ToArray());

    private static bool IsOf(IMethodSymbol? target, ImmutableArray<Body> members) => target is not null && members.Any(member => OwnCalls.IsOf(target, member));

    private bool IsGiven(IOperation value, Body body, int steps) => steps > 0 && value.SelfAndDescendants().Any(part => part switch
    {
        IInvocationOperation call => IsOf(call.TargetMethod, givers) || IsAnsweredBy(call, body, steps),
        ILocalReferenceOperation { Local: var local } => CreatedType.Values(local, body).Any(source => IsGiven(source, body, steps - 1)),
        IParameterReferenceOperation { Parameter: var parameter } => IsHandedIn(parameter, part, body, steps),
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } slot => IsKept(slot, body.Type, steps),
        _ => false,
    });

    private bool IsAnsweredBy(IInvocationOperation call, Body body, int steps) => Reflection.IsTypes(call.TargetMethod.ReturnType.Awaited())
        && body.Type.Project.BodiesOf(call.TargetMethod).Any(callee => callee.Type == body.Type && callee.Words.HasAny(gives)
            && callee.Of<IReturnOperation>().Any(answer => answer.ReturnedValue is { } value && IsGiven(value, callee, steps - 1)));

    /// <summary>What a query hands to its lambda, or a caller in the type to a private member.</summary>
    private bool IsHandedIn(IParameterSymbol parameter, IOperation reference, Body body, int steps)
    {
        if (SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, body.Method))
            return !body.IsOpen && OwnCalls.Of(body).Any(made => made.Call.Argument(parameter.Name) is { } passed && IsGiven(passed, made.Caller, steps - 1));
        return reference.Ancestors().OfType<IAnonymousFunctionOperation>().SelectMany(lambda => lambda.Introduced()).Any(brought =>
            SymbolEqualityComparer.Default.Equals(brought.Variable, parameter) && brought.Source is { } source && IsGiven(source, body, steps - 1));
    }

    private bool IsKept(IMemberReferenceOperation slot, TypeFacts user, int steps) => slot.Type is { } kept && Reflection.IsTypes(kept)
        && user.Bodies.Any(body => body.Words.HasAny(gives) && body.Operations.Any(operation => operation.Assigned() is var (target, value)
            && SymbolEqualityComparer.Default.Equals(target.Referenced(), slot.Member) && value is not null && IsGiven(value, body, steps - 1)));
}
