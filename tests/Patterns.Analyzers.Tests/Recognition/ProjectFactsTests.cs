using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Patterns.Analyzers.Tests.Recognition;

public class ProjectFactsTests
{
    [Theory]
    [InlineData("class C { void M(int i) { /*here*/ } }", "M:C.M(System.Int32)")]
    [InlineData("class C { int f = /*here*/1, g; }", "F:C.f")]
    [InlineData("class C { int P { get { /*here*/return 1; } } }", "P:C.P")]
    [InlineData("class C { void M() { void L() { /*here*/ } } }", "M:C.M")]
    [InlineData("class C { class D { /*here*/ } }", "T:C.D")]
    public void The_member_at_a_place(string source, string expected)
    {
        var project = Facts.Of(source).Project;
        var tree = project.Compilation.SyntaxTrees.Single();
        var place = new TextSpan(tree.ToString().IndexOf("/*here*/") + "/*here*/".Length, 0);
        Assert.Equal(expected, project.MemberAt(Location.Create(tree, place))?.GetDocumentationCommentId());
    }
}
