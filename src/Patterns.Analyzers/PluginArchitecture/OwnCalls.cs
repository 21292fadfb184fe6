using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>The calls of a private member, all of which its own type makes.</summary>
internal static class OwnCalls
{
    public static IEnumerable<(Call Call, Body Caller)> Of(Body callee)
    {
        foreach (var caller in callee.Type.Bodies)
            if (caller.Words.Has(callee.Name))
                foreach (var (call, body) in caller.Callees)
                    if (body == callee) yield return (call, caller);
    }
}
