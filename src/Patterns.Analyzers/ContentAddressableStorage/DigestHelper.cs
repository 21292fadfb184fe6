using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>A method of this project that returns the digest of a parameter.</summary>
internal sealed class DigestHelper
{
    private static readonly DigestHelper None = new(ImmutableHashSet<int>.Empty, false);

    private readonly ImmutableHashSet<int> hashed;

    private DigestHelper(ImmutableHashSet<int> hashed, bool isProven)
    {
        this.hashed = hashed;
        IsProven = isProven;
    }

    public bool IsProven { get; }

    /// <summary>True when the parameter of that position is what is hashed.</summary>
    public bool Hashes(int ordinal) => hashed.Contains(ordinal);

    /// <summary>What the body computes, or null when it returns no digest of a parameter.</summary>
    public static DigestHelper? Of(Body body, int depth)
    {
        if (body.Method.Parameters.IsEmpty || !HashSites.Of(body.Type.Project).MayHash(body)) return null;
        var helper = body.Type.Project.GetOrAdd((nameof(DigestHelper), body.Method, depth), () => Compute(body, depth));
        return helper.hashed.IsEmpty ? null : helper;
    }

    private static DigestHelper Compute(Body body, int depth)
    {
        if (ContentFlow.OfHashes(body, depth) is not { } flow || !flow.Returned().Any()) return None;
        var hashed = body.Method.Parameters.Where(flow.IsHashed).Select(parameter => parameter.Ordinal).ToImmutableHashSet();
        return new(hashed, flow.Hashings.Any(hashing => hashing.IsProven));
    }
}
