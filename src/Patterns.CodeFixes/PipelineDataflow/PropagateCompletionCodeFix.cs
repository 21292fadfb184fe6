using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using Patterns.Analyzers.PipelineDataflow;
using Patterns.Analyzers.PipelineDataflow.Conventions;

namespace Patterns.CodeFixes.PipelineDataflow;

/// <summary>PAT0201: tells the link to carry completion on. Options that are made elsewhere may serve other links and are left alone.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PropagateCompletionCodeFix))]
internal sealed class PropagateCompletionCodeFix : RuleCodeFix<InvocationExpressionSyntax>
{
    private const string Options = "System.Threading.Tasks.Dataflow.DataflowLinkOptions";

    private const string Setting = "PropagateCompletion = true";

    protected override string RuleId => PipelineRules.CompletionTravels.Id;

    protected override string Title => "Propagate completion";

    protected override bool CanFix(InvocationExpressionSyntax node, Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(CompletionTravels.OptionsKey, out var where) && (where == CompletionTravels.Missing || OptionsIn(node) is not null);

    protected override async Task<Document> FixAsync(Document document, InvocationExpressionSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var changed = OptionsIn(node) is { } options ? node.ReplaceNode(options, WithSetting(options)) : WithOptions(node);
        return document.WithSyntaxRoot(root!.ReplaceNode(node, changed));
    }

    private static ObjectCreationExpressionSyntax? OptionsIn(InvocationExpressionSyntax link) =>
        link.ArgumentList.Arguments.Select(argument => argument.Expression).OfType<ObjectCreationExpressionSyntax>().FirstOrDefault();

    private static InvocationExpressionSyntax WithOptions(InvocationExpressionSyntax link)
    {
        var options = (ObjectCreationExpressionSyntax)SyntaxFactory.ParseExpression($"new {Options} {{ {Setting} }}");
        options = options.WithType(options.Type.WithAdditionalAnnotations(Simplifier.Annotation));
        var arguments = link.ArgumentList.Arguments;
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        var nodes = arguments.GetWithSeparators().Insert(1, SyntaxFactory.Argument(options)).Insert(1, comma);
        return link.WithArgumentList(link.ArgumentList.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(nodes)));
    }

    private static ObjectCreationExpressionSyntax WithSetting(ObjectCreationExpressionSyntax options)
    {
        var setting = SyntaxFactory.ParseExpression(Setting);
        if (options.Initializer is { Expressions.Count: > 0 } present)
        {
            var last = present.Expressions.Last();
            return options.WithInitializer(present.WithExpressions(present.Expressions.Replace(last, last.WithoutTrailingTrivia())
                .Add(setting.WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(last.GetTrailingTrivia()))));
        }
        var made = (ObjectCreationExpressionSyntax)SyntaxFactory.ParseExpression($"new {options.Type} {{ {Setting} }}");
        return made.WithTriviaFrom(options);
    }
}
