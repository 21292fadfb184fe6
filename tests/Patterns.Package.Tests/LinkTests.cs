using System.Text;
using System.Text.RegularExpressions;

namespace Patterns.Package.Tests;

/// <summary>The pages travel in the package, and lead from one to another there too.</summary>
public sealed partial class LinkTests(FreshPackage package)
{
    [Fact]
    public void Links_lead_to_files_of_the_package()
    {
        var files = package.Files().ToHashSet(StringComparer.Ordinal);

        Assert.All(files.Where(file => file.EndsWith(".md", StringComparison.Ordinal)).SelectMany(LinksOf), link => Assert.True(files.Contains(link.Target), $"{link}"));
    }

    private IEnumerable<(string Page, string Target)> LinksOf(string page) =>
        from link in Relative().Matches(Code().Replace(Encoding.UTF8.GetString(package.Content(page)), ""))
        select (page, Resolve(page, link.Groups["target"].Value));

    private static string Resolve(string page, string target) => new Uri(new Uri($"file:///{page}"), target).AbsolutePath.TrimStart('/');

    [GeneratedRegex("(?<fence>`+).*?\\k<fence>", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\((?!https?:|#)(?<target>[^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Relative();
}
