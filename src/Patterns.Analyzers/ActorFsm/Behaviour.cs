using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>An actor that replaces its own handlers: each set of handlers is a state.</summary>
internal static class Behaviour
{
    private static readonly Words Gate = new("Become", "BecomeStacked");

    public static Evidence? In(TypeFacts type)
    {
        if (!type.Words.HasAny(Gate)) return null;
        foreach (var body in type.Bodies)
        {
            if (!body.Words.HasAny(Gate)) continue;
            foreach (var call in body.Calls)
                if (Gate.Contains(call.Name) && call.Arguments.Length > 0)
                    return Evidence.At(call.Operation, $"'{body.DisplayName}' replaces its handlers by '{call.Name}'");
        }
        return null;
    }
}
