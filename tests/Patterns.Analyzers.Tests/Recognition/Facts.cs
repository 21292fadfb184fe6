using Microsoft.CodeAnalysis.CSharp;
using Patterns.Analyzers.Recognition;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Recognition;

/// <summary>Facts of a type in a source, for tests of the engine.</summary>
internal static class Facts
{
    public static TypeFacts Of(string source, string type = "C")
    {
        var project = Project(source);
        return project.Of(project.Compilation.GetTypeByMetadataName(type)!)!;
    }

    public static ProjectFacts Project(string source) => ProjectFacts.Of(
        CSharpCompilation.Create("Test", [CSharpSyntaxTree.ParseText("using System; using System.Collections.Generic; using System.Threading.Tasks; " + source)], References.Net), new([]), default);

    public static Body Body(this TypeFacts type, string method) => type.Bodies.Single(body => body.Name == method);

    public static Call Call(this Body body, string name) => body.Calls.First(call => call.Name == name);
}
