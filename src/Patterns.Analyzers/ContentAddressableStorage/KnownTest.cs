using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>
/// A test whether a digest is known that decides whether its content is written: <c>if (!File.Exists(path))</c> around the write, a return before it, or a
/// write that adds only what is missing.
/// </summary>
internal static class KnownTest
{
    public static IOperation? In(Put put)
    {
        foreach (var write in put.Writes)
            if (AddsWhatIsMissing(write.Operation)) return write.Operation;
        foreach (var flow in put.Writes.Select(write => write.Flow).Prepend(put.Flow).Distinct())
        {
            var sites = put.Writes.Where(write => flow == put.Flow || write.Flow == flow)
                .Select(write => flow == put.Flow ? write.Site : write.Operation).ToList();
            if (Tests(flow).FirstOrDefault(test => sites.Exists(site => Decides(test, site, flow.Body))) is { } found) return found;
        }
        return null;
    }

    private static bool AddsWhatIsMissing(IOperation write) => Call.From(write) is { Name: var name }
        && (name.StartsWith("Try", StringComparison.Ordinal) || name.StartsWith("GetOr", StringComparison.Ordinal));

    private static IEnumerable<IOperation> Tests(ContentFlow flow)
    {
        foreach (var call in flow.Body.Calls)
            if (IsTest(call) && !IsOfForm(call) && !DigestComparison.IsComparison(call)
                && ContentFlow.Operands(call).Any(operand => flow.CarriesDigest(operand) || IsQuery(operand, flow))) yield return call.Operation;
        foreach (var operation in flow.Body.Operations)
            if (operation switch
                {
                    IBinaryOperation binary => binary.RightOperand.IsNull() ? binary.LeftOperand : null,
                    IIsPatternOperation pattern => pattern.Value,
                    _ => null,
                } is { } asked && (asked.Referenced() is ILocalSymbol local && flow.IsDigest(local) || IsFound(asked, flow))) yield return operation;
    }

    private static bool IsTest(Call call) => call.Target is { } target ? target.ReturnType.Awaited().SpecialType == SpecialType.System_Boolean
        : call.Name.Contains("Exists") || call.Name.Contains("Contains") || call.Name.StartsWith("Any", StringComparison.Ordinal)
            || call.Name.StartsWith("Try", StringComparison.Ordinal);

    /// <summary>What a text looks like, and whether there is a folder, says nothing about a content.</summary>
    private static bool IsOfForm(Call call) =>
        call.Owner is { SpecialType: SpecialType.System_String } or { Name: "Path" or "Directory" or "DirectoryInfo",
            ContainingNamespace: { Name: "IO", ContainingNamespace.Name: "System" } };

    /// <summary>What somebody gives for the digest may be missing.</summary>
    private static bool IsFound(IOperation asked, ContentFlow flow) =>
        Call.From(asked.Plain()) is { } call && !IsOfForm(call)
        && call.Arguments.Any(flow.CarriesDigest);

    /// <summary>A query by the digest: <c>rows.Any(row => row.Key == digest)</c>.</summary>
    private static bool IsQuery(IOperation operand, ContentFlow flow) =>
        ContentStep.Lambda(operand) is not null && operand.SelfAndDescendants()
            .Any(inner => inner is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equals
                && (flow.CarriesDigest(equals.LeftOperand) || flow.CarriesDigest(equals.RightOperand)));

    /// <summary>The write stands in one of the branches, or is not come to.</summary>
    private static bool Decides(IOperation test, IOperation site, Body body) => Choices(test, body).Any(choice =>
        choice.Syntax.Span.Contains(site.Syntax.Span) && !choice.Condition.Syntax.Span.Contains(site.Syntax.Span)
        || choice.Syntax.Span.End <= site.Syntax.SpanStart && (Leaves(choice.WhenTrue) || Leaves(choice.WhenFalse)));

    private static IEnumerable<IConditionalOperation> Choices(IOperation test, Body body)
    {
        var variable = test.GivenTo();
        foreach (var choice in body.Of<IConditionalOperation>())
            if (choice.Condition.Syntax.Span.Contains(test.Syntax.Span) || variable is not null && choice.Condition.Mentions(variable)) yield return choice;
    }

    private static bool Leaves(IOperation? branch) => branch is not null && branch.SelfAndDescendants()
        .Any(inner => inner is IReturnOperation or IBranchOperation { BranchKind: BranchKind.Continue or BranchKind.Break });
}
