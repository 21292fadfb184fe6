using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Patterns.Analyzers.DistributedSnapshot;

namespace Patterns.CodeFixes.DistributedSnapshot;

/// <summary>PAT1201: swaps the save of a position with the processing that follows it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CommitAfterProcessingCodeFix))]
internal sealed class CommitAfterProcessingCodeFix : SwapWithNextCodeFix
{
    protected override string RuleId => SnapshotRules.CommitAfterProcessing.Id;

    protected override string Title => "Save the position after the processing";
}

/// <summary>PAT1202: swaps the save of a position with the flush that follows it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StateBeforePositionCodeFix))]
internal sealed class StateBeforePositionCodeFix : SwapWithNextCodeFix
{
    protected override string RuleId => SnapshotRules.StateBeforePosition.Id;

    protected override string Title => "Save the position last";
}
