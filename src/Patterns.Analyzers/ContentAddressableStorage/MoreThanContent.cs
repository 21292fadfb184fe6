using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>What is written or found under a digest but is not decided by the content alone.</summary>
internal static class MoreThanContent
{
    private const int LongestChain = 2;
    private static readonly char[] Separators = ['/', '\\', ':'];

    /// <summary>True when something that the caller chose stands behind the digest in the key: <c>$"{digest}:{version}"</c>. What stands before it is a
    /// place.</summary>
    public static bool IsInKey(StoreWrite write) => Pieces(Made(write.Key, write.Flow))
        .SkipWhile(piece => !write.Flow.CarriesDigest(piece))
        .Any(piece => piece.Plain() is IParameterReferenceOperation { Parameter: var given } && !write.Flow.IsDigest(given) && !write.Flow.IsContent(given));

    /// <summary>True when the digest is only a part of the name, beside what else is known of the caller: <c>$"{user}-{digest}"</c>. What a separator of
    /// folders or key spaces stands behind is a place.</summary>
    public static bool IsBesideName(StoreWrite write) => Made(write.Key, write.Flow).Contains(text => IsBesideName(text, write.Flow, LongestChain));

    private static bool IsBesideName(IOperation text, ContentFlow flow, int left)
    {
        var isNamed = false;
        foreach (var piece in Written(text))
        {
            if (flow.CarriesDigest(piece)) return isNamed || left > 0 && Call.From(piece.Plain()) is { } call && IsWrittenBeside(call, flow, left);
            isNamed = IsOfCaller(piece, flow) || isNamed && !EndsPlace(piece);
        }
        return false;
    }

    /// <summary>A helper of the project writes the name.</summary>
    private static bool IsWrittenBeside(Call call, ContentFlow flow, int left)
    {
        if (call is not { Target: { } target, Operation: IInvocationOperation invocation }
            || !invocation.Arguments.Any(argument => IsOfCaller(argument.Value, flow))) return false;
        foreach (var body in flow.Body.Type.Project.BodiesOf(target))
        {
            var digests = invocation.Arguments.Where(argument => flow.CarriesDigest(argument.Value)).Select(argument => argument.Parameter)
                .OfType<IParameterSymbol>().Select(parameter => body.Method.Parameters.ElementAtOrDefault(parameter.Ordinal)).OfType<ISymbol>();
            var inner = ContentFlow.OfParameters(body, digests, Enumerable.Empty<ISymbol>());
            if (body.Of<IReturnOperation>().Any(result => result.ReturnedValue is { } value && IsBesideName(value.Plain(), inner, left - 1))) return true;
        }
        return false;
    }

    private static IEnumerable<IOperation> Written(IOperation text) => text switch
    {
        IInterpolatedStringOperation interpolated => interpolated.Parts
            .Select(part => part switch { IInterpolationOperation hole => hole.Expression, IInterpolatedStringTextOperation said => said.Text, _ => part }),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum =>
            Written(sum.LeftOperand.Plain()).Concat(Written(sum.RightOperand.Plain())),
        IBinaryOperation => Enumerable.Empty<IOperation>(),
        _ => new[] { text },
    };

    /// <summary>A text that a call or the caller says anew each time.</summary>
    private static bool IsOfCaller(IOperation piece, ContentFlow flow) => piece.Plain() switch
    {
        IParameterReferenceOperation { Parameter: { Type.SpecialType: SpecialType.System_String, ContainingSymbol: IMethodSymbol
            { MethodKind: not MethodKind.Constructor } } given } => !flow.IsContent(given),
        ILocalReferenceOperation { Local: { Type.SpecialType: SpecialType.System_String } local } =>
            !flow.IsContent(local) && flow.Body.DeclaredValue(local)?.Plain() is IInvocationOperation,
        _ => false,
    };

    private static bool EndsPlace(IOperation piece) =>
        piece.ConstantValue is not { HasValue: true, Value: string said } || said.IndexOfAny(Separators) >= 0;

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
