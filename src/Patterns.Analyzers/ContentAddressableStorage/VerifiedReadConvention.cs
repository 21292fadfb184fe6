using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>PAT1303: what comes from disk is hashed before it is believed, where the project can do that.</summary>
internal static class VerifiedReadConvention
{
    public static void Check(ContentStoreModel model, ConventionContext context)
    {
        var sites = HashSites.Of(model.Type.Project);
        var reported = new HashSet<SyntaxNode>();
        foreach (var get in model.Gets)
        {
            if (!model.Type.SelfAndSourceBases.Contains(get.Flow.Body.Type)) continue;
            if (ReadIn(get) is not { } read || MayVerify(get, sites)) continue;
            if ((Verifier(model, sites) ?? Hasher(model)) is not { } verifier) return;
            if (!reported.Add(read.Syntax) || IsVerifiedAbove(get, verifier, sites)) continue;
            context.Report(ContentStoreRules.VerifiedRead, read.Syntax.GetLocation(), ImmutableArray.Create(verifier.Method.Locations[0]), null, get.Name,
                verifier.Type.Symbol.Name + "." + verifier.Method.Name);
        }
    }

    /// <summary>Where the content is read from disk; null for a store in memory.</summary>
    private static IOperation? ReadIn(Get get) => get.Flow.Body.Operations.FirstOrDefault(operation => operation switch
    {
        IObjectCreationOperation { Type.Name: "FileStream", Arguments: { IsEmpty: false } arguments } => get.Flow.CarriesDigest(arguments[0].Value),
        _ => Call.From(operation) is { } call && PutFiles.IsFile(call, "OpenRead", "Open", "ReadAllBytes", "ReadAllBytesAsync")
            && get.Flow.CarriesDigest(call.Arguments[0]),
    });

    private static bool MayVerify(Get get, HashSites sites) =>
        sites.MayHash(get.Body) || sites.MayHash(get.Flow.Body) || get.Body.Callees.Any(callee => sites.MayHash(callee.Body))
        || get.Body.Of<IObjectCreationOperation>().Any(creation => creation.Type.IsStream() && !creation.Type!.IsFramework());

    /// <summary>A member of the project that hashes a content and compares the digest with one that it was given.</summary>
    private static Body? Verifier(ContentStoreModel model, HashSites sites)
    {
        var project = model.Type.Project;
        return project.Declared.Where(sites.MayHash).SelectMany(type => type.Bodies)
            .FirstOrDefault(body => sites.MayHash(body) && body.Method.MethodKind == MethodKind.Ordinary && body.Method.Parameters.Length > 0
                && Put.Of(body) is null && Compares(body));
    }

    /// <summary>Somebody hashes what a store gives him and compares, or has the verifier do that: then reads are verified there, whichever way they
    /// come.</summary>
    private static bool IsVerifiedAbove(Get get, Body verifier, HashSites sites)
    {
        var project = get.Body.Type.Project;
        return project.Declared.Any(type => type.Words.Has(verifier.Name) && type.Words.Has(get.Name)
                && type.Bodies.Any(body => body != verifier && body.Words.Has(verifier.Name) && body.Words.Has(get.Name)))
            || project.GetOrAdd((nameof(VerifiedReadConvention), nameof(ComparesWhatItGets)), () => project.Declared.Any(type =>
                sites.MayHash(type) && type.Bodies.Any(body => sites.MayHash(body) && Put.Of(body) is null && ComparesWhatItGets(body))));
    }

    private static bool ComparesWhatItGets(Body body) => ContentFlow.OfHashes(body) is { } flow
        && DigestComparison.In(flow).Any(comparison => ContentStep.Root(comparison.Other) is IParameterSymbol)
        && body.Of<IVariableDeclaratorOperation>().Any(local => flow.IsHashed(local.Symbol) && local.Symbol.Type.IsBytes()
            && local.GetVariableInitializer()?.Value is { } value && Call.From(value.Plain()) is { Target: var target, Receiver: not null }
            && (target is null or { MethodKind: MethodKind.DelegateInvoke } || !target.ContainingType.IsFramework()));

    /// <summary>What computes the digest when a content is put could do so when it is read.</summary>
    private static Body? Hasher(ContentStoreModel model) => model.Puts.IsEmpty ? null
        : model.Puts[0].Hashing.Operation is IInvocationOperation { TargetMethod: var target }
            && model.Type.Project.BodiesOf(target) is { IsEmpty: false } hashers ? hashers[0] : model.Puts[0].Body;

    private static bool Compares(Body body) =>
        ContentFlow.OfHashes(body) is { } flow && DigestComparison.ExpectedIn(flow) is not null;
}
