using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>What a body does with a log whose entries carry terms.</summary>
internal sealed class TermLog
{
    private readonly TermUse use;
    private readonly ImmutableHashSet<ISymbol> entryTypes;

    private TermLog(TermUse use, ImmutableHashSet<ISymbol> entryTypes)
    {
        this.use = use;
        this.entryTypes = entryTypes;
        var stamps = ImmutableArray.CreateBuilder<IOperation>();
        var matches = ImmutableArray.CreateBuilder<IOperation>();
        var ownTerm = ImmutableArray.CreateBuilder<IOperation>();
        foreach (var operation in use.Body.Operations)
        {
            if (IsStamp(operation)) stamps.Add(operation);
            if (operation is not IBinaryOperation { OperatorKind: var kind } equality || !kind.IsEquality()) continue;
            if (IsMatch(equality.LeftOperand, equality.RightOperand) || IsMatch(equality.RightOperand, equality.LeftOperand)) matches.Add(operation);
            if (IsOwnTerm(equality.LeftOperand, equality.RightOperand) || IsOwnTerm(equality.RightOperand, equality.LeftOperand)) ownTerm.Add(operation);
        }
        Stamps = stamps.ToImmutable();
        Matches = matches.ToImmutable();
        OwnTermChecks = ownTerm.ToImmutable();
    }

    /// <summary>Where an entry is made that carries the own term.</summary>
    public ImmutableArray<IOperation> Stamps { get; }

    /// <summary>Where the term of a stored entry is held against one that arrived.</summary>
    public ImmutableArray<IOperation> Matches { get; }

    /// <summary>Where the term of a stored entry is held against the own one.</summary>
    public ImmutableArray<IOperation> OwnTermChecks { get; }

    public static TermLog Of(TermUse use, ImmutableHashSet<ISymbol> entryTypes) =>
        use.Body.Type.Project.GetOrAdd((nameof(TermLog), use), () => new TermLog(use, entryTypes));

    /// <summary>The types of the code's own that the holders, and the messages of their members, keep lists of: entries are among them.</summary>
    public static ImmutableHashSet<ISymbol> EntryTypes(TypeFacts type)
    {
        var taken = type.AllBodies.SelectMany(body => body.Method.Parameters).Select(parameter => parameter.Type).ToList();
        var held = TermCandidates.Holders(type).SelectMany(holder => holder.AllSlots).Select(slot => slot.Type);
        return held.Concat(taken).Concat(taken.SelectMany(message => HeldBy(message, type.Project)))
            .Select(ListElement)
            .Where(element => element is not null && (type.Project.Of(element) is not null || EntryIds.IsNumberedElsewhere(element)))
            .Select(element => (ISymbol)element!.OriginalDefinition)
            .ToImmutableHashSet(SymbolEqualityComparer.Default);
    }

    private static IEnumerable<ITypeSymbol> HeldBy(ITypeSymbol message, ProjectFacts project) => project.Of(message) is { } own
        ? own.AllSlots.Select(slot => slot.Type)
        : EntryIds.HeldElsewhere(message);

