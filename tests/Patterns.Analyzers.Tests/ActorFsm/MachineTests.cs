namespace Patterns.Analyzers.Tests.ActorFsm;

public class MachineTests
{
    private const string Nested = """
        public void Fire(E e)
        {
            switch (state)
            {
                case S.Closed: switch (e) { case E.Push: Sound(); state = S.Open; break; case E.Turn: state = S.Locked; break; } break;
                case S.Open: if (e == E.Pull) state = S.Closed; break;
                case S.Locked: if (e == E.Turn) state = S.Closed; break;
            }
        }
        """;

    [Theory]
    [InlineData("class D")]
    [InlineData("sealed record D")]
    [InlineData("struct D")]
    [InlineData("partial class D")]
    [InlineData("class D<T>")]
    public async Task Every_kind_of_type_can_be_a_machine(string declaration)
    {
        var found = await Recognised.One(Actors.Machine(Nested, declaration));
        Assert.Equal(("state-machine", "high", null), (found.Role, found.Confidence, found.Closest));
    }

    [Theory]
    [InlineData("public void Fire(E e) => state = (state, e) switch { (S.Closed, E.Push) => S.Open, (S.Open, E.Pull) => S.Closed, (S.Closed, E.Turn) => S.Locked, _ => state };")]
    [InlineData("public void Fire(E e) => state = Next(state, e); static S Next(S s, E e) => (s, e) switch { (S.Closed, E.Push) => S.Open, (S.Open, E.Pull) => S.Closed, (S.Closed, E.Turn) => S.Locked, _ => s };")]
    [InlineData("public void Fire(E e) => state = e switch { E.Push => state == S.Closed ? S.Open : state, E.Pull => state == S.Open ? S.Closed : state, E.Turn => state == S.Locked ? S.Closed : state, _ => state };")]
    [InlineData("public void Fire(E e) { if (state == S.Closed) { if (e == E.Push) To(S.Open); else To(S.Locked); } else if (state == S.Open && e == E.Pull) To(S.Closed); } void To(S next) { Sound(); state = next; }")]
    [InlineData("public void Fire(E e) { switch (state, e) { case (S.Closed, E.Push): state = S.Open; break; case (S.Open, E.Pull): state = S.Closed; break; case (S.Closed, E.Turn): state = S.Locked; break; } }")]
    [InlineData("public void Fire(E e) { switch (state) { case S.Closed: InClosed(e); break; case S.Open: InOpen(e); break; } } void InClosed(E e) { if (e == E.Push) state = S.Open; else state = S.Locked; } void InOpen(E e) { if (e == E.Pull) state = S.Closed; }")]
    public async Task The_next_state_is_chosen_in_many_ways(string members) => await Recognised.One(Actors.Machine(members));

    [Fact]
    public async Task A_machine_that_polls_conditions_is_likely_one()
    {
        var found = await Recognised.One(Actors.Machine("""
            int wait; public void Update() { switch (state) {
                case S.Closed: if (wait > 3) state = S.Open; break;
                case S.Open: if (wait > 5) state = S.Locked; break;
                case S.Locked: if (wait > 9) state = S.Closed; break; } }
            """));
        Assert.Equal("medium", found.Confidence);
    }

    [Theory]
    [InlineData("case S.Closed: state = S.Open; break;", "medium")]
    [InlineData("case S.Closed: if (e == E.Push) state = S.Open; else state = S.Locked; break;", "high")]
    public async Task A_setting_that_one_event_turns_on_is_likely_a_machine(string first, string confidence) => Assert.Equal(confidence, (await Recognised.One(Actors.Machine($$"""
        public void Press(E e) { switch (e) { case E.Pull: Sound(); break; default: switch (state) { {{first}} case S.Open: Sound(); state = S.Locked; break; case S.Locked: state = S.Closed; break; } break; } }
        """))).Confidence);

