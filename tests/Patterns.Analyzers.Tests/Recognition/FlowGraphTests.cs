using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Tests.Recognition;

public class FlowGraphTests
{
    [Theory]
    [InlineData("A(); B();", true)]
    [InlineData("if (x) A(); B();", false)]
    [InlineData("if (!x) return; A(); B();", true)]
    [InlineData("if (x) { A(); return; } B();", false)]
    [InlineData("if (x) A(); else A(); B();", false)]
    [InlineData("try { A(); } finally { B(); }", false)]
    [InlineData("try { A(); B(); } finally { }", true)]
    [InlineData("try { A(); } catch { } B();", false)]
    [InlineData("try { A(); } catch { throw; } B();", true)]
    [InlineData("while (x) A(); B();", false)]
    [InlineData("do A(); while (x); B();", true)]
    [InlineData("B(); A();", false)]
    [InlineData("using (d) { A(); } B();", true)]
    [InlineData("M(A(), B());", true)]
    public void Dominance(string body, bool expected)
    {
        var flow = Method(body, out var a, out var b);
        Assert.Equal(expected, flow.Dominates(a.Syntax, b.Syntax));
    }

    [Theory]
    [InlineData("A(); B();", false)]
    [InlineData("while (x) { A(); } B();", true)]
    [InlineData("foreach (var i in new[] { 1 }) { A(); break; } B();", false)]
    [InlineData("again: A(); if (x) goto again; B();", true)]
    [InlineData("while (true) { try { A(); return; } catch { } } B();", true)]
    public void Reaching_itself_again(string body, bool expected)
    {
        var flow = Method(body, out var a, out _);
        Assert.Equal(expected, flow.CanReach(a.Syntax, a.Syntax));
    }

    [Theory]
    [InlineData("A(); B();", false)]
    [InlineData("A(); if (x) B();", true)]
    [InlineData("A(); if (x) return; B();", true)]
    [InlineData("A(); if (x) throw null; B();", false)]
    [InlineData("try { A(); return; } finally { B(); }", false)]
    public void Ending_without(string body, bool expected)
    {
        var flow = Method(body, out var a, out var b);
        Assert.Equal(expected, flow.CanReach(a.Syntax, null, [b.Syntax]));
    }

    [Fact]
    public void Ordinary_flow_leaves_no_try_in_the_middle()
    {
        var flow = Method("try { A(); } catch { B(); }", out var a, out var b);
        Assert.True(flow.CanReach(a.Syntax, b.Syntax));
        Assert.False(flow.CanReach(a.Syntax, b.Syntax, exceptions: false));
    }

    [Fact]
    public void A_lambda_has_a_graph_of_its_own()
    {
        var body = Body("Action f = () => { A(); B(); };");
        var (a, b) = (body.Call("A"), body.Call("B"));
        Assert.False(body.Flow!.Contains(a.Syntax));
        var lambda = body.Of<Microsoft.CodeAnalysis.Operations.IAnonymousFunctionOperation>().Single();
        Assert.True(body.Flow.Nested(lambda)!.Dominates(a.Syntax, b.Syntax));
    }

    [Fact]
    public void A_local_function_has_a_graph_of_its_own()
    {
        var body = Body("F(); void F() { A(); B(); }");
        var function = body.Of<Microsoft.CodeAnalysis.Operations.ILocalFunctionOperation>().Single();
        Assert.True(body.Flow!.Nested(function)!.Dominates(body.Call("A").Syntax, body.Call("B").Syntax));
    }

    private static Body Body(string statements) => Facts.Of($$"""
        class C { bool x; IDisposable d; int A() => 0; int B() => 0; void M(int a, int b) { } void Test() { {{statements}} } }
        """).Body("Test");

    private static FlowGraph Method(string statements, out Call a, out Call b)
    {
        var body = Body(statements);
        (a, b) = (body.Call("A"), body.Call("B"));
        return body.Flow!;
    }
}
