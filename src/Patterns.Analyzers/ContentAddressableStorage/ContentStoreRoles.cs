using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>The parts that types play in the pattern.</summary>
internal static class ContentStoreRoles
{
    public static readonly Role Store = new("store", "a content-addressable store");
    public static readonly Role Composer = new("composer", "a composer over a content-addressable store");
}
