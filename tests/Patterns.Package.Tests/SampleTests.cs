namespace Patterns.Package.Tests;

/// <summary>The sample does what it says.</summary>
[Collection<ConsumerCollection>]
public sealed class SampleTests(Consumer consumer)
{
    [Fact]
    public async Task A_second_run_recovers_the_orders_of_the_first()
    {
        await consumer.RunAsync("ada:mouse:1", "ada:keyboard:2");

        Assert.StartsWith("2 orders recovered", await consumer.RunAsync("cancel:1"), StringComparison.Ordinal);
    }
}
