using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Patterns.CodeFixes;

/// <summary>A <c>try</c> that keeps the fault of one part from the others and writes it down.</summary>
internal static class Isolation
{
    /// <summary>The statements inside a <c>try</c> whose catch reports to <c>System.Diagnostics.Trace</c>, where every host can listen.</summary>
    /// <param name="statements">What may fail.</param>
    /// <param name="scope">The code whose names the caught exception must not take.</param>
    public static TryStatementSyntax Around(SyntaxList<StatementSyntax> statements, SyntaxNode scope)
    {
        var name = FreeName.In(scope, "exception");
        var report = SyntaxFactory.ParseStatement($"System.Diagnostics.Trace.TraceError({name}.ToString());").WithAdditionalAnnotations(Simplifier.Annotation);
        var handler = SyntaxFactory.CatchClause()
            .WithDeclaration(SyntaxFactory.CatchDeclaration(
                SyntaxFactory.ParseTypeName("System.Exception").WithAdditionalAnnotations(Simplifier.Annotation), SyntaxFactory.Identifier(name)))
            .WithBlock(SyntaxFactory.Block(report));
        return SyntaxFactory.TryStatement(SyntaxFactory.Block(statements), SyntaxFactory.SingletonList(handler), null)
            .WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation);
    }
}
