namespace Exemplars.ReconciliationLoop.Kubernetes;

public sealed record Deployment(string Name, string Image);

public interface ISpecifications
{
    Task<IReadOnlyList<Deployment>> ListAsync(CancellationToken token);
}

public interface IContainerRuntime
{
    Task<IReadOnlyList<string>> NamesAsync(CancellationToken token);

    Task StartAsync(Deployment deployment, CancellationToken token);

    Task StopAsync(string name, CancellationToken token);
}

/// <summary>Reads what should run and what runs, and acts on the difference; a failed pass is simply due again.</summary>
public sealed class DeploymentController(ISpecifications specifications, IContainerRuntime runtime)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            try
            {
                await PassAsync(token);
            }
            catch (IOException failure)
            {
                Console.Error.WriteLine(failure);
            }
            await Task.Delay(Period, token);
        }
    }

    private async Task PassAsync(CancellationToken token)
    {
        var desired = (await specifications.ListAsync(token)).ToDictionary(deployment => deployment.Name);
        var actual = await runtime.NamesAsync(token);

        foreach (var deployment in desired.Values)
            if (!actual.Contains(deployment.Name)) await runtime.StartAsync(deployment, token);
        foreach (var name in actual)
            if (!desired.ContainsKey(name)) await runtime.StopAsync(name, token);
    }
}
