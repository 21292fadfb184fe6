using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>What a body does with a log whose entries carry terms.</summary>
internal sealed class TermLog
{
    private TermLog(TermUse use, ImmutableHashSet<ISymbol> entryTypes)
    {
        var stamps = ImmutableArray.CreateBuilder<IOperation>();
        var matches = ImmutableArray.CreateBuilder<IOperation>();
        var ownTerm = ImmutableArray.CreateBuilder<IOperation>();
        foreach (var operation in use.Body.Operations)
        {
            if (IsStamp(operation, use, entryTypes)) stamps.Add(operation);
            if (operation is not IBinaryOperation { OperatorKind: var kind } equality || !kind.IsEquality()) continue;
            if (IsMatch(equality.LeftOperand, equality.RightOperand, use) || IsMatch(equality.RightOperand, equality.LeftOperand, use)) matches.Add(operation);
            if (IsOwnTerm(equality.LeftOperand, equality.RightOperand, use) || IsOwnTerm(equality.RightOperand, equality.LeftOperand, use))
                ownTerm.Add(operation);
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

    /// <summary>The types of this project that the holders, and the messages of their members, keep lists of: entries are among them.</summary>
    public static ImmutableHashSet<ISymbol> EntryTypes(TypeFacts type)
    {
        var messages = type.AllBodies.SelectMany(body => body.Method.Parameters).Select(parameter => type.Project.Of(parameter.Type)).OfType<TypeFacts>();
        return TermCandidates.Holders(type).Concat(messages).Distinct()
            .SelectMany(holder => holder.AllSlots)
            .Select(slot => ListElement(slot.Type))
            .Concat(type.AllBodies.SelectMany(body => body.Method.Parameters).Select(parameter => ListElement(parameter.Type)))
            .Where(element => element is not null && type.Project.Of(element) is not null)
            .Select(element => (ISymbol)element!.OriginalDefinition)
            .ToImmutableHashSet(SymbolEqualityComparer.Default);
    }

    /// <summary>What a list, or a map by position, holds.</summary>
    public static ITypeSymbol? ListElement(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1 } named when named.IsFramework() => named.TypeArguments[0],
        INamedTypeSymbol { TypeArguments.Length: 2 } map when map.TypeArguments[0].IsInteger() => map.TypeArguments[1],
        _ => null,
    };

    private static bool IsStamp(IOperation operation, TermUse use, ImmutableHashSet<ISymbol> entryTypes)
    {
        switch (operation)
        {
            case IObjectCreationOperation { Type: { } made } creation when entryTypes.Contains(made.OriginalDefinition):
                return creation.Arguments.Any(argument => use.Term.IsRead(argument.Value, use.Flow))
                    || creation.Initializer is { } initializer
                        && initializer.Initializers.Any(one => one.Assigned() is { Value: { } value } && use.Term.IsRead(value, use.Flow));
            case ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Instance: { Type: { } owner } } } assignment
                when entryTypes.Contains(owner.OriginalDefinition):
                return use.Term.IsRead(assignment.Value, use.Flow);
            default:
                return false;
        }
    }

    private static bool IsMatch(IOperation stored, IOperation arrived, TermUse use) =>
        arrived.Plain().Type.IsInteger() && !use.Term.IsRead(arrived, use.Flow) && !use.Term.IsRead(stored, use.Flow)
        && use.Flow.MessageOf(arrived) is { } message && IsStored(stored, use, message);

    private static bool IsOwnTerm(IOperation stored, IOperation own, TermUse use) => use.Term.IsRead(own, use.Flow) && IsStored(stored, use, message: null);

    /// <summary>A number of an element of a list, or what a look-up by position returns.</summary>
    private static bool IsStored(IOperation operation, TermUse use, ISymbol? message) => use.Flow.Sources(operation).Any(source => source switch
    {
        IConditionalOperation { WhenFalse: { } otherwise } choice => IsStored(choice.WhenTrue, use, message) || IsStored(otherwise, use, message),
        ICoalesceOperation coalesce => IsStored(coalesce.Value, use, message),
        IConditionalAccessOperation access => IsElement(access.Operation, use) && access.Type is not null,
        IMemberReferenceOperation { Instance: { } instance, Member: IFieldSymbol or IPropertySymbol } member =>
            member.Type.IsIntegerOrNone() && IsElement(instance, use),
        IInvocationOperation { Type: { } result, Arguments.Length: > 0 } call => result.Awaited().IsIntegerOrNone() && IsLookUp(call, use, message),
        _ => false,
    });

    private static bool IsElement(IOperation instance, TermUse use) => use.Flow.Sources(instance).Any(source => source is
        IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true }
        || source is IInvocationOperation { TargetMethod: { IsExtensionMethod: true, Name: "Last" or "LastOrDefault" } }
        || source is IInvocationOperation { TargetMethod: { IsExtensionMethod: true, Name: "First" or "FirstOrDefault" or "Single" }, Arguments: [var some] }
            && IsElement(some.Value, use)
        || source is IInvocationOperation { TargetMethod.ReturnType.SpecialType: SpecialType.None } call
            && call.Arguments.Any(argument => IsPosition(argument.Value)));

    /// <summary>A number, or a condition that compares numbers.</summary>
    private static bool IsPosition(IOperation argument) => argument.Plain() is { } plain
        && (plain.Type.IsInteger()
            || plain is IDelegateCreationOperation && plain.Contains(inner => inner is IBinaryOperation { LeftOperand.Type: { } type } && type.IsInteger()));

    private static bool IsLookUp(IInvocationOperation call, TermUse use, ISymbol? message) => call.Arguments.Any(argument =>
        argument.Value.Plain().Type.IsInteger() && (message is null || message.IsSame(use.Flow.MessageOf(argument.Value))
            || message is IParameterSymbol && use.Flow.MessageOf(argument.Value) is IParameterSymbol));
}
