using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Patterns.Analyzers.WriteAheadLog;

namespace Patterns.CodeFixes.WriteAheadLog;

/// <summary>PAT0401: swaps the change and the append when one directly follows the other.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AppendBeforeApplyCodeFix))]
internal sealed class AppendBeforeApplyCodeFix : SwapWithNextCodeFix
{
    protected override string RuleId => WriteAheadLogRules.AppendBeforeApply.Id;

    protected override string Title => "Append before the change";
}
