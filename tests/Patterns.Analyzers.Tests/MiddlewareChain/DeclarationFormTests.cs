using Patterns.Analyzers.MiddlewareChain;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.MiddlewareChain;

/// <summary>A link is a link in whatever form C# lets it be declared.</summary>
public class DeclarationFormTests
{
    private const string Handle = "public async Task Handle(Request r, Rest next) { if (r.Goes) await next(r); }";

    [Theory]
    [InlineData("class [|L|] : ILink { " + Handle + " }")]
    [InlineData("sealed record [|L|] : ILink { " + Handle + " }")]
    [InlineData("struct [|L|] : ILink { " + Handle + " }")]
    [InlineData("readonly record struct [|L|](int Limit) : ILink { " + Handle + " }")]
    [InlineData("class Outer { class [|L|] : ILink { " + Handle + " } }")]
    [InlineData("class [|L|]<T> : ILink where T : class { " + Handle + " }")]
    [InlineData("abstract class Base : ILink { public abstract Task Handle(Request r, Rest next); } class [|L|] : Base { public override async Task Handle(Request r, Rest next) { if (r.Goes) await next(r); } }")]
    public Task The_kind_of_type(string link) => Recognises(link);

    [Fact]
    public Task A_partial_type_whose_contract_stands_in_the_other_part() => Recognises($$"""
        partial class [|L|] : ILink { }
        partial class L { {{Handle}} }
        """);

    [Theory]
    [InlineData("A.cs", true)]
    [InlineData("Z.cs", true)]
    [InlineData("A.g.cs", false)]
    public Task A_partial_type_is_reported_in_the_written_file_of_its_evidence(string file, bool isWritten) => Recognises(
        isWritten ? "partial class L : ILink { }" : "partial class [|L|] : ILink { }",
        test => test.TestState.Sources.Add((file, $"using System.Threading.Tasks; partial class {(isWritten ? "[|L|]" : "L")} {{ {Handle} }}")));

    [Theory]
    [InlineData("class [|L|](Rest next) { public async Task Handle(Request r) { if (r.Goes) await next(r); } }")]
    [InlineData("abstract class Base(Rest next) { protected readonly Rest Next = next; public abstract Task Handle(Request r); } class [|L|](Rest next) : Base(next) { public override async Task Handle(Request r) { if (r.Goes) await Next(r); } }")]
    [InlineData("class [|L|] { readonly Rest _next; public L(Rest next) => _next = next; public async Task Handle(Request r) { if (r.Goes) await _next(r); } }")]
    [InlineData("class [|L|] { Rest Next { get; } public L(Rest next) => Next = next; public async Task Handle(Request r) { if (r.Goes) await Next(r); } }")]
    [InlineData("class Held(Rest next) { protected readonly Rest Next = next; } class [|L|](Rest next) : Held(next) { public async Task Handle(Request r) { if (r.Goes) await Next(r); } }")]
    public Task A_continuation_that_construction_hands_over(string link) => Recognises(link);

    [Theory]
    [InlineData("public override string Print(Request r) { if (!r.Goes) return null; return Next.Print(r); }", "[|Checked|]")]
    [InlineData("public override string Print(Request r) => \"\";", "Checked")]
    public Task A_base_class_may_fulfil_the_contract_and_hold_the_next(string print, string name) => Verify<MiddlewareChainAnalyzer>.Reports("PAT0800", $$"""
        class Request { public bool Goes; public void Read() { } }
        interface IPrint { string Print(Request r); }
        class Layer : IPrint { protected IPrint Next; public void Before(IPrint next) => Next = next; public virtual string Print(Request r) => Next.Print(r); }
        class {{name}} : Layer { {{print}} }
        class {{(name == "Checked" ? "Timed" : "[|Timed|]")}} : Layer { public override string Print(Request r) { r.Read(); return Next.Print(r); } }
        """);

