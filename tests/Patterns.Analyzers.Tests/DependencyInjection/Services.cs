using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Patterns.Analyzers.DependencyInjection;
using Patterns.Tests;

namespace Patterns.Analyzers.Tests.DependencyInjection;

/// <summary>Small containers and composition roots for the tests of this pattern.</summary>
internal static class Services
{
    /// <summary>A container whose members a test fills in.</summary>
    public const string Container = """
        using System.Reflection;
        public interface IShape { }
        public class Round : IShape { }
        public class Registration { public object? Made; public object Make(Box box) => Made ??= new Round(); }
        public class Box
        {
            MEMBERS
        }
        """;

    /// <summary>Services to register.</summary>
    public const string Parts = """
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.DependencyInjection.Extensions;
        using Microsoft.Extensions.Hosting;
        public interface IA { } public interface IB { } public interface IC { }
        public class A : IA { } public class B : IB { } public class C : IC { }

        """;

    public static Task<IReadOnlyList<Found>> FindContainer(string members) => Find("PAT1500", Container.Replace("MEMBERS", members));

    /// <summary>The findings of a rule in sources that see the framework's container.</summary>
    public static async Task<IReadOnlyList<Found>> Find(string id, params string[] sources) => await Find(id, Source.Compile(sources).WithWeb());

    public static async Task<IReadOnlyList<Found>> Find(string id, CSharpCompilation compilation) =>
        [.. (await Finds.In<DependencyInjectionAnalyzer>(compilation)).Where(finding => finding.Id == id)];

    /// <summary>The rule reports the marked spans in code that follows the parts, and nothing else.</summary>
    public static Task Report(string id, string code, OutputKind kind = OutputKind.DynamicallyLinkedLibrary) => Verify<DependencyInjectionAnalyzer>.Reports(id, Parts + code, test =>
    {
        test.TestState.AdditionalReferences.AddRange(References.Web);
        test.TestState.OutputKind = kind;
    });
}
