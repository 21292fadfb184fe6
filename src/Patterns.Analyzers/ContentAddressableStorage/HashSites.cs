using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>
/// Where the text of a project calls something that sounds like computing a digest, or calls a small helper of its own that does. Read once per tree and kept
/// over compilations; it says which bodies are worth binding and proves nothing.
/// </summary>
internal sealed class HashSites
{
    /// <summary>A method that computes a digest and does nothing else is short; a longer one is looked at for its own sake.</summary>
    private const int HelperLength = 900;

    /// <summary>A name that many members bear says nothing about who calls the helper.</summary>
    private const int FewMembers = 3;

    private const int VerifierLength = 2500;
    private const int LongestTypes = 80;

    private static readonly string[] Roots = ["ash", "igest", "SHA", "Sha", "MD5", "Md5", "hecksum", "lake", "Finalize", "DoFinal"];
    private static readonly ConditionalWeakTable<SyntaxTree, Sites> Trees = new();

    private readonly Words helpers;
    private readonly Words verifiers;
    private readonly Helper[] factories;

    private HashSites(ProjectFacts project)
    {
        var found = new HashSet<Helper>();
        foreach (var tree in project.Compilation.SyntaxTrees) found.UnionWith(SitesOf(tree).Helpers);
        helpers = new(found.Select(helper => helper.Name).Distinct().Where(name => IsRare(name, project.Compilation)).ToArray());
        verifiers = new(project.Compilation.SyntaxTrees.SelectMany(tree => SitesOf(tree).Verifiers).Distinct()
            .Where(name => IsRare(name, project.Compilation)).ToArray());
        factories = found.Where(helper => helper.IsStatic && !helpers.Contains(helper.Name)).ToArray();
    }

    public static HashSites Of(ProjectFacts project) => project.GetOrAdd(nameof(HashSites), () => new HashSites(project));

    /// <summary>True when the type may compute the digest of something. Binds nothing.</summary>
    public bool MayHash(TypeFacts type)
    {
        foreach (var reference in type.Symbol.DeclaringSyntaxReferences)
            if (SitesOf(reference.SyntaxTree).In(reference.Span)) return true;
        return MayCallHelper(type.Words);
    }

    /// <summary>True when the body may compute the digest of something. Binds nothing.</summary>
    public bool MayHash(Body body) => SitesOf(body.Declaration.SyntaxTree).In(body.Declaration.Span) || MayCallHelper(body.Words);

    /// <summary>True when a text names a member that may compare a digest with one that it is told.</summary>
    public bool MayVerify(Vocabulary words) => words.HasAny(verifiers);

    public bool MayVerify(string name) => verifiers.Contains(name);

    /// <summary>A static helper is called by its type's name, too: <c>Address.From(content)</c>.</summary>
    private bool MayCallHelper(Vocabulary words) =>
        words.HasAny(helpers) || Array.Exists(factories, factory => words.Has(factory.Owner) && words.Has(factory.Name));

    private static bool IsRare(string name, Compilation compilation) => !compilation.GetSymbolsWithName(name, SymbolFilter.Member).Skip(FewMembers).Any();

    private static Sites SitesOf(SyntaxTree tree) => Trees.GetValue(tree, Sites.Of);

    private readonly record struct Helper(string Owner, string Name, bool IsStatic);

    private sealed class Sites(int[] positions, Helper[] helpers, string[] verifiers)
    {
        public Helper[] Helpers => helpers;

        public string[] Verifiers => verifiers;

        public bool In(TextSpan span)
        {
            var index = Array.BinarySearch(positions, span.Start);
            if (index < 0) index = ~index;
            return index < positions.Length && positions[index] < span.End;
        }

        public static Sites Of(SyntaxTree tree)
        {
            var text = tree.GetText().ToString();
            var positions = new SortedSet<int>();
            foreach (var root in Roots) AddCalls(text, root, positions);
            return positions.Count == 0 ? new(Array.Empty<int>(), Array.Empty<Helper>(), Array.Empty<string>())
                : new(positions.ToArray(), HelpersIn(tree, positions).Distinct().ToArray(), VerifiersIn(tree, positions).Distinct().ToArray());
        }

        private static void AddCalls(string text, string root, SortedSet<int> positions)
        {
            for (var found = text.IndexOf(root,
                StringComparison.Ordinal); found >= 0; found = text.IndexOf(root, found + root.Length, StringComparison.Ordinal))
            {
                var (start, end) = (found, found + root.Length);
                while (start > 0 && IsWord(text[start - 1])) start--;
                while (end < text.Length && IsWord(text[end])) end++;
                var open = AfterTypes(text, end);
                if (open < text.Length && (text[open] == '(' ? IsCall(text.Substring(start, end - start)) : IsResult(text, start, end)))
                    positions.Add(start);
            }
        }

        /// <summary>What stands behind the type arguments of a call.</summary>
        private static int AfterTypes(string text, int end)
        {
            if (end >= text.Length || text[end] != '<') return end;
            var close = text.IndexOf('>', end, Math.Min(LongestTypes, text.Length - end));
            return close < 0 ? end : close + 1;
        }

