using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Tests.Recognition;

public class GlobTests
{
    [Theory]
    [InlineData("*Middleware", "LoggingMiddleware", true)]
    [InlineData("*Middleware", "Middleware", true)]
    [InlineData("*Middleware", "LoggingMiddlewares", false)]
    [InlineData("*Middleware", "loggingmiddleware", false)]
    [InlineData("*Middleware, *Filter", "AuthFilter", true)]
    [InlineData("*.Pipeline", "Shop.Orders.Pipeline", true)]
    [InlineData("*.Pipeline", "ShopXPipeline", false)]
    public void Matching(string glob, string name, bool expected) => Assert.Equal(expected, new Glob(glob).Matches(name));

    [Theory]
    [InlineData("*Middleware", "Logging", "LoggingMiddleware")]
    [InlineData("I*Link", "Logging", "ILoggingLink")]
    [InlineData("*Middleware, *Filter", "Logging", null)]
    [InlineData("Middleware", "Logging", null)]
    [InlineData("*.Middleware", "Logging", null)]
    public void Completing(string glob, string name, string? expected) => Assert.Equal(expected, new Glob(glob).Complete(name));
}
