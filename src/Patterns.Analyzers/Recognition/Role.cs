namespace Patterns.Analyzers.Recognition;

/// <summary>The part that a type plays in a pattern.</summary>
/// <param name="Id">The value of the finding's property <c>role</c>, in kebab case.</param>
/// <param name="Noun">How the message calls such a type, with its article: "a write-ahead log".</param>
internal sealed record Role(string Id, string Noun);
