using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Patterns.Analyzers.ReconciliationLoop;

namespace Patterns.CodeFixes.ReconciliationLoop;

/// <summary>PAT1003: records the version after the action.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RecordAfterSuccessCodeFix))]
internal sealed class RecordAfterSuccessCodeFix : AssignAfterCodeFix
{
    protected override string RuleId => ReconciliationLoopRules.RecordAfterSuccess.Id;

    protected override string Title => "Store it after the action";
}
