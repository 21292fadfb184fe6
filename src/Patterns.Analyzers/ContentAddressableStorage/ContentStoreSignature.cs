using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>
/// A type shows the pattern when it writes a content under that content's own digest and the digest is the only handle: put returns it, or takes it and
/// compares, and get takes it. A get that hashes what it finds shows it, too. Without a get in sight a put counts that leaves equal content alone or moves a
/// finished file into place.
/// </summary>
internal static class ContentStoreSignature
{
    public static bool MayMatch(TypeFacts type) =>
        type.Symbol.TypeKind == TypeKind.Class
        && (HashSites.Of(type.Project) is var sites && (sites.MayHash(type) || sites.MayVerify(type.Words)) || Composer.MayBeIn(type) || Keeper.MayBeIn(type));

    public static ContentStoreModel? Recognise(TypeFacts type)
    {
        var puts = type.Bodies.Select(Put.Of).OfType<Put>().Where(put => !put.IsStepOfOther()).ToImmutableArray();
        if (!puts.IsEmpty && AsStore(type, puts) is { } store) return store;
        if (HashSites.Of(type.Project).MayHash(type) && VerifiedGet.In(type) is { } get) return AsVerifier(type, get);
        if (Composer.MayBeIn(type) && Composer.In(type) is { } composer) return AsComposer(type, composer);
        return Keeper.MayBeIn(type) && Keeper.In(type).ToImmutableArray() is { IsEmpty: false } kept ? AsKeeper(type, kept) : null;
    }

    private static ContentStoreModel AsComposer(TypeFacts type, Composer composer) => new(
        type, ContentStoreRoles.Composer, Confidence.Medium, ReferenceProjects.Containerd, composer.Because, ImmutableArray<Put>.Empty,
        ImmutableArray<Get>.Empty);

    /// <summary>Where it writes is not seen, but what it gives is what the address says.</summary>
    private static ContentStoreModel AsVerifier(TypeFacts type, VerifiedGet get)
    {
        var because = ImmutableArray.Create(
            Evidence.At(get.Asked.Declaration, $"'{get.Asked.Name}' finds a content by '{get.Address.Name}' alone"),
            Evidence.At(get.Comparison, $"'{get.Verifying.Name}' hashes what it finds there and refuses what has another digest"));
        return new(type, ContentStoreRoles.Store, Confidence.Medium, ReferenceProjects.Containerd, because, ImmutableArray<Put>.Empty,
            ImmutableArray<Get>.Empty);
    }

    /// <summary>Who finds it again by the digest alone stores contents by them, wherever the digest was made.</summary>
    private static ContentStoreModel? AsKeeper(TypeFacts type, ImmutableArray<Put> puts)
    {
        if (Get.In(type, puts).ToImmutableArray() is not { IsEmpty: false } gets) return null;
        var put = puts[0];
        var because = ImmutableArray.Create(
            Evidence.At(put.Writes[0].Operation, $"'{put.Name}' stores a content under '{put.Expected!.Name}', which its callers give it"),
            Evidence.At(put.Hashing.Operation, $"a '{put.Expected.Type.Name}' is made by hashing a content"),
            Evidence.At(gets[0].LookUp, $"'{gets[0].Name}' finds it by the digest alone"));
        return new(type, ContentStoreRoles.Store, Confidence.Medium, ContentStoreVariant.Closest(puts), because, puts, gets);
    }

    private static ContentStoreModel? AsStore(TypeFacts type, ImmutableArray<Put> puts)
    {
        var gets = Get.In(type, puts).ToImmutableArray();
        var put = puts.FirstOrDefault(candidate => candidate.Address is not null) ?? puts[0];
        var shortCut = put.ShortCut();
        var move = put.Move();
        if (gets.IsEmpty && put.Expected is null && (shortCut is null && move is null || put.IsNamed())) return null;
        var because = ImmutableArray.CreateBuilder<Evidence>();
        because.Add(Evidence.At(put.Hashing.Operation, put.Address is null
            ? $"'{put.Name}' compares the digest it is given with that of the content and stores it under the digest"
            : put.Given() is { } given ? $"'{put.Name}' stores a content under '{given.Name}', which it is given or computes, and gives that back"
            : put.IsOfParts() ? $"'{put.Name}' stores each part of a content under the part's own digest"
            : $"'{put.Name}' stores a content under its own digest and gives that back"));
        because.Add(Evidence.At(put.Writes[0].Operation));
        if (shortCut is not null) because.Add(Evidence.At(shortCut, "content already there is not written again"));
        if (!gets.IsEmpty) because.Add(Evidence.At(gets[0].LookUp, $"'{gets[0].Name}' finds it by the digest alone"));
        return new(type, ContentStoreRoles.Store, gets.IsEmpty ? Confidence.Medium : Confidence.High, ContentStoreVariant.Closest(puts), because.ToImmutable(),
            puts, gets);
    }
}
