using System.Collections.Immutable;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using Patterns.Analyzers.Recognition;

namespace Patterns.CodeFixes.Inventory;

/// <summary>Adds the line that the inventory lacks (PAT9001), in its sorted place.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddToInventoryCodeFix))]
internal sealed class AddToInventoryCodeFix : CodeFixProvider
{
    private const string Title = "Add to " + PatternInventory.FileName;

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(GateRules.NotInInventory.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new AddAll();

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
            context.RegisterCodeFix(
                CodeAction.Create(Title, token => AddAsync(context.Document.Project, new[] { diagnostic }, token), equivalenceKey: Title), diagnostic);
        return Task.CompletedTask;
    }

    private static async Task<Solution> AddAsync(Project project, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var inventory = project.AdditionalDocuments.FirstOrDefault(document =>
            Path.GetFileName(document.FilePath ?? document.Name).Equals(PatternInventory.FileName, StringComparison.OrdinalIgnoreCase));
        if (inventory is null) return project.Solution;
        var text = await inventory.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var lines = diagnostics.Select(diagnostic => diagnostic.Properties[GateRules.Line]!);
        return WithText(project.Solution, inventory, Insert(text, lines));
    }

    /// <summary>A project with several target frameworks has the file once for each: all of them change, so that none overwrites another.</summary>
    private static Solution WithText(Solution solution, TextDocument inventory, SourceText text)
    {
        var same = inventory.FilePath is { } path ? solution.GetDocumentIdsWithFilePath(path) : ImmutableArray.Create(inventory.Id);
        foreach (var id in same)
            if (solution.GetAdditionalDocument(id) is not null) solution = solution.WithAdditionalDocumentText(id, text);
        return solution;
    }

    /// <summary>The text with each line put before the first entry that is greater, comments and line ends left as they are.</summary>
    internal static SourceText Insert(SourceText text, IEnumerable<string> additions)
    {
        foreach (var addition in additions.OrderBy(line => line, StringComparer.Ordinal))
        {
            if (text.Lines.Any(line => IsEntry(line) && Begins(line.ToString().Trim(), addition))) continue;
            var lineEnd = text.Lines.Count > 1 ? text.ToString(TextSpan.FromBounds(text.Lines[0].End, text.Lines[0].EndIncludingLineBreak)) : "\n";
            var next = text.Lines.FirstOrDefault(line => IsEntry(line) && string.CompareOrdinal(line.ToString().Trim(), addition) > 0);
            text = next != default
                ? text.WithChanges(new TextChange(new(next.Start, 0), addition + lineEnd))
                : text.WithChanges(new TextChange(new(text.Length, 0), (EndsOpen(text) ? lineEnd : "") + addition + lineEnd));
        }
        return text;
    }

    private static bool IsEntry(TextLine line) => line.ToString().Trim() is { Length: > 0 } content && content[0] != '#';

    private static bool Begins(string entry, string line) =>
        entry.StartsWith(line, StringComparison.Ordinal) && (entry.Length == line.Length || char.IsWhiteSpace(entry[line.Length]));

    private static bool EndsOpen(SourceText text) => text.Length > 0 && text[text.Length - 1] is not ('\n' or '\r');

    private sealed class AddAll : FixAllProvider
    {
        public override Task<CodeAction?> GetFixAsync(FixAllContext context) => Task.FromResult<CodeAction?>(
            CodeAction.Create(Title, token => AddAllAsync(context, token), equivalenceKey: Title));

        private static async Task<Solution> AddAllAsync(FixAllContext context, CancellationToken cancellationToken)
        {
            var solution = context.Solution;
            var projects = context.Scope == FixAllScope.Solution ? solution.Projects : new[] { context.Project };
            foreach (var id in projects.Select(project => project.Id))
            {
                var project = solution.GetProject(id)!;
                var diagnostics = context.Scope == FixAllScope.Document && context.Document is { } document
                    ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
                    : await context.GetAllDiagnosticsAsync(context.Solution.GetProject(id)!).ConfigureAwait(false);
                if (!diagnostics.IsEmpty) solution = await AddAsync(project, diagnostics, cancellationToken).ConfigureAwait(false);
            }
            return solution;
        }
    }
}
