using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar;

/// <summary>The parts that types play around a sidecar.</summary>
internal static class SidecarRoles
{
    public static readonly Role Client = new("client", "a client of a sidecar");
    public static readonly Role Locator = new("locator", "a locator of a sidecar");
    public static readonly Role Launcher = new("launcher", "a launcher of a sidecar");
    public static readonly Role Configurator = new("configurator", "a configurator of sidecars");
}
