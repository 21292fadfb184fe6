using System.Text;
using Microsoft.CodeAnalysis;

namespace Patterns.Analyzers.Tests.Robustness;

/// <summary>Code that is broken, odd or huge: no exception, and no finding on a guess.</summary>
public class BadInputTests
{
    [Theory]
    [InlineData("")]
    [InlineData("}{ class ( ; => where async await ??")]
    [InlineData("class { void (") ]
    [InlineData("class C { void M( { next(; await ; } int P => ; C(")]
    [InlineData("class C : C { C next; void M() => next.M(); }")]
    [InlineData("class A : B { } class B : A { } interface I : J { } interface J : I { } struct S { S s; }")]
    [InlineData("class C<T> : C<C<T>> { T t; C<C<T>> next; }")]
    [InlineData("class C : Missing.Base, IMissing<int> { Unknown log; Unknown Append(Nothing x) { log.Write(x); map[x] = Missing.Do(x); return unknown?.Next(x); } }")]
    [InlineData("partial class C { partial void M(); public partial int P { get; } } partial struct C { }")]
    [InlineData("class C { } class C { } class D { void M() { } void M() { } int M; }")]
    [InlineData("System.Console.WriteLine(args); async System.Threading.Tasks.Task F() => await F(); await F();")]
    [InlineData("file class C { } extension E { } record R(R Next) { } record struct S(S? s);")]
    [InlineData("delegate void D(D d); class C { event D E; D this[D d] { get => d; set => E += value; } ~C() { } static C() { } public static C operator +(C a, C b) => a; }")]
    [InlineData("unsafe class C { delegate*<int, void> f; void M(int* p) { f(*p); goto x; x: ; fixed (int* q = new int[1]) { } } }")]
    [InlineData("class C { void M() { try { M(); } finally { return; } while (true) ; switch (1) { } for (;;) { break; } lock (this) yield return 1; } }")]
    [InlineData("class C { int M() { int L() => L(); System.Func<int> f = () => { int N() => L(); return N(); }; return f() is > 0 and var x ? x : throw null; } }")]
    [InlineData("#if X\nclass C {\n#else\nclass D {\n#endif\n}")]
    public async Task Nothing_is_said_and_nothing_breaks(string source) => Assert.Empty(await AllAnalyzers.Over(source, OutputKind.ConsoleApplication));

    [Fact]
    public async Task An_empty_project() => Assert.Empty(await AllAnalyzers.Over([]));

    [Fact]
    public async Task A_project_without_references() =>
        Assert.Empty(await AllAnalyzers.Over([("a.cs", "class C { string s; object o; void M() => o.ToString(); }")], references: []));

    [Fact]
    public async Task The_same_file_linked_twice() =>
        Assert.Empty(await AllAnalyzers.Over([("a.cs", "class C { void M() { } }"), ("a.cs", "class C { void M() { } }")]));

    [Fact]
    public async Task A_class_with_ten_thousand_members()
    {
        var source = new StringBuilder("using System.Collections.Generic; class C { ");
        for (var i = 0; i < 10_000; i++) source.Append($"Dictionary<string, System.Action> f{i}; void M{i}(System.Action next) {{ f{i}[\"a\"] = next; M{i}(next); }} ");
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await AllAnalyzers.Over(source.Append('}').ToString());
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 300);
    }

    [Fact]
    public async Task A_very_deep_expression() =>
        Assert.Empty(await AllAnalyzers.Over($"class C {{ int M(int next) => {string.Join(" + ", Enumerable.Repeat("next", 500))}; }}"));
}
