using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>A change of state that the code makes only in a certain state.</summary>
/// <param name="Site">Where the next state stands.</param>
/// <param name="From">The state, or states, as the code tests for them.</param>
/// <param name="To">The next state.</param>
/// <param name="ByEvent">True where what arrived decides as well.</param>
/// <param name="IsGuarded">True where any further condition decides.</param>
/// <param name="Chooser">The outermost test of the state.</param>
internal sealed record Transition(IOperation Site, string From, IFieldSymbol To, bool ByEvent, bool IsGuarded, IOperation Chooser)
{
    /// <summary>True where the only state that it is made from is the one that it leads to.</summary>
    public bool IsLoop => Leaves(To) && From.IndexOf(' ') < 0;

    /// <summary>True where it is made from that state, or from others as well.</summary>
    public bool Leaves(IFieldSymbol state) => From.Split(' ').Any(from => from.EndsWith("." + state.Name, StringComparison.Ordinal));
}
