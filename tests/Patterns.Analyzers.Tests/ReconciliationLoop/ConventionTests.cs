using Patterns.Analyzers.ReconciliationLoop;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.ReconciliationLoop;

public sealed class ConventionTests
{
    [Theory]
    [InlineData("try { await world.Start(id); [|seen.Add(id)|]; } catch (Exception) { }")]
    [InlineData("try { await world.Start(id); [|seen.Add(id)|]; } catch (Exception error) { Console.WriteLine(error); }")]
    [InlineData("seen.Add(id); try { await world.Start(id); } catch (Exception) { }")]
    [InlineData("try { seen.Add(id); await world.Start(id); } catch (Exception) { }")]
    [InlineData("try { await world.Start(id); seen.Add(id); } catch (Exception) { throw; }")]
    [InlineData("try { await world.Start(id); seen.Add(id); } catch (Exception) { seen.Add(id); }")]
    [InlineData("try { await world.Start(id); seen.Add(id); } catch (Exception) { complete = false; }")]
    public Task Failure_is_not_absence(string element) => Verify<ReconciliationLoopAnalyzer>.Reports("PAT1004", Reconciling.World + Reconciling.Pass($$"""
        var seen = new List<string>(); foreach (var id in source.Batch()) { {{element}} }
        foreach (var id in held.Keys.Except(seen)) await world.Stop(id);
        """, "bool complete;"));

    [Theory]
    [InlineData("void Listen() => store.Changed += On; async void On(Item item) => await [|reconciler.Bring(item)|];")]
    [InlineData("void Listen() => store.Changed += async item => await [|reconciler.Bring(item)|];")]
    [InlineData("void Listen() => store.Changed += item => keys.Add(item.Id);")]
    [InlineData("void Listen() => store.Changed += async item => await reconciler.Reconcile(item.Id);")]
    [InlineData("public async Task Bring(Item item) => await reconciler.Bring(item);")]
    public Task Level_triggered(string handler) => Verify<ReconciliationLoopAnalyzer>.Reports("PAT1001", Reconciling.World + Reconciling.Keys
        + Reconciling.Worker("var id = await keys.Take(); var item = await store.Read(id); await reconciler.Bring(item);", handler));

    [Theory]
    [InlineData("try { await reconciler.Reconcile(id); } [|catch|] { Console.WriteLine(id); }")]
    [InlineData("try { await reconciler.Reconcile(id); } [|catch|] (Exception) { } finally { keys.Done(id); }")]
    [InlineData("await Handle(id);", "async Task Handle(string id) { try { await reconciler.Reconcile(id); } [|catch|] (Exception) { } }")]
    [InlineData("try { await Handle(id); } [|catch|] { }", "async Task Handle(string id) => await reconciler.Reconcile(id);")]
    [InlineData("try { await reconciler.Reconcile(id); } catch { keys.Add(id); }")]
    [InlineData("try { await reconciler.Reconcile(id); } catch { throw; }")]
    [InlineData("try { await reconciler.Reconcile(id); } catch { break; }")]
    [InlineData("try { await reconciler.Reconcile(id); } catch { failed = true; }")]
    [InlineData("try { await reconciler.Reconcile(id); } catch { await store.Read(id); }")]
    [InlineData("try { await reconciler.Reconcile(id); } catch (OperationCanceledException) { }")]
    [InlineData("try { await reconciler.Reconcile(id); } catch (Exception error) when (error is FormatException) { }")]
    [InlineData("for (var i = 0; i < 3; i++) try { await reconciler.Reconcile(id); } catch { }")]
    [InlineData("try { await reconciler.Reconcile(id); } catch { } finally { keys.Add(id); }")]
    [InlineData("try { await reconciler.Reconcile(id); } catch { }", "Timer resync; void Begin() => resync = new Timer(_ => keys.Add(\"\"), null, 0, 9);")]
    public Task Failures_come_back(string turn, string members = "") => Verify<ReconciliationLoopAnalyzer>.Reports("PAT1002", Reconciling.World + Reconciling.Keys
        + Reconciling.Worker("var id = await keys.Take(); var state = await store.Read(id); if (state == null) { keys.Add(id); continue; } " + turn, "bool failed; " + members));

