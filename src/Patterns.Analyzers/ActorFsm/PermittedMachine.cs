using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>
/// A machine whose code says which state may follow which: the next one is judged by the current one before it takes its place, and the type's own events ask
/// for several.
/// </summary>
internal static class PermittedMachine
{
    private const int FewestTransitions = 3;
    private const int FewestStates = 2;

    public static bool MayBeIn(TypeFacts type) => StateMember.In(type).Any(state => type.Symbol.GetMembers().Any(member => Takes(member, state)));

    public static Machine? In(TypeFacts type)
    {
        foreach (var state in StateMember.In(type))
            foreach (var mover in type.Bodies)
            {
                if (mover.IsConstructor || !Takes(mover.Method, state) || !mover.Words.HasAny(state.Words) || MoveIn(mover, state) is not { } move) continue;
                if (Judges(mover, state).FirstOrDefault(judge => IsTable(PairsIn(judge.Body, state, judge.Current))).Body is { } found
                    && AsksForSeveral(type, mover, state)) return Describe(state, mover, move, found);
            }
        return null;
    }

    private static Machine Describe(StateMember state, Body mover, IOperation move, Body judge) =>
        new(state.Slot.Symbol, mover, TakesMessages: false, IsCertain: false, ImmutableArray.Create(
            Evidence.At(judge.Method, $"'{judge.DisplayName}' says which '{state.Name}' may follow which"),
            Evidence.At(move, $"'{mover.DisplayName}' moves it on")));

    private static bool Takes(ISymbol member, StateMember state) => member is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.PropertySet } method
        && method.Parameters.Any(parameter => IsState(parameter.Type, state));

    private static bool IsState(ITypeSymbol type, StateMember state) => SymbolEqualityComparer.Default.Equals(type, state.States);

    private static IOperation? MoveIn(Body body, StateMember state) => body.Of<ISimpleAssignmentOperation>()
        .FirstOrDefault(move => state.IsRead(move.Target) && move.Value.Plain() is IParameterReferenceOperation);

    /// <summary>The mover itself, and the methods of the type that it asks; each with the parameter that stands for the current state there.</summary>
    private static IEnumerable<(Body Body, ISymbol? Current)> Judges(Body mover, StateMember state) => mover.Callees
        .Where(callee => callee.Body.Type == mover.Type && Takes(callee.Body.Method, state))
        .Select(callee => (callee.Body, (ISymbol?)(callee.Call.Operation as IInvocationOperation)?.Arguments
            .FirstOrDefault(argument => state.IsRead(argument.Value.Plain()))?.Parameter?.OriginalDefinition))
        .Prepend((mover, null));

    private static bool IsTable(HashSet<(string From, string To)> pairs) => pairs.Count >= FewestTransitions
        && pairs.Select(pair => pair.From).Distinct().Count() >= FewestStates && pairs.Select(pair => pair.To).Distinct().Count() >= FewestStates;

    /// <summary>The states that code names for the current one and for the next, where it asks for both.</summary>
    private static HashSet<(string From, string To)> PairsIn(Body body, StateMember state, ISymbol? current)
    {
        var pairs = new HashSet<(string From, string To)>();
        foreach (var operation in body.Operations)
            switch (operation)
            {
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when both.Parent is not IBinaryOperation
                    { OperatorKind: BinaryOperatorKind.ConditionalAnd } && !OnlyPrepares(both):
                    Add(Tested(both, IsCurrent), Tested(both, IsNext));
                    break;
                case ISwitchExpressionArmOperation { Pattern: IRecursivePatternOperation { DeconstructionSubpatterns: { Length: >= 2 } parts },
                    Parent: ISwitchExpressionOperation { Value: var asked } } when asked.Plain() is ITupleOperation { Elements: var elements }
                    && elements.Length == parts.Length:
                    Add(Parts(elements, parts, IsCurrent), Parts(elements, parts, IsNext));
                    break;
                case ISwitchExpressionArmOperation { Pattern: var from, Value: var judged, Parent: ISwitchExpressionOperation { Value: var asked } }
                    when IsCurrent(asked.Plain()):
                    Add(Names(from), Tested(judged, IsNext));
                    break;
                case ISwitchCaseOperation { Clauses: var clauses, Parent: ISwitchOperation { Value: var asked } } section when IsCurrent(asked.Plain()):
                    Add(clauses.SelectMany(Names), section.Body.SelectMany(inside => Tested(inside, IsNext)));
                    break;
            }
        return pairs;

        // What is done beside a move, and neither makes nor refuses it, says nothing about what may follow.
        bool OnlyPrepares(IOperation both) => both.Enclosing<IConditionalOperation>() is { WhenTrue: IBlockOperation or IExpressionStatementOperation } choice
            && choice.Condition.Syntax.Span.Contains(both.Syntax.Span) && !Decides(choice.WhenTrue) && MoveIn(body, state) is not null
            && !choice.WhenTrue.SelfAndDescendants().Any(inner => inner.Assigned()?.Target.Referenced() is ILocalSymbol verdict
                && body.Of<IConditionalOperation>().Any(later => later.Condition.Mentions(verdict) && Decides(later)));

        bool Decides(IOperation done) => done.Contains(inner => inner is IReturnOperation or IThrowOperation or IBranchOperation
            || inner.Assigned() is { Target: var target } && state.IsRead(target));

        bool IsCurrent(IOperation asked) => state.IsRead(asked) || asked.Referenced() is { } symbol && (SymbolEqualityComparer.Default.Equals(symbol, current)
            || symbol is ILocalSymbol && body.DeclaredValue(symbol) is { } copied && state.IsRead(copied.Plain()));

        bool IsNext(IOperation asked) => asked.Plain() is IParameterReferenceOperation { Parameter: var next } && IsState(next.Type, state)
            && !SymbolEqualityComparer.Default.Equals(next, current);

        IEnumerable<string> Names(IOperation labels) => labels.SelfAndDescendants().SelectMany(state.Named).Select(named => named.State.Name).Distinct();

        IEnumerable<string> Parts(ImmutableArray<IOperation> elements, ImmutableArray<IPatternOperation> parts, Func<IOperation, bool> isAsked) =>
            elements.Zip(parts, (element, part) => isAsked(element.Plain()) ? Names(part) : Enumerable.Empty<string>()).SelectMany(names => names);

        IEnumerable<string> Tested(IOperation condition, Func<IOperation, bool> isAsked) => condition.SelfAndDescendants().SelectMany(test => test switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, LeftOperand: var left, RightOperand: var right } =>
                isAsked(left.Plain()) ? Names(right) : isAsked(right.Plain()) ? Names(left) : Enumerable.Empty<string>(),
            IIsPatternOperation { Pattern: not INegatedPatternOperation and var pattern, Value: var value } when isAsked(value.Plain()) => Names(pattern),
            _ => Enumerable.Empty<string>(),
        });

        void Add(IEnumerable<string> from, IEnumerable<string> to)
        {
            var next = to.ToList();
            foreach (var one in from)
                foreach (var other in next) pairs.Add((one, other));
        }
    }

    /// <summary>The type's own methods move on to several states that they name.</summary>
    private static bool AsksForSeveral(TypeFacts type, Body mover, StateMember state)
    {
        var name = mover.Method.AssociatedSymbol?.Name ?? mover.Name;
        return type.Bodies.Where(body => body != mover && !body.IsConstructor && body.Words.Has(name))
            .SelectMany(body => body.Operations.SelectMany(operation => StateObjects.Requests(operation, mover))).SelectMany(state.Named)
            .Select(named => named.State.Name).Distinct().Count() >= FewestStates;
    }
}
