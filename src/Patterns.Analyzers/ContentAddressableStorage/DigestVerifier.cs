using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>A method of this project that hashes one parameter and compares the digest with another: <c>Verify(path, digest)</c>.</summary>
/// <param name="Hashing">The computing of the digest.</param>
/// <param name="Expected">The position of the parameter that says what it should be.</param>
internal sealed record DigestVerifier(Hashing Hashing, int Expected)
{
    private ImmutableHashSet<int> Hashed { get; init; } = ImmutableHashSet<int>.Empty;

    public bool Hashes(int ordinal) => Hashed.Contains(ordinal);

    public static DigestVerifier? Of(Body body)
    {
        if (body.Method.Parameters.Length < 2 || !HashSites.Of(body.Type.Project).MayVerify(body.DisplayName)) return null;
        return body.Type.Project.GetOrAdd<DigestVerifier?>((nameof(DigestVerifier), body.Method), () => Find(body));
    }

    private static DigestVerifier? Find(Body body)
    {
        if (ContentFlow.OfHashes(body) is not { } flow || !flow.HasBytes()) return null;
        if (DigestComparison.ExpectedIn(flow) is not { } expected) return null;
        var hashed = body.Method.Parameters.Where(parameter => flow.IsHashed(parameter)).Select(parameter => parameter.Ordinal).ToImmutableHashSet();
        return hashed.IsEmpty ? null : new(flow.Hashings.First(), expected.Ordinal) { Hashed = hashed };
    }
}
