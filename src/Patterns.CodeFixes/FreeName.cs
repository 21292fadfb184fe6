using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Patterns.CodeFixes;

/// <summary>Names for what a fix declares.</summary>
internal static class FreeName
{
    /// <summary>The wanted name, or the first numbered one that no identifier of the code has.</summary>
    public static string In(SyntaxNode scope, string wanted)
    {
        var taken = new HashSet<string>(scope.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText));
        var name = wanted;
        for (var number = 1; taken.Contains(name); number++) name = wanted + number;
        return name;
    }
}
