using Microsoft.CodeAnalysis.CSharp;
using Patterns.Analyzers.Recognition;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.Recognition;

/// <summary>Facts of a type in a source, for tests of the engine.</summary>
internal static class Facts
{
    public static TypeFacts Of(string source, string type = "C")
    {
        var compilation = CSharpCompilation.Create("Test", [CSharpSyntaxTree.ParseText("using System; using System.Collections.Generic; using System.Threading.Tasks; " + source)], References.Net);
        return ProjectFacts.Of(compilation, new([]), default).Of(compilation.GetTypeByMetadataName(type)!)!;
    }

    public static Body Body(this TypeFacts type, string method) => type.Bodies.Single(body => body.Name == method);

    public static Call Call(this Body body, string name) => body.Calls.First(call => call.Name == name);
}
