using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.MiddlewareChain;

namespace Patterns.CodeFixes.MiddlewareChain;

/// <summary>PAT0805: puts the call and what follows it into a <c>try</c>, and the clean-ups into its <c>finally</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CleanUpInFinallyCodeFix))]
internal sealed class CleanUpInFinallyCodeFix : RuleCodeFix<ExpressionStatementSyntax>
{
    protected override string RuleId => MiddlewareChainRules.CleanUpInFinally.Id;

    protected override string Title => "Clean up in a finally";

    protected override bool CanFix(ExpressionStatementSyntax node, Diagnostic diagnostic) => Region.Of(node, diagnostic) is { IsSafe: true };

    protected override async Task<Document> FixAsync(Document document, ExpressionStatementSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var region = Region.Of(node, diagnostic)!;
        return document.WithSyntaxRoot(root!.ReplaceNode(region.Block, Finally.In(region.Block, region.Start, region.CleanUp, region.End)));
    }

    /// <summary>The statements of one block that the repair moves.</summary>
    private sealed record Region(BlockSyntax Block, int Start, int CleanUp, int End)
    {
        private IEnumerable<StatementSyntax> Tried => Block.Statements.Skip(Start).Take(CleanUp - Start);

        private IEnumerable<StatementSyntax> CleanUps => Block.Statements.Skip(CleanUp).Take(End - CleanUp);

        /// <summary>From the call to the last clean-up; null unless the clean-ups stand together behind the call in its block.</summary>
        public static Region? Of(StatementSyntax node, Diagnostic diagnostic)
        {
            if (node.Parent is not BlockSyntax block || diagnostic.AdditionalLocations.Count < 2) return null;
            var places = diagnostic.AdditionalLocations.Select(location => block.Statements.IndexOf(statement => statement.Span.Contains(location.SourceSpan)))
                .ToList();
            var (start, cleanUp) = (places[0], places[1]);
            var standTogether = places.Skip(1).SequenceEqual(Enumerable.Range(cleanUp, places.Count - 1));
            return start >= 0 && cleanUp > start && standTogether ? new(block, start, cleanUp, cleanUp + places.Count - 1) : null;
        }

        public bool IsSafe =>
            !Block.ContainsDirectives && Tried.All(statement => CanMove(statement)) && CleanUps.All(HasConstantArguments) && !IsCleanedTwice && !LosesLocal;

        /// <summary>A clean-up on an early way out, which the <c>finally</c> would repeat.</summary>
        private bool IsCleanedTwice
        {
            get
            {
                var names = new HashSet<string>(CleanUps.SelectMany(MemberNames), StringComparer.Ordinal);
                return Tried.SelectMany(MemberNames).Any(names.Contains);
            }
        }

        /// <summary>A local of the <c>try</c> is used behind it.</summary>
        private bool LosesLocal
        {
            get
            {
                var locals = new HashSet<string>(Tried.SelectMany(statement => statement.DescendantNodes()).Select(NameOfLocal).OfType<string>(),
                    StringComparer.Ordinal);
                return Block.Statements.Skip(CleanUp).SelectMany(statement => statement.DescendantNodes())
                    .Any(inner => inner is IdentifierNameSyntax name && locals.Contains(name.Identifier.ValueText));
            }
        }

        /// <summary>False where the statement can leave the block early, or means something to all of it.</summary>
        private static bool CanMove(StatementSyntax statement) =>
            statement is not (LocalFunctionStatementSyntax or LabeledStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 })
            && Finally.StaysInBlock(statement);

        private static bool HasConstantArguments(StatementSyntax cleanUp) =>
            cleanUp.DescendantNodes().OfType<ArgumentSyntax>().All(argument => argument.Expression is LiteralExpressionSyntax);

        private static IEnumerable<string> MemberNames(StatementSyntax statement) =>
            statement.DescendantNodes().OfType<InvocationExpressionSyntax>().Select(call => call.Expression switch
            {
                MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
                MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
                _ => null,
            }).Where(name => name is not null and not "ConfigureAwait").OfType<string>();

        private static string? NameOfLocal(SyntaxNode node) => node switch
        {
            VariableDeclaratorSyntax declarator => declarator.Identifier.ValueText,
            SingleVariableDesignationSyntax designation => designation.Identifier.ValueText,
            _ => null,
        };
    }
}