    [Fact]
    public async Task Messages_that_drive_a_machine_make_it_TiKV_s() => Assert.Equal("TiKV", (await Recognised.One(Actors.Machine("""
        public void Fire(Note note) => state = (state, note.E) switch { (S.Closed, E.Push) => S.Open, (S.Open, E.Pull) => S.Closed, (S.Closed, E.Turn) => S.Locked, _ => state };
        """) + "record Note(E E);")).Closest);

    [Theory]
    [InlineData("Dictionary<(S, E), S> table = new()", "if (table.TryGetValue((state, e), out var next)) state = next;")]
    [InlineData("Dictionary<Pair, S> table = new()", "var pair = new Pair(state, e); state = table[pair];")]
    [InlineData("Dictionary<S, Dictionary<E, S>> table = new()", "var row = table[state]; if (row.TryGetValue(e, out var next)) To(next); } void To(S next) { Sound(); state = next;")]
    public async Task A_table_can_say_what_follows(string table, string fire)
    {
        var found = await Recognised.One(Actors.Machine($"readonly {table}; public void Fire(E e) {{ {fire} }}") + "record struct Pair(S S, E E);");
        Assert.Contains("'table' says what follows on 'state'", found.Message);
    }

    [Fact]
    public async Task A_builder_can_declare_what_each_event_does() => Assert.Contains("'Build' declares", (await Recognised.One(Actors.Machine("""
        void Build(Builder b) => b.In(S.Closed).When<E>(Sound).In(S.Open).When<E>(Sound).In(S.Locked).When<E>(Sound);
        void Lock() => state = S.Locked; void Open() => state = S.Open;
        """) + "class Builder { public Builder In(S s) => this; public Builder When<T>(Action a) => this; }")).Message);

    [Fact]
    public async Task Handlers_of_one_contract_can_move_a_state()
    {
        var found = await Recognised.One(Actors.Machine("""
            public void On(Push m) { if (state == S.Locked) return; state = S.Open; }
            public void On(Pull m) { if (state != S.Open) return; state = S.Closed; }
            public void On(Turn m) { if (state == S.Open) return; state = S.Locked; }
            """, "class D : IOn<Push>, IOn<Pull>, IOn<Turn>") + "interface IOn<T> { void On(T m); } record Push; record Pull; record Turn;");
        Assert.Equal(("medium", "TiKV"), (found.Confidence, found.Closest));
    }

    [Fact]
    public async Task States_can_be_objects_that_give_the_next() => Assert.Equal("Door", (await Recognised.One("""
        interface IState { IState On(int e); }
        class Closed : IState { public IState On(int e) => e > 0 ? new Open() : this; }
        class Open : IState { public IState On(int e) => e < 0 ? new Closed() : this; }
        class Door { IState state = new Closed(); public void Fire(int e) => state = state.On(e); }
        """)).Text);

    [Theory]
    [InlineData("foreach (var edge in current.Edges) if (edge.Guard()) { current = edge.Target; return; }")]
    [InlineData("foreach (var edge in current.Edges) if (edge.On == e) { current = edge.Target; return; }")]
    [InlineData("current = Next(e) ?? current; } Node? Next(string e) { foreach (var edge in current.Edges) if (edge.On == e) return edge.Target; return null;")]
    public async Task States_can_be_nodes_that_know_their_transitions(string fire)
    {
        var found = await Recognised.One(Graph(fire));
        Assert.Equal(("Machine", "state-machine", "medium"), (found.Text, found.Role, found.Confidence));
    }

    [Theory]
    [InlineData("foreach (var edge in current.Edges) if (edge.Cost < 3) { current = edge.Target; return; }")]
    [InlineData("foreach (var edge in current.Edges) current = edge.Target;")]
    [InlineData("foreach (var edge in new Node().Edges) if (edge.On == e) { current = edge.Target; return; }")]
    public Task A_walk_over_a_graph_is_none(string walk) => Recognised.None(Graph(walk));

