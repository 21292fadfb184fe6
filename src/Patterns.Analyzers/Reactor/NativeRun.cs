using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor;

/// <summary>The call of a native function that waits and dispatches until its loop ends.</summary>
/// <param name="Body">The body in which it stands.</param>
/// <param name="Call">The call.</param>
internal sealed record NativeRun(Body Body, Call Call);
