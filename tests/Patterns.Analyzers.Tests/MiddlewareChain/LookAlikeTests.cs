using Patterns.Analyzers.MiddlewareChain;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.MiddlewareChain;

/// <summary>What resembles a chain and is none: nobody in it decides whether the rest sees the request.</summary>
public class LookAlikeTests
{
    [Fact]
    public Task The_callback_of_an_asynchronous_operation() => IsSilent("""
        interface ISocket { void Receive(Packet packet, Action next); }
        class Socket : ISocket { public void Receive(Packet packet, Action next) { packet.Read(); next(); } }
        """);

    [Fact]
    public Task An_awaited_callback_without_sibling_handlers() => IsSilent("""
        interface IUpload { Task Send(Packet packet, Func<Task> next); }
        class Upload : IUpload { public async Task Send(Packet packet, Func<Task> next) { packet.Read(); await next(); } }
        """);

    [Fact]
    public Task A_helper_that_prepares_what_its_callback_gets() => IsSilent("""
        delegate Task Step(Packet packet);
        class Bench { public async Task Run(Packet first, Step step) { first.Read(); var own = new Packet(); await step(own); own.Read(); } }
        """);

    [Theory]
    [InlineData("IMissing", "var own = new Bundle(_all.Select(one => one.IsLast));")]
    [InlineData("Missing", "var own = outer ?? new Bundle(_all.Select(one => one.IsLast));")]
    public Task A_fixture_that_runs_its_caller_s_test_on_what_it_makes(string missing, string making) => IsSilent($$"""
        class Bundle(IEnumerable<bool> all) { public void Read() { } }
        delegate Task Step(Bundle bundle);
        class Bench : {|CS0246:{{missing}}|}
        {
            readonly List<Packet> _all = [];
            public async Task Run(Step step, Bundle outer = null) { {{making}} own.Read(); await step(own); }
        }
        """);

    [Theory]
    [InlineData("_own.TryGetValue(name, out var found) ? found : outer.Find(name)")]
    [InlineData("_own.GetValueOrDefault(name) ?? outer.Find(name)")]
    [InlineData("_first.Find(name) ?? outer.Find(name)")]
    public Task Scopes_that_look_a_name_up(string answer) => IsSilent($$"""
        class Name; class Entry;
        interface IScope { Entry Find(Name name); }
        class Block(IScope outer) : IScope { readonly Dictionary<Name, Entry> _own = new(); readonly IScope _first = null; public Entry Find(Name name) => {{answer}}; }
        class Module(IScope outer) : IScope { readonly Dictionary<Name, Entry> _own = new(); readonly IScope _first = null; public Entry Find(Name name) => {{answer}}; }
        """);

    [Fact]
    public Task Overrides_that_begin_with_the_base_s_own_part() => IsSilent("""
        class Definition { Definition parent; int id; public virtual void Init(Packet packet) { id = packet.GetHashCode(); if (parent is null) packet.Read(); } }
        class Door : Definition { public override void Init(Packet packet) { base.Init(packet); packet.Read(); } }
        class Wheel : Definition { public override void Init(Packet packet) { base.Init(packet); packet.Read(); } }
        """);

    [Fact]
    public Task What_is_put_back_after_its_use_comes_from_a_pool() => IsSilent("""
        abstract class Page { public abstract int Write(Pages pages, Action<Packet> make); }
        class Pages
        {
            readonly Stack<Page> _free = new();
            public int Write(Action<Packet> make) { if (!_free.TryPop(out var page)) return 0; var at = page.Write(this, make); _free.Push(page); return at; }
        }
        """);

    [Fact]
    public Task A_fold_that_picks_the_greatest() => IsSilent("""
        class Clock { public int Latest(List<int> all, int seed) => all.Aggregate(seed, (latest, one) => one.CompareTo(latest) > 0 ? one : latest); }
        """);

    [Fact]
    public Task A_linked_list() => IsSilent("""
        class Node
        {
            public Node Next; public Packet Value;
            public Node Find(Packet packet) { for (var node = this; node is not null; node = node.Next) if (node.Value == packet) return node; return null; }
        }
        """);

    [Fact]
    public Task Paging() => IsSilent("""
        class Page { public string Next; public List<Packet> Items; }
        class Pager(Func<string, Task<Page>> load)
        {
            public async IAsyncEnumerable<Packet> All() { for (var page = await load(""); ; page = await load(page.Next)) { foreach (var item in page.Items) yield return item; if (page.Next is null) yield break; } }
        }
        """);

    [Theory]
    [InlineData("foreach (var handler in handlers) handler.Handle(packet);")]
    [InlineData("foreach (var handler in handlers) { if (packet.IsLast) packet.Read(); handler.Handle(packet); }")]
    [InlineData("for (var i = 0; i < handlers.Count; i++) handlers[i].Handle(packet);")]
    [InlineData("foreach (var handler in handlers) { try { handler.Handle(packet); } catch (TimeoutException) { } }")]
    public Task A_fan_out_to_all_handlers(string loop) => IsSilent($$"""
        interface IHandler { void Handle(Packet packet); }
        class Hub(List<IHandler> handlers) { public void Publish(Packet packet) { {{loop}} } }
        class A : IHandler { public void Handle(Packet packet) => packet.Read(); }
        class B : IHandler { public void Handle(Packet packet) => packet.Read(); }
        """);