    private static string Graph(string fire) => $$"""
        class Node { public List<Edge> Edges { get; } = new(); }
        class Edge(Node target) { public Node Target { get; } = target; public Func<bool> Guard = () => true; public string On = ""; public int Cost; }
        class Machine { Node current = new(); public void Fire(string e) { {{fire}} } }
        """;

    [Theory]
    [InlineData("door.Go(Kind.Open);", "door.Go(Kind.Closed);", true)]
    [InlineData("Leave(door, Kind.Open);", "Leave(door, Kind.Closed);", true)]
    [InlineData("door.Go(Kind.Open);", "Console.WriteLine(e);", false)]
    public async Task States_can_ask_for_the_next_by_its_kind(string closed, string open, bool isMachine) => Assert.Equal(isMachine, (await Recognised.All($$"""
        enum Kind { Open, Closed }
        abstract class State { public abstract void On(Door door, int e); protected void Leave(Door door, Kind kind) => door.Go(kind); }
        class Closed : State { public override void On(Door door, int e) { if (e > 0) {{closed}} } }
        class Open : State { public override void On(Door door, int e) { if (e < 0) {{open}} } }
        class Door
        {
            State state = new Closed();
            public void Go(Kind kind) { switch (kind) { case Kind.Open: Set(new Open()); break; default: Set(new Closed()); break; } }
            void Set(State next) => state = next;
            public void Fire(int e) => state.On(this, e);
        }
        """)).Any());

    [Theory]
    [InlineData("Interlocked.CompareExchange(ref state, next, old);", true)]
    [InlineData("Interlocked.Exchange(ref state, next);", true)]
    [InlineData("Console.WriteLine(next);", false)]
    public async Task A_state_object_can_be_replaced_in_one_step(string replace, bool isMachine) => Assert.Equal(isMachine, (await Recognised.All($$"""
        abstract class State { public abstract void On(Door door, int e); }
        class Closed : State { public override void On(Door door, int e) { var open = door.Opened(); if (e > 0) door.Go(open, this); } }
        class Open : State { public override void On(Door door, int e) { if (e < 0) door.Go(new Closed(), this); } }
        class Door { State state = new Closed(); public State Opened() => new Open(); public void Go(State next, State old) { {{replace}} } public void Fire(int e) => state.On(this, e); }
        """)).Any());

    [Fact]
    public async Task States_can_be_objects_that_ask_for_the_next() => Assert.Contains("'Closed' ask for the next", (await Recognised.One("""
        abstract class State { public abstract void On(Door door, int e); }
        class Closed : State { public override void On(Door door, int e) => door.To(new Open()); }
        class Open : State { public override void On(Door door, int e) => door.To(new Closed()); }
        class Door { State state = new Closed(); public void To(State next) => state = next; public void Fire(int e) => state.On(this, e); }
        """)).Message);

    [Fact]
    public async Task What_all_states_have_in_common_can_ask_for_the_next() => Assert.Contains("'State' ask for the next", (await Recognised.One("""
        abstract class State { public abstract void On(int e); public void Go(Door door, int e) { if (e > 0) door.To(new Open()); } }
        class Closed : State { public override void On(int e) { } }
        class Open : State { public override void On(int e) { } }
        class Door { State state = new Closed(); public void To(State next) => state = next; public void Fire(int e) => state.Go(this, e); }
        """)).Message);

    [Theory]
    [InlineData("doors.Open();", "doors.Close();", "state?.Leave(); state = next; state.Enter(1);", true)]
    [InlineData("doors.Open();", "doors.Close();", "var old = state; state = next;", false)]
    [InlineData("", "", "state?.Leave(); state = next; state.Enter(1);", false)]
    public async Task Each_state_may_ask_a_coordinator_for_another_one(string opens, string closes, string moves, bool isFound)
    {
        var found = await Recognised.All($$"""
            interface IState { void Enter(int e); void Leave(); } interface IDoors { void Open(); void Close(); }
            class Closed(IDoors doors) : IState { public void Enter(int e) { } public void Leave() { } public void Push() { {{opens}} } }
            class Opened(IDoors doors) : IState { public void Enter(int e) { } public void Leave() { } public void Pull() { {{closes}} } }
            class Doors(Func<IState> closed, Func<IState> opened) : IDoors
            {
                IState? state; public void Open() => To(opened()); public void Close() => To(closed()); void To(IState next) { {{moves}} }
            }
            """);
        Assert.Equal(isFound, found.Any(finding => finding.Text == "Doors"));
    }