        private static bool IsCall(string name) => DigestVerbs.IsDigestVerb(name) || DigestVerbs.IsFinish(name);

        /// <summary>What a hash has in the end that was fed block by block, or through a stream: <c>sha.Hash</c>.</summary>
        private static bool IsResult(string text, int start, int end) =>
            start > 0 && text[start - 1] == '.' && string.CompareOrdinal(text, start, "Hash", 0, end - start) == 0 && end - start == 4
            && (text.IndexOf("TransformFinalBlock(", StringComparison.Ordinal) >= 0 || text.IndexOf("CryptoStream(", StringComparison.Ordinal) >= 0);

        private static IEnumerable<Helper> HelpersIn(SyntaxTree tree, SortedSet<int> positions)
        {
            var root = tree.GetRoot();
            foreach (var position in positions)
                if (root.FindToken(position).Parent is not { } site) continue;
                else if (PassingStream(site) is { } stream)
                    foreach (var told in stream.Members.Select(Told).OfType<string>()) yield return new(stream.Identifier.ValueText, told, true);
                else if (site.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method && Returns(method, site))
                    yield return new(method.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText ?? "", method.Identifier.ValueText,
                        method.Modifiers.Any(SyntaxKind.StaticKeyword));
        }

        /// <summary>The short methods that hash, are told two things or more and answer whether these fit, or fail.</summary>
        private static IEnumerable<string> VerifiersIn(SyntaxTree tree, SortedSet<int> positions)
        {
            var root = tree.GetRoot();
            foreach (var position in positions)
                if (root.FindToken(position).Parent?.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { ParameterList.Parameters.Count: > 1 } method
                    && method.Span.Length <= VerifierLength && (IsOf(method.ReturnType, "bool") || method.DescendantTokens().Any(IsThrow)))
                    yield return method.Identifier.ValueText;
        }

        private static bool IsOf(TypeSyntax type, string name) => type.ToString() is var text && (text == name || text.EndsWith("<" + name + ">"));

        private static bool IsThrow(SyntaxToken token) => token.IsKind(SyntaxKind.ThrowKeyword);

        /// <summary>A type that its bases make a stream, by the text, and that hashes.</summary>
        private static TypeDeclarationSyntax? PassingStream(SyntaxNode site) =>
            site.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { BaseList: { } bases } type
            && bases.Types.Any(origin => origin.Type.ToString().EndsWith("Stream", StringComparison.Ordinal)) ? type : null;

        /// <summary>A public member of it that is asked without arguments.</summary>
        private static string? Told(MemberDeclarationSyntax member) => member switch
        {
            PropertyDeclarationSyntax { Modifiers: var said } property when !said.Any(SyntaxKind.OverrideKeyword) => property.Identifier.ValueText,
            MethodDeclarationSyntax { ParameterList.Parameters.Count: 0, ReturnType: not PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword },
                Modifiers: var said } method when !said.Any(SyntaxKind.OverrideKeyword) => method.Identifier.ValueText,
            _ => null,
        };

        /// <summary>True when the text says that what the call gives comes back out of the method.</summary>
        private static bool Returns(MethodDeclarationSyntax method, SyntaxNode site)
        {
            if (method.Span.Length > HelperLength
                || method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: not (int)SyntaxKind.StringKeyword and not (int)SyntaxKind.ULongKeyword
                    and not (int)SyntaxKind.ObjectKeyword }) return false;
            if (site.FirstAncestorOrSelf<ReturnStatementSyntax>() is not null || site.FirstAncestorOrSelf<ArrowExpressionClauseSyntax>() is not null)
                return true;
            var carrying = new HashSet<string>(StringComparer.Ordinal);
            foreach (var node in method.DescendantNodes())
                if (Taker(node) is var (taker, source) && (source.Span.Contains(site.Span) || Mentions(source, carrying))) carrying.Add(taker);
            return method.DescendantNodes().OfType<ReturnStatementSyntax>().Any(statement => Mentions(statement, carrying));
        }

        /// <summary>The variable that takes a value, and where that stands: declared, filled piece by piece, or appended to.</summary>
        private static (string Name, SyntaxNode Source)? Taker(SyntaxNode node) => node switch
        {
            VariableDeclaratorSyntax declarator => (declarator.Identifier.ValueText, node),
            ForEachStatementSyntax loop => (loop.Identifier.ValueText, loop.Expression),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax variable } => (variable.Identifier.ValueText, node),
            AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { Expression: IdentifierNameSyntax array } } => (array.Identifier.ValueText, node),
            InvocationExpressionSyntax
                { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Append", Expression: IdentifierNameSyntax text } } =>
                (text.Identifier.ValueText, node),
            _ => null,
        };

        private static bool Mentions(SyntaxNode node, HashSet<string> names) =>
            names.Count > 0 && node.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => names.Contains(name.Identifier.ValueText));

        private static bool IsWord(char c) => c == '_' || char.IsLetterOrDigit(c);
    }
}
