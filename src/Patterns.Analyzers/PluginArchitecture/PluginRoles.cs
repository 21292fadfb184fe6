using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>The parts that a type can play.</summary>
internal static class PluginRoles
{
    public static readonly Role Loader = new("loader", "a plugin loader");
    public static readonly Role LoadContext = new("load-context", "a plugin load context");
    public static readonly Role Registry = new("registry", "a plugin registry");
    public static readonly Role Host = new("host", "a plugin host");
}