    [Theory]
    [InlineData("if (version == state.Version) return; [|version = state.Version|]; await world.Start(state.Id);")]
    [InlineData("if (version >= state.Version) return; [|this.version = state.Version|]; await world.Stop(state.Id); await world.Start(state.Id);")]
    [InlineData("if (state.Version <= version) { Console.WriteLine(); return; } [|version = state.Version|]; if (version > 0) await world.Start(state.Id);")]
    [InlineData("if (seen.TryGetValue(state.Id, out var last) && last == state.Version) return; [|seen[state.Id] = state.Version|]; await world.Start(state.Id);")]
    [InlineData("if (version > state.Version) return; version = state.Version; await world.Start(state.Id);")]
    [InlineData("if (version == state.Version) return; await world.Start(state.Id); version = state.Version;")]
    [InlineData("if (version == state.Version) return; await world.Stop(state.Id); version = state.Version; await world.Start(state.Id);")]
    [InlineData("if (version == state.Version) return; version = state.Version; try { await world.Start(state.Id); } catch { version = 0; throw; }")]
    [InlineData("if (version == state.Version) return; version = 0; await world.Start(state.Id);")]
    [InlineData("if (version == state.Version) return; version = state.Version; Console.WriteLine(version);")]
    [InlineData("if (version == 1) return; version = 1; await world.Start(state.Id);")]
    [InlineData("if (state.Observed == state.Version) return; state.Observed = state.Version; await store.Save(state);")]
    [InlineData("if (state.Observed == state.Version) return; [|state.Observed = state.Version|]; await world.Start(\"\");")]
    [InlineData("var read = await store.Read(); if (read.Observed == state.Version) return; read.Observed = state.Version; await world.Start(\"\");")]
    [InlineData("var (read, found) = store.Find(); if (!found || read.Observed == state.Version) return; read.Observed = state.Version; await world.Start(\"\");")]
    [InlineData("var known = last; if (known.Observed == state.Version) return; [|known.Observed = state.Version|]; await world.Start(\"\");")]
    [InlineData("var known = all[state.Id]; if (known.Observed == state.Version) return; [|known.Observed = state.Version|]; await world.Start(\"\");")]
    [InlineData("if (!all.TryGetValue(state.Id, out var known) || known.Observed == state.Version) return; [|known.Observed = state.Version|]; await world.Start(\"\");")]
    [InlineData("if (seen.TryGetValue(state.Id, out var last) && last == state.Version) return; seen[state.Id] = state.Version; try { await world.Start(state.Id); } catch { seen.Remove(state.Id); throw; }")]
    public Task Record_after_success(string body) => Verify<ReconciliationLoopAnalyzer>.Reports("PAT1003", Reconciling.World + "public sealed class Versioned { public string Id; public long Version, Observed; }"
        + "public interface IVersions { Task Save(Versioned state); Task<Versioned> Read(); (Versioned, bool) Find(); }" + Reconciling.Pass("var wanted = await source.Wanted(); foreach (var id in held.Keys.Except(wanted)) await world.Stop(id);",
            $"long version; Versioned last; Dictionary<string, Versioned> all = new(); Dictionary<string, long> seen = new(); IVersions store; public async Task Handle(Versioned state) {{ {body} }}"));

    [Theory]
    [InlineData("do { var page = await pages.Next(next); foreach (var id in held.Keys.Except(page.Ids)) await [|world.Stop(id)|]; next = page.Next; } while (next != null);")]
    [InlineData("var rest = new HashSet<string>(held.Keys); do { var page = await pages.Next(next); foreach (var id in page.Ids) rest.Remove(id); foreach (var id in rest) await [|world.Stop(id)|]; next = page.Next; } while (!string.IsNullOrEmpty(next));")]
    [InlineData("var seen = new List<string>(); do { var page = await pages.Next(next); foreach (var id in page.Ids) seen.Add(id); next = page.Next; } while (next != null); foreach (var id in held.Keys.Except(seen)) await world.Stop(id);")]
    [InlineData("do { var page = await pages.Next(next); foreach (var id in page.Ids) if (!held.ContainsKey(id)) await world.Start(id); next = page.Next; } while (next != null);")]
    [InlineData("while (next != null) { var page = await pages.Next(next); var now = await world.Running(); foreach (var id in now.Except(page.Ids)) await world.Stop(id); next = page.Next; }")]
    [InlineData("while (next != null) { var wanted = await source.Wanted(); foreach (var id in held.Keys.Except(wanted)) await world.Stop(id); next = \"\"; }")]
    public Task Deletions_need_the_complete_list(string code) => Verify<ReconciliationLoopAnalyzer>.Reports("PAT1005", Reconciling.World
        + "public sealed class Page { public List<string> Ids; public string Next; } public interface IPages { Task<Page> Next(string token); }" + Reconciling.Pass("string next = null; " + code, "IPages pages;"));

