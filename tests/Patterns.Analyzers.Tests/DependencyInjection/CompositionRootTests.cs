using Microsoft.CodeAnalysis;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.DependencyInjection;

public class CompositionRootTests
{
    [Theory]
    [InlineData("public static class Root { public static void Add(this IServiceCollection s) { s.AddSingleton<IA, A>(); s.AddScoped<IB, B>(); s.AddTransient<IC, C>(); } }")]
    [InlineData("public static class Root { public static void Add(this IServiceCollection s) => s.AddSingleton<IA, A>().AddScoped<IB, B>().AddLogging(); }")]
    [InlineData("public class Root { public void ConfigureServices(IServiceCollection s) { s.AddSingleton(typeof(IA), typeof(A)); s.AddScoped<IB>(p => new B()); s.AddTransient<C>(); } }")]
    [InlineData("public class Root(IServiceCollection s) { public void One() => s.AddSingleton<IA, A>(); public void Two() { s.AddScoped<IB, B>(); s.TryAddTransient<IC, C>(); } }")]
    [InlineData("public class Root { readonly IServiceCollection _s = new ServiceCollection(); public Root() { _s.AddSingleton<IA, A>(); _s.AddScoped<IB, B>(); _s.AddTransient<IC, C>(); } }")]
    [InlineData("public class Root { public static void Add(IHostApplicationBuilder b) { b.Services.AddSingleton<IA, A>(); b.Services.AddScoped<IB, B>(); b.Services.AddTransient<IC, C>(); } }")]
    [InlineData("public class Root { public static void Add(IHostBuilder b) => b.ConfigureServices(s => { s.AddSingleton<IA, A>(); s.AddScoped<IB, B>(); s.AddTransient<IC, C>(); }); }")]
    [InlineData("public class Root { public static void Add(IServiceCollection s) { s.AddSingleton<IA>(p => new A()); s.AddSingleton<IA>(p => new A2()); s.AddSingleton<IA>(p => new A3()); } class A2 : IA { } class A3 : IA { } }")]
    [InlineData("public class Root { public static void Add(IServiceCollection s) { Local(); void Local() { s.AddSingleton<IA, A>(); s.AddScoped<IB, B>(); s.AddTransient<IC, C>(); } } }")]
    [InlineData("public class Root { public static object Build(IServiceCollection s) { s.AddSingleton<IA, A>(); s.AddScoped<IB, B>(); s.Configure<C>(c => { }); return s.BuildServiceProvider(); } }")]
    [InlineData("public class Root { public static void Each(IServiceCollection s, Type[] from) { foreach (var one in from) { s.Add(ServiceDescriptor.Scoped(one, one)); s.AddSingleton(one, new A()); s.AddScoped<IB, B>(); } } }")]
    public async Task Three_registrations_make_a_composition_root(string code) =>
        Assert.Equal(("Root", "composition-root", "high"), Assert.Single(await Services.Find("PAT1500", Services.Parts + code)) is var found ? (found.Text, found.Role, found.Confidence) : default);

    [Theory]
    [InlineData("public static class Root { public static void Add(this IServiceCollection s) { s.AddSingleton<IA, A>(); s.AddScoped<IB, B>(); } }")]
    [InlineData("public class Consumer(IA a, IB b, IC c) { public object All => (a, b, c); }")]
    [InlineData("public static class Api { public static void One<T>(this IServiceCollection s) where T : class => s.AddSingleton<T>(); public static void Two<T>(this IServiceCollection s) where T : class => s.AddScoped<T>(); public static void Three(this IServiceCollection s, A a) => s.AddSingleton(a); }")]
    [InlineData("public static class Offer { public static void One(this IServiceCollection s) => s.AddSingleton<IA>(new A()); public static void Two(this IServiceCollection s) => s.AddSingleton<IA>(p => new A()); public static void Three(this IServiceCollection s) => s.TryAddSingleton<IA>(p => new A()); }")]
    [InlineData("public static class Offer1 { public static void AddA(this IServiceCollection s, IA a) => s.AddSingleton(a); } public static class Offer2 { public static void AddB(this IServiceCollection s, IB b) => s.AddSingleton(b); } public static class Offer3 { public static void AddC(this IServiceCollection s, IC c) => s.AddSingleton(c); } public static class Pass { public static void AddA(IHostApplicationBuilder b, IA a) => b.Services.AddA(a); public static void AddB(IHostApplicationBuilder b, IB x) => b.Services.AddB(x); public static void AddC(IHostApplicationBuilder b, IC c) => b.Services.AddC(c); }")]
    [InlineData("public class Locator(IServiceProvider p) { public object All => (p.GetService<IA>(), p.GetService<IB>(), p.GetService<IC>()); }")]
    [InlineData("public class Bag { public Bag AddSingleton<T>() => this; public static void Fill(Bag services) => services.AddSingleton<A>().AddSingleton<B>().AddSingleton<C>(); }")]
    [InlineData("public class Root { public static void Fill(IServiceCollection s) { s.AddSingleton<IA, A>(); s.AddScoped<IB, B>(); s.Configure<C>(c => { }); s.PostConfigure<C>(c => { }); } }")]
    [InlineData("public class Root { public static void Copy(IServiceCollection s, IServiceCollection from) { foreach (var one in from) { s.Add(one); s.AddSingleton(one.ServiceType, new A()); s.Insert(0, one); s.AddScoped<IB, B>(); } } }")]
    public async Task Less_is_not_reported(string code) => Assert.Empty(await Services.Find("PAT1500", Services.Parts + code));

