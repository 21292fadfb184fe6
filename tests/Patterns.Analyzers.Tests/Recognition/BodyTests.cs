using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Tests.Recognition;

public class BodyTests
{
    [Theory]
    [InlineData("class C { void Test() { Throw(); } void Throw() => throw null; }")]
    [InlineData("interface I { void Throw(); } class J : I { public void Throw() { throw null; } } class C { I i; void Test() => i.Throw(); }")]
    [InlineData("abstract class B { public abstract void Throw(); } class D : B { public override void Throw() { throw null; } } class C(B b) { void Test() => b.Throw(); }")]
    [InlineData("partial class C { partial void Throw(); void Test() => Throw(); } partial class C { partial void Throw() { throw null; } }")]
    [InlineData("class G<T> { public void Throw() => throw null; } class C { G<int> g; void Test() => g.Throw(); }")]
    [InlineData("static class E { public static void Throw(this C c) { throw null; } } class C { void Test() => this.Throw(); }")]
    public void What_a_helper_does_happens_at_the_call(string source)
    {
        var (site, evidence) = Assert.Single(Facts.Of(source).Body("Test").Occurrences(operation => operation is IThrowOperation));
        Assert.IsAssignableFrom<IInvocationOperation>(site);
        Assert.IsAssignableFrom<IThrowOperation>(evidence);
    }

    [Fact]
    public void A_helper_whose_words_rule_it_out_is_not_looked_into() =>
        Assert.Empty(Facts.Of("class C { void Test() => Help(); void Help() => throw null; }").Body("Test").Occurrences(o => o is IThrowOperation, new Words("Flush")));

    [Theory]
    [InlineData("unknown.Foo(1);", "Foo", 1)]
    [InlineData("next(1, 2);", "next", 2)]
    [InlineData("Missing();", "Missing", 0)]
    public void An_unresolved_call_keeps_its_name_and_arguments(string statement, string name, int arguments)
    {
        var call = Assert.Single(Facts.Of($"class C {{ void Test(Unknown unknown, Unknown next) {{ {statement} }} }}").Body("Test").Calls);
        Assert.Equal((name, null, arguments), (call.Name, call.Target, call.Arguments.Length));
    }

    [Fact]
    public void An_unresolved_call_keeps_its_receiver()
    {
        var call = Assert.Single(Facts.Of("class C { void Test(Unknown unknown) { unknown.Foo(1); } }").Body("Test").Calls);
        Assert.Equal("unknown", call.ReceiverSymbol!.Name);
    }

    [Theory]
    [InlineData("list?.Clear()", "list")]
    [InlineData("next?.list?.Clear()", "list")]
    [InlineData("next?.next?.list?.Clear()", "list")]
    [InlineData("next?.next.list.Clear()", "list")]
    [InlineData("next!.list!.Clear()", "list")]
    public void The_receiver_of_a_conditional_call_is_what_stands_before_the_mark(string call, string receiver)
    {
        var body = Facts.Of($"class C {{ C next; List<int> list; void Test() => {call}; }}").Body("Test");
        Assert.Equal(receiver, body.Call("Clear").ReceiverSymbol!.Name);
        Assert.All(body.Of<IConditionalAccessInstanceOperation>(), instance => Assert.NotEqual(instance, instance.ConditionalReceiver()));
    }

    [Fact]
    public void An_extension_call_has_its_receiver_and_the_other_arguments()
    {
        var call = Facts.Of("static class E { public static void F(this int i, int j) { } } class C { int a; void Test() => a.F(2); }").Body("Test").Call("F");
        Assert.Equal("a", call.ReceiverSymbol!.Name);
        Assert.Equal(2, Assert.Single(call.Arguments).ConstantValue.Value);
    }

    [Fact]
    public void Top_level_statements_are_a_body() =>
        Assert.Equal("Write", Assert.Single(Facts.Of("Console.Write(1);", "Program").Bodies).Calls.Single().Name);
}