    [Theory]
    [InlineData("timer = [|new Timer(async _ => await Once(), null, 0, 9)|];")]
    [InlineData("timer = [|new Timer(Tick, null, TimeSpan.Zero, TimeSpan.FromSeconds(9))|];")]
    [InlineData("timer = new Timer(async _ => await Once(), null, 0, Timeout.Infinite);")]
    [InlineData("timer = new Timer(async _ => await Once(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);")]
    [InlineData("timer = new Timer(_ => Console.WriteLine(), null, 0, 9);")]
    [InlineData("timer = new Timer(async _ => { if (Interlocked.Exchange(ref busy, 1) == 0) await Once(); }, null, 0, 9);", "int busy;")]
    [InlineData("timer = new Timer(async _ => await Once(), null, 0, 9);", "SemaphoreSlim gate = new(1); async Task Other() => await gate.WaitAsync();")]
    [InlineData("timer = new Timer(Guarded, null, 0, 9);", "bool busy; async void Guarded(object _) { if (busy) return; busy = true; await Once(); busy = false; }")]
    public Task One_pass_at_a_time(string start, string members = "") => Verify<ReconciliationLoopAnalyzer>.Reports("PAT1007", Reconciling.World + $$"""
        class Keeper
        {
            ISource source; IWorld world; Timer timer; {{members}} public void Begin() { {{start}} } async void Tick(object _) => await Once();
            async Task Once() { var wanted = await source.Wanted(); foreach (var id in await world.Running()) if (!wanted.Contains(id)) await world.Stop(id); }
        }
        """);

    [Theory]
    [InlineData("while (true) { try { await Once(); await Task.Delay(9); } [|catch|] (Exception) { } }")]
    [InlineData("while (true) { try { await Once(); await Task.Delay(9); } [|catch|] { Console.WriteLine(); } }")]
    [InlineData("while (true) { try { await Once(); } catch { } await Task.Delay(9); }")]
    [InlineData("while (true) { try { await Task.Delay(9); await Once(); } catch { } }")]
    [InlineData("while (true) { try { await Once(); await Task.Delay(9); } catch { await Task.Delay(9); } }")]
    [InlineData("while (true) { try { await Once(); await Task.Delay(9); } catch { throw; } }")]
    [InlineData("while (true) { try { await Once(); await Task.Delay(9); } catch (OperationCanceledException) { } }")]
    [InlineData("while (true) { try { if (changed == 1) await Once(); await Task.Delay(9); } [|catch|] { } }")]
    [InlineData("while (true) { try { if (Interlocked.Exchange(ref changed, 0) == 1) await Once(); await Task.Delay(9); } catch { } }")]
    public Task Errors_back_off(string loop) => Verify<ReconciliationLoopAnalyzer>.Reports("PAT1008", Reconciling.World + $$"""
        class Keeper
        {
            ISource source; IWorld world; int changed; public async Task Run() { {{loop}} }
            async Task Once() { var wanted = await source.Wanted(); foreach (var id in await world.Running()) if (!wanted.Contains(id)) await world.Stop(id); }
        }
        """);

    [Theory]
    [InlineData("CancellationToken stop;", "while (!stop.IsCancellationRequested) { await Once(); await [|Task.Delay(9)|]; }")]
    [InlineData("CancellationTokenSource stop;", "while (!stop.IsCancellationRequested) { await Once(); await [|Task.Delay(9)|]; }")]
    [InlineData("CancellationTokenSource stop;", "while (!stop.Token.IsCancellationRequested) { await Once(); await Task.Delay(9, stop.Token); }")]
    [InlineData("bool stop;", "while (!stop) { await Once(); await Task.Delay(9); }")]
    public Task The_token_may_be_the_one_that_the_loop_asks(string member, string loop) => Verify<ReconciliationLoopAnalyzer>.Reports("PAT1008", Reconciling.World + $$"""
        class Keeper
        {
            ISource source; IWorld world; {{member}} public async Task Run() { {{loop}} }
            async Task Once() { var wanted = await source.Wanted(); foreach (var id in await world.Running()) if (!wanted.Contains(id)) await world.Stop(id); }
        }
        """);

    [Theory]
    [InlineData("while (true) { await Once(); await [|Task.Delay(9)|]; }")]
    [InlineData("for (;;) { await Once(); await [|Task.Delay(TimeSpan.FromSeconds(9))|].ConfigureAwait(false); }")]
    [InlineData("while (true) { await Once(); await Task.Delay(9, token); }")]
    [InlineData("await Task.Delay(9); while (true) { await Once(); await Task.Delay(9, token); }")]
    [InlineData("while (true) { await Once(); await Task.WhenAny(Task.Delay(9), Task.Delay(9, token)); }")]
    public Task Delays_can_be_cancelled(string loop) => Verify<ReconciliationLoopAnalyzer>.Reports("PAT1008", Reconciling.World + $$"""
        class Keeper
        {
            ISource source; IWorld world; public async Task Run(CancellationToken token) { {{loop}} }
            async Task Once() { var wanted = await source.Wanted(); foreach (var id in await world.Running()) if (!wanted.Contains(id)) await world.Stop(id); }
        }
        """);
}
