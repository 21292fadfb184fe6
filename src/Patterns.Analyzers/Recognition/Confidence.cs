namespace Patterns.Analyzers.Recognition;

/// <summary>How sure a recognition is. <see cref="Low"/> is a fact for other rules and is never reported.</summary>
internal enum Confidence
{
    Low,
    Medium,
    High,
}
