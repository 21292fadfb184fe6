using Microsoft.CodeAnalysis;
using Patterns.Analyzers.DependencyInjection;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.DependencyInjection;

public class RegistrationConventionTests
{
    private const string Needs = "public class Needs(IA a) { public IA It => a; } public class Many(IEnumerable<IA> all) { public int Count => all.Count(); } public class Two { public Two(IA a) { } public Two() { } } ";

    [Theory]
    [InlineData("s.AddScoped<IA, A>(); s.AddScoped<B>(); [|s.AddSingleton<Needs>()|];")]
    [InlineData("s.AddScoped<IA, A>(); s.AddScoped<B>(); [|s.AddSingleton<Many>()|];")]
    [InlineData("s.AddScoped<IA, A>(); s.AddScoped<B>(); [|s.AddSingleton(typeof(Needs), typeof(Needs))|];")]
    [InlineData("s.AddScoped<IA, A>(); s.AddScoped<B>(); s.AddSingleton<IB>(p => { var a = [|p.GetRequiredService<IA>()|]; return new B(); });")]
    [InlineData("s.TryAddScoped<IA, A>(); s.AddScoped<IA, A>(); [|s.AddSingleton<Needs>()|];")]
    [InlineData("s.AddScoped<IA, A>(); [|s.AddSingleton<Needs>()|]; s.AddSingleton<object, Needs>();")]
    public Task A_singleton_that_takes_a_scoped_service_is_reported(string registrations) => Report("PAT1501", registrations);

    [Theory]
    [InlineData("s.AddSingleton<IA, A>(); s.AddScoped<B>(); s.AddSingleton<Needs>();")]
    [InlineData("s.AddScoped<IA, A>(); s.AddSingleton<IA, A>(); s.AddSingleton<Needs>();")]
    [InlineData("s.AddScoped<IA, A>(); s.AddScoped<B>(); s.AddScoped<Needs>();")]
    [InlineData("s.AddScoped<IA, A>(); s.AddScoped<B>(); s.AddSingleton<Two>();")]
    [InlineData("s.AddScoped<B>(); s.AddScoped<C>(); s.AddSingleton<Needs>();")]
    [InlineData("s.AddScoped<IA, A>(); s.AddScoped<B>(); s.AddSingleton<IB>(p => { using var inner = p.CreateScope(); var a = inner.ServiceProvider.GetRequiredService<IA>(); return new B(); });")]
    [InlineData("s.TryAddScoped<IA, A>(); s.AddScoped<B>(); s.AddSingleton<Needs>();")]
    public Task Other_lifetimes_are_none_of_its_business(string registrations) => Report("PAT1501", registrations);

    [Theory]
    [InlineData("var p = [|s.BuildServiceProvider()|]; p.GetRequiredService<IA>();")]
    [InlineData("var a = [|s.BuildServiceProvider()|].GetRequiredService<IA>();")]
    public Task A_provider_that_nobody_disposes_is_reported(string use) => Report("PAT1502", Three + use);

    [Theory]
    [InlineData("using var p = s.BuildServiceProvider(); p.GetRequiredService<IA>();")]
    [InlineData("using (var p = s.BuildServiceProvider()) p.GetRequiredService<IA>();")]
    [InlineData("var p = s.BuildServiceProvider(); p.GetRequiredService<IA>(); p.Dispose();")]
    [InlineData("_kept = s.BuildServiceProvider();")]
    [InlineData("var p = s.BuildServiceProvider(); Keep(p);")]
    [InlineData("var p = s.BuildServiceProvider(); Later(() => p.GetService<IA>());")]
    public Task A_provider_that_somebody_has_is_not(string use) => Report("PAT1502", Three + use);

    [Theory]
    [InlineData("public void Go() { var c = [|provider.GetRequiredService<IC>()|]; c.ToString(); }")]
    [InlineData("readonly IC _c = [|provider.GetRequiredService<IC>()|]; public IC It => _c;")]
    [InlineData("public IC It { get; } = [|provider.GetRequiredService<IC>()|];")]
    [InlineData("readonly Other _other = [|provider.GetRequiredService<Other>()|]; public Other It => _other;")]
    [InlineData("public void Go() { var log = [|provider.GetRequiredService<Microsoft.Extensions.Logging.ILogger<Built>>()|]; log.ToString(); }")]
    [InlineData("readonly IC _c = [|provider.GetService<IC>()|]!; public IC It => _c;")]
    public Task A_built_class_that_asks_the_container_is_reported(string member) => Services.Report("PAT1503", Built(member));

