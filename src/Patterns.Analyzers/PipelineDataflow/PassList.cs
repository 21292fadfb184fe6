using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>A loop that lets each stage work on the same object, where what one stage leaves there another one reads.</summary>
/// <param name="Step">The call of the stage.</param>
/// <param name="Item">What the stages work on.</param>
/// <param name="Handed">The member of the item that one stage writes and another reads.</param>
/// <param name="StageTypes">How many different stages the project has.</param>
internal sealed record PassList(StageCall Step, ITypeSymbol Item, ISymbol Handed, int StageTypes)
{
    private const int MostStages = 12;

    private const int Many = 4;

    /// <summary>So many kinds of stages work on one thing only in a line.</summary>
    public bool IsLong => StageTypes >= Many;

    public static IEnumerable<PassList> In(Body body)
    {
        foreach (var step in StageCall.In(body))
        {
            if (step.Call.Arguments.IsEmpty || !Stages.IsNarrow(step.Contract) || !IsOrdered(step.Sequence.Type) || !AnswersNothing(step.Call)
                || IsGivenTheRest(step.Call)) continue;
            foreach (var argument in step.Call.Arguments)
            {
                if (argument.Type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface } item || !Stages.IsItem(item)
                    || Stages.IsSystem(item)) continue;
                if (argument.Referenced() is not { } variable || variable is ILocalSymbol && IsMadeInLoop(variable, step)) continue;
                if (HandedOver(step.Call.Target!, item, body.Type.Project) is not var (member, stages) || stages < 2) continue;
                yield return new(step, item, member, stages);
            }
        }
    }

    /// <summary>Who gets the rest of the row as a function decides itself whether it runs: a link of a chain, no stage.</summary>
    private static bool IsGivenTheRest(Call call) => call.Arguments.Any(argument => argument.Type?.TypeKind == TypeKind.Delegate);

    /// <summary>The stage's answer, if any, says only whether to go on.</summary>
    private static bool AnswersNothing(Call call) =>
        call.Target!.ReturnType is { } type
        && (call.Target.ReturnsVoid
            || type.IsTask() && type.Awaited() is var answer && (answer.Equals(type, SymbolEqualityComparer.Default) || IsVerdict(answer)) || IsVerdict(type));

    private static bool IsVerdict(ITypeSymbol type) => type.SpecialType == SpecialType.System_Boolean || type.TypeKind == TypeKind.Enum;

    private static bool IsOrdered(ITypeSymbol? type) =>
        type is IArrayTypeSymbol or { Name: not ("HashSet" or "ISet" or "ConcurrentBag" or "ConcurrentDictionary") };

    private static bool IsMadeInLoop(ISymbol variable, StageCall step) =>
        variable.DeclaringSyntaxReferences.Any(reference => step.Loop.Syntax.Span.Contains(reference.Span));

    /// <summary>A member of the item that one implementation writes and a different one reads.</summary>
    private static (ISymbol Member, int Stages)? HandedOver(IMethodSymbol member, INamedTypeSymbol item, ProjectFacts project) => project.GetOrAdd(
        (nameof(PassList), member.OriginalDefinition, item),
        () => FindHandedOver(Stages.Implementations(member, project).Take(MostStages).ToImmutableArray(), item));

    private static (ISymbol, int)? FindHandedOver(ImmutableArray<Body> stages, INamedTypeSymbol item)
    {
        if (stages.Length < 2) return null;
        var writers = new Dictionary<ISymbol, HashSet<Body>>(SymbolEqualityComparer.Default);
        var readers = new Dictionary<ISymbol, HashSet<Body>>(SymbolEqualityComparer.Default);
        foreach (var stage in stages)
            foreach (var reference in stage.Of<IMemberReferenceOperation>())
            {
                if (reference.Instance?.Plain().Type is not { } holder || !holder.Is(item) && !item.Is(holder as INamedTypeSymbol)
                    || reference.Member is IMethodSymbol) continue;
                Note(IsWritten(reference) ? writers : readers, reference.Member, stage);
            }
        foreach (var written in writers)
            if (readers.TryGetValue(written.Key, out var reading) && reading.Any(reader => !written.Value.Contains(reader)))
                return (written.Key, stages.Length);
        return null;
    }

    private static void Note(Dictionary<ISymbol, HashSet<Body>> uses, ISymbol member, Body stage)
    {
        if (!uses.TryGetValue(member, out var stages)) uses.Add(member, stages = new());
        stages.Add(stage);
    }

    /// <summary>Assigned, or changed by a call of one of the members that put something into a collection or take it out.</summary>
    private static bool IsWritten(IMemberReferenceOperation reference)
    {
        IOperation used = reference;
        while (used.Parent is IConversionOperation or IParenthesizedOperation) used = used.Parent;
        return used.Parent switch
        {
            { } parent when parent.Assigned() is { Target: var target } => target == used,
            IInvocationOperation call => call.Instance == used && Changes(call.TargetMethod.Name),
            IPropertyReferenceOperation { Property.IsIndexer: true, Parent: ISimpleAssignmentOperation { Target: var target } } indexer => target == indexer,
            _ => false,
        };
    }

    private static bool Changes(string name) =>
        name is "Add" or "AddRange" or "Insert" or "Remove" or "RemoveAt" or "RemoveAll" or "Clear" or "Append" or "AppendLine" or "Push" or "Enqueue"
            or "TryAdd" or "Sort" or "Reverse";
}
