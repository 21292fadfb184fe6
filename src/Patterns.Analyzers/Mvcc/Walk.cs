using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>Code that looks among the versions of one thing for the one that a reader may see.</summary>
/// <param name="Body">The code.</param>
/// <param name="Element">What one version is.</param>
/// <param name="Rule">By what it is seen.</param>
/// <param name="Step">Where the search goes on to the next version.</param>
/// <param name="Link">The member that leads to an older version; null where versions lie side by side.</param>
/// <param name="Kind">How the versions lie.</param>
internal sealed record Walk(Body Body, ITypeSymbol Element, Visibility Rule, IOperation Step, ISymbol? Link, WalkKind Kind)
{
    public ProjectFacts Project => Body.Type.Project;

    /// <summary>The version's type, if it is declared in this project.</summary>
    public TypeFacts? Version => Project.Of(Element);
}

/// <summary>How the versions of one thing lie.</summary>
internal enum WalkKind
{
    /// <summary>Each leads to an older one.</summary>
    Linked,

    /// <summary>Each leads to an older one through a pointer that something else resolves.</summary>
    Pointed,

    /// <summary>They lie side by side, in a list for each key.</summary>
    Listed,

    /// <summary>They lie side by side, and those that are seen are applied one after another to a copy of the first.</summary>
    Merged,

    /// <summary>There are two places, each with its stamp.</summary>
    Paired,

    /// <summary>They come one after another out of something that knows nothing of versions, as where the stamp is a part of the key.</summary>
    Scanned,
}