    [Theory]
    [InlineData("new Open()", "Now.On(this, e);", 1)]
    [InlineData("new Open(e.Missing)", "Now.On(this, e);", 1)]
    [InlineData("new Open()", "Console.WriteLine(e);", 0)]
    public async Task States_can_set_the_next_by_a_property(string next, string fire, int machines) => Assert.Equal(machines, (await Recognised.All($$"""
        abstract class State { public abstract void On(Door door, int e); }
        class Closed : State { public override void On(Door door, int e) => door.Now = {{next}}; }
        class Open : State { public override void On(Door door, int e) { } }
        class Door { State state = new Closed(); public State Now { get { return state; } set { state = value; } } public void Fire(int e) { {{fire}} } }
        """)).Count());

    [Theory]
    [InlineData("(Now == S.A && next == S.B) || (Now == S.B && next == S.C) || (Now == S.C && next == S.A)", true)]
    [InlineData("(Now, next) switch { (S.A, S.B) => true, (S.B, S.C or S.A) => true, _ => false }", true)]
    [InlineData("Now switch { S.A => next == S.B, S.B => next is S.A or S.C, _ => false }", true)]
    [InlineData("next == S.A || next == S.B || next == S.C", false)]
    [InlineData("Now == S.A && next == S.B || Now == S.A && next == S.C", false)]
    public async Task Code_can_say_which_state_may_follow_which(string may, bool isMachine) => Assert.Equal(isMachine, (await Recognised.All($$"""
        enum S { A, B, C }
        class Popup
        {
            public S Now { get; private set; }
            void To(S next) { if (!May(next)) throw new InvalidOperationException(); Now = next; }
            bool May(S next) => {{may}};
            public void Shown() => To(S.B);
            public void Closed() => To(S.A);
        }
        """)).Any());

    [Theory]
    [InlineData("if (Now == S.A && next == S.B) return; if (Now == S.A && next == S.C) return; if (Now == S.B && next == S.A) return;", true)]
    [InlineData("if (Now == S.A && next == S.B) return; if (Now == S.A && next == S.C) return; if (Now == S.B && next == S.A) stop = true;", false)]
    [InlineData("if (Now == S.A && next == S.B || Now == S.A && next == S.C || Now == S.B && next == S.A) stop = true; if (!stop) return;", true)]
    public async Task What_is_done_beside_a_move_says_nothing_about_what_may_follow(string judge, bool isMachine) => Assert.Equal(isMachine, (await Recognised.All($$"""
        enum S { A, B, C }
        class Popup
        {
            public S Now { get; private set; }
            void To(S next) { var stop = false; {{judge}} Now = next; Console.Write(stop); }
            public void Shown() => To(S.B);
            public void Closed() => To(S.A);
        }
        """)).Any());

    [Theory]
    [InlineData("public void Shown() => To(S.B);", true)]
    [InlineData("public void Shown(S asked) => To(asked);", false)]
    public async Task What_others_ask_for_is_only_checked(string ask, bool isMachine) => Assert.Equal(isMachine, (await Recognised.All($$"""
        enum S { A, B, C }
        class Popup
        {
            S now;
            void To(S next) { Check(now, next); now = next; }
            static void Check(S old, S next) { switch (old) { case S.A: if (next != S.B) throw new InvalidOperationException(); if (next == S.B) return; break; case S.B: if (next == S.C || next == S.A) return; break; } }
            {{ask}}
            public void Closed() => To(S.A);
        }
        """)).Any());
}
