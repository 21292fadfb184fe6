using System.Collections.Immutable;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor;

/// <summary>What a type has to do with a reactor.</summary>
/// <param name="Loop">Its event loop; null where the loop is a framework's, a native library's or another type's.</param>
/// <param name="Native">The call that runs a native library's loop; null for all others.</param>
internal sealed record ReactorModel(
    TypeFacts Type, Role Role, Confidence Confidence, ReferenceProject? Closest, ImmutableArray<Evidence> Because, EventLoop? Loop = null,
    NativeRun? Native = null)
    : Recognised(Type, Role, Confidence, Closest, Because);
