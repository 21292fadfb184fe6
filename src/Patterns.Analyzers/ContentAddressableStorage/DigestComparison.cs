using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>A comparison of a computed digest with another value.</summary>
/// <param name="Operation">The comparison.</param>
/// <param name="Other">What the digest is compared with.</param>
/// <param name="Expected">The parameter that this is or belongs to, if it is not what was hashed.</param>
internal sealed record DigestComparison(IOperation Operation, IOperation Other, IParameterSymbol? Expected)
{
    private static readonly string[] Names = ["Equals", "SequenceEqual", "FixedTimeEquals", "CompareTo", "Compare"];

    public static bool IsComparison(Call call) => Array.IndexOf(Names, call.Name) >= 0;

    /// <summary>The comparisons of a body that computes digests.</summary>
    public static IEnumerable<DigestComparison> In(ContentFlow flow)
    {
        foreach (var operation in flow.Body.Operations)
        {
            if (operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary
                && Of(flow, binary, binary.LeftOperand, binary.RightOperand) is { } found) yield return found;
            else if (Call.From(operation) is { } call && IsComparison(call) && ContentFlow.Operands(call).ToList() is { Count: >= 2 } operands
                && Of(flow, operation, operands[0], operands[1]) is { } compared) yield return compared;
        }
    }

    /// <summary>The first parameter that says what digest is expected; null where there is none.</summary>
    public static IParameterSymbol? ExpectedIn(ContentFlow flow) =>
        In(flow).Select(comparison => comparison.Expected).FirstOrDefault(told => told is not null);

    private static DigestComparison? Of(ContentFlow flow, IOperation operation, IOperation left, IOperation right)
    {
        var (digest, other) = flow.CarriesDigest(left) ? (left, right) : (right, left);
        if (!flow.CarriesDigest(digest) || other.IsNull()) return null;
        return new(operation, other, ContentStep.Root(other) is IParameterSymbol parameter && !flow.IsHashed(parameter) ? parameter : null);
    }
}
