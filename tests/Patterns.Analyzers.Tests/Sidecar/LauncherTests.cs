namespace Patterns.Analyzers.Tests.Sidecar;

public sealed class LauncherTests
{
    [Theory]
    [InlineData("""new ProcessStartInfo("agent", $"--port {port}")""")]
    [InlineData("""new ProcessStartInfo("agent") { Arguments = "--listen-address=127.0.0.1:" + port }""")]
    [InlineData("""new ProcessStartInfo("agent") { Environment = { ["AGENT_PORT"] = "5" } }""")]
    [InlineData("""new ProcessStartInfo("agent") { ArgumentList = { "--grpcPort", "5" } }""")]
    [InlineData("""new ProcessStartInfo("agent", $"main --parentPid {Environment.ProcessId}")""")]
    [InlineData("""new ProcessStartInfo("agent") { ArgumentList = { "--client-process-id", "5" } }""")]
    public async Task A_process_that_is_told_its_port_and_ended_is_launched(string start) => Assert.Equal(["Launcher launcher medium"], await Parts.In($$"""
        class Launcher(int port) : IDisposable { Process? process; public void Start() => process = Process.Start({{start}}); public void Dispose() => process?.Kill(true); }
        """));

    [Theory]
    [InlineData("_process.Exited += (_, _) => Start();")]
    [InlineData("_ = Task.Run(async () => { await _process.WaitForExitAsync(); Start(); });")]
    [InlineData("while (!_process.HasExited) Thread.Sleep(100);")]
    [InlineData("""while (!new HttpClient().GetAsync("http://agent/").Result.IsSuccessStatusCode) Thread.Sleep(100);""")]
    public async Task Watching_it_makes_sure(string watch) => Assert.Equal(["Launcher launcher high"], await Parts.In($$"""
        class Launcher : IDisposable
        {
            Process _process = null!;
            public void Start() { _process = new Process { StartInfo = new ProcessStartInfo("agent", "--port 5"), EnableRaisingEvents = true }; _process.Start(); {{watch}} }
            public void Dispose() { if (_process is { HasExited: false } running) running.Kill(); }
        }
        """));

    [Theory]
    [InlineData("readonly List<Process> all = new();", "all.Add(Process.Start(Info())!);", "foreach (var one in all) one.Kill();")]
    [InlineData("Process? one;", "one = Make();", "var old = Interlocked.Exchange(ref one, null); old?.Kill();")]
    [InlineData("Process one = new();", "one.StartInfo.Arguments = \"--port 5\"; one.Start();", "one.CloseMainWindow();")]
    [InlineData("Process? one;", "var info = Told(); one = Run(info);", "one?.Kill();")]
    [InlineData("Process? one { get; set; }", "one = Make();", "Ender.KillTree(one);")]
    public async Task It_may_be_kept_and_ended_in_many_ways(string field, string start, string stop) => Assert.Contains("Launcher launcher medium", await Parts.In($$"""
        static class Ender { public static void KillTree(Process? process) { } }
        class Launcher
        {
            {{field}}
            static ProcessStartInfo Told() => new("agent", "--port 5"); static Process Run(ProcessStartInfo info) => Process.Start(info)!;
            static ProcessStartInfo Info() => new("agent", "--port 5");
            Process Make() { var made = new Process(); made.StartInfo = new ProcessStartInfo("agent", "--port 5"); made.Start(); return made; }
            public void Start() { var told = "--port 5"; {{start.Replace("Info()", "new ProcessStartInfo(\"agent\", told)", StringComparison.Ordinal)}} }
            public void Stop() { {{stop}} }
        }
        """));

    [Theory]
    [InlineData("new ProcessStartInfo(\"agent\", \"--port 5\")", "", "Runner launcher high")]
    [InlineData("new ProcessStartInfo(\"agent\")", "told(start.Environment);", "Runner launcher medium", "Service launcher medium")]
    public async Task Who_keeps_the_keeper_launches_only_what_the_keeper_runs_unseen(string info, string tells, params string[] found) => Assert.Equal(found, await Parts.In($$"""
        interface IRunner { void Start(); void Stop(); }
        class Runner(Action<IDictionary<string, string?>> told) : IRunner
        {
            Process? _process;
            public void Start() { var start = {{info}}; {{tells}} _process = Process.Start(start)!; _process.EnableRaisingEvents = true; _process.Exited += (_, _) => Start(); }
            public void Stop() => _process?.Kill();
        }
        class Service(IRunner runner) { public void Open() => runner.Start(); public void Close() => runner.Stop(); }
        """));

