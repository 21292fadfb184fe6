using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PipelineDataflow;

/// <summary>A loop that lets each stage work on the same object, where what one stage leaves there another one reads.</summary>
/// <param name="Step">The call of the stage.</param>
/// <param name="Item">What the stages work on.</param>
/// <param name="Handed">The member of the item that one stage writes and another reads, or the type of what one puts there and another asks for.</param>
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
                || IsGivenTheRest(step.Call) || step.Loop is ILoopOperation && !step.Repeats) continue;
            foreach (var argument in step.Call.Arguments)
            {
                if (argument.Type is ITypeParameterSymbol open && argument.Referenced() is { } shared && !IsMadeInLoop(shared, step)
                    && HandedOverAs(open, step, body.Type.Project) is var (left, kinds)) yield return new(step, open, left, kinds);
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
        () => FindHandedOver(WorkOf(member, project).Take(MostStages).ToImmutableArray(), item));

    /// <summary>Stages of a contract that says what kind of item they work on, in a line that is written for any kind: those of one kind hand over.</summary>
    private static (ISymbol Member, int Stages)? HandedOverAs(ITypeParameterSymbol open, StageCall step, ProjectFacts project)
    {
        var ordinal = step.Contract.TypeArguments.IndexOf(open, SymbolEqualityComparer.Default);
        return ordinal < 0 ? null : project.GetOrAdd((nameof(HandedOverAs), step.Call.Target!.OriginalDefinition, ordinal), () =>
            Stages.Implementations(step.Call.Target!, project)
                .ToLookup(stage => KindOf(stage.Type.Symbol, step.Contract, ordinal), SymbolEqualityComparer.Default)
                .Where(kind => kind.Key is INamedTypeSymbol)
                .Select(kind => FindHandedOver(kind.Take(MostStages).ToImmutableArray(), (INamedTypeSymbol)kind.Key!))
                .FirstOrDefault(handed => handed is not null));
    }

    private static ITypeSymbol? KindOf(INamedTypeSymbol stage, INamedTypeSymbol contract, int ordinal) => stage.AllInterfaces.Concat(stage.SelfAndBases())
        .FirstOrDefault(fulfilled => Derivation.Same(fulfilled.OriginalDefinition, contract.OriginalDefinition))?.TypeArguments[ordinal];

    /// <summary>What the stages do: the implementations of the member, or of what it leaves to those who derive.</summary>
    private static IEnumerable<Body> WorkOf(IMethodSymbol member, ProjectFacts project) => member.IsAbstract || member.IsVirtual || member.IsOverride
        ? Stages.Implementations(member, project)
        : project.BodiesOf(member).SelectMany(body => body.Calls).Select(call => call.Target?.OriginalDefinition)
            .Where(left => left is { IsAbstract: true } && Derivation.Same(left.ContainingType, member.ContainingType.OriginalDefinition))
            .Distinct<IMethodSymbol?>(SymbolEqualityComparer.Default).SelectMany(left => Stages.Implementations(left!, project));

    private static (ISymbol, int)? FindHandedOver(ImmutableArray<Body> stages, INamedTypeSymbol item)
    {
        if (stages.Length < 2) return null;
        var writers = new Dictionary<ISymbol, HashSet<Body>>(SymbolEqualityComparer.Default);
        var readers = new Dictionary<ISymbol, HashSet<Body>>(SymbolEqualityComparer.Default);
        foreach (var stage in stages)
        {
            foreach (var reference in stage.Of<IMemberReferenceOperation>())
                if (reference.Member is not IMethodSymbol && IsItem(reference.Instance, item))
                    Note(IsWritten(reference) ? writers : readers, reference.Member, stage);
            foreach (var call in stage.Calls)
                if (IsItem(call.Receiver, item) && KindOf(call) is { } kind) Note(call.Arguments.Any(Makes) ? writers : readers, kind, stage);
        }
        foreach (var written in writers)
            if (!HoldsParts(written.Key) && readers.TryGetValue(written.Key, out var reading) && reading.Any(reader => !written.Value.Contains(reader)))
                return (written.Key, stages.Length);
        return null;
    }

    /// <summary>A collection of objects that only act: who puts more of them there composes what will work later, and no item is on its way.</summary>
    private static bool HoldsParts(ISymbol member) => (member as IPropertySymbol)?.Type is { } held && Elements(held) is { } part
        && Stages.OnlyActs(part);

    private static INamedTypeSymbol? Elements(ITypeSymbol held) => held.AllInterfaces
        .Where(contract => contract.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
        .Select(contract => contract.TypeArguments[0]).OfType<INamedTypeSymbol>().FirstOrDefault(element => element.TypeKind == TypeKind.Interface);

    private static bool IsItem(IOperation? holder, INamedTypeSymbol item) =>
        holder?.Plain().Type is { } type && (type.Is(item) || item.Is(type as INamedTypeSymbol));

    /// <summary>What an item that keeps things by their type is asked for, or given; where the call cannot be resolved because something of it is missing, what
    /// is made for it. Two mentions of what is missing are not one symbol.</summary>
    private static ITypeSymbol? KindOf(Call call)
    {
        var kind = call.Target switch
        {
            { IsGenericMethod: true, TypeArguments: var kinds } => kinds[kinds.Length - 1],
            null => call.Operation.SelfAndDescendants().OfType<IObjectCreationOperation>().FirstOrDefault()?.Type,
            _ => null,
        };
        return kind is not INamedTypeSymbol { TypeKind: not TypeKind.Error } named ? null
            : named.TypeArguments.Any(argument => argument.TypeKind == TypeKind.Error) ? named.OriginalDefinition : named;
    }

    /// <summary>A new object, or the code that makes one.</summary>
    private static bool Makes(IOperation argument) =>
        argument.Contains(inner => inner is IObjectCreationOperation or IArrayCreationOperation or IAnonymousFunctionOperation)
        || argument.Referenced() is ILocalSymbol { Type: INamedTypeSymbol };

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
