using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ReconciliationLoop;

/// <summary>Members of one state that the other lacks, and what is done about them.</summary>
/// <param name="Body">The pass.</param>
/// <param name="Site">The test or query that tells them.</param>
/// <param name="Members">The collection that the members are from.</param>
/// <param name="From">Where it comes from.</param>
/// <param name="Keys">What they are compared with.</param>
/// <param name="Against">Where that comes from.</param>
/// <param name="Remedy">The corrective call.</param>
internal sealed record Difference(Body Body, IOperation Site, IOperation Members, Origin From, IOperation Keys, Origin Against, Call Remedy)
{
    private static readonly Words Tests = new("Contains", "ContainsKey", "TryGetValue", "Any", "All", "FirstOrDefault", "Remove");
    private static readonly Words Queries = new("Except", "ExceptBy");
    private static readonly Words Walks = new("foreach", "Where", "Select", "ForEach");

    /// <summary>Whether it is worth binding a body.</summary>
    public static bool MayBeIn(Body body) => body.Words.HasAny(Queries) || body.Words.HasAny(Tests) && body.Words.HasAny(Walks);

    public static bool MayBeIn(TypeFacts type) => type.Words.HasAny(Queries) || type.Words.HasAny(Tests) && type.Words.HasAny(Walks);

    /// <summary>The differences in a body between states of different origin that are acted on.</summary>
    public static IEnumerable<Difference> In(Body body)
    {
        foreach (var call in body.Calls)
        {
            if (Queries.Contains(call.Name) && call is { Receiver: { } all, Arguments.Length: > 0 } && IsQuery(call)
                && Action(call.Operation, body) is { } onRest)
            {
                if (Between(body, call, all, call.Arguments[0], onRest) is { } rest) yield return rest;
            }
            else if (Tests.Contains(call.Name) && call is { Receiver: { } keys, Arguments.Length: > 0 }
                && Missing(call, keys, body) is var (source, others, action) && Between(body, call, source, others, action) is { } missing)
                yield return missing;
        }
    }

    private static bool IsQuery(Call call) => call.Target is not { } target || target.ContainingType.IsFramework();

    /// <summary>True where nothing but the pass itself changes what it compares with.</summary>
    public bool IsAgainstOwnNotes => OwnNotes.Are(this);

    private static Difference? Between(Body body, Call site, IOperation members, IOperation keys, Call action) =>
        Origin.Of(members, body) is { } from && Origin.Of(keys, body) is { } against && !from.IsOf(against) && !OwnNotes.Take(action, keys, body)
        && !OwnNotes.Remember(action, keys, body)
        && Correction.Acts(action, body) ? new(body, site.Operation, members, from, keys, against, action) : null;

    /// <summary>The collection whose members a test finds missing, the one that lacks them, and what is done with them.</summary>
    private static (IOperation Source, IOperation Others, Call Action)? Missing(Call test, IOperation keys, Body body)
    {
        if (AsksMembers(test)
            || test.Operation.Ancestors().FirstOrDefault(outer => outer is IForEachLoopOperation or IAnonymousFunctionOperation) is not { } scope) return null;
        if (scope is IAnonymousFunctionOperation lambda)
            return IsNegated(test.Operation) && test.Name != "Remove" && Filter(lambda) is { Receiver: { } source } filter
                && Action(filter.Operation, body) is { } done ? (source, keys, done) : null;
        var loop = (IForEachLoopOperation)scope;
        if (IsStream(loop)) return null;
        if (test.Name == "Remove") return Leftover(test, keys, loop, body) is { } left ? left : null;
        if (keys.Referenced() is not { } held || loop.Body.Contains(operation => Origin.IsFilling(operation, held)) && held is ILocalSymbol) return null;
        if (!test.Arguments.Any(argument => loop.Locals.Any(argument.Mentions)
            || argument.Contains(part => part is ILocalReferenceOperation { Local: var local }
                && loop.Body.Syntax.Span.Contains(local.Locations[0].SourceSpan)))) return null;
        return Acted(Branch(test.Operation, loop).Where(operation => !IsForFound(operation, test, loop)), loop, body) is { } action
            ? (loop.Collection, keys, action) : null;
    }