    [Theory]
    [InlineData("IAnswer Inner => rest;", "[|L|]")]
    [InlineData("string Inner => null;", "L")]
    public Task A_contract_that_says_that_it_stands_around_another(string inner, string name) => Verify<MiddlewareChainAnalyzer>.Reports("PAT0800", $$"""
        class Request { public bool Goes; }
        interface IAnswer { Task<string> Answer(Request r); Task Prepare(string host); }
        interface ILayer : IAnswer { {{inner.Split(' ')[0]}} Inner { get; } }
        class {{name}}(IAnswer rest) : ILayer
        {
            public {{inner}}
            public async Task<string> Answer(Request r) { if (!r.Goes) return null; return await rest.Answer(r); }
            public Task Prepare(string host) => rest.Prepare(host);
        }
        """);

    [Theory]
    [InlineData("next => { next.At++; return Run(next); }", "[|Row|]")]
    [InlineData("next => { next.At++; return Task.CompletedTask; }", "Row")]
    public Task A_position_that_the_request_carries(string continuation, string name) => Verify<MiddlewareChainAnalyzer>.Reports("PAT0800", $$"""
        interface IStep { Task Go(Request r, Func<Request, Task> next); }
        class Request { public int At; public List<IStep> Steps = new(); }
        class {{name}}
        {
            static Task Run(Request r) => r.At == r.Steps.Count ? Task.CompletedTask : r.Steps[r.At].Go(r, {{continuation}});
        }
        """);

    [Theory]
    [InlineData("public Task Handle(Request r, Rest next) => r.Goes ? next(r) : Task.CompletedTask;")]
    [InlineData("public Task Handle(Request r, Rest next) { return r.Goes ? next.Invoke(r) : Task.CompletedTask; }")]
    [InlineData("public async Task Handle(Request r, Rest next) { try { await next(r).ConfigureAwait(false); } catch (TimeoutException) { } }")]
    [InlineData("public Task Handle(Request r, Rest next) { return Go(); Task Go() => r.Goes ? next(r) : Task.CompletedTask; }")]
    [InlineData("public Task Handle(Request r, Rest next) => Go(r, next); static Task Go(Request r, Rest rest) => rest(r);")]
    [InlineData("async Task ILink.Handle(Request r, Rest next) { if (r.Goes) await next(r); }")]
    public Task The_form_of_the_method(string method) => Recognises($"class [|L|] : ILink {{ {method} }}");

    [Theory]
    [InlineData("chain.Use((r, next) => r.Goes ? next(r) : Task.CompletedTask);")]
    [InlineData("chain.Use(async (Request r, Rest next) => { if (r.Goes) await next(r); });")]
    [InlineData("chain.Use(async delegate (Request r, Rest next) { if (r.Goes) await next(r); });")]
    [InlineData("chain.Use(next => r => r.Goes ? next(r) : Task.CompletedTask);")]
    [InlineData("chain.Use(Wrap); static Rest Wrap(Rest next) => r => r.Goes ? next(r) : Task.CompletedTask;")]
    public Task A_function_that_is_registered(string registration) => Recognises($$"""
        class [|Setup|] { public void Run(Chain chain) { {{registration}} } }
        interface Chain { void Use(Func<Request, Rest, Task> link); void Use(Func<Rest, Rest> link); }
        """);

    [Theory]
    [InlineData("class Setup { public void Run(Chain chain) => chain.Use((r, next) => r.Goes ? next(r) : Task.CompletedTask); }", "a registrar of links of a middleware chain: 'Run' registers a function that hands the request on through 'next', or ends it")]
    [InlineData("class Setup { public Rest Wrap(Rest next) => r => r.Goes ? next(r) : Task.CompletedTask; }", "a link of a middleware chain: 'Wrap' makes a function that hands the request on through 'next', or ends it")]
    public async Task A_type_that_gives_functions_to_a_chain_stands_in_none(string setup, string expected) => Assert.Contains(
        expected, Assert.Single(await Finds.In<MiddlewareChainAnalyzer>($$"""
            class Request { public bool Goes; }
            delegate Task Rest(Request request);
            interface Chain { void Use(Func<Request, Rest, Task> link); }
            {{setup}}
            """)).Message);

