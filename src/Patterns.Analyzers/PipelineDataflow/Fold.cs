using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>A loop over stages in which each stage is given what the one before it made of the item.</summary>
/// <param name="Step">The call of the stage.</param>
/// <param name="Item">The variable that carries the item from one turn to the next.</param>
/// <param name="ItemType">What flows.</param>
internal sealed record Fold(StageCall Step, ISymbol Item, ITypeSymbol ItemType)
{
    public static IEnumerable<Fold> In(Body body)
    {
        foreach (var step in StageCall.In(body))
        {
            if (step.Call.Target!.ReturnsVoid || !IsLine(step) || IsReordered(step)) continue;
            if (step.Loop is IInvocationOperation aggregate)
            {
                if (Aggregated(aggregate, step) is { } seed) yield return seed;
            }
            else if (Carried(step) is { } carried && Stages.IsItem(carried.Type) && !IsBehaviour(carried.Type, step) && StartsWithInput(carried.Item, step)
                && IsWanted(carried.Item, step) && step.Repeats)
            {
                yield return new(step, carried.Item, carried.Type);
            }
        }
    }

    /// <summary>The stages are kept or handed in; a line that is made up for one call and thrown away is one only with different stages in it.</summary>
    private static bool IsLine(StageCall step) => step.Sequence switch
    {
        { } kept when kept.IsOwnMember() => true,
        IParameterReferenceOperation => true,
        IInvocationOperation made => IsFromOwnMember(made, step.Body),
        ILocalReferenceOperation { Local: var local } =>
            Derivation.Of(step.Body).SourcesOf(local).Any(source => IsKept(source, step.Body) || StagesMadeIn(source).Skip(1).Any()),
        IMemberReferenceOperation => true,
        _ => false,
    };

    /// <summary>Where each step is first asked about what goes in, and the answers say which comes first, all of them give the same in any order: tests,
    /// the cheapest first, and no line.</summary>
    private static bool IsReordered(StageCall step)
    {
        if (step.Loop is not IForEachLoopOperation { Collection: var row }) return false;
        if (row.Referenced() is ILocalSymbol local && step.Body.DeclaredValue(local) is { } made) row = made;
        return row.Contains(part => Call.From(part) is { Name: "OrderBy" or "OrderByDescending", Arguments: var keys }
            && keys.Any(key => key.Contains(asked => asked is IInvocationOperation { Instance: IParameterReferenceOperation, Arguments: var about }
                && about.Any(argument => step.Body.Method.Parameters.Any(argument.Mentions)))));
    }

    /// <summary>A method of the type says which stages there are.</summary>
    private static bool IsFromOwnMember(IOperation source, Body body) => source is IInvocationOperation { TargetMethod: var method }
        && body.Type.Symbol.Is(method.ContainingType) && Stages.ElementContract(method.ReturnType.Awaited()) is not null;

    private static bool IsKept(IOperation source, Body body) => IsFromOwnMember(source.Plain(), body)
        || Derivation.Of(body).ComesFrom(source, from => from.IsOwnMember() && Stages.ElementContract(from.Type) is not null);

    private static IEnumerable<ITypeSymbol> StagesMadeIn(IOperation source) => source.SelfAndDescendants().OfType<IObjectCreationOperation>()
        .Select(creation => creation.Type).OfType<ITypeSymbol>().Distinct<ITypeSymbol>(SymbolEqualityComparer.Default);

    /// <summary>The variable from outside the loop that a stage is given and that its answer is put into.</summary>
    private static (ISymbol Item, ITypeSymbol Type)? Carried(StageCall step)
    {
        var derivation = Derivation.Of(step.Body);
        foreach (var operation in Inside(step.Loop).SelfAndDescendants())
        {
            if (operation is not ISimpleAssignmentOperation { Target: { Type: { } type } target, Value: var value }) continue;
            if (target.Referenced() is not { } item || target is not (ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation))
                continue;
            if (target is IMemberReferenceOperation && !target.IsOwnMember()) continue;
            if (item is ILocalSymbol && IsDeclaredIn(step.Loop, item)) continue;
            if (!derivation.ComesFrom(value, made => made == step.Call.Operation)) continue;
            if (step.Call.Arguments.Any(argument => IsGiven(argument, item, step, derivation))) return (item, type);
        }
        return null;
    }

