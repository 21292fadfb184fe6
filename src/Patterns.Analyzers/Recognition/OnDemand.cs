using System.Threading;

namespace Patterns.Analyzers.Recognition;

/// <summary>Values computed once on first use, for objects of which there are thousands: nothing is set aside for a value that nobody asks for.</summary>
internal static class OnDemand
{
    /// <summary>The one lazy value of a field, made now. Call it only while the field is null.</summary>
    public static Lazy<T> Make<T>(ref Lazy<T>? field, Func<T> create)
    {
        var made = new Lazy<T>(create);
        return Interlocked.CompareExchange(ref field, made, null) ?? made;
    }
}