    private static Task Recognises(string link, Action<RuleTest<MiddlewareChainAnalyzer>>? configure = null) => Verify<MiddlewareChainAnalyzer>.Reports("PAT0800", $$"""
        class Request { public bool Goes; }
        delegate Task Rest(Request request);
        interface ILink { Task Handle(Request request, Rest next); }
        {{link}}

        class [|Builder|]
        {
            public Rest Build(List<ILink> links)
            {
                Rest chain = _ => Task.CompletedTask;
                foreach (var link in links) { var next = chain; chain = request => link.Handle(request, next); }
                return chain;
            }
        }
        """, configure);

    [Theory]
    [InlineData("request.Parts.Add(\"\"); return true;", new[] { "Desk" })]
    [InlineData("return request.Parts.Count > 0;", new string[0])]
    public async Task Handlers_that_do_something_to_the_request_are_no_conditions(string handle, string[] found) => Assert.Equal(found, (await Finds.In<MiddlewareChainAnalyzer>($$"""
        class Request { public List<string> Parts = new(); }
        interface IHandler { bool Handle(Request request); }
        class One : IHandler { public bool Handle(Request request) { {{handle}} } }
        class Desk(IEnumerable<IHandler> handlers) { public bool Run(Request request) => handlers.Any(handler => handler.Handle(request)); }
        """)).Select(one => one.Text));

    [Theory]
    [InlineData("IHandler", new[] { "Timing" })]
    [InlineData("object", new string[0])]
    public async Task A_contract_may_say_that_its_links_stand_around_a_handler(string content, string[] found) => Assert.Equal(found, (await Finds.In<MiddlewareChainAnalyzer>($$"""
        public class Request { public DateTime At; }
        public interface IHandler { Task Prepare(Request first); Task<string> Handle(Request request); }
        public interface IConcern : IHandler { {{content}} Content { get; } }
        public class Timing(IHandler inner) : IConcern
        {
            public {{content}} Content => inner;
            public Task Prepare(Request first) { Console.WriteLine(first.At); return inner.Prepare(first); }
            public async Task<string> Handle(Request request) { var answer = await inner.Handle(request); Console.WriteLine(request.At); return answer; }
        }
        """)).Select(one => one.Message.Contains("'Handle' hands", StringComparison.Ordinal) ? one.Text : one.Message));

    [Theory]
    [InlineData("protected string Rest(Request r) => next.Print(r);", "r.Read(); return Rest(r);", new[] { "One", "Two" })]
    [InlineData("protected string Rest(Request r) => \"\";", "r.Read(); return Rest(r);", new string[0])]
    public async Task A_base_class_may_hand_on_for_those_that_derive_from_it(string rest, string print, string[] found) => Assert.Equal(found, (await Finds.In<MiddlewareChainAnalyzer>($$"""
        public class Request { public void Read() { } }
        public interface IPrint { string Print(Request r); }
        public abstract class Layer(IPrint next) : IPrint { {{rest}} public abstract string Print(Request r); }
        public class One(IPrint next) : Layer(next) { public override string Print(Request r) { {{print}} } }
        public class Two(IPrint next) : Layer(next) { public override string Print(Request r) { {{print}} } }
        """)).Select(one => one.Text).Order());

    [Theory]
    [InlineData("logic(r, next)", "hands the request together with 'next' to 'logic'")]
    [InlineData("logic(r, null)", "")]
    public async Task Who_gets_the_request_together_with_the_rest_decides(string call, string phrase) => Assert.Equal(phrase.Length > 0, (await Finds.In<MiddlewareChainAnalyzer>($$"""
        public class Request;
        public interface IHandler { Task<string> Handle(Request r); }
        public interface IConcern : IHandler { IHandler Next { get; } }
        public class Inline(IHandler next, Func<Request, IHandler, Task<string>> logic) : IConcern { public IHandler Next => next; public Task<string> Handle(Request r) => {{call}}; }
        """)).Any(one => one.Message.Contains(phrase.Length > 0 ? phrase : "Inline")));