    [Theory]
    [InlineData("public void Go() { var other = provider.GetRequiredService<Other>(); other.ToString(); }")]
    [InlineData("public void Go() { var fresh = provider.GetRequiredService<Fresh>(); fresh.ToString(); }")]
    [InlineData("public void Go() { var unknown = provider.GetRequiredService<IDisposable>(); unknown.ToString(); }")]
    [InlineData("readonly bool _has = provider.GetService<IC>() is not null; public bool Has => _has;")]
    [InlineData("readonly IDisposable? _may = provider.GetService<IDisposable>(); public object? It => _may;")]
    public Task What_a_constructor_could_not_take_is_not(string member) => Services.Report("PAT1503", Built(member));

    [Theory]
    [InlineData("public IC Make() => provider.GetRequiredService<IC>();")]
    [InlineData("public void Go(bool now) { if (now) { var c = provider.GetRequiredService<IC>(); c.ToString(); } }")]
    [InlineData("public void Go() { using var scope = provider.CreateScope(); var c = scope.ServiceProvider.GetRequiredService<IC>(); c.ToString(); }")]
    [InlineData("public void Go(Type type) { var c = provider.GetRequiredService(type); c.ToString(); }")]
    [InlineData("public void Go<T>() where T : class { var c = provider.GetRequiredService<T>(); c.ToString(); }")]
    public Task Factories_scopes_and_open_questions_are_not(string member) => Services.Report("PAT1503", Built(member));

    [Theory]
    [InlineData("public class Built(IServiceProvider provider) { internal IHidden It { get; } = provider.GetRequiredService<IHidden>(); }")]
    [InlineData("public class Built(IServiceProvider provider) { internal IHidden It { get; } = provider.GetRequiredService<IHidden>(); public IC Other { get; } = [|provider.GetRequiredService<IC>()|]; }")]
    [InlineData("internal class Built(IServiceProvider provider) { internal IHidden It { get; } = [|provider.GetRequiredService<IHidden>()|]; }")]
    [InlineData("public class Built(IServiceProvider provider) { internal object It { get; } = provider.GetRequiredService<IGiven<IHidden>>(); }")]
    public Task A_public_constructor_cannot_take_what_is_internal(string built) => Services.Report(
        "PAT1503", "interface IHidden { } class Hidden : IHidden { } public interface IGiven<T> { } class Given : IGiven<IHidden> { } " + built + " " + Root("s.AddScoped<Built>(); s.AddScoped<IHidden, Hidden>(); s.AddScoped<IGiven<IHidden>, Given>(); s.AddScoped<IC, C>();"));

    [Theory]
    [InlineData("try { s.AddSingleton(typeof(IA), typeof(A)); } [|catch|] { } s.AddScoped<B>(); s.AddScoped<C>();")]
    [InlineData("try { s.AddSingleton(typeof(IA), typeof(A)); } [|catch|] (Exception) { } s.AddScoped<B>(); s.AddScoped<C>();")]
    [InlineData("try { s.AddSingleton(typeof(IA), typeof(A)); } catch (FileNotFoundException) { } s.AddScoped<B>(); s.AddScoped<C>();")]
    [InlineData("try { s.AddSingleton(typeof(IA), typeof(A)); } catch (Exception e) { Console.WriteLine(e); } s.AddScoped<B>(); s.AddScoped<C>();")]
    [InlineData("try { File.Delete(\"x\"); } catch { } s.AddSingleton<IA, A>(); s.AddScoped<B>(); s.AddScoped<C>();")]
    public Task An_error_of_a_registration_must_not_be_swallowed(string registrations) => Report("PAT1504", registrations);

    [Theory]
    [InlineData("s.AddScoped<B>(); s.AddScoped<C>(); [|s.TryAddSingleton<IHostedService, Work>()|];")]
    [InlineData("s.AddScoped<Many>(); s.TryAddScoped<IA, A>(); [|s.TryAddScoped<IA, A2>()|];")]
    [InlineData("s.AddScoped<Many>(); s.TryAddScoped<IA, A>(); s.TryAddScoped<IA, A>();")]
    [InlineData("s.AddScoped<B>(); s.TryAddScoped<IB, B>(); s.TryAddScoped<IB, B2>();")]
    [InlineData("s.AddScoped<B>(); s.AddScoped<C>(); s.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, Work>());")]
    public Task One_of_many_is_not_left_out(string registrations) => Report("PAT1506", registrations);

