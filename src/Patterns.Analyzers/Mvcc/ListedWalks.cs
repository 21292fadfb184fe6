using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>Searches among versions that lie side by side for the newest that the reader may see.</summary>
internal static class ListedWalks
{
    private static readonly Words Needles = new(
        "while", "for", "foreach", "Where", "First", "FirstOrDefault", "Last", "LastOrDefault", "Find", "FindLast", "FindLastIndex", "TakeWhile", "SkipWhile",
        "Max", "MaxBy", "BinarySearch", "GetViewBetween");

    private static readonly Words Picks = new("First", "FirstOrDefault", "Last", "LastOrDefault", "Find", "FindLast", "FindLastIndex", "Max", "MaxBy",
        "Aggregate", "SingleOrDefault");

    private static readonly Words Narrows = new("Where", "TakeWhile", "SkipWhile");

    /// <summary>True when what a type holds and its text allow such a search. Binds nothing.</summary>
    public static bool MayBeIn(TypeFacts type) => VersionLists.Of(type.Project).MayHold(type) && type.Words.HasAny(Needles);

    public static IEnumerable<Walk> In(Body body)
    {
        if (!body.Words.HasAny(Needles)) return Enumerable.Empty<Walk>();
        return InLoops(body).Concat(InQueries(body)).Concat(BySearch(body));
    }

    private static IEnumerable<Walk> InLoops(Body body)
    {
        foreach (var loop in body.Of<ILoopOperation>())
            foreach (var (type, isElement) in Elements(loop, body))
            {
                var inside = loop.SelfAndDescendants().ToList();
                if (Visibility.Of(inside, body, isElement) is not { } rule || Gathers(inside, body, isElement)) continue;
                if (IsMerged(loop, body, isElement)) yield return new(body, type, rule, loop, null, WalkKind.Merged);
                else if (IsHalving(loop) || IsPicked(inside, body, isElement)) yield return new(body, type, rule, loop, null, WalkKind.Listed);
            }
    }

    /// <summary>The versions that a loop looks at: its variable, or what stands at its index.</summary>
    private static IEnumerable<(ITypeSymbol Type, Func<IOperation, bool> IsElement)> Elements(ILoopOperation loop, Body body)
    {
        if (loop is IForEachLoopOperation each)
        {
            if (!Chain.Is(each.Collection, body)) yield break;
            // What a deconstruction declares is one element in parts.
            var variables = Variables(each.LoopControlVariable).ToList();
            if (variables.Count > 0)
                yield return (variables.Count == 1 ? TypeOf(variables[0]) : each.Collection.Plain().Type.ElementType() ?? TypeOf(variables[0]),
                    operation => operation is ILocalReferenceOperation or IConditionalAccessInstanceOperation && operation.Referenced() is { } named
                        && variables.Any(named.IsSame));
            yield break;
        }
        var inside = loop.SelfAndDescendants().ToList();
        foreach (var at in inside)
        {
            if (At(at) is not { } place || place.Index.ConstantValue.HasValue || !Chain.Is(place.Collection, body) || at.Type is not { } type) continue;
            if (at.Parent.Holder() is ILocalSymbol local
                && inside.Any(operation => operation is IVariableDeclaratorOperation declarator && declarator.Symbol.IsSame(local)))
                yield return (type, operation => operation is ILocalReferenceOperation && operation.Referenced().IsSame(local));
            else
                yield return (type, operation => At(operation) is { } other && other.Collection.Referenced().IsSame(place.Collection.Referenced())
                    && other.Collection.Referenced() is not null && !other.Index.ConstantValue.HasValue);
        }
    }

    private static IEnumerable<ISymbol> Variables(IOperation control) => control switch
    {
        IVariableDeclaratorOperation declarator => new[] { declarator.Symbol },
        _ => control.SelfAndDescendants().OfType<ILocalReferenceOperation>().Select(reference => (ISymbol)reference.Local),
    };

