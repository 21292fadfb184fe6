using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>The rule by which a reader sees a version: the version's stamp held against the reader's.</summary>
/// <param name="Test">The comparison.</param>
/// <param name="Body">The code that it stands in: the search itself, or a predicate that the search asks.</param>
/// <param name="Stamp">The member that holds the version's stamp; null where the version is its stamp.</param>
/// <param name="Reader">The reader's side of the comparison.</param>
internal sealed record Visibility(IOperation Test, Body Body, ISymbol? Stamp, IOperation Reader)
{
    private const int Depth = 2;
    private const int Reach = 2;

    /// <summary>The rule that some code asks about an element.</summary>
    /// <param name="code">The operations to look through.</param>
    /// <param name="body">The body that they stand in.</param>
    /// <param name="isElement">Whether an operation is the element.</param>
    public static Visibility? Of(IEnumerable<IOperation> code, Body body, Func<IOperation, bool> isElement) => Of(code, body, isElement, Depth);

    /// <summary>The reader's sides of all comparisons that the same code makes with the version's stamp, as where a snapshot has two bounds.</summary>
    public IEnumerable<IOperation> Readers()
    {
        yield return Reader;
        var stamp = OrderTest.From(Test) is { } rule ? (rule.Left == Reader ? rule.Right : rule.Left).Referenced() : null;
        foreach (var operation in stamp is null ? ImmutableArray<IOperation>.Empty : Body.Operations)
            foreach (var (one, _, other) in OrderTest.From(operation)?.Sides() ?? Enumerable.Empty<(IOperation, BinaryOperatorKind, IOperation)>())
                if (operation != Test && stamp.IsSame(one.Referenced()) && other is IMemberReferenceOperation or IParameterReferenceOperation
                    && other.Type.IsStamp()) yield return other;
    }

    private static Visibility? Of(IEnumerable<IOperation> code, Body body, Func<IOperation, bool> isElement, int depth)
    {
        foreach (var operation in code)
        {
            if (Direct(operation, body, isElement) is { } direct) return direct;
            if (depth > 0 && operation is IInvocationOperation { TargetMethod.ReturnType.SpecialType: SpecialType.System_Boolean } call
                && Asked(call, body, isElement, depth) is { } asked) return asked;
        }
        return null;
    }

    /// <summary>The member of an element that an expression reads; false where it reads none.</summary>
    public static bool Reads(IOperation operation, Func<IOperation, bool> isElement, out ISymbol? stamp)
    {
        stamp = null;
        var bare = operation.Bare();
        if (!bare.Type.IsStamp()) return false;
        if (isElement(bare)) return true;
        for (var (member, hops) = (bare as IMemberReferenceOperation, Reach); member is not null and not IMethodReferenceOperation && hops > 0; hops--)
        {
            stamp ??= member.Member;
            if (member.Instance is not { } owner) return false;
            if (isElement(owner.Plain())) return true;
            member = owner.Plain() as IMemberReferenceOperation;
        }
        return false;
    }

    private static Visibility? Direct(IOperation operation, Body body, Func<IOperation, bool> isElement)
    {
        if (OrderTest.From(operation) is not { } test) return null;
        foreach (var (one, _, other) in test.Sides())
            if (Reads(one, isElement, out var stamp) && IsReader(other, isElement) && !IsOfAnother(other, stamp) && !IsCounted(other, body))
                return new(operation, body, stamp, other);
        return null;
    }

    /// <summary>A value that has nothing to do with the element, and is no size or constant.</summary>
    private static bool IsReader(IOperation operation, Func<IOperation, bool> isElement) =>
        !operation.ConstantValue.HasValue && operation.Type.IsStamp() && !operation.Contains(isElement)
        && operation switch
        {
            IPropertyReferenceOperation { Property: { IsIndexer: false } property } => !property.ContainingType.IsFramework() || property.IsStatic,
            IFieldReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation => true,
            IInvocationOperation { TargetMethod: { } method } =>
                !method.ContainingType.IsFramework() || method.ContainingType.Name is "Interlocked" or "Volatile",
            IConditionalOperation or ICoalesceOperation => true,
            _ => false,
        };

    /// <summary>A local that the code itself counts up is a position in what it walks; a reader began before.</summary>
    private static bool IsCounted(IOperation other, Body body) => other is ILocalReferenceOperation { Local: var local }
        && body.Of<IIncrementOrDecrementOperation>().Any(step => local.IsSame(step.Target.Referenced()));

    /// <summary>The stamps of two elements held against each other put these in order; no reader asks.</summary>
    private static bool IsOfAnother(IOperation other, ISymbol? stamp) =>
        other is IMemberReferenceOperation { Member: var member, Instance: not (null or IInstanceReferenceOperation) } && stamp.IsSame(member);

    /// <summary>The rule inside a predicate that is given the element or its stamp.</summary>
    private static Visibility? Asked(IInvocationOperation call, Body body, Func<IOperation, bool> isElement, int depth)
    {
        var isReceiver = call.Instance?.Plain() is { } receiver && isElement(receiver);
        foreach (var predicate in body.Type.Project.BodiesOf(call.TargetMethod))
        {
            if (predicate == body) continue;
            if (isReceiver && Of(predicate.Operations, predicate, inner => inner is IInstanceReferenceOperation, depth - 1) is { } own) return own;
            foreach (var argument in call.Arguments)
            {
                var isWhole = isElement(argument.Value.Plain());
                ISymbol? stamp = null;
                if (!isWhole && !Reads(argument.Value, isElement, out stamp) || argument.Parameter is not { Ordinal: var ordinal }) continue;
                var found = Of(predicate.Operations, predicate,
                    inner => inner is IParameterReferenceOperation { Parameter: { } given } && given.Ordinal == ordinal
                        && given.ContainingSymbol.IsSame(predicate.Method), depth - 1);
                if (found is not null) return isWhole ? found : found with { Stamp = stamp };
            }
        }
        return null;
    }
}
