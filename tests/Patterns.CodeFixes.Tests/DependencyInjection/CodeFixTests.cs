using Microsoft.CodeAnalysis.CodeFixes;
using Patterns.Analyzers.DependencyInjection;
using Patterns.CodeFixes.DependencyInjection;
using Patterns.Tests;

namespace Patterns.CodeFixes.Tests.DependencyInjection;

public sealed class CodeFixTests
{
    private const string Root = """
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.DependencyInjection.Extensions;
        using Microsoft.Extensions.Hosting;
        public class A { public void Go() { } public Task GoAsync() => Task.CompletedTask; } public class B { } public class C { }
        public class Work : BackgroundService { protected override Task ExecuteAsync(CancellationToken stop) => Task.CompletedTask; }
        public class Root
        {
            public MEMBER
        }
        """;

    private const string Three = "s.AddSingleton<A>(); s.AddSingleton<B>(); s.AddSingleton<C>(); ";

    [Theory]
    [InlineData("void Run(ServiceCollection s) { " + Three + "var p = [|s.BuildServiceProvider()|]; p.GetRequiredService<A>().Go(); }", "void Run(ServiceCollection s) { " + Three + "using var p = s.BuildServiceProvider(); p.GetRequiredService<A>().Go(); }")]
    [InlineData("void Run(ServiceCollection s) { " + Three + "/* one */ IServiceProvider p = [|s.BuildServiceProvider()|]; p.GetRequiredService<A>().Go(); }", "void Run(ServiceCollection s) { " + Three + "/* one */ using var p = s.BuildServiceProvider(); p.GetRequiredService<A>().Go(); }")]
    [InlineData("async Task Run(ServiceCollection s) { " + Three + "var p = [|s.BuildServiceProvider()|]; p.GetRequiredService<A>().Go(); await Task.Yield(); }", "async Task Run(ServiceCollection s) { " + Three + "await using var p = s.BuildServiceProvider(); p.GetRequiredService<A>().Go(); await Task.Yield(); }")]
    public Task A_provider_that_ends_with_its_method_is_disposed(string member, string mended) => Fixes<DisposeProviderCodeFix>("PAT1502", member, mended);

    [Theory]
    [InlineData("A Run(ServiceCollection s)", "return p.GetRequiredService<A>();")]
    [InlineData("void Run(ServiceCollection s)", "kept = p.GetRequiredService<A>();")]
    [InlineData("void Run(ServiceCollection s)", "var a = p.GetRequiredService<A>(); all.Add(a);")]
    [InlineData("void Run(ServiceCollection s)", "foreach (var a in p.GetServices<A>()) all.Add(a);")]
    [InlineData("void Run(ServiceCollection s)", "if (p.GetService<A>() is { } a) all.Add(a);")]
    [InlineData("void Run(ServiceCollection s)", "A a; a = p.GetRequiredService<A>(); later = () => a.Go();")]
    [InlineData("void Run(ServiceCollection s)", "var a = p.GetRequiredService<A>(); Later(a.Go);")]
    [InlineData("void Run(ServiceCollection s)", "var a = p.GetRequiredService<A>(); var b = a; Later(() => b.Go());")]
    [InlineData("void Run(ServiceCollection s)", "p.GetRequiredService<A>().GoAsync();")]
    public Task A_provider_whose_service_leaves_the_method_gets_no_fix(string method, string use)
    {
        var member = method + " { " + Three + "var p = [|s.BuildServiceProvider()|]; " + use + " } A kept; readonly List<A> all = new(); Action later; static void Later(Action a) { }";
        return Fixes<DisposeProviderCodeFix>("PAT1502", member, member);
    }

    [Fact]
    public Task A_hosted_service_is_added_beside_the_others() => Fixes<TryAddEnumerableCodeFix>(
        "PAT1506",
        "void Add(IServiceCollection s) { " + Three + "[|s.TryAddSingleton<IHostedService, Work>()|]; }",
        "void Add(IServiceCollection s) { " + Three + "s.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, Work>()); }");

    [Fact]
    public Task What_was_made_last_is_disposed_first() => Verify<DependencyInjectionAnalyzer>.Fixes<DisposeInReverseCodeFix>("PAT1507", Box("[|_made|]"), Box("Enumerable.Reverse(_made)"));

    private static string Box(string order) => $$"""
        public class Box : IDisposable
        {
            private readonly Dictionary<Type, Func<Box, IDisposable>> _makers = new();
            private readonly List<IDisposable> _made = new();
            public void Add<T>(Func<Box, T> maker) where T : class, IDisposable => _makers.Add(typeof(T), maker);
            public T Get<T>() { var made = _makers[typeof(T)](this); _made.Add(made); return (T)made; }
            public void Dispose() { foreach (var made in {{order}}) made.Dispose(); }
        }
        """;

    private static Task Fixes<TFix>(string id, string member, string mended) where TFix : CodeFixProvider, new() =>
        Verify<DependencyInjectionAnalyzer>.Fixes<TFix>(id, Root.Replace("MEMBER", member), Root.Replace("MEMBER", mended), test => test.TestState.AdditionalReferences.AddRange(References.Web));
}
