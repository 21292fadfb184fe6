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

/// <summary>Adds the line that the inventory (PAT9001) or the baseline (PAT9022) lacks, in its sorted place.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddLineCodeFix))]
internal sealed class AddLineCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(GateRules.NotInInventory.Id, GateRules.NotInBaseline.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new AddAll();

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var title = "Add to " + FormatOf(diagnostic).FileName;
            context.RegisterCodeFix(
                CodeAction.Create(title, token => AddAsync(context.Document.Project, new[] { diagnostic }, token), equivalenceKey: title), diagnostic);
        }
        return Task.CompletedTask;
    }

    private static ListFormat FormatOf(Diagnostic diagnostic) =>
        diagnostic.Id == GateRules.NotInInventory.Id ? PatternInventory.Format : PatternBaseline.Format;

    private static async Task<Solution> AddAsync(Project project, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var solution = project.Solution;
        foreach (var additions in diagnostics.ToLookup(FormatOf, diagnostic => diagnostic.Properties[GateRules.Line]!))
        {
            var file = project.AdditionalDocuments.FirstOrDefault(document => additions.Key.IsNameOf(document.FilePath ?? document.Name));
            if (file is null) continue;
            var text = await solution.GetAdditionalDocument(file.Id)!.GetTextAsync(cancellationToken).ConfigureAwait(false);
            solution = WithText(solution, file, Insert(text, additions.Key, additions));
        }
        return solution;
    }

    private static ImmutableArray<ListEntry> Entries(IEnumerable<string> lines, ListFormat format) =>
        new ListFile("", SourceText.From(string.Join("\n", lines)), format).Entries;

    /// <summary>A project with several target frameworks has the file once for each: all of them change, so that none overwrites another.</summary>
    private static Solution WithText(Solution solution, TextDocument file, SourceText text)
    {
        var same = file.FilePath is { } path ? solution.GetDocumentIdsWithFilePath(path) : ImmutableArray.Create(file.Id);
        foreach (var id in same)
            if (solution.GetAdditionalDocument(id) is not null) solution = solution.WithAdditionalDocumentText(id, text);
        return solution;
    }

    /// <summary>
    /// The text with each line put before the first entry that is greater, comments and line ends left as they are. A line that is there for other target
    /// frameworks only is changed to say for which it holds.
    /// </summary>
    internal static SourceText Insert(SourceText text, ListFormat format, IEnumerable<string> additions)
    {
        var file = new ListFile("", text, format);
        var wanted = Entries(additions.Distinct(), format);
        var lines = new Queue<string>(wanted.Where(entry => file.Find(entry.ToString()) is null).Select(LineOf).OrderBy(line => line, StringComparer.Ordinal));
        var lineEnd = text.Lines.Count > 1 ? text.ToString(TextSpan.FromBounds(text.Lines[0].End, text.Lines[0].EndIncludingLineBreak)) : "\n";
        var changes = wanted.Select(entry => Rescoped(file.Find(entry.ToString()), entry)).OfType<TextChange>().ToList();
        foreach (var entry in file.Entries)
        {
            var start = text.Lines.GetLineFromPosition(entry.Span.Start).Start;
            while (lines.Count > 0 && string.CompareOrdinal(lines.Peek(), entry.ToString()) < 0) changes.Add(new(new(start, 0), lines.Dequeue() + lineEnd));
        }
        if (lines.Count > 0) changes.Add(new(new(text.Length, 0), (EndsOpen(text) ? lineEnd : "") + string.Concat(lines.Select(line => line + lineEnd))));
        return text.WithChanges(changes.OrderBy(change => change.Span.Start));
    }

    private static string LineOf(ListEntry entry) => entry.Scope is { } scope ? entry + " " + scope.Text : entry.ToString();

    private static TextChange? Rescoped(ListEntry? entry, ListEntry wanted) => entry?.Scope is not { } scope || scope.Text == wanted.Scope?.Text ? null
        : wanted.Scope is { } wider ? new(scope.Span, wider.Text) : new(TextSpan.FromBounds(entry.Value.Span.End, scope.Span.End), "");

    private static bool EndsOpen(SourceText text) => text.Length > 0 && text[text.Length - 1] is not ('\n' or '\r');

    private sealed class AddAll : FixAllProvider
    {
        public override Task<CodeAction?> GetFixAsync(FixAllContext context) => Task.FromResult<CodeAction?>(
            CodeAction.Create("Add all", token => AddAllAsync(context, token), equivalenceKey: context.CodeActionEquivalenceKey));

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
