using Patterns.Analyzers.Tests.Robustness;
using Patterns.Tests;
using Microsoft.CodeAnalysis;

namespace Patterns.Analyzers.Tests.DependencyInjection;

/// <summary>What a new project looks like is no news.</summary>
public class PlainApplicationTests
{
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Http; global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting; global using Microsoft.Extensions.Logging; global using Microsoft.Extensions.Configuration;

        """;

    private const string WebApi = """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        builder.Services.AddEndpointsApiExplorer();
        builder.Services.AddAuthorization();
        var app = builder.Build();
        app.UseHttpsRedirection();
        app.MapGet("/forecast", () => Enumerable.Range(1, 5).Select(day => new Forecast(DateOnly.FromDateTime(DateTime.Now.AddDays(day)), Random.Shared.Next(-20, 55))).ToArray());
        app.Run();
        record Forecast(DateOnly Date, int Celsius) { public int Fahrenheit => 32 + (int)(Celsius / 0.5556); }
        """;

    private const string Worker = """
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddHostedService<Worker>();
        var host = builder.Build();
        host.Run();
        public class Worker(ILogger<Worker> logger) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stop)
            {
                while (!stop.IsCancellationRequested) { logger.LogInformation("running at {time}", DateTimeOffset.Now); await Task.Delay(1000, stop); }
            }
        }
        """;

    private const string Blazor = """
        using Microsoft.AspNetCore.Components;
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        var app = builder.Build();
        if (!app.Environment.IsDevelopment()) { app.UseExceptionHandler("/Error", createScopeForErrors: true); app.UseHsts(); }
        app.UseHttpsRedirection();
        app.UseStaticFiles();
        app.UseAntiforgery();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        app.Run();
        public class App : ComponentBase { private int _count; private void Increment() => _count++; }
        """;

    [Theory]
    [InlineData(WebApi)]
    [InlineData(Worker)]
    [InlineData(Blazor)]
    public async Task It_shows_little_and_breaks_nothing(string program)
    {
        var found = await AllAnalyzers.Over([("Usings.cs", Usings), ("Program.cs", program)], OutputKind.ConsoleApplication, References.Net.Concat(References.Web));
        Assert.InRange(found.Length, 0, 3);
        Assert.All(found, finding => Assert.Matches("^PAT[01][0-9]00 ", finding));
    }
}