    [Theory]
    [InlineData("handler = each.Around(handler);", new[] { "Builder", "Timing" })]
    [InlineData("each.Before(handler); handler = each;", new[] { "Builder", "Timing" })]
    [InlineData("each.Before(handler);", new[] { "Timing" })]
    public async Task Handlers_are_put_around_each_other(string step, string[] found) => Assert.Equal(found, (await Finds.In<MiddlewareChainAnalyzer>($$"""
        public class Request { public DateTime At; }
        public interface IHandler { Task<string> Handle(Request r); }
        public interface IConcern : IHandler { void Before(IHandler next); IHandler Around(IHandler inner); }
        public class Timing : IConcern
        {
            IHandler _next; public void Before(IHandler next) => _next = next; public IHandler Around(IHandler inner) { _next = inner; return this; }
            public async Task<string> Handle(Request r) { var answer = await _next.Handle(r); Console.WriteLine(r.At); return answer; }
        }
        public class Builder { readonly List<IConcern> all = new(); public IHandler Build(IHandler last) { IHandler handler = last; foreach (var each in all) { {{step}} } return handler; } }
        """)).Select(one => one.Text).Order());

    [Theory]
    [InlineData("INode", "node = each.Visit(node);")]
    [InlineData("INode", "node = each.Visit(node) ?? node;")]
    public async Task Passes_over_a_tree_put_nothing_around_it(string node, string step) => Assert.Empty(await Finds.In<MiddlewareChainAnalyzer>($$"""
        public class Context; public interface INode { string Run(Context c); }
        public class Not(INode inner) : INode { public string Run(Context c) => "!" + inner.Run(c); }
        public interface IPass { INode Visit(INode node); }
        public class Passes(List<IPass> all) { public INode Run({{node}} node) { foreach (var each in all) { {{step}} } return node; } }
        """));

    [Theory]
    [InlineData("links.TryPop(out var link)", "Stack<ILink>", new[] { "PAT0800", "PAT0802" })]
    [InlineData("links.TryDequeue(out var link)", "Queue<ILink>", new[] { "PAT0800", "PAT0802" })]
    public async Task The_next_link_may_be_taken_out_of_a_row(string take, string row, string[] ids) => Assert.Equal(ids, (await Finds.In<MiddlewareChainAnalyzer>($$"""
        public class Request; public interface ILink { Task Handle(Request r, Func<Request, Task> next); }
        public class Runner
        {
            Task Run({{row}} links, Request request, Func<Request, Task> last)
            {
                if (!{{take}}) return last(request);
                return link.Handle(request, Next);
                Task Next(Request r) => Run(links, r, last);
            }
        }
        """)).Select(one => one.Id).Order());

    [Theory]
    [InlineData("if (await handler.Handle(request)) return true;", "request.Parts.Add(\"\");", new[] { "Desk" })]
    [InlineData("if (await handler.Handle(request)) return true;", "", new string[0])]
    [InlineData("if (!await handler.Handle(request)) return false;", "request.Parts.Add(\"\");", new string[0])]
    public async Task A_loop_asks_handlers_until_one_says_yes(string ask, string deed, string[] found) => Assert.Equal(found, (await Finds.In<MiddlewareChainAnalyzer>($$"""
        public class Request { public List<string> Parts = new(); }
        public interface IHandler { Task<bool> Handle(Request request); }
        public class One : IHandler { public async Task<bool> Handle(Request request) { await Task.Yield(); {{deed}} return request.Parts.Count > 0; } }
        public abstract class Held<T> { protected IEnumerable<T> All => []; }
        public class Desk : Held<IHandler> { public async Task<bool> Run(Request request) { foreach (var handler in All.OrderBy(one => one.ToString())) { {{ask}} } return false; } }
        """)).Select(one => one.Text));

    [Theory]
    [InlineData("IHandler", new string[0])]
    [InlineData("IDesk", new[] { "Desk" })]
    public async Task A_condition_made_of_conditions_asks_no_handlers(string own, string[] found) => Assert.Equal(found, (await Finds.In<MiddlewareChainAnalyzer>($$"""
        public class Request { public List<string> Parts = new(); }
        public interface IHandler { bool Handle(Request request); }
        public interface IDesk { bool Handle(Request request); }
        public class One : IHandler { public bool Handle(Request request) { request.Parts.Add(""); return request.Parts.Count > 9; } }
        public class Desk(List<IHandler> all) : {{own}} { public bool Handle(Request request) { foreach (var one in all) { if (one.Handle(request)) return true; } return false; } }
        """)).Select(one => one.Text));