    [Fact]
    public Task A_list_of_steps_that_its_owner_runs() => IsSilent("""
        interface IStep { Task<Packet> Run(Packet packet); }
        class Job(IReadOnlyList<IStep> steps) { public async Task<Packet> Run(Packet packet) { foreach (var step in steps) packet = await step.Run(packet); return packet; } }
        class Zip : IStep { public Task<Packet> Run(Packet packet) => Task.FromResult(packet); }
        """);

    [Fact]
    public Task A_decorator_of_a_stream() => IsSilent("""
        class Counting(Stream inner) : MemoryStream
        {
            public long Total;
            public override int Read(byte[] buffer, int offset, int count) { var read = inner.Read(buffer, offset, count); Total += read; return read; }
            public override void Write(byte[] buffer, int offset, int count) { Total += count; inner.Write(buffer, offset, count); }
        }
        """);

    [Fact]
    public Task Decorators_of_a_contract_whose_every_member_they_forward() => IsSilent("""
        interface IStore { Task Put(Packet packet); Task Drop(Packet packet); Task Keep(Packet packet); }
        class Locked(IStore inner) : IStore { public Task Put(Packet p) { p.Read(); return inner.Put(p); } public Task Drop(Packet p) { p.Read(); return inner.Drop(p); } public Task Keep(Packet p) => inner.Keep(p); }
        class Traced(IStore inner) : IStore { public Task Put(Packet p) { p.Read(); return inner.Put(p); } public Task Drop(Packet p) { p.Read(); return inner.Drop(p); } public Task Keep(Packet p) => inner.Keep(p); }
        """);

    [Fact]
    public Task Settings_of_a_chain() => IsSilent("""
        delegate Task Rest(Packet packet);
        class ChainOptions { public List<Func<Rest, Rest>> Middlewares { get; } = new(); public Rest Terminal { get; set; } public IDictionary<string, object> Items { get; } = new Dictionary<string, object>(); }
        """);

    [Fact]
    public Task A_method_that_runs_a_callback_around_which_it_prepares() => IsSilent("""
        class Runs
        {
            public async Task Run(Packet packet, Func<Packet, Task> test) { packet.Read(); try { await test(packet); } finally { packet.Read(); } }
        }
        """);

    [Fact]
    public Task Nested_scopes_that_are_asked_for_a_service() => IsSilent("""
        interface IScope { object Get(Type type, Packet key); }
        class Scope(IScope outer) : IScope { Dictionary<Type, object> own = new(); public object Get(Type type, Packet key) { if (own.TryGetValue(type, out var found)) return found; return outer.Get(type, key); } }
        class Narrow(IScope outer) : IScope { public object Get(Type type, Packet key) { if (key.IsLast) return null; return outer.Get(type, key); } }
        """);

    [Theory]
    [InlineData("{|CS0246:IMissing|}", "public", "[|Session|]")]
    [InlineData("{|CS0246:IMissing|}", "private", "Session")]
    public Task A_helper_that_measures_its_own_callers_is_no_link(string missing, string access, string name) => IsSilent($$"""
        delegate Task Step(Packet packet);
        class {{name}} : {{missing}} { {{access}} async Task Observed(Packet packet, Step step) { packet.Read(); try { await step(packet); } finally { packet.Read(); } } }
        """);

    [Theory]
    [InlineData("Choice(IPrint one, IPrint other)", "_one = one; _other = other;", "[|Choice|]")]
    [InlineData("Choice()", "_one = new Plain(); _other = new Loud();", "Choice")]
    public Task A_choice_among_objects_that_the_type_makes(string constructor, string body, string name) => IsSilent($$"""
        interface IPrint { string Print(Packet packet); }
        class Plain : IPrint { public string Print(Packet packet) => ""; }
        class Loud : IPrint { public string Print(Packet packet) => "!"; }
        class {{name}} : IPrint
        {
            readonly IPrint _one, _other; public {{constructor}} { {{body}} }
            public string Print(Packet packet) { packet.Read(); if (packet.IsLast) return _one.Print(packet); return _other.Print(packet); }
        }
        class [|Checked|](IPrint inner) : IPrint { public string Print(Packet packet) { if (packet.IsLast) return null; packet.Read(); return inner.Print(packet); } }
        class [|Timed|](IPrint inner) : IPrint { public string Print(Packet packet) { packet.Read(); return inner.Print(packet); } }
        """);

    [Fact]
    public Task Processors_before_and_after_that_get_no_continuation() => IsSilent("""
        interface IPreProcessor { Task Process(Packet packet, CancellationToken token); }
        interface IPostProcessor { Task Process(Packet packet, string answer, CancellationToken token); }
        class Stamp : IPreProcessor { public Task Process(Packet packet, CancellationToken token) { packet.Read(); return Task.CompletedTask; } }
        class Audit : IPostProcessor { public Task Process(Packet packet, string answer, CancellationToken token) { packet.Read(); return Task.CompletedTask; } }
        """);

