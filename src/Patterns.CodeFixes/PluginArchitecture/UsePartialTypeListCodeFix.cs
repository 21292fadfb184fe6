using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using Patterns.Analyzers.PluginArchitecture;

namespace Patterns.CodeFixes.PluginArchitecture;

/// <summary>PAT0102: reads the types through a method that goes on with those that could be loaded.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UsePartialTypeListCodeFix))]
internal sealed class UsePartialTypeListCodeFix : RuleCodeFix<InvocationExpressionSyntax>
{
    private const string Helper = "GetLoadableTypes";

    /// <inheritdoc/>
    protected override string RuleId => PluginRules.PartialTypeLists.Id;

    /// <inheritdoc/>
    protected override string Title => "Go on with the types that could be loaded";

    /// <summary>Each repair may add the method, which a batch would add twice.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    protected override bool CanFix(InvocationExpressionSyntax node, Diagnostic diagnostic) =>
        node.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetTypes" }
        && node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not null;

    /// <inheritdoc/>
    protected override async Task<Document> FixAsync(Document document, InvocationExpressionSyntax node, Diagnostic diagnostic,
        CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var type = node.FirstAncestorOrSelf<TypeDeclarationSyntax>()!;
        var assembly = ((MemberAccessExpressionSyntax)node.Expression).Expression.WithoutTrivia();
        var call = SyntaxFactory.ParseExpression($"{Helper}({assembly})").WithTriviaFrom(node);
        var isNullable = (model!.GetNullableContext(node.SpanStart) & NullableContext.WarningsEnabled) != 0;
        var repaired = type.ReplaceNode(node, call);
        if (!HasHelper(type)) repaired = repaired.AddMembers(Method(isNullable));
        return document.WithSyntaxRoot(root!.ReplaceNode(type, repaired));
    }

    private static bool HasHelper(TypeDeclarationSyntax type) =>
        type.Members.Any(member => member is MethodDeclarationSyntax { Identifier.ValueText: Helper, ParameterList.Parameters.Count: 1 });

    private static MemberDeclarationSyntax Method(bool isNullable) => SyntaxFactory.ParseMemberDeclaration($$"""

        private static System.Type[] {{Helper}}(System.Reflection.Assembly assembly)
        {
            try
            {
                return assembly.GetTypes();
            }
            catch (System.Reflection.ReflectionTypeLoadException partial)
            {
                return System.Array.FindAll(partial.Types, type => type != null){{(isNullable ? "!" : "")}};
            }
        }

        """)!.WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation);
}
