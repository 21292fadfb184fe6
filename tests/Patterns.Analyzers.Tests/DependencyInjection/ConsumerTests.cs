using Microsoft.CodeAnalysis;
using Patterns.Analyzers.DependencyInjection;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.DependencyInjection;

/// <summary>Classes that are given their dependencies: told where a setting asks for them.</summary>
public class ConsumerTests
{
    private const string On = "patterns.dependency-injection.report_consumers = true";
    private const string Registered = "static class Root { public static void All(IServiceCollection s) { s.AddSingleton<IA, A>(); s.AddSingleton<Needs>(); } } ";

    [Theory]
    [InlineData("class [|Needs|](IA a) { public IA It => a; }")]
    [InlineData("class [|Needs|] { readonly IA _a; public Needs(IA a) => _a = a; }")]
    [InlineData("class [|Needs|](IEnumerable<IA> all) { public int Count => all.Count(); }")]
    [InlineData("class [|Needs|](IServiceProvider provider) { public object It => provider; }")]
    [InlineData("class [|Needs|](IA a, int size) { public IA It => a; public int Size => size; } " + Registered)]
    [InlineData("class [|Needs|](A a) { public A It => a; } static class Root { public static void All(IServiceCollection s) { s.AddSingleton<A>(); s.AddSingleton<Needs>(); } }")]
    public Task A_class_that_is_given_services_is_told_on_request(string code) => Report(On, code);

    [Theory]
    [InlineData("class Needs(IA a, int size) { public IA It => a; public int Size => size; }")]
    [InlineData("class Needs(A a) { public A It => a; }")]
    [InlineData("class Needs(IA a) : IA { public IA It => a; }")]
    [InlineData("class Needs(IEnumerable<string> names) { public int Count => names.Count(); }")]
    [InlineData("class Needs(IComparer<int> order) { public object It => order; }")]
    [InlineData("class Needs { public Needs(IA a) => a.ToString(); }")]
    [InlineData("class Needs { readonly IA? _a; public Needs(IA a) => _a = a; public Needs() { } }")]
    [InlineData("record Needs(IA A);")]
    [InlineData("abstract class Needs(IA a) { public IA It => a; }")]
    [InlineData("class Needs { }")]
    public Task Any_other_class_is_not(string code) => Report(On, code);

    [Theory]
    [InlineData("")]
    [InlineData("patterns.dependency-injection.report_consumers = false")]
    [InlineData("patterns.dependency-injection.report_consumers = maybe")]
    public Task Nobody_hears_of_it_unasked(string setting) => Report(setting, "class Needs(IA a) { public IA It => a; }");

    [Fact]
    public Task A_registration_makes_it_certain() => Report(On + "\npatterns.minimum_confidence = high", "class Likely(IA a) { public IA It => a; } class [|Needs|](IA a) { public IA It => a; } " + Registered);

    [Fact]
    public Task What_is_more_than_a_consumer_is_told_as_what_it_is() => Report(On, "class [|Root|](IA a) { public IA It => a; public void All(IServiceCollection s) { s.AddSingleton<IA, A>(); s.AddSingleton<IB, B>(); s.AddSingleton<IC, C>(); } }");

    private static Task Report(string settings, string code) => Verify<DependencyInjectionAnalyzer>.Reports("PAT1500", Services.Parts + code, test =>
    {
        test.TestState.AdditionalReferences.AddRange(References.Web);
        test.TestState.OutputKind = OutputKind.DynamicallyLinkedLibrary;
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", $"root = true\n[*.cs]\n{settings}\n"));
    });
}
