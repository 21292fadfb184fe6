using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>What is written or found under a digest but is not decided by the content alone.</summary>
internal static class MoreThanContent
{
    /// <summary>True when something that the caller chose stands behind the digest in the key: <c>$"{digest}:{version}"</c>. What stands before it is a
    /// place.</summary>
    public static bool IsInKey(StoreWrite write) => Pieces(Made(write.Key, write.Flow))
        .SkipWhile(piece => !write.Flow.CarriesDigest(piece))
        .Any(piece => piece.Plain() is IParameterReferenceOperation { Parameter: var given } && !write.Flow.IsDigest(given) && !write.Flow.IsContent(given));

    /// <summary>True when the next record of an equal content takes the place of this one, and with it what somebody else than the content says in
    /// it.</summary>
    public static bool IsInReplacedRecord(StoreWrite write) => write is { Operation: ISimpleAssignmentOperation, Flow: var flow }
        && Made(write.Value, flow) is IObjectCreationOperation record
        && record.Parts().Any(part => part.Value.Type?.SpecialType == SpecialType.System_String && IsOfOthers(part.Value, flow));

    /// <summary>True for what is found in a store by asking it, which is an answer and no address.</summary>
    public static bool IsFound(IOperation value, StoreWrite write, ContentFlow flow) =>
        Call.From(Made(value, flow)) is { } call && call.Operation != write.Site && StoreWrite.MediumOf(call.Receiver) is { } asked
        && (SymbolEqualityComparer.Default.Equals(asked, write.Medium)
            || SymbolEqualityComparer.Default.Equals(asked, StoreWrite.MediumOf(Call.From(write.Site)?.Receiver)));

    private static bool IsOfOthers(IOperation value, ContentFlow flow) => !flow.CarriesDigest(value) && !flow.CarriesContent(value)
        && value.Contains(inner => inner is ILocalReferenceOperation or IParameterReferenceOperation)
        && !value.Contains(inner => inner.Referenced() is { } symbol && (flow.IsContent(symbol) || flow.IsDigest(symbol)));

    /// <summary>What a local was declared with; any other value as it is.</summary>
    private static IOperation Made(IOperation value, ContentFlow flow)
    {
        var plain = value.Plain();
        return plain is ILocalReferenceOperation { Local: var local } && flow.Body.DeclaredValue(local)?.Plain() is { } declared ? declared : plain;
    }

    /// <summary>The pieces of a text, in order.</summary>
    private static IEnumerable<IOperation> Pieces(IOperation text) => text switch
    {
        IInterpolatedStringOperation interpolated => interpolated.Parts.OfType<IInterpolationOperation>().Select(part => part.Expression),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => Pieces(sum.LeftOperand.Plain()).Concat(Pieces(sum.RightOperand.Plain())),
        _ => new[] { text },
    };
}
