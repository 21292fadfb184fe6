namespace Patterns.Analyzers.Tests.DistributedSnapshot;

public class CutTests
{
    private const string Phases = """
        public enum Phase { Rest, Prepare, InProgress, WaitFlush }
        public record struct State(Phase Phase, long Version);
        public interface IPart { void On(State state); }

        """;

    private const string Machine = "public class Machine(IPart[] parts) { State _now; public State Next(State s) => s.Phase switch { Phase.Rest => new(Phase.Prepare, s.Version), Phase.Prepare => new(Phase.InProgress, s.Version + 1), Phase.InProgress => new(Phase.WaitFlush, s.Version), _ => new(Phase.Rest, s.Version) }; public void Step() { _now = Next(_now); foreach (var part in parts) part.On(_now); } } ";

    [Fact]
    public async Task A_machine_of_versioned_phases_coordinates() => Assert.Equal("coordinator", Assert.Single(await Snapshots.Find("PAT1200", Phases + Machine)).Role);

    [Fact]
    public async Task Who_acts_in_a_phase_takes_part()
    {
        var found = await Snapshots.Find("PAT1200", Phases + Machine + "public class Flush(Stream log) : IPart { public void On(State state) { if (state.Phase == Phase.WaitFlush) log.WriteByte((byte)state.Version); } }");
        Assert.Equal("participant", found.Single(finding => finding.Text == "Flush").Role);
    }

    [Theory]
    [InlineData("public class Light { public Phase Next(Phase p) => p switch { Phase.Rest => Phase.Prepare, Phase.Prepare => Phase.InProgress, _ => Phase.Rest }; }")]
    [InlineData("public class Steps(IPart[] parts) { public State Next(State s) { foreach (var p in parts) p.On(s); return s.Phase switch { Phase.Rest => s with { Phase = Phase.Prepare }, _ => s with { Phase = Phase.Rest } }; } }")]
    [InlineData("public class Builder { List<IPart> parts = []; public State Add(State s) { foreach (var p in parts) p.On(s); return s; } } public class One : IPart { public void On(State s) { if (s.Phase == Phase.Prepare && s.Version < 0) throw new InvalidOperationException(); } }")]
    public async Task Phases_without_a_change_of_version_are_a_state_machine_only(string source) => Assert.Empty(await Snapshots.Find("PAT1200", Phases + source));

    private const string Operator = """
        public record struct Mark(long Id);
        public interface INext { void On(string item); void On(Mark mark); }
        public interface IBackend { void Write(long id, Dictionary<string, int> state); Dictionary<string, int> Read(long id); }
        public class Count(INext next, IBackend backend) : INext
        {
            private Dictionary<string, int> _counts = new();
            public void On(string item) { _counts[item] = 1; next.On(item); }
            MEMBERS
        }
        """;

    [Theory]
    [InlineData("public void On(Mark mark) { backend.Write(mark.Id, _counts); next.On(mark); } public void Restore(long id) => _counts = backend.Read(id);", 1)]
    [InlineData("public void On(Mark mark) { backend.Write(mark.Id, _counts); } public void Restore(long id) => _counts = backend.Read(id);", 0)]
    [InlineData("public void On(Mark mark) { next.On(mark); backend.Write(mark.Id, _counts); } public void Restore(long id) => _counts = backend.Read(id);", 0)]
    [InlineData("public void On(Mark mark) { backend.Write(mark.Id, _counts); next.On(mark); }", 0)]
    public async Task State_is_stored_before_the_mark_goes_on(string members, int expected) =>
        Assert.Equal(expected, (await Snapshots.Find("PAT1200", Operator.Replace("MEMBERS", members))).Count);

    [Theory]
    [InlineData("int On(Mark mark)", "backend.Write(mark.Id, _counts); return next.On(mark);", 0)]
    [InlineData("Task On(Mark mark)", "backend.Write(mark.Id, _counts); return next.On(mark);", 1)]
    [InlineData("Task On(Mark mark)", "if (backend.Write(mark.Id, _counts)) await next.On(mark);", 1)]
    [InlineData("Task On(Mark mark)", "if (backend.Write(mark.Id, _counts) && mark.Id > 0) await next.On(mark);", 0)]
    public async Task Who_is_asked_something_is_passed_no_mark(string on, string body, int expected) => Assert.Equal(expected, (await Snapshots.Find("PAT1200", Operator
        .Replace("void On(Mark mark);", on + ";").Replace("void Write", "bool Write")
        .Replace("MEMBERS", $"public {(body.Contains("await") ? "async " : "")}{on} {{ {body} }} public void Restore(long id) => _counts = backend.Read(id);"))).Count);

    private const string Counts = """
        using System.Text.Json;
        public record Row(long Offset, string Word);
        public record Saved(long Offset, Dictionary<string, int> Counts);
        public class Words(string path)
        {
            private Dictionary<string, int> _counts = new();
            private long _offset;
            MEMBERS
        }
        """;

    private const string Save = "public void Save() => File.WriteAllText(path, JsonSerializer.Serialize(new Saved(_offset, _counts))); ";
    private const string Load = "public void Load() { var saved = JsonSerializer.Deserialize<Saved>(File.ReadAllText(path))!; _offset = saved.Offset; _counts = saved.Counts; } ";

    [Theory]
    [InlineData("public void Apply(Row row) { _counts[row.Word] = 1; _offset = row.Offset; } " + Save + Load, 1)]
    [InlineData("public void Apply(long offset, string word) { if (offset <= _offset) return; _counts[word] = 1; _offset = offset; } " + Save + Load, 1)]
    [InlineData("public void Apply(Row row) { _counts[row.Word] = 1; _offset++; } " + Save + Load, 0)]
    [InlineData("public void Apply(Row row) { _counts[row.Word] = 1; } public void Seek(Row row) => _offset = row.Offset; " + Save + Load, 0)]
    [InlineData("public void Apply(Row row) { _counts[row.Word] = 1; _offset = row.Offset; } " + Save, 0)]
    public async Task State_and_position_are_saved_together(string members, int expected) =>
        Assert.Equal(expected, (await Snapshots.Find("PAT1200", Counts.Replace("MEMBERS", members))).Count);

    [Fact]
    public async Task A_checkpoint_of_a_single_log_is_none() => Assert.Empty(await Snapshots.Find(
        "PAT1200", Counts.Replace("MEMBERS", "public void Apply(Row row) { _counts[row.Word] = 1; _offset = row.Offset; } " + Save + Load).Replace("_offset", "_lastLsn")));
}