    /// <summary>The argument is the item, or something made of it in this turn.</summary>
    private static bool IsGiven(IOperation argument, ISymbol item, StageCall step, Derivation derivation)
    {
        if (argument.Contains(inner => Derivation.Same(inner.Referenced(), item))) return true;
        return argument.Referenced() is ILocalSymbol local && IsDeclaredIn(step.Loop, local)
            && derivation.SourcesOf(local).Any(source => source.Contains(inner => Derivation.Same(inner.Referenced(), item)));
    }

    /// <summary>What goes in came from somewhere; a sum that starts empty and grows is no item.</summary>
    private static bool StartsWithInput(ISymbol item, StageCall step)
    {
        if (item is not ILocalSymbol) return true;
        return Derivation.Of(step.Body).SourcesOf(item)
            .Where(source => !step.Loop.Syntax.Span.Contains(source.Syntax.Span))
            .Any(source =>
                source.Contains(inner =>
                    inner is IParameterReferenceOperation or IMemberReferenceOperation { Member: not IMethodSymbol { IsStatic: true } }
                        or ILocalReferenceOperation && !IsEmpty(inner)));
    }

    /// <summary>What the last stage answered goes somewhere. Where nobody asks for it, each one was only told where the one before it had stopped.</summary>
    private static bool IsWanted(ISymbol item, StageCall step)
    {
        if (item is not ILocalSymbol) return true;
        var outer = step.Loop.Enclosing<ILoopOperation>();
        return step.Body.Operations.Any(operation =>
            Derivation.Same(operation.Referenced(), item)
            && (Follows(operation, step.Loop) || outer is not null && IsIn(outer, operation) && !IsIn(step.Loop, operation))
            || operation is IReturnOperation { ReturnedValue: { } given } && IsIn(step.Loop, operation)
                && given.Contains(part => Derivation.Same(part.Referenced(), item)));
    }

    private static bool Follows(IOperation operation, IOperation loop) => operation.Syntax.SpanStart >= loop.Syntax.Span.End;

    private static bool IsIn(IOperation outer, IOperation operation) => outer.Syntax.Span.Contains(operation.Syntax.Span);

    private static bool IsEmpty(IOperation value) => value is IMemberReferenceOperation { Member: { IsStatic: true, Name: "Empty" } };

    /// <summary>What is handed on is a stage, or something else that acts and holds nothing: decorators are put around each other.</summary>
    private static bool IsBehaviour(ITypeSymbol item, StageCall step) =>
        Stages.IsContract(item) && Stages.OnlyActs(item) || item.Is(step.Contract)
        || step.Contract.Is(item as INamedTypeSymbol) && item.SpecialType != SpecialType.System_Object;

    /// <summary>True for a fold over stages that each caller brings along to a type without instances: a tool for making pipelines.</summary>
    public bool IsTool => Step.Body.Type.Symbol.IsStatic && Step.Sequence is IParameterReferenceOperation;

    private static bool IsDeclaredIn(IOperation loop, ISymbol local) =>
        local.DeclaringSyntaxReferences.Any(reference => loop.Syntax.Span.Contains(reference.Span));

    private static IOperation Inside(IOperation loop) => loop is ILoopOperation { Body: var inside } ? inside : loop;

    /// <summary><c>stages.Aggregate(input, (item, stage) => stage.Do(item))</c></summary>
    private static Fold? Aggregated(IInvocationOperation aggregate, StageCall step)
    {
        if (aggregate.TargetMethod.Name != "Aggregate" || aggregate.Arguments.Length < 3) return null;
        foreach (var argument in step.Call.Arguments)
            if (argument.Referenced() is IParameterSymbol { Ordinal: 0, ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.LambdaMethod } } item
                && Stages.IsItem(item.Type) && !IsBehaviour(item.Type, step)
                && step.Call.Operation.Ancestors().TakeWhile(outer => outer is not IAnonymousFunctionOperation).Any(outer => outer is IReturnOperation)
                && aggregate.Arguments[1].Value
                    .Plain() is not (ILiteralOperation or IDefaultValueOperation or IObjectCreationOperation { Arguments.Length: 0 }))
                return new(step, item, item.Type);
        return null;
    }
}