    private static ITypeSymbol TypeOf(ISymbol variable) => ((ILocalSymbol)variable).Type;

    /// <summary>The collection and the index of an access by position.</summary>
    public static (IOperation Collection, IOperation Index)? At(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list, Arguments: { Length: 1 } arguments }
            when arguments[0].Value.Type?.SpecialType == SpecialType.System_Int32 => (list, arguments[0].Value),
        IArrayElementReferenceOperation { Indices: { Length: 1 } indices } array => (array.ArrayReference, indices[0]),
        _ => null,
    };

    /// <summary>The version, or what it holds, is returned, or put aside in a place that outlives the loop's turn.</summary>
    private static bool IsPicked(IReadOnlyCollection<IOperation> inside, Body body, Func<IOperation, bool> isElement)
    {
        var aliases = inside.OfType<IVariableDeclaratorOperation>().Where(declarator => declarator.GetVariableInitializer()?.Value.Contains(isElement) == true)
            .Select(declarator => (ISymbol)declarator.Symbol).ToList();
        return inside.Any(operation => operation switch
        {
            IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } value } => Mentions(value) || IsBeside(value),
            ISimpleAssignmentOperation { Target: var target, Value: { } value } =>
                Mentions(value) && target.Referenced() is { } kept and (ILocalSymbol or IParameterSymbol)
                && !aliases.Contains(kept, SymbolEqualityComparer.Default)
                && (Selection.Leaves(body, kept) || IsUsedFor(body, kept)),
            _ => false,
        });

        bool Mentions(IOperation value) => value.Contains(isElement) || aliases.Any(value.Mentions);

        // What stands at the same place of the list that lies beside the stamps: Values[i] for Keys[i].
        bool IsBeside(IOperation value) => value.Contains(inner => At(inner) is { Index: var place } && place.Referenced() is ILocalSymbol index
            && inside.Any(operation => isElement(operation) && At(operation) is { Index: var own } && index.IsSame(own.Referenced())));
    }

    /// <summary>What was put aside leads to what is returned, as a stamp that finds its payload does.</summary>
    private static bool IsUsedFor(Body body, ISymbol kept) =>
        body.Operations.Any(operation => operation is IReturnOperation { ReturnedValue: { } value }
            && value.Contains(inner => inner.Referenced() is ILocalSymbol local && body.Operations.Any(
        definition => definition is IVariableDeclaratorOperation declarator && declarator.Symbol.IsSame(local)
            && declarator.GetVariableInitializer()?.Value.Mentions(kept) == true)));

    /// <summary>Elements are put into another collection, or taken out of their own.</summary>
    private static bool Gathers(IEnumerable<IOperation> inside, Body body, Func<IOperation, bool> isElement) =>
        inside.Any(operation => operation is IInvocationOperation call && call.TargetMethod.Name switch
    {
        "Add" or "Enqueue" or "Push" => call.Arguments.Any(argument => isElement(argument.Value.Plain())),
        "Remove" or "RemoveAt" or "RemoveRange" or "RemoveFirst" => call.Instance is { } collection && Chain.Is(collection, body),
        _ => false,
    });

    /// <summary>A search that halves what is left.</summary>
    private static bool IsHalving(ILoopOperation loop) => loop is IWhileLoopOperation && loop.SelfAndDescendants().Any(operation => operation
        is IBinaryOperation { OperatorKind: BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift or BinaryOperatorKind.Divide,
            RightOperand.ConstantValue: { HasValue: true, Value: 1 or 2 } });

    /// <summary>What is seen is put into a local that was made from something else of the same owner.</summary>
    private static bool IsMerged(ILoopOperation loop, Body body, Func<IOperation, bool> isElement) =>
        loop.SelfAndDescendants().Any(operation => operation is IInvocationOperation { Instance: ILocalReferenceOperation { Local: var merged } } change
        && change.Arguments.Any(argument => argument.Value.Contains(isElement)) && Selection.Leaves(body, merged)
        && body.Operations.Any(made => made is IVariableDeclaratorOperation declarator && declarator.Symbol.IsSame(merged)
            && declarator.GetVariableInitializer()?.Value.Contains(inner =>
                inner is IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member && member.IsOwnMember()) == true));

    private static IEnumerable<Walk> InQueries(Body body)
    {
        foreach (var call in body.Of<IInvocationOperation>())
        {
            var isPick = Picks.Contains(call.TargetMethod.Name);
            if (!isPick && !(Narrows.Contains(call.TargetMethod.Name) && (IsPickedFrom(call) || IsFirstReturned(call, body)))) continue;
            if (Condition(call) is not { Symbol.Parameters: { Length: 1 } parameters } condition || !Chain.Is(SourceOf(call), body)) continue;
            var version = parameters[0];
            if (Visibility.Of(condition.SelfAndDescendants(), body,
                operation => operation is IParameterReferenceOperation && operation.Referenced().IsSame(version)) is { } rule)
                yield return new(body, version.Type, rule, call, null, WalkKind.Listed);
        }
    }

    private static IAnonymousFunctionOperation? Condition(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (argument.Value
                .Plain() is IDelegateCreationOperation
                    { Target: IAnonymousFunctionOperation { Symbol.ReturnType.SpecialType: SpecialType.System_Boolean } condition }) return condition;
        return null;
    }

    private static IOperation SourceOf(IInvocationOperation call) => (call.Instance ?? call.Arguments[0].Value).Plain();

    /// <summary>Of what a condition leaves, one is picked by a later call of the same chain.</summary>
    private static bool IsPickedFrom(IInvocationOperation call)
    {
        for (var outer = call.Parent; outer is IArgumentOperation or IConversionOperation or IInvocationOperation; outer = outer.Parent)
            if (outer is IInvocationOperation later && Picks.Contains(later.TargetMethod.Name)) return true;
        return false;
    }

    /// <summary>Of what a condition leaves, the code goes through one after the other and returns what it has of the first that will do.</summary>
    private static bool IsFirstReturned(IInvocationOperation call, Body body)
    {
        foreach (var loop in body.Of<IForEachLoopOperation>())
        {
            if (!LocalValues.Lead(loop.Collection, call, body)) continue;
            var carried = loop.Locals.ToList<ISymbol>();
            foreach (var local in loop.Body.SelfAndDescendants().OfType<IVariableDeclaratorOperation>())
                if (local.GetVariableInitializer() is { } initializer && carried.Any(initializer.Mentions)) carried.Add(local.Symbol);
            if (loop.Body.Contains(inner => inner is IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } value } && carried.Any(value.Mentions)))
                return true;
        }
        return false;
    }

    /// <summary>A framework search for the reader's stamp, or what stands before it.</summary>
    private static IEnumerable<Walk> BySearch(Body body)
    {
        foreach (var call in body.Of<IInvocationOperation>())
        {
            if (call.TargetMethod.Name is not ("BinarySearch" or "GetViewBetween") || call.TargetMethod.ContainingType.IsFramework() is false
                || !Chain.Is(SourceOf(call), body)) continue;
            var reader = call.Arguments.Select(argument => argument.Value.Plain())
                .LastOrDefault(value => !value.ConstantValue.HasValue && value is not IMemberReferenceOperation { Member.Name: "MinValue" }
                    && value != SourceOf(call));
            if (reader is not null && SourceOf(call).Type.ElementType() is { } element)
                yield return new(body, element, new(call, body, null, reader), call, null, WalkKind.Listed);
        }
    }
}

file static class Parents
{
    /// <summary>The local that a declaration gives this value to.</summary>
    public static ISymbol? Holder(this IOperation? parent)
    {
        while (parent is IConversionOperation or IVariableInitializerOperation) parent = parent.Parent;
        return (parent as IVariableDeclaratorOperation)?.Symbol;
    }
}