    /// <summary>What a list, or a map by position, holds.</summary>
    public static ITypeSymbol? ListElement(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1 } named when named.IsFramework() => named.TypeArguments[0],
        INamedTypeSymbol { TypeArguments.Length: 2 } map when map.TypeArguments[0].IsInteger() => map.TypeArguments[1],
        _ => null,
    };

    private bool IsStamp(IOperation operation) => operation switch
    {
        IObjectCreationOperation { Type: { } made } creation => entryTypes.Contains(made.OriginalDefinition) && IsGivenTerm(creation),
        ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Instance.Type: { } owner } } assignment =>
            entryTypes.Contains(owner.OriginalDefinition) && use.Term.IsRead(assignment.Value, use.Flow),
        _ => false,
    };

    /// <summary>An entry is given the term itself, or within an id of term and position.</summary>
    private bool IsGivenTerm(IObjectCreationOperation creation) => creation.Arguments.Select(argument => argument.Value)
        .Concat(creation.Initializer?.Initializers.Select(one => one.Assigned()?.Value).OfType<IOperation>() ?? Enumerable.Empty<IOperation>())
        .Any(value => use.Term.IsRead(value, use.Flow)
            || value.Plain() is IObjectCreationOperation { Type: { } made } id && EntryIds.IsId(made) && IsGivenTerm(id));

    private bool IsMatch(IOperation stored, IOperation arrived) =>
        IsTermOrId(arrived.Plain().Type) && !use.Term.IsRead(arrived, use.Flow) && !use.Term.IsRead(stored, use.Flow)
        && use.Flow.MessageOf(arrived) is { } message && IsStored(stored, message);

    private bool IsOwnTerm(IOperation stored, IOperation own) => use.Term.IsRead(own, use.Flow) && IsStored(stored, message: null);

    private static bool IsTermOrId(ITypeSymbol? type) => type.IsIntegerOrNone() || EntryIds.IsId(type);

    /// <summary>A number of an element of a list or of its id, that id, or what a look-up by position returns.</summary>
    private bool IsStored(IOperation operation, ISymbol? message) => use.Flow.Sources(operation).Any(source => source switch
    {
        IConditionalOperation { WhenFalse: { } otherwise } choice => IsStored(choice.WhenTrue, message) || IsStored(otherwise, message),
        ICoalesceOperation coalesce => IsStored(coalesce.Value, message),
        IConditionalAccessOperation access => IsElement(access.Operation) && access.Type is not null,
        IMemberReferenceOperation { Instance: { } instance, Member: IFieldSymbol or IPropertySymbol } member =>
            IsTermOrId(member.Type) && (IsElement(instance) || IsIdOfElement(instance)),
        IInvocationOperation { Type: { } result, Arguments.Length: > 0 } call => IsTermOrId(result.Awaited()) && IsLookUp(call, message),
        _ => false,
    });

    private bool IsIdOfElement(IOperation operation) =>
        operation.Plain() is IMemberReferenceOperation { Instance: { } element, Type: var type } && EntryIds.IsId(type) && IsElement(element);

    private bool IsElement(IOperation instance) => use.Flow.Sources(instance).Any(source => source is
        IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true }
        || source is IInvocationOperation { TargetMethod: { IsExtensionMethod: true, Name: "Last" or "LastOrDefault" } }
        || source is IInvocationOperation { TargetMethod: { IsExtensionMethod: true, Name: "First" or "FirstOrDefault" or "Single" }, Arguments: [var some] }
            && IsElement(some.Value)
        || source is IInvocationOperation { TargetMethod.ReturnType.SpecialType: SpecialType.None } call
            && call.Arguments.Any(argument => IsPosition(argument.Value))
        || source is ILocalReferenceOperation { Local: var element } && IsOneOfOwnLog(element, source));

    /// <summary>The variable of a loop over entries that no message brought.</summary>
    private bool IsOneOfOwnLog(ILocalSymbol element, IOperation reference) => entryTypes.Contains(element.Type.OriginalDefinition)
        && element.DeclaringSyntaxReferences.Any(declaration => declaration.GetSyntax() is ForEachStatementSyntax) && use.Flow.MessageOf(reference) is null;

    /// <summary>A number, or a condition that compares numbers.</summary>
    private static bool IsPosition(IOperation argument) => argument.Plain() is { } plain
        && (plain.Type.IsInteger()
            || plain is IDelegateCreationOperation && plain.Contains(inner => inner is IBinaryOperation { LeftOperand.Type: { } type } && type.IsInteger()));

    /// <summary>Somebody is asked for what stands at a position: the greater of two numbers is asked of nobody.</summary>
    private bool IsLookUp(IInvocationOperation call, ISymbol? message) => !IsArithmetic(call.TargetMethod) && call.Arguments.Any(argument =>
        argument.Value.Plain().Type.IsInteger() && (message is null || message.IsSame(use.Flow.MessageOf(argument.Value))
            || message is IParameterSymbol && use.Flow.MessageOf(argument.Value) is IParameterSymbol));

    private static bool IsArithmetic(IMethodSymbol method) => method is { IsStatic: true, IsExtensionMethod: false } && method.ContainingType.IsFramework();
}