    [Fact]
    public async Task A_user_type_with_the_name_of_the_frameworks_does_not_count() => Assert.Empty(await Services.Find("PAT1500", """
        namespace Mine; public interface IServiceCollection { void AddSingleton<T>(); }
        public class Root { public void Fill(IServiceCollection s) { s.AddSingleton<int>(); s.AddSingleton<long>(); s.AddSingleton<byte>(); } }
        """));

    [Theory]
    [InlineData("box.Register<IA>(() => new A()); box.Register<IB>(() => new B()); box.Register<IC>(() => new C());", "Box", "Root")]
    [InlineData("Register<IA>(() => new A()); Register<IB>(() => new B()); Register<IC>(() => new C());", "Box", "Root")]
    [InlineData("box.Register<IA>(() => new A()); box.Register<IA>(() => new A()); box.Register<IB>(() => new B());", "Box")]
    [InlineData("Register<T>(null!); Register<T>(null!); Register<T>(null!);", "Box")]
    [InlineData("box.Resolve<IA>(); box.Resolve<IB>(); box.Resolve<IC>();", "Box")]
    public async Task A_container_may_be_the_projects_own(string code, params string[] found) => Assert.Equal(found, (await Services.Find("PAT1500", Services.Parts + $$"""
        public class Box
        {
            readonly Dictionary<Type, Func<object>> made = new();
            public void Register<T>(Func<T> make) where T : class => made[typeof(T)] = make; public T Resolve<T>() => (T)made[typeof(T)]();
        }
        public class Root
        {
            readonly Box box = new(); void Register<T>(Func<T> make) where T : class => box.Register(() => make());
            public void Fill<T>() where T : class { {{code}} }
        }
        """)).Select(finding => finding.Text).Order());

