using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow.Conventions;

/// <summary>PAT0206: code waits for the end of a block whose items a linked block behind it is still working on.</summary>
internal static class WaitForTail
{
    /// <summary>The finding's property that names the block to wait for.</summary>
    public const string TailKey = "tail";

    public static void Check(PipelineModel model, ConventionContext context)
    {
        var links = BlockLink.In(model.Type).ToImmutableArray();
        if (links.IsEmpty) return;
        foreach (var body in model.Type.Bodies)
            foreach (var operation in body.Operations)
            {
                if (WaitedFor(operation) is not IPropertyReferenceOperation { Instance: { } block } completion || !CompletionTravels.IsCompletion(completion))
                    continue;
                if (block.Referenced() is not { } head || Tail(head, links) is not { } tail || IsHandled(tail, model.Type)) continue;
                context.Report(
                    PipelineRules.WaitForTail, block.Syntax.GetLocation(), ImmutableArray<Location>.Empty,
                    IsInScope(tail, body) ? ImmutableDictionary<string, string?>.Empty.Add(TailKey, tail.Name) : null, body.DisplayName, head.Name, tail.Name);
            }
    }

    /// <summary>What code waits for: by an await, by blocking, or by giving it back as the end of a method.</summary>
    private static IOperation? WaitedFor(IOperation operation) => operation switch
    {
        IAwaitOperation wait => wait.Operation.Plain(),
        IInvocationOperation { TargetMethod: { Name: "Wait", ContainingType: var owner }, Instance: { } task } when owner.IsTask() => task.Plain(),
        IInvocationOperation { TargetMethod.Name: "GetResult", Instance: IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } task } } =>
            task.Plain(),
        IReturnOperation { ReturnedValue: { } end } when end.Type.IsTask() && operation.Ancestors().All(outer => outer is not IAnonymousFunctionOperation) =>
            end.Plain(),
        _ => null,
    };

    /// <summary>The last block of a line without branches whose links carry the end on; null where the block is the last itself.</summary>
    private static ISymbol? Tail(ISymbol head, ImmutableArray<BlockLink> links)
    {
        ISymbol? tail = null;
        for (var current = head; tail is null || !Derivation.Same(current, head);)
        {
            var next = links.Where(link => Derivation.Same(link.Source, current)).ToList();
            if (next.Count == 0) return tail;
            if (next.Count > 1 || next[0].Propagates != true) return null;
            current = tail = next[0].Target;
        }
        return null;
    }

    /// <summary>Somebody looks after the tail's end.</summary>
    private static bool IsHandled(ISymbol tail, TypeFacts type) => type.AllBodies.Any(body => body.Words.Has(tail.Name) && body.Words.Has("Completion")
        && body.Operations.Any(operation => CompletionTravels.IsCompletion(operation)
            && operation.ChildOperations.Any(block => Derivation.Same(block.Referenced(), tail))));

    private static bool IsInScope(ISymbol tail, Body body) => tail is IFieldSymbol or IPropertySymbol
        || tail is ILocalSymbol && tail.DeclaringSyntaxReferences.Any(reference => body.Declaration.Span.Contains(reference.Span));
}
