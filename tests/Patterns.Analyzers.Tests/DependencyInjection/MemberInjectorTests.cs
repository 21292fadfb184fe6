namespace Patterns.Analyzers.Tests.DependencyInjection;

public class MemberInjectorTests
{
    private const string Start = "using System.Reflection; public class InjectAttribute : Attribute; public interface IResolver { object Get(Type service); } ";

    [Theory]
    [InlineData("public class Filler { public void Fill(object o, IResolver r) { foreach (var p in o.GetType().GetProperties().Where(p => p.IsDefined(typeof(InjectAttribute)))) p.SetValue(o, r.Get(p.PropertyType)); } }")]
    [InlineData("public class Filler { public void Fill(object o, IServiceProvider r) { foreach (var f in o.GetType().GetFields()) f.SetValue(o, r.GetService(f.FieldType)); } }")]
    [InlineData("public class Filler { public object? Call(MethodInfo m, object o, IServiceProvider r) => m.Invoke(o, m.GetParameters().Select(p => r.GetService(p.ParameterType)).ToArray()); }")]
    [InlineData("public class Filler { public object? Call(MethodInfo m, object o, IServiceProvider r) { var ps = m.GetParameters(); var a = new object?[ps.Length]; for (var i = 0; i < ps.Length; i++) a[i] = r.GetService(ps[i].ParameterType); return m.Invoke(o, a); } }")]
    [InlineData("public class Filler { static object? Of(IServiceProvider r, Type t) => r.GetService(t); public void Fill(object o, IServiceProvider r) { foreach (var p in o.GetType().GetProperties()) p.SetValue(o, Of(r, p.PropertyType)); } }")]
    public async Task Members_are_filled_from_a_resolver(string code) =>
        Assert.Equal(("injector", "high", "Angular"), Assert.Single(await Services.Find("PAT1500", Start + code)) is var found ? (found.Role, found.Confidence, found.Closest) : default);

    [Fact]
    public async Task Delegates_that_fill_from_a_resolver_make_a_likely_injector() => Assert.Equal("medium", Assert.Single(await Services.Find("PAT1500", Start + """
        public delegate void Fill(object target, IResolver resolver);
        public class Filler { readonly List<Fill> _steps = new(); public void Run(object target, IResolver resolver) { foreach (var step in _steps) step(target, resolver); } }
        """)).Confidence);

    [Theory]
    [InlineData("public class Binder { public void Fill(object o, Dictionary<string, string> d) { foreach (var p in o.GetType().GetProperties()) p.SetValue(o, Convert.ChangeType(d[p.Name], p.PropertyType)); } }")]
    [InlineData("public class Reader { object Read(string text, Type t) => text; public void Fill(object o) { foreach (var p in o.GetType().GetProperties().Where(p => p.IsDefined(typeof(InjectAttribute)))) p.SetValue(o, Read(p.Name, p.PropertyType)); } }")]
    [InlineData("public class Samples { object Make(Type t) => t; public void Fill(object o) { foreach (var p in o.GetType().GetProperties()) p.SetValue(o, Make(p.PropertyType)); } }")]
    public async Task Binders_and_readers_are_not_reported(string code) => Assert.Empty(await Services.Find("PAT1500", Start + code));
}
