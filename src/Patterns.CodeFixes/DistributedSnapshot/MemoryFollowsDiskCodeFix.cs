using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Patterns.Analyzers.DistributedSnapshot;

namespace Patterns.CodeFixes.DistributedSnapshot;

/// <summary>PAT1206: advances the position in memory after the write.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MemoryFollowsDiskCodeFix))]
internal sealed class MemoryFollowsDiskCodeFix : AssignAfterCodeFix
{
    protected override string RuleId => SnapshotRules.MemoryFollowsDisk.Id;

    protected override string Title => "Advance the position after the write";
}
