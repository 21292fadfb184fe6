namespace Patterns.Package.Tests;

/// <summary>A project that has DependencyInjection.Lifetime.Analyzers too does not hear the same twice.</summary>
public sealed class LifetimeAnalyzersTests(FreshPackage package) : IDisposable
{
    private const string Captive = """
        using Microsoft.Extensions.DependencyInjection;

        namespace Shop
        {
            public interface IBasket { }

            public sealed class Basket : IBasket { }

            public sealed class Till
            {
                public Till(IBasket basket) => Basket = basket;

                public IBasket Basket { get; }
            }

            public static class Services
            {
                public static void AddShop(IServiceCollection services)
                {
                    services.AddScoped<IBasket, Basket>();
                    services.AddSingleton<Till>();
                    services.AddSingleton<App>();
                }
            }
        }
        """;

    private readonly ConsumerProject project = ConsumerProject.OfShop(package, ConsumerProject.OneFramework);

    [Theory]
    [InlineData("DependencyInjection.Lifetime.Analyzers", false)]
    [InlineData("Other.Analyzers", true)]
    public async Task The_build_tells_the_analyzers(string assembly, bool isReported)
    {
        project.Write("Services.cs", Captive);
        project.WriteAssembly($"tools/{assembly}.dll");
        project.Write("Directory.Build.props", $"""
            <Project>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                <Analyzer Include="tools/{assembly}.dll" />
              </ItemGroup>
            </Project>
            """);

        var build = await project.TryBuildAsync("-p:PatternsMode=Strict");

        Assert.Equal(isReported, build.Findings().Contains("Services.cs(21): warning PAT1501"));
        Assert.Equal(0, build.ExitCode);
    }

    public void Dispose() => project.Dispose();
}
