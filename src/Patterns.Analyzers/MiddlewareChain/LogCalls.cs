using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.MiddlewareChain;

/// <summary>Tells the calls that write messages for people, by what people call a log.</summary>
internal static class LogCalls
{
    private static readonly string[] Logs = { "log", "logger", "trace", "console", "debug", "tracer", "logging" };

    public static bool Are(Call call) =>
        new[] { call.ReceiverSymbol?.Name, call.Receiver?.Type?.Name, call.Owner?.Name }.Any(name => name is not null
            && WordsOf(name).Any(word => Array.IndexOf(Logs, word) >= 0));

    private static IEnumerable<string> WordsOf(string name)
    {
        var start = 0;
        for (var i = 1; i <= name.Length; i++)
        {
            if (i < name.Length && !char.IsUpper(name[i]) && name[i] != '_') continue;
            yield return name.Substring(start, i - start).Trim('_').ToLowerInvariant();
            start = i;
        }
    }
}
