using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>How messages call what is called.</summary>
internal static class CallNames
{
    /// <summary>The name written at the call; for a delegate that of the variable.</summary>
    public static string DisplayName(this Call call) => call.IsDelegate ? call.ReceiverSymbol?.Name ?? call.Name : call.Name;
}