    [Theory]
    [InlineData("if (answer == Answer.Next) continue; return answer;", new[] { "Desk" })]
    [InlineData("if (answer == Answer.Next) continue; last = answer;", new string[0])]
    public async Task A_loop_may_go_on_where_nothing_is_settled(string rest, string[] found) => Assert.Equal(found, (await Finds.In<MiddlewareChainAnalyzer>($$"""
        public class Request; public enum Answer { Next, Yes, No }
        public interface IHandler { Answer Handle(Request request); }
        public class Desk(List<IHandler> all) { public Answer Run(Request request) { var last = Answer.Next; foreach (var handler in all) { var answer = handler.Handle(request); {{rest}} } return last; } }
        """)).Select(one => one.Text));

    [Theory]
    [InlineData("Outcome", "if (result != Outcome.Open) return result;", new[] { "Dispatcher" })]
    [InlineData("Outcome", "Console.WriteLine(result);", new string[0])]
    [InlineData("bool", "if (result) return result;", new string[0])]
    public async Task A_row_of_handlers_may_be_anothers(string outcome, string test, string[] found) => Assert.Equal(found, (await Finds.In<MiddlewareChainAnalyzer>($$"""
        public enum Outcome { Open, Done }
        public class Request { public string Text { get; set; } = ""; }
        public interface IHandler { Task<{{outcome}}> Handle(Request request); }
        public class Options { public List<IHandler> Handlers { get; } = []; }
        public class Dispatcher(Options options)
        {
            public async Task<{{outcome}}> Dispatch(Request request)
            {
                {{outcome}} result = default;
                foreach (var handler in options.Handlers) { result = await handler.Handle(request); {{test}} }
                return result;
            }
        }
        """)).Where(one => one.Id == "PAT0800").Select(one => one.Text));

    [Theory]
    [InlineData("Chains.Join(_all.Select(make => make()).ToArray())", new[] { "Builder", "Chains", "Handler" })]
    [InlineData("Chains.First(_all.Select(make => make()).ToArray())", new[] { "Chains", "Handler" })]
    public async Task Links_may_be_put_together_elsewhere(string build, string[] found) => Assert.Equal(found, (await Finds.In<MiddlewareChainAnalyzer>($$"""
        public class Request { public string Text { get; set; } = ""; }
        public abstract class Handler
        {
            Handler? _next;
            public Handler Follow(Handler next) { _next = next; return this; }
            public virtual void Run(Request request) { Console.WriteLine(request.Text); _next?.Run(request); }
        }
        public class One : Handler { } public class Two : Handler { }
        public static class Chains
        {
            public static Handler Join(Handler[] all) { Handler last = new One(); foreach (var one in all) last = one.Follow(last); return last; }
            public static Handler First(Handler[] all) => all[0];
        }
        public class Builder
        {
            readonly List<Func<Handler>> _all = [];
            public Builder Use(Handler one) { _all.Add(() => one); return this; }
            public Handler Build() => {{build}};
        }
        """)).Where(one => one.Id == "PAT0800").Select(one => one.Text).Order());

    [Theory]
    [InlineData("if (request.Text == \"\") return Task.CompletedTask; return next(request);", new[] { "Setup" })]
    [InlineData("Console.WriteLine(at); return next(request);", new[] { "Setup" })]
    [InlineData("return next(request);", new string[0])]
    public async Task A_function_may_leave_its_work_to_a_method(string code, string[] found) => Assert.Equal(found, (await Finds.In<MiddlewareChainAnalyzer>($$"""
        public class Request { public string Text { get; set; } = ""; }
        public delegate Task Rest(Request request); public delegate Task Step(Request request, Rest next);
        public class Row { readonly List<Step> _all = []; public void Use(Step one) => _all.Add(one); }
        public static class Setup
        {
            public static void Add(Row row, int at) => row.Use((request, next) => Run(request, next, at));
            static Task Run(Request request, Rest next, int at) { {{code}} }
        }
        """)).Where(one => one.Id == "PAT0800").Select(one => one.Text));
}
