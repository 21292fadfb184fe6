namespace Patterns.Package.Tests;

public sealed class ConsumerTests(Consumer consumer) : IClassFixture<Consumer>
{
    [Theory]
    [InlineData("AD0001")] // an analyzer threw
    [InlineData("CS8032")] // an analyzer could not be created
    [InlineData("CS8034")] // its assembly could not be loaded
    [InlineData("CS9057")] // its assembly wants a newer compiler
    public void Compiler_has_no_complaint_about_the_analyzers(string id) => Assert.DoesNotContain(id, consumer.Console, StringComparison.Ordinal);
}