    [Theory]
    [InlineData("foreach (var format in formats) if (format.Matches(packet)) return format; return null;")]
    [InlineData("foreach (var format in formats) { if (!format.Matches(packet)) continue; return format; } return null;")]
    [InlineData("foreach (var format in formats) { var fits = format.Matches(packet); if (fits) return format; } throw new KeyNotFoundException();")]
    [InlineData("IFormat found = null; foreach (var format in formats) if (format.Matches(packet)) { found = format; break; } return found;")]
    [InlineData("return formats.FirstOrDefault(format => format.Matches(packet));")]
    public Task A_look_up(string body) => IsSilent($$"""
        interface IFormat { bool Matches(Packet packet); }
        class Formats(List<IFormat> formats) { public IFormat Find(Packet packet) { {{body}} } }
        class Zip : IFormat { public bool Matches(Packet packet) => packet.IsLast; }
        """);

    [Theory]
    [InlineData("interface IMiddleware { Task InvokeAsync(Packet context, Rest next); } class Own : IMiddleware { public Task InvokeAsync(Packet context, Rest next) { context.Read(); return Task.CompletedTask; } }")]
    [InlineData("class DelegatingHandler { public virtual Task SendAsync(Packet request) => Task.CompletedTask; } class Own : DelegatingHandler { public override Task SendAsync(Packet request) { request.Read(); return Task.CompletedTask; } }")]
    [InlineData("class DelegatingHandler { public virtual Task SendAsync(Packet request) => Task.CompletedTask; } class Own : DelegatingHandler { public override Task SendAsync(Packet request) { request.Read(); return base.SendAsync(request); } }")]
    [InlineData("interface IPipelineBehavior<T, TResult> { Task<TResult> Handle(T request, Func<Task<TResult>> next); } class Own : IPipelineBehavior<Packet, string> { public Task<string> Handle(Packet request, Func<Task<string>> next) => Task.FromResult(\"\"); }")]
    public Task A_framework_name_that_the_project_declares_for_something_else(string types) => IsSilent("delegate Task Rest(Packet packet); " + types);

    private static Task IsSilent(string types) => Verify<MiddlewareChainAnalyzer>.Reports("PAT0800", $$"""
        class Packet { public bool IsLast; public void Read() { } }
        {{types}}
        """);

    [Theory]
    [InlineData("class [|Logged|]<T> : ITake<T>", "ITake<T>", "value")]
    [InlineData("class Logged<T> : ITake<T>", "ITake<string>", "value.ToString()")]
    public Task What_takes_one_thing_and_gives_another_to_the_next_translates(string type, string next, string given) => Verify<MiddlewareChainAnalyzer>.Reports("PAT0800", $$"""
        interface ITake<T> { void Take(T value); }
        {{type}} where T : class { {{next}} _next; public void Take(T value) { Console.WriteLine(); _next.Take({{given}}); } }
        class {{(given == "value" ? "[|Timed|]" : "Timed")}}<T> : ITake<T> where T : class { {{next}} _next; public void Take(T value) { Console.Beep(); _next.Take({{given}}); } }
        """);

    [Theory]
    [InlineData("[|Trace|]", "[|Guard|]", "new()", "return answer;")]
    [InlineData("Trace", "Guard", "Both(_left.Run(r), _right.Run(r))", "return answer;")]
    [InlineData("Trace", "Guard", "new()", "return answer.Next();")]
    [InlineData("Trace", "Guard", "new()", "if (answer is not Answer told) return answer; return told.Next();")]
    public Task Operators_of_an_expression_are_no_links(string first, string second, string both, string end) => Verify<MiddlewareChainAnalyzer>.Reports("PAT0800", $$"""
        class Request { } class Answer { public int Size; public Answer Next() => new(); }
        interface IStep { Answer Run(Request r); }
        class Other : IStep { IStep _left, _right; Answer Both(Answer one, Answer other) => one; public Answer Run(Request r) => {{both}}; }
        class {{first}} : IStep { IStep _next; public Answer Run(Request r) { var answer = _next.Run(r); if (answer.Size == 0) return answer; Console.WriteLine(); {{end}} } }
        class {{second}} : IStep { IStep _next; public Answer Run(Request r) { Console.Beep(); return _next.Run(r); } }
        """);

    [Theory]
    [InlineData("[|First|]", "[|Second|]", "Done done")]
    [InlineData("First", "Second", "Done done = null")]
    public Task The_rest_of_a_chain_may_not_be_left_out(string first, string second, string done) => Verify<MiddlewareChainAnalyzer>.Reports("PAT0800", $$"""
        class Request { public bool Goes; }
        delegate Task Done(Request r);
        interface IEmit { Task Emit(Request r, {{done}}); }
        class {{first}} : IEmit { public async Task Emit(Request r, {{done}}) { Console.WriteLine(); await done(r); } }
        class {{second}} : IEmit { public async Task Emit(Request r, {{done}}) { if (r.Goes) await done(r); } }
        """);
}
