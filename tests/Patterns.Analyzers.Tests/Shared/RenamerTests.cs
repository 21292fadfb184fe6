using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Shared;

public sealed class RenamerTests
{
    [Theory]
    [InlineData("class Journal { int _tail; void Append(int record) => _tail += record; }", "class q1 { int q2; void q3(int q4) => q2 += q4; }")]
    [InlineData("class C : System.IDisposable { public void Dispose() { } }", "class q1 : System.IDisposable { public void Dispose() { } }")]
    [InlineData("interface I { void Go(); } class C : I { public void Go() { } }", "interface q1 { void q2(); } class q3 : q1 { public void q2() { } }")]
    [InlineData("class C { public override string ToString() => nameof(C); }", "class q1 { public override string ToString() => nameof(q1); }")]
    [InlineData("class MarkAttribute : System.Attribute; [Mark] class C;", "class q1 : System.Attribute; [q1] class q2;")]
    [InlineData("record R(int Key) { int Twice => Key + this.Key; }", "record q1(int q2) { int q3 => q2 + this.q2; }")]
    [InlineData("class C<T> { T F<U>(U u, T t) { T x = t; return x; } }", "class q1<q2> { q2 q3<q4>(q4 q5, q2 q6) { q2 q7 = q6; return q7; } }")]
    [InlineData("namespace N.M { class C; } class D { N.M.C c; }", "namespace q1.q2 { class q3; } class q4 { q1.q2.q3 q5; }")]
    [InlineData("enum E { A } class C { bool F(E e) => e is E.A; }", "enum q1 { q2 } class q3 { bool q4(q1 q5) => q5 is q1.q2; }")]
    [InlineData("class C { (int Left, int) F() => (1, 2); int G() => F().Left; }", "class q1 { (int q2, int) q3() => (1, 2); int q4() => q3().q2; }")]
    [InlineData("partial class C { partial void P(); } partial class C { partial void P() { } ~C() { } }", "partial class q1 { partial void q2(); } partial class q1 { partial void q2() { } ~q1() { } }")]
    [InlineData("using A = System.Int32; class C { A F(A a) { A L() => a; return L(); } }", "using q1 = System.Int32; class q2 { q1 q3(q1 q4) { q1 q5() => q4; return q5(); } }")]
    public void Declared_names_become_nonsense_and_the_framework_keeps_its_own(string source, string expected) => Assert.Equal(expected, Rename(source));

    [Fact]
    public void The_result_compiles()
    {
        var exemplars = Directory.EnumerateFiles(Path.Combine(References.RepositoryRoot, "samples/Exemplars"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        var renamed = Renamer.Rename(Compile([ImplicitUsings, .. exemplars.Select(File.ReadAllText)]).WithWeb());

        Assert.DoesNotContain(renamed.GetDiagnostics(TestContext.Current.CancellationToken), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    private static string Rename(string source) => Renamer.Rename(Compile(source)).SyntaxTrees.Single().ToString();

    private static CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        "Test",
        sources.Select(source => CSharpSyntaxTree.ParseText(source)),
        References.Net,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
}