    [Theory]
    [InlineData("PAT1501", "s.AddScoped<IA, A>(); s.AddScoped<B>(); s.AddSingleton<Needs>();")]
    [InlineData("PAT1502", Three + "var p = s.BuildServiceProvider(); p.GetRequiredService<IA>();")]
    [InlineData("PAT1506", "s.AddScoped<B>(); s.AddScoped<C>(); s.TryAddSingleton<IHostedService, Work>();")]
    public Task Where_other_analyzers_check_lifetimes_it_steps_back(string id, string registrations) =>
        Verify<DependencyInjectionAnalyzer>.Reports(id, Services.Parts + Needs + Root(registrations), test =>
        {
            test.TestState.AdditionalReferences.AddRange(References.Web);
            test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\n" + OtherAnalyzers.LifetimeAnalyzers + " = true\n"));
        });

    [Theory]
    [InlineData("readonly Once _once = [|new Once(a)|]; public Once It => _once;")]
    [InlineData("public Once It { get; } = [|new Once(a)|];")]
    [InlineData("readonly Once _once = new Once(new A()); public object It => (_once, a);")]
    [InlineData("readonly Once? _once = a is A ? new Once(a) : null; public Once? It => _once;")]
    [InlineData("readonly Many _other = new Many([]); public object It => (_other, a);")]
    [InlineData("static readonly Once s_once = new Once(new A()); public object It => (s_once, a);")]
    [InlineData("public Once Make() => new Once(a);")]
    public Task What_is_registered_to_be_there_once_is_not_made_again(string member) => SecondInstance("class Other(IA a) { " + member + " }", "s.AddSingleton<IA, A>(); s.AddSingleton<Once>(); s.AddTransient<Many>(); s.AddScoped<Other>();");

    [Theory]
    [InlineData("class Other { readonly Once _once; public Other(IA a) { _once = [|new Once(a)|]; } public Once It => _once; }", "s.AddSingleton<IA, A>(); s.AddSingleton<Once>(); s.AddScoped<Other>();")]
    [InlineData("class Other { readonly Once _once; public Other(IA a) { if (a is A) _once = new Once(a); else _once = null!; } public Once It => _once; }", "s.AddSingleton<IA, A>(); s.AddSingleton<Once>(); s.AddScoped<Other>();")]
    [InlineData("class Other(IA a) { readonly Once _once = new Once(a); public Once It => _once; }", "s.AddSingleton<IA, A>(); s.AddSingleton<Once>(); s.AddSingleton<B>();")]
    [InlineData("class Other(IA a) { readonly Once _once = new Once(a); public Once It => _once; }", "s.AddSingleton<IA, A>(); s.AddScoped<Once>(); s.AddScoped<Other>();")]
    [InlineData("class Around(IA a) : IB { readonly B _inner = new B(); public object It => (_inner, a); }", "s.AddSingleton<IA, A>(); s.AddSingleton<IB, B>(); s.AddSingleton<IB, Around>();")]
    public Task Only_where_the_container_builds_both(string classes, string registrations) => SecondInstance(classes, registrations);

    private static Task SecondInstance(string classes, string registrations) =>
        Services.Report("PAT1508", "public class Once(IA a) { public IA It => a; } " + classes + " " + Needs + Root(registrations));

    private const string Three = "s.AddSingleton<IA, A>(); s.AddScoped<B>(); s.AddScoped<C>(); ";

    private static Task Report(string id, string registrations) => Services.Report(id, Needs + Root(registrations));

    private static string Root(string registrations) => """
        public class A2 : IA { } public class B2 : IB { }
        public class Work : BackgroundService { protected override Task ExecuteAsync(CancellationToken stop) => Task.CompletedTask; }
        public class Root
        {
            private IServiceProvider? _kept;
            private void Keep(IServiceProvider p) => _kept = p;
            private void Later(Action a) => a();
            public void Fill(ServiceCollection s) { REGISTRATIONS }
        }
        """.Replace("REGISTRATIONS", registrations);

    /// <summary>A class that the container builds, with a service that needs it and one that is made anew for each question.</summary>
    private static string Built(string member) => "public class Built(IServiceProvider provider) { " + member + " } public class Other(Built built) { public Built It => built; } public class Fresh { } "
        + Root("s.AddScoped<Built>(); s.AddScoped<IC, C>(); s.AddScoped<Other>(); s.AddTransient<Fresh>();");
}
