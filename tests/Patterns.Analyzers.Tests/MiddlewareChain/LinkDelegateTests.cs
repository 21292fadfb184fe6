using Patterns.Analyzers.MiddlewareChain;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.MiddlewareChain;

/// <summary>Links that are methods, and rows of handlers that know their successor.</summary>
public class LinkDelegateTests
{
    private const string Pair = """
        class Request { public bool Goes; public void Read() { } }
        delegate Task<int> Rest(Request r);
        delegate Task<int> Link(Request r, Rest next);
        """;

    [Theory]
    [InlineData("static class [|Help|] { static Task<int> Show(Request r, Rest next) => r.Goes ? next(r) : Task.FromResult(1); }")]
    [InlineData("class [|Help|] { Task<int> Show(Request r, Rest next) { r.Read(); return next(r); } }")]
    [InlineData("static class Help { static Task<int> Show(Rest next, Request r) => r.Goes ? next(r) : Task.FromResult(1); }")]
    [InlineData("static class Help { static Task<int> Show(Request r, Func<Request, Task<int>> next) => r.Goes ? next(r) : Task.FromResult(1); }")]
    [InlineData("static class Help { static Task<int> Show(Request r, Rest next) => Task.FromResult(1); }")]
    public Task A_method_with_the_signature_of_the_link_s_delegate(string type) => Reports(Pair + type);

    [Theory]
    [InlineData("delegate Task<int> Other(Request r, Func<Task<int>> next);")]
    [InlineData("delegate Task<int> Other(Request r);")]
    public Task A_callback_without_a_delegate_for_links(string other) => Reports($$"""
        class Request { public bool Goes; }
        delegate Task<int> Rest(Request r);
        {{other}}
        static class Help { static Task<int> Show(Request r, Rest next) => r.Goes ? next(r) : Task.FromResult(1); }
        """);

    [Theory]
    [InlineData("(r, next) => first(r, c => second(c, next))", "[|Runner|]")]
    [InlineData("(r, next) => first(r, c => next(c))", "Runner")]
    public Task Links_put_together_from_the_outermost(string both, string name) => Reports($$"""
        {{Pair}}
        class {{name}} { Task<int> Run(List<Link> all, Request r) => all.Aggregate((first, second) => {{both}})(r, _ => Task.FromResult(0)); }
        """);

    [Theory]
    [InlineData("[|Handler|]", "[|Row|]", "row[i].Follow(row[i + 1]);")]
    [InlineData("[|Handler|]", "[|Row|]", "var one = row[i]; last.Follow(one); last = one;")]
    [InlineData("Handler", "Row", "row[i].Follow(row[i]);")]
    [InlineData("Handler", "Row", "last = row[i];")]
    public Task Handlers_that_are_each_given_their_successor(string handler, string name, string step) => Reports($$"""
        class Request { public bool Goes; }
        abstract class {{handler}}
        {
            Handler _next;
            public void Follow(Handler next) => _next = next;
            public virtual async Task Handle(Request r) { if (_next != null) await _next.Handle(r); }
        }
        class {{name}} { void Build(List<Handler> row) { var last = row[0]; for (var i = 0; i < row.Count - 1; i++) { {{step}} } } }
        """);

    [Theory]
    [InlineData("Run(r, func)", "[|Handler|]", "[|A|]", "[|B|]")]
    [InlineData("Task.CompletedTask", "Handler", "A", "B")]
    public Task A_base_class_that_keeps_the_successor_of_its_links(string nothing, string handler, string a, string b) => Reports($$"""
        class Request { public void Read() { } }
        abstract class {{handler}}
        {
            Handler _next;
            public Task Run(Request r, Func<Task> func) => Inner(r, () => _next is null ? func() : _next.{{nothing.Replace("Task.CompletedTask", "Inner(null, func)")}});
            protected abstract Task Inner(Request r, Func<Task> func);
        }
        class {{a}} : Handler { protected override async Task Inner(Request r, Func<Task> func) { r.Read(); {{(a == "A" ? "" : "await func();")}} } }
        class {{b}} : Handler { protected override async Task Inner(Request r, Func<Task> func) { try { {{(a == "A" ? "" : "await func();")}} } finally { r.Read(); } } }
        """);

    [Fact]
    public Task An_event_that_rises_to_the_parent() => Reports("""
        class Request;
        abstract class Node { public Node Parent; public virtual void Raise(Request r) { if (Parent != null) Parent.Raise(r); } }
        class Button : Node { int _seen; public override void Raise(Request r) { _seen++; } }
        class Panel : Node { readonly List<Node> _all = new(); public void Add(Node child) { child.Parent = this; _all.Add(child); } }
        """);

    private static Task Reports(string source) => Verify<MiddlewareChainAnalyzer>.Reports("PAT0800", source);

    [Theory]
    [InlineData("[|Trim|]", "Run next", "c => rule.Apply(c, () => next(c))")]
    [InlineData("Trim", "Action next", "c => rule.Apply(c, () => next())")]
    [InlineData("Trim", "Run next", "c => rule.Apply(c, () => { })")]
    public Task A_contract_that_is_made_a_function_around_the_rest(string name, string rest, string adapter) => Reports($$"""
        class Work { public int Size; }
        delegate void Run(Work work);
        interface IRule { void Apply(Work work, Action next); }
        class {{name}} : IRule { public void Apply(Work work, Action next) { work.Size--; next(); } }
        static class Rules { public static Func<{{rest.Split(' ')[0]}}, Run> Of(IRule rule) => ({{rest}}) => {{adapter}}; }
        """);

    [Fact]
    public Task Each_class_may_call_the_rest_as_it_likes() => Reports("""
        class Work { public int Size; }
        delegate void Run(Work work);
        interface IRule { void Apply(Work work, Action next); }
        class [|Trim|] : IRule { public void Apply(Work work, Action rest) { work.Size--; rest(); } }
        class [|Grow|] : IRule { public void Apply(Work work, Action next) { work.Size++; next(); } }
        static class Rules { public static Func<Run, Run> Of(IRule rule) => (Run next) => c => rule.Apply(c, () => next(c)); }
        """);
}
