using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Patterns.Analyzers.Raft;

namespace Patterns.CodeFixes.Raft;

/// <summary>PAT0602: swaps the answer and the store that directly follows it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PersistBeforeAnswerCodeFix))]
internal sealed class PersistBeforeAnswerCodeFix : SwapWithNextCodeFix
{
    protected override string RuleId => RaftRules.PersistBeforeAnswer.Id;

    protected override string Title => "Store the vote before the answer";
}
