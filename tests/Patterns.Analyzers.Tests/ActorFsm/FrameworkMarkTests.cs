using Patterns.Analyzers.ActorFsm;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.ActorFsm;

public class FrameworkMarkTests
{
    [Theory]
    [InlineData("Akka.Actor", "class ActorBase", "ActorBase")]
    [InlineData("Akka.Actor", "class UntypedActor", "UntypedActor")]
    [InlineData("Akka.Actor", "class ReceiveActor", "ReceiveActor")]
    [InlineData("Akka.Persistence", "class UntypedPersistentActor", "UntypedPersistentActor")]
    [InlineData("Akka.Persistence", "class ReceivePersistentActor", "ReceivePersistentActor")]
    [InlineData("Proto", "interface IActor", "IActor")]
    [InlineData("Orleans", "class Grain", "Grain")]
    [InlineData("Orleans", "class Grain<T>", "Grain<int>")]
    [InlineData("Orleans", "interface IGrainBase", "IGrainBase")]
    [InlineData("Orleans.Runtime", "class GrainService", "GrainService")]
    [InlineData("Dapr.Actors.Runtime", "class Actor", "Actor")]
    [InlineData("Nixie", "interface IActor<A>", "IActor<int>")]
    [InlineData("Nixie", "interface IActor<A, B>", "IActor<int, string>")]
    [InlineData("NetMQ", "interface IShimHandler", "IShimHandler")]
    public async Task A_type_on_a_framework_of_actors_is_an_actor(string space, string mark, string use)
    {
        var found = await Recognised.One($"namespace {space} {{ public {mark} {{ }} }}", $"class Account : {space}.{use} {{ }}");
        Assert.Equal(("Account", "actor", "Flink", "high"), (found.Text, found.Role, found.Closest, found.Confidence));
    }

    [Theory]
    [InlineData("Proto", "IActor", "delivers one message at a time")]
    [InlineData("NetMQ", "IShimHandler", "runs on a thread of its own, with a pipe for its messages")]
    public async Task The_message_tells_what_the_framework_does_for_it(string space, string mark, string promise) => Assert.Contains(
        $"'{mark}' of {space} {promise}", (await Recognised.One($"namespace {space} {{ public interface {mark} {{ }} }}", $"class Account : {space}.{mark} {{ }}")).Message);

    [Theory]
    [InlineData("action(pipe);", 0)]
    [InlineData("while (true) action(pipe);", 0)]
    [InlineData("pipe.ToString(); action(pipe);", 1)]
    public async Task What_only_passes_the_pipe_on_is_no_actor(string run, int findings) => Assert.Equal(findings, (await Finds.In<ActorFsmAnalyzer>(
        Source.Compile($"class Adapter(Action<object> action) : NetMQ.IShimHandler {{ public void Run(object pipe) {{ {run} }} }}")
            .AddReferences(Source.Compile("namespace NetMQ { public interface IShimHandler { void Run(object pipe); } }").WithAssemblyName("Library").ToMetadataReference()))).Length);

    [Theory]
    [InlineData("Akka.Actor", "class FSM<S, D>", "FSM<int, int>")]
    [InlineData("Akka.Persistence.Fsm", "class PersistentFSM<S, D, E>", "PersistentFSM<int, int, int>")]
    public async Task An_actor_with_declared_states_is_both(string space, string mark, string use)
    {
        var found = await Recognised.One($"namespace {space} {{ public {mark} {{ }} }}", $"class Buncher : {space}.{use} {{ }}");
        Assert.Equal(("actor-state-machine", "TiKV"), (found.Role, found.Closest));
    }

    [Fact]
    public async Task A_holder_of_behaviours_is_both() => Assert.Equal("actor-state-machine", (await Recognised.One("namespace Proto { public class Behavior { } }", "class Door { readonly Proto.Behavior behavior = new(); }")).Role);

    [Fact]
    public async Task An_actor_that_replaces_its_handlers_is_both()
    {
        var found = await Recognised.One("namespace Akka.Actor { public class UntypedActor { protected void Become(Action<object> receive) { } } }", """
            class Door : Akka.Actor.UntypedActor { void Closed(object m) { Become(Open); } void Open(object m) { Become(Closed); } }
            """);
        Assert.Equal(("actor-state-machine", "TiKV"), (found.Role, found.Closest));
    }

    [Theory]
    [InlineData("MassTransit", "MassTransitStateMachine<T>", "MassTransitStateMachine<int>")]
    [InlineData("Automatonymous", "AutomatonymousStateMachine<T>", "AutomatonymousStateMachine<int>")]
    public async Task A_saga_is_a_machine_that_no_project_matches(string space, string mark, string use)
    {
        var found = await Recognised.One($"namespace {space} {{ public class {mark} {{ }} }}", $"class Order : {space}.{use} {{ }}");
        Assert.Equal(("state-machine", null), (found.Role, found.Closest));
    }

    [Fact]
    public async Task A_missing_base_type_counts_where_its_namespace_is_in_scope() =>
        Assert.Equal("Locks", (await Recognised.One("using Nixie; class Locks : IActor<Ask, Answer> { } class Ask; class Answer;")).Text);

    [Fact]
    public Task A_missing_base_type_of_another_namespace_says_nothing() => Recognised.None("using Theatre; class Locks : IActor<Ask, Answer> { } class Ask; class Answer;");

    [Theory]
    [InlineData("namespace Theatre { class Actor { } class Hamlet : Actor { } }")]
    [InlineData("namespace Mill { class Grain { } class Wheat : Grain { } }")]
    [InlineData("namespace Orleans { public class Grain { } }")]
    public Task A_name_alone_says_nothing(string source) => Recognised.None(source);

    [Fact]
    public async Task A_machine_of_Stateless_is_configured()
    {
        var found = await Recognised.One(Stateless, """
            class Bug
            {
                readonly Stateless.StateMachine<int, int> machine = new();
                Bug() => machine.Configure(0).Permit(1, 2);
            }
            """);
        Assert.Equal(("Bug", "state-machine", null), (found.Text, found.Role, found.Closest));
    }

    [Theory]
    [InlineData("Machine")]
    [InlineData("AsyncMachine")]
    public async Task A_machine_of_Appccelerate_is_configured(string space)
    {
        var found = await Recognised.One($"namespace Appccelerate.StateMachine.{space} {{ public class StateMachineDefinitionBuilder<S, T> {{ public object In(S state) => this; }} }}", $$"""
            using Appccelerate.StateMachine.{{space}};
            class Lift { public Lift() { var builder = new StateMachineDefinitionBuilder<int, int>(); builder.In(1); builder.In(2); } }
            """);
        Assert.Equal(("Lift", "state-machine", null), (found.Text, found.Role, found.Closest));
    }

    [Fact]
    public Task A_machine_that_is_only_held_is_not_reported() => Recognised.None(Stateless, "class Viewer(Stateless.StateMachine<int, int> machine) { public object Shown => machine; }");

    private const string Stateless = "namespace Stateless { public class StateMachine<S, T> { public Setup Configure(S state) => new(); public class Setup { public Setup Permit(T t, S s) => this; } } }";
}
