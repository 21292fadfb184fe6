namespace Exemplars.MiddlewareChain.CoreDNS;

/// <summary>What became of a question.</summary>
public enum ResponseCode
{
    NoError,
    ServerFailure,
    NameError,
    Refused,
}

/// <summary>A question and the answer under construction.</summary>
public sealed class Question(string name)
{
    public string Name { get; } = name;

    public List<string> Answers { get; } = [];
}

/// <summary>The rest of the row.</summary>
public delegate Task<ResponseCode> Rest(Question question);

/// <summary>A plugin answers from what it knows or asks the rest of the row; the code says what came of it.</summary>
public interface IResolver
{
    Task<ResponseCode> ServeAsync(Question question, Rest rest);
}

/// <summary>Puts the plugins into the order that was fixed when the server was built.</summary>
public static class ResolverRow
{
    public static Rest Compose(IReadOnlyList<IResolver> resolvers)
    {
        Rest row = _ => Task.FromResult(ResponseCode.Refused);
        for (var i = resolvers.Count - 1; i >= 0; i--)
        {
            var rest = row;
            var resolver = resolvers[i];
            row = question => resolver.ServeAsync(question, rest);
        }

        return row;
    }
}

/// <summary>Answers names that stand in a table and leaves all others to the rest.</summary>
public sealed class HostsFile(IReadOnlyDictionary<string, string> addresses) : IResolver
{
    public Task<ResponseCode> ServeAsync(Question question, Rest rest)
    {
        if (!addresses.TryGetValue(question.Name, out var address)) return rest(question);
        question.Answers.Add(address);
        return Task.FromResult(ResponseCode.NoError);
    }
}

/// <summary>Turns a failure further down the row into a code.</summary>
public sealed class FailureGuard : IResolver
{
    public async Task<ResponseCode> ServeAsync(Question question, Rest rest)
    {
        try
        {
            return await rest(question);
        }
        catch (TimeoutException)
        {
            return ResponseCode.ServerFailure;
        }
    }
}
