using Microsoft.CodeAnalysis;

namespace Patterns.Analyzers.Recognition;

/// <summary>One structural signal that a type shows a pattern.</summary>
/// <param name="Location">Where the signal stands in the code.</param>
/// <param name="Phrase">What it proves, naming the member: "'Recover' replays it". Empty for a signal that only adds a location.</param>
internal sealed record Evidence(Location Location, string Phrase)
{
    public static Evidence At(SyntaxNode node, string phrase = "") => new(node.GetLocation(), phrase);

    public static Evidence At(IOperation operation, string phrase = "") => At(operation.Syntax, phrase);

    public static Evidence At(ISymbol symbol, string phrase = "") => new(symbol.Locations[0], phrase);
}