    /// <summary>What is done only where the look-up found something, a stop before a restart, makes up for nothing that is missing.</summary>
    private static bool IsForFound(IOperation operation, Call test, IForEachLoopOperation loop)
    {
        if (Found(test) is not { } found) return false;
        return operation.Ancestors().TakeWhile(outer => outer != loop).OfType<IConditionalOperation>().Any(choice =>
            choice.WhenTrue.Syntax.Span.Contains(operation.Syntax.Span) && !choice.Condition.Syntax.Span.Contains(test.Syntax.Span)
            && choice.Condition.Mentions(found) && IsPresence(choice.Condition.Plain()));
    }

    private static ILocalSymbol? Found(Call test) => test.Operation is IInvocationOperation { TargetMethod.Name: "TryGetValue" } call
        ? call.Arguments[call.Arguments.Length - 1].Value.SelfAndDescendants().OfType<ILocalReferenceOperation>().FirstOrDefault()?.Local : null;

    private static bool IsPresence(IOperation condition) => condition switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } differs => differs.LeftOperand.IsNull() || differs.RightOperand.IsNull(),
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value: var value } } } => value.IsNull(),
        IIsPatternOperation { Pattern: IDeclarationPatternOperation or IRecursivePatternOperation or ITypePatternOperation } => true,
        _ => false,
    };

    /// <summary>True where each member answers a question of its own, instead of being compared.</summary>
    private static bool AsksMembers(Call test) =>
        test.Arguments.Length > 0 && test.Arguments[0].SelfAndDescendants().OfType<IAnonymousFunctionOperation>().FirstOrDefault() is { } predicate
        && !predicate.Contains(part => part is IBinaryOperation or IIsPatternOperation
            || Call.From(part) is { Name: "Equals" or "Contains" or "ContainsKey" or "StartsWith" or "EndsWith" or "Matches" or "SequenceEqual" });

    /// <summary>What comes out of a channel are messages, not the members of a state.</summary>
    private static bool IsStream(IForEachLoopOperation loop) =>
        loop.IsAsynchronous && loop.Collection.Contains(part => Call.From(part) is { Name: "ReadAllAsync" });

    /// <summary>A set of all that exists, from which a walk over what should exist strikes out its members; the rest is acted on.</summary>
    private static (IOperation, IOperation, Call)? Leftover(Call strike, IOperation rest, IForEachLoopOperation walk, Body body)
    {
        if (rest.Referenced() is not ILocalSymbol local || Origin.Of(rest, body) is not { } all || Origin.Of(walk.Collection, body) is not { } wanted
            || all.IsOf(wanted)) return null;
        foreach (var loop in body.Of<IForEachLoopOperation>())
            if (loop.Syntax.SpanStart > walk.Syntax.Span.End && loop.Collection.Mentions(local)
                && Acted(loop.Body.SelfAndDescendants(), loop, body) is { } action) return (rest, walk.Collection, action);
        return null;
    }

    private static Call? Filter(IAnonymousFunctionOperation lambda)
    {
        foreach (var outer in lambda.Ancestors())
            if (Call.From(outer) is { } call) return call.Name is "Where" or "FindAll" or "RemoveAll" ? call : null;
        return null;
    }

    private static bool IsNegated(IOperation test)
    {
        for (var outer = test.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not }) return true;
            if (outer is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equals
                && (equals.RightOperand.IsConstant(false) || equals.RightOperand.IsNull())) return true;
            if (outer is not (IConversionOperation or IParenthesizedOperation)) return false;
        }
        return false;
    }

    private static IEnumerable<IOperation> Nothing => Enumerable.Empty<IOperation>();

    /// <summary>What runs for the members that the test does not find.</summary>
    private static IEnumerable<IOperation> Branch(IOperation test, IForEachLoopOperation loop, bool isInverted = false)
    {
        if (Flag(test) is { } flag)
        {
            var asked = loop.Body.SelfAndDescendants()
                .FirstOrDefault(operation => operation is ILocalReferenceOperation { Local: var local } && SymbolEqualityComparer.Default.Equals(local, flag));
            return asked is null ? Nothing : Branch(asked, loop, IsNegated(test));
        }
        if (test.Enclosing<IConditionalOperation>() is not { } choice || !choice.Condition.Syntax.Span.Contains(test.Syntax.Span)
            || choice.Syntax.SpanStart < loop.Syntax.SpanStart) return Nothing;
        var leaves = choice.WhenTrue.Contains(operation => operation is IBranchOperation { BranchKind: BranchKind.Continue });
        if (IsNegated(test) != isInverted) return leaves ? Nothing : choice.WhenTrue.SelfAndDescendants();
        if (choice.WhenFalse is { } otherwise) return otherwise.SelfAndDescendants();
        return leaves ? loop.Body.SelfAndDescendants().Where(operation => operation.Syntax.SpanStart >= choice.Syntax.Span.End) : Nothing;
    }

    /// <summary>The local that only notes what a test says.</summary>
    private static ILocalSymbol? Flag(IOperation test)
    {
        for (var outer = test.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IVariableDeclaratorOperation { Symbol: { Type.SpecialType: SpecialType.System_Boolean } flag }) return flag;
            if (outer is not (IConversionOperation or IParenthesizedOperation or IUnaryOperation or IVariableInitializerOperation)) return null;
        }
        return null;
    }

    /// <summary>What is done in a loop with the member at hand, or with the collection that the loop gathers it in.</summary>
    private static Call? Acted(IEnumerable<IOperation> branch, IForEachLoopOperation loop, Body body)
    {
        foreach (var operation in branch)
        {
            if (Call.From(operation) is { } call && Correction.Is(call) && UsesMember(call, loop)) return call;
            if (operation is IInvocationOperation { TargetMethod.Name: "Add", Instance: ILocalReferenceOperation { Local: var gathered } }
                && !loop.Syntax.Span.Contains(gathered.Locations[0].SourceSpan)
                && Consumed(gathered, operation, body) is { } later) return later;
        }
        return null;
    }

    private static bool UsesMember(Call call, IForEachLoopOperation loop) =>
        Parts(call).Any(part =>
            part.Contains(operation => operation is ILocalReferenceOperation { Local: var local } && loop.Syntax.Span.Contains(local.Locations[0].SourceSpan)));

    private static IEnumerable<IOperation> Parts(Call call) => call.Receiver is { } receiver ? call.Arguments.Insert(0, receiver) : call.Arguments;

    /// <summary>What is done with the result of a query, here or by way of a local.</summary>
    private static Call? Action(IOperation query, Body body)
    {
        foreach (var outer in query.Ancestors())
        {
            if (outer is IForEachLoopOperation loop)
                return loop.Collection.Syntax.Span.Contains(query.Syntax.Span) ? Acted(loop.Body.SelfAndDescendants(), loop, body) : null;
            if (outer is IVariableDeclaratorOperation { Symbol: var local }) return Consumed(local, outer, body);
            if (Call.From(outer) is not { } call) continue;
            if (Correction.Is(call) && call.Arguments.Any(argument => argument.Syntax.Span.Contains(query.Syntax.Span))) return call;
            if (InLambda(call) is { } done) return done;
        }
        return null;
    }

    /// <summary>What is done with a local after a point.</summary>
    public static Call? Consumed(ILocalSymbol local, IOperation after, Body body)
    {
        foreach (var reference in body.Of<ILocalReferenceOperation>())
            if (SymbolEqualityComparer.Default.Equals(reference.Local, local) && reference.Syntax.SpanStart > after.Syntax.Span.End
                && Action(reference, body) is { } action) return action;
        return null;
    }

    /// <summary><c>members.Select(x => actuator.StopAsync(x))</c>.</summary>
    private static Call? InLambda(Call call)
    {
        if (call.Name is not ("Select" or "ForEach" or "ForEachAsync" or "SelectMany")) return null;
        foreach (var lambda in call.Operation.SelfAndDescendants().OfType<IAnonymousFunctionOperation>())
            foreach (var operation in lambda.SelfAndDescendants())
                if (Call.From(operation) is { } inner && Correction.Is(inner)
                    && lambda.Symbol.Parameters.Any(parameter => Parts(inner).Any(part => part.Mentions(parameter)))) return inner;
        return null;
    }
}
