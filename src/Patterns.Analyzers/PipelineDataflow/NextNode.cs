using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>
/// A node that is asked for one item after the other: it asks the node behind a member, by the member of the contract that both fulfil, and answers with what
/// it made of the item, or with the next that it lets through. Several over one contract are operators, where one of them asks again and again.
/// </summary>
internal static class NextNode
{
    private const int Few = 2;

    public static PullNode? Of(TypeFacts type)
    {
        foreach (var (slot, contract, next) in UpstreamsOf(type))
            if (In(type, slot, next) is { } node && AreOperators(contract, next, type.Project)) return new(slot, node.Body, node.Pull.Operation);
        return null;
    }

    /// <summary>The slots that hold a node of a contract which the type fulfils, and whose member answers with an item though it is given none.</summary>
    private static IEnumerable<(Slot Slot, INamedTypeSymbol Contract, IMethodSymbol Next)> UpstreamsOf(TypeFacts type)
    {
        foreach (var (slot, contract, isList) in OperatorNode.DownstreamsOf(type))
            if (!isList && NextOf(contract) is { } next && type.Words.Has(next.Name)) yield return (slot, contract, next);
    }

    /// <summary>The only member of a contract of the project that answers with an object, and that is told at most when to give up.</summary>
    private static IMethodSymbol? NextOf(INamedTypeSymbol contract)
    {
        if (!contract.Locations[0].IsInSource) return null;
        var givers = contract.GetMembers().OfType<IMethodSymbol>()
            .Where(member => member is { MethodKind: MethodKind.Ordinary, IsStatic: false } && !member.AnswersNothing()).ToList();
        return givers.Count == 1 && givers[0].Parameters.All(parameter => Stages.IsToken(parameter.Type)) && IsItem(givers[0].ReturnType.Awaited(), contract)
            ? givers[0] : null;
    }

    /// <summary>An object or nothing, and no node.</summary>
    private static bool IsItem(ITypeSymbol answer, INamedTypeSymbol contract) =>
        answer is { IsReferenceType: true } or INamedTypeSymbol { Name: "Nullable" }
        && !answer.Is(contract) && !contract.Is(answer as INamedTypeSymbol) && !Stages.IsSequence(answer)
        && !Stages.IsContract(answer) && (Stages.IsItem(answer) || answer is { Name: "Nullable" });

    private static bool AreOperators(INamedTypeSymbol contract, IMethodSymbol next, ProjectFacts project) =>
        project.GetOrAdd((nameof(NextNode), contract), () => MayFlow(contract, next, project));

    private static bool MayFlow(INamedTypeSymbol contract, IMethodSymbol next, ProjectFacts project)
    {
        var nodes = project.ImplementationsOf(contract).Select(project.Of).OfType<TypeFacts>()
            .SelectMany(kin => OperatorNode.DownstreamsOf(kin).Where(upstream => !upstream.IsList && Derivation.Same(upstream.Contract, contract)).Take(1),
                (kin, upstream) => In(kin, upstream.Slot, next)).Where(node => node is not null).ToList();
        return nodes.Count >= Few && nodes.Any(node => node!.Value.Pull.Operation.Enclosing<ILoopOperation>() is not null);
    }

    private static (Body Body, Call Pull)? In(TypeFacts type, Slot slot, IMethodSymbol next)
    {
        foreach (var body in type.Bodies)
        {
            if (!body.Words.Has(slot.Name) || !Stages.Implements(body.Method, next)) continue;
            foreach (var call in body.Calls)
                if (Derivation.Same(call.ReceiverSymbol, slot.Symbol) && call.Target is { } target
                    && Derivation.Same(target.OriginalDefinition, next.OriginalDefinition) && Works(call, body)) return (body, call);
        }
        return null;
    }

    /// <summary>What is answered was made of the item, or the item was changed or looked at before it goes on.</summary>
    private static bool Works(Call pull, Body body)
    {
        var derivation = Derivation.Of(body);
        foreach (var operation in body.Operations)
        {
            if (operation is IReturnOperation { ReturnedValue: { } answer } && derivation.ComesFrom(answer, IsPull)
                && (answer.Plain() is not (ILocalReferenceOperation or IInvocationOperation) || IsMade(answer) || IsFiltered(operation))) return true;
            if (operation.Assigned() is { Target: IMemberReferenceOperation { Instance: { } changed } }
                && changed.Referenced() is ILocalSymbol item && derivation.SourcesOf(item).Any(IsPull)) return true;
        }
        return false;

        bool IsPull(IOperation made) => made.Plain() == pull.Operation;

        bool IsMade(IOperation answer) => answer.Plain() is IInvocationOperation made && made != pull.Operation;

        bool IsFiltered(IOperation answer) => pull.Operation.Enclosing<ILoopOperation>() is { } loop && answer.Ancestors().TakeWhile(outer => outer != loop)
            .OfType<IConditionalOperation>().Any(condition => !IsEndTest(condition.Condition));
    }

    /// <summary>Whether there is an item at all.</summary>
    private static bool IsEndTest(IOperation condition) => condition is IBinaryOperation { RightOperand: var right } ? right.IsNull()
        : condition is IIsPatternOperation { Pattern: INegatedPatternOperation or IConstantPatternOperation };
}
