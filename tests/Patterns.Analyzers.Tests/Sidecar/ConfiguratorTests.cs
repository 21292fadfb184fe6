namespace Patterns.Analyzers.Tests.Sidecar;

public sealed class ConfiguratorTests
{
    private const string Model = """
        class Container { public string Name { get; set; } = ""; public string Image { get; set; } = ""; public List<string> Args { get; } = new(); }
        class Service { public string Name { get; set; } = ""; public List<Container> Extra { get; } = new(); }

        """;

    [Theory]
    [InlineData("""foreach (var one in services) one.Extra.Add(new Container { Name = $"{one.Name}-agent", Image = "agent" });""")]
    [InlineData("""foreach (var one in services) { var agent = new Container { Image = "agent", Args = { $"--for={one.Name}" } }; one.Extra.Add(agent); }""")]
    [InlineData("""foreach (var one in services) all.Add(new Container { Name = $"{one.Name}-agent", Image = "agent" });""")]
    public async Task A_second_container_for_each_service_is_configured(string code) => Assert.Equal(["Injector configurator medium"], await Parts.In(Model + $$"""
        class Injector { public void Run(List<Service> services, List<Container> all) { {{code}} } }
        """));

    [Theory]
    [InlineData("""annotations.Add("dapr.io/enabled", "true");""")]
    [InlineData("""annotations.TryAdd("sidecar.istio.io/inject", "true");""")]
    [InlineData("""annotations["linkerd.io/inject"] = "enabled";""")]
    [InlineData("""annotations.Add("shareProcessNamespace", "true");""")]
    [InlineData("annotations.Add(Names.Enabled, \"true\");")]
    public async Task Known_annotations_are_set(string code) => Assert.Equal(["Deployer configurator high"], await Parts.In($$"""
        static class Names { public const string Enabled = "dapr.io/enabled"; }
        class Deployer { public void Run(Dictionary<string, string> annotations) { {{code}} } }
        """));

    [Theory]
    [InlineData("class HostConfig { public string NetworkMode { get; set; } } class Runner { public HostConfig Make(string id) => new() { NetworkMode = \"container:\" + id }; }")]
    [InlineData("class Spec { public bool? ShareProcessNamespace { get; set; } } class Runner { public void Make(Spec spec) => spec.ShareProcessNamespace = true; }")]
    public async Task A_shared_namespace_is_configured(string source) => Assert.Equal(["Runner configurator medium"], await Parts.In(source));

    [Theory]
    [InlineData("one container", "class Builder { public void Run(List<Container> all) => all.Add(new Container { Name = \"agent\", Image = \"agent\" }); }")]
    [InlineData("a copy", "class Copier { public void Run(List<Service> services, List<Container> all) { foreach (var one in services) all.Add(new Container { Name = one.Name, Image = \"app\" }); } }")]
    [InlineData("another model", "class Column { public string Name { get; set; } = \"\"; public string Text { get; set; } = \"\"; } class Mapper { public void Run(List<Service> services, List<Column> all) { foreach (var one in services) all.Add(new Column { Name = $\"{one.Name}-id\" }); } }")]
    [InlineData("a refusal", "class Pods { public Dictionary<string, string> Notes = new() { { \"sidecar.istio.io/inject\", \"false\" }, [\"dapr.io/enabled\"] = \"false\" }; public Dictionary<string, string> Make() { var notes = new Dictionary<string, string> { { \"sidecar.istio.io/inject\", \"false\" } }; notes[\"dapr.io/enabled\"] = \"false\"; notes.Add(\"linkerd.io/inject\", \"disabled\"); return notes; } }")]
    [InlineData("a comparison", "class Reader { public bool Run(string key) => key == \"dapr.io/enabled\"; }")]
    [InlineData("a sidecar file", "class Exporter { public string Sidecar(string path) => System.IO.Path.ChangeExtension(path, \".xmp\"); public void Write(string path) => System.IO.File.WriteAllText(Sidecar(path), \"dapr.io/enabled\".Length.ToString()); }")]
    public async Task It_is_silent_for(string what, string source) => Assert.Equal([what], [what, .. await Parts.In(Model + source)]);
}
