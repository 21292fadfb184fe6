using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Tests.Recognition;

public class TypeFactsTests
{
    [Theory]
    [InlineData("class C { int a; string b { get; set; } const int c = 1; int d => 1; event Action e; }", "a,b,e")]
    [InlineData("class C(int a, string b) { string c = b; int M() => a; }", "a,b,c")]
    [InlineData("record C(int a);", "a")]
    [InlineData("struct C { int a; }", "a")]
    [InlineData("partial class C { int a; } partial class C { int b; }", "a,b")]
    [InlineData("class B { int a; } class C : B { int b; }", "a,b")]
    public void What_a_type_holds(string source, string expected) =>
        Assert.Equal(expected.Split(','), Facts.Of(source).AllSlots.Select(slot => slot.Name).Where(name => name != "EqualityContract").Order());

    [Theory]
    [InlineData("class C { C() { } void M() { } int P { get { return 1; } set { } } int Q => 1; int R { get; } }", ".ctor,M,get_P,get_Q,set_P")]
    [InlineData("abstract class C { public abstract void M(); void N() => M(); static extern void O(); }", "N")]
    [InlineData("partial class C { partial void M(); } partial class C { partial void M() { } }", "M")]
    [InlineData("interface I { void M(); } class C : I { void I.M() { } }", "I.M")]
    public void What_code_a_type_has(string source, string expected) =>
        Assert.Equal(expected.Split(','), Facts.Of(source).Bodies.Select(body => body.Name).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Append", true)]
    [InlineData("Appen", false)]
    [InlineData("Nested", true)]
    [InlineData("Other", false)]
    public void The_words_of_a_type(string word, bool expected)
    {
        var type = Facts.Of("class C { void M(List<int> l) => l.Append(1); class D { int Nested; } } class Other { }");
        Assert.Equal(expected, type.Words.HasAny(new Words("Nothing", word)));
    }

    [Fact]
    public void Words_are_found_across_chunks_of_text()
    {
        var type = Facts.Of($"class C {{ /* {new string(' ', 4050)} */ void Straddling() {{ }} }}");
        for (var pad = 0; pad < 64; pad++)
            Assert.True(Facts.Of($"class C {{ /* {new string(' ', 4000 + pad)} */ void Straddling() {{ }} }}").Words.Has("Straddling"));
    }

    [Theory]
    [InlineData("System.Collections.Generic.List`1", "List<int>", true)]
    [InlineData("Generic.List`1", "List<int>", false)]
    [InlineData("System.Collections.Generic.List`1", "IList<int>", false)]
    [InlineData("Outer+Inner", "Outer.Inner", true)]
    [InlineData("Inner", "Outer.Inner", false)]
    public void Metadata_names(string name, string type, bool expected) =>
        Assert.Equal(expected, Facts.Of($"class Outer {{ public class Inner {{ }} }} class C {{ {type} f; }}").Slots.Single().Type.Named(name));

    [Fact]
    public void Cyclic_inheritance_ends() => Assert.NotEmpty(Facts.Of("class C : D { int a; } class D : C { int b; }").AllSlots);
}