    [Theory]
    [InlineData("class Agent(Process process) { public void Stop() => process.Kill(); }", "--port 5", "Agent launcher medium")]
    [InlineData("class Agent { readonly Process kept; public Agent(Process process) => kept = process; public void Stop() => kept.Kill(); }", "--port 5", "Agent launcher medium")]
    [InlineData("class Agent(Process process) { public void Stop() => process.Kill(); }", "go")]
    [InlineData("class Agent(Process process) { public int Id => process.Id; }", "--port 5")]
    public async Task A_process_may_be_handed_to_its_keeper(string keeper, string told, params string[] found) => Assert.Equal(found, await Parts.In($$"""
        {{keeper}} class Factory { public Agent Create() => new Agent(Start(Info())); static ProcessStartInfo Info() => new("agent", "{{told}}"); static Process Start(ProcessStartInfo info) => Process.Start(info)!; }
        """));

    [Theory]
    [InlineData("class Scheduler : Launcher { protected override string File => \"scheduler\"; }")]
    [InlineData("class Agent : Launcher { protected override string File => \"agent\"; public Task Ask() => new HttpClient().GetAsync(\"/state?\" + process?.Id); }", "Agent launcher medium")]
    [InlineData("class Agent : Launcher { protected override string File => \"agent\"; public Func<HttpClient, int, Task> Call = null!; public Task Ask() { var client = new HttpClient(); return Call(client, process!.Id); } }", "Agent launcher medium")]
    [InlineData("class Restarting : Launcher { protected override string File => \"agent\"; public void Again() { process?.Kill(); Start(); } }", "Restarting launcher medium")]
    public async Task Who_inherits_all_of_it_launches_where_it_speaks_to_the_process(string derived, params string[] more) => Assert.Equal(more.Prepend("Launcher launcher medium").Order(), (await Parts.In($$"""
        abstract class Launcher
        {
            protected Process? process; protected abstract string File { get; }
            public void Start() => process = Process.Start(new ProcessStartInfo(File, "--port 5"));
            public void Stop() => process?.Kill();
        }
        {{derived}}
        """)).Order());

    [Theory]
    [InlineData("if (!stopping) Start(told);", "Launcher launcher medium")]
    [InlineData("Start(told);", "Launcher launcher medium")]
    [InlineData("Console.WriteLine(1);", null)]
    public async Task An_environment_that_others_fill_counts_for_a_process_that_is_supervised(string exited, string? part) => Assert.Equal(part is null ? [] : [part], await Parts.In($$"""
        class Launcher
        {
            Process? process; bool stopping;
            public void Start(Action<IDictionary<string, string?>> told)
            {
                var start = new ProcessStartInfo("agent"); told(start.Environment);
                process = new Process { StartInfo = start, EnableRaisingEvents = true }; process.Exited += (_, _) => { {{exited}} }; process.Start();
            }
            public void Stop() { stopping = true; process?.Kill(); }
        }
        """));

    [Theory]
    [InlineData("a tool", "class Tool { Process? _p; public string Run() { _p = Process.Start(new ProcessStartInfo(\"git\", \"--port 5\"))!; _p.WaitForExit(); return \"\"; } public void Cancel() => _p?.Kill(); }")]
    [InlineData("a tool that answers", "class Tool { Process? _p; public async Task<int> Run(Task ended) { _p = Process.Start(new ProcessStartInfo(\"git\", \"--port 5\"))!; await ended; return _p.ExitCode; } public void Cancel() => _p?.Kill(); }")]
    [InlineData("an editor", "class Editor { Process? _p; public void Open(string file) => _p = Process.Start(new ProcessStartInfo(file) { UseShellExecute = true, Arguments = \"--port 5\" }); public void Close() => _p?.Kill(); }")]
    [InlineData("a forgotten one", "class Opener { public void Open(string file) { var p = Process.Start(new ProcessStartInfo(\"edit\", \"--port 5\")); p?.Kill(); } }")]
    [InlineData("nothing told", "class Member { Process? _p; public void Start(string dll) => _p = Process.Start(new ProcessStartInfo(\"dotnet\", $\"{dll} worker\")); public void Kill() => _p?.Kill(true); }")]
    [InlineData("another's process", "class Viewer { Process? _p; public void Start(int id) => _p = Process.Start(new ProcessStartInfo(\"top\", $\"--pid {id}\")); public void Stop() => _p?.Kill(); }")]
    [InlineData("never ended", "class Spawner { Process? _p; public void Start() => _p = Process.Start(new ProcessStartInfo(\"agent\", \"--port 5\")); public void Dispose() => _p?.Dispose(); }")]
    [InlineData("messages", "class Logged { Process? _p; public void Start() { Console.WriteLine(\"the port is http://localhost:1\"); _p = Process.Start(new ProcessStartInfo(\"agent\", \"go\")); } public void Stop() => _p?.Kill(); }")]
    [InlineData("a namesake", "class Process { public void Start(string told) { } public void Kill() { } } class Sidecar { Process p = new(); public void Start() => p.Start(\"--port 5\"); public void Stop() => p.Kill(); }")]
    public async Task It_is_silent_for(string what, string source) => Assert.Equal([what], [what, .. await Parts.In(source)]);
}
