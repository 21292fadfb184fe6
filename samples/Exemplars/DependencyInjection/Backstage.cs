using Microsoft.Extensions.DependencyInjection;

namespace Exemplars.DependencyInjection.Backstage;

public interface IClock
{
    DateTimeOffset Now { get; }
}

public sealed class SystemClock : IClock
{
    public DateTimeOffset Now => DateTimeOffset.UtcNow;
}

public interface ICatalog
{
    IEnumerable<string> Components(DateTimeOffset at);
}

public sealed class FileCatalog(string folder) : ICatalog
{
    public IEnumerable<string> Components(DateTimeOffset at) => Directory.EnumerateFiles(folder).Where(file => File.GetLastWriteTimeUtc(file) <= at);
}

public sealed class ComponentPage(ICatalog catalog, IClock clock)
{
    public string Render() => string.Join(Environment.NewLine, catalog.Components(clock.Now));
}

/// <summary>The one place that decides which implementation every part of the program gets, and how long it lives.</summary>
public static class Program
{
    public static void Run(string folder)
    {
        using var provider = Services(folder).BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        using var scope = provider.CreateScope();
        Console.WriteLine(scope.ServiceProvider.GetRequiredService<ComponentPage>().Render());
    }

    private static ServiceCollection Services(string folder)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IClock, SystemClock>();
        services.AddSingleton<ICatalog>(new FileCatalog(folder));
        services.AddScoped<ComponentPage>();
        return services;
    }
}