    [Fact]
    public async Task One_type_is_reported_once()
    {
        var registrations = string.Concat(Enumerable.Repeat("s.AddSingleton<IA, A>(); ", 12));
        Assert.Contains("makes 12 registrations on 'IServiceCollection'", Assert.Single(await Services.Find("PAT1500", Services.Parts + "public class Root { public void Fill(IServiceCollection s) { " + registrations + "} }")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Top_level_statements_are_a_composition_root()
    {
        const string program = "using Microsoft.Extensions.DependencyInjection; var s = new ServiceCollection(); s.AddLogging(); s.AddOptions(); s.AddHttpClient(); class A;";
        Assert.Contains("'Main' makes 3 registrations", Assert.Single(await Services.Find("PAT1500", Source.Compile(program).WithWeb().AsApplication())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("namespace Autofac { public class ContainerBuilder { } public static class E { public static void RegisterType<T>(this ContainerBuilder b) { } } }", "public class Root { public void Load(Autofac.ContainerBuilder b) { Autofac.E.RegisterType<A>(b); Autofac.E.RegisterType<B>(b); Autofac.E.RegisterType<C>(b); } }")]
    [InlineData("namespace Ninject.Modules { public abstract class NinjectModule { public void Bind<T>() { } } }", "public class Root : Ninject.Modules.NinjectModule { public void Load() { Bind<A>(); Bind<B>(); Bind<C>(); } }")]
    [InlineData("namespace VContainer { public interface IContainerBuilder { void Register<T>(); } }", "public class Root { public void Configure(VContainer.IContainerBuilder b) { b.Register<A>(); b.Register<B>(); b.Register<C>(); } }")]
    [InlineData("namespace Zenject { public class DiContainer { public void Bind<T>() { } } public class MonoInstaller { protected DiContainer Container = new(); } }", "public class Root : Zenject.MonoInstaller { public void InstallBindings() { Container.Bind<A>(); Container.Bind<B>(); Container.Bind<C>(); } }")]
    public async Task Other_frameworks_count(string library, string code)
    {
        var framework = Source.Compile(library).ToMetadataReference();
        Assert.Equal("Root", Assert.Single(await Services.Find("PAT1500", Source.Compile(Services.Parts + code).WithWeb().AddReferences(framework))).Text);
    }

    [Theory]
    [InlineData("b.Add<IA>(() => new A()); b.Add<IB>(() => new B()); b.Add<IC>(() => new C());", 1)]
    [InlineData("b.Keep(new A()); b.Keep(new B()); b.Keep(new C());", 0)]
    public async Task Objects_kept_by_their_type_are_no_registrations(string calls, int found) => Assert.Equal(found, (await Services.Find("PAT1500", Services.Parts + $$"""
        public class Box
        {
            readonly Dictionary<Type, Func<object>> all = new();
            public void Add<T>(Func<T> make) where T : class => all[typeof(T)] = make; public void Keep<T>(T one) where T : class => all[typeof(T)] = () => one;
            public T Get<T>() where T : class => (T)all[typeof(T)]();
        }
        public class Root { public void Fill(Box b) { {{calls}} } }
        """)).Count(one => one.Text == "Root"));

    [Theory]
    [InlineData("r.Use<IA, A>(); r.Use<IB, B>(); r.Use<IC, C>();", 1)]
    [InlineData("r.Type<A>().As<IA>(); r.Type<B>().As<IB>().Once(); r.Type<C>().As<IC>();", 1)]
    [InlineData("r.Type<IA>().As<A>(); r.Type<IB>().As<B>(); r.Type<IC>().As<C>();", 1)]
    [InlineData("r.Use<IA, A>(); r.Use<IA, A2>(); r.Use<IA, A3>();", 0)]
    [InlineData("r.Map<IA, A>(); r.Map<IB, B>(); r.Map<IC, C>();", 0)]
    [InlineData("r.Use<A, A>(); r.Use<B, B>(); r.Use<C, C>();", 0)]
    [InlineData("r.Type<A>().As<IB>(); r.Type<B>().As<IC>(); r.Type<C>().As<IA>();", 0)]
    public async Task A_container_of_ones_own_is_told_by_what_it_demands(string calls, int found) => Assert.Equal(found, (await Services.Find("PAT1500", Services.Parts + $$"""
        public class A2 : IA; public class A3 : IA;
        public interface IMade { IMade As<T>(); void Once(); }
        public interface IRegistrar { void Use<TService, TOwn>() where TOwn : TService; void Map<TFrom, TTo>(); IMade Type<T>(); }
        public class Root { public void Fill(IRegistrar r) { {{calls}} } }
        """)).Count);

    [Theory]
    [InlineData("class Root : Missing.Registry { public Root() { For<IA>().Use<A>().Singleton(); For<IB>().Use<B>(); For<IC>().Use<C>(); } }", 1)]
    [InlineData("class Root { public Root() { new Missing.Container(x => { x.For<IA>().Use<A>(); x.For<IB>().Use<B>(); x.For<IC>().Use<C>(); }); } }", 1)]
    [InlineData("class Root : Missing.Registry { public Root() { For<IA>().Use<B>().Singleton(); For<IB>().Use<C>(); For<IC>().Use<A>(); } }", 0)]
    [InlineData("class Root { public Root() { For<IA>().Use<A>(); For<IB>().Use<B>(); For<IC>().Use<C>(); } }", 0)]
    public async Task A_container_whose_library_is_missing_is_told_by_its_sentences(string root, int found) =>
        Assert.Equal(found, (await Services.Find("PAT1500", Services.Parts + root)).Count);
}
