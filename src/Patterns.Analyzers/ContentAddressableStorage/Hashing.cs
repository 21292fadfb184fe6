using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>One computing of a digest.</summary>
/// <param name="Operation">The call whose value is the digest.</param>
/// <param name="Content">What is hashed.</param>
/// <param name="Destination">The span or array that receives the digest instead of the caller; usually null.</param>
/// <param name="IsProven">True when the framework or code of this project computes it; false when only a foreign member's name says so.</param>
internal sealed record Hashing(IOperation Operation, ImmutableArray<IOperation> Content, IOperation? Destination, bool IsProven)
{
    private const string Cryptography = "System.Security.Cryptography.";
    private static readonly string[] OneShot = ["HashData", "HashDataAsync", "TryHashData", "ComputeHash", "ComputeHashAsync", "TryComputeHash", "Hash",
        "HashToUInt64", "HashToUInt128"];
    private static readonly string[] Incremental = ["GetHashAndReset", "GetCurrentHash", "GetCurrentHashAsUInt64", "GetCurrentHashAsUInt128",
        "TryGetHashAndReset"];
    private static readonly string[] Feeding = ["AppendData", "Append", "AppendAsync", "TransformBlock", "TransformFinalBlock"];

    /// <summary>Several texts that somebody hands in make a key for what they name together; none of them is a content.</summary>
    public bool IsOfNames => Content.Length > 1 && Content.All(part => part.Type?.SpecialType == SpecialType.System_String);

    /// <summary>The computings of a digest in a body, in source order.</summary>
    public static ImmutableArray<Hashing> In(Body body, int depth)
    {
        var found = ImmutableArray.CreateBuilder<Hashing>();
        foreach (var operation in body.Operations)
            if ((operation is IPropertyReferenceOperation result ? OfTransformed(result, body) ?? OfPassed(result, body, depth)
                : Call.From(operation) is { } call ? Of(call, body, depth) : null) is { } hashing) found.Add(hashing);
        return found.ToImmutable();
    }

    private static Hashing? Of(Call call, Body body, int depth)
    {
        var known = body.Type.Project.Known;
        if (call.Owner is { } owner && IsFrameworkDigest(owner, known)) return OfFramework(call, body);
        if (call.Is(known[Cryptography + "CryptographicOperations"], "HashData", "HashDataAsync") && call.Arguments.Length > 1)
            return new(call.Operation, ImmutableArray.Create(call.Arguments[1]), call.Arguments.Length > 2 ? DestinationOf(call.Arguments[2]) : null,
                IsProven: true);
        if (call.Target is not { } target || body.Type.Project.BodiesOf(target) is not { IsEmpty: false } bodies)
            return OfFinished(call, body) ?? OfForeign(call);
        return OfHelper(call, bodies, depth) ?? OfFinished(call, body) ?? (target.IsAbstract ? OfForeign(call)
            : target.Parameters.IsEmpty && call.Receiver is { } stream
                ? OfPassed(call.Operation, stream, bodies, depth) ?? (stream.Type.IsStream() ? OfForeign(call) : null) : null);
    }

    /// <summary>A stream that hashes what is read from it or written to it tells the digest in the end, by a member that finishes the hash.</summary>
    private static Hashing? OfPassed(IOperation told, IOperation stream, ImmutableArray<Body> bodies, int depth)
    {
        if (depth <= 0 || !stream.Type.IsStream() || !IsDigestLike(told.Type?.Awaited())) return null;
        foreach (var body in bodies)
            if (Finishes(body) || body.Callees.Any(callee => callee.Body.Type == body.Type && Finishes(callee.Body)))
                return new(told, ImmutableArray.Create(stream.Plain()), null, IsProven: true);
        return null;
    }

    private static bool Finishes(Body body) => HashSites.Of(body.Type.Project).MayHash(body) && body.Operations.Any(operation => operation switch
    {
        IPropertyReferenceOperation { Property: { Name: "Hash", ContainingType: var owner } } => owner.Named(Cryptography + "HashAlgorithm"),
        _ => Call.From(operation) is { Owner: { } owner } call && IsFrameworkDigest(owner, body.Type.Project.Known)
            && (Array.IndexOf(Incremental, call.Name) >= 0 || call.Name == "TransformFinalBlock"),
    });

    private static bool IsFrameworkDigest(INamedTypeSymbol owner, KnownTypes known) =>
        !owner.Is(known[Cryptography + "KeyedHashAlgorithm"])
        && (owner.Is(known[Cryptography + "HashAlgorithm"]) || owner.Is(known[Cryptography + "IncrementalHash"])
            || owner.Is(known["System.IO.Hashing.NonCryptographicHashAlgorithm"]));

    private static Hashing? OfFramework(Call call, Body body)
    {
        if (call.Receiver?.Type is { Name: var receiver } && receiver.StartsWith("HMAC", StringComparison.Ordinal)) return null;
        if (Array.IndexOf(OneShot, call.Name) >= 0 && call.Arguments.Length > 0)
            return new(call.Operation, ImmutableArray.Create(call.Arguments[0]), call.Arguments.Length > 1 ? DestinationOf(call.Arguments[1]) : null,
                IsProven: true);
        if (Array.IndexOf(Incremental, call.Name) < 0 || call.Receiver is not { } hasher) return null;
        return new(call.Operation, FedTo(hasher, body).Append(hasher).ToImmutableArray(), call.Arguments.Length > 0 ? DestinationOf(call.Arguments[0]) : null,
            IsProven: true);
    }

    /// <summary>A hash of the framework that is fed block by block has its digest in <c>Hash</c>.</summary>
    private static Hashing? OfTransformed(IPropertyReferenceOperation result, Body body)
    {
        if (result is not { Property: { Name: "Hash", ContainingType: var owner }, Instance: { Type: INamedTypeSymbol type } hasher }
            || !owner.Named(Cryptography + "HashAlgorithm") || !IsFrameworkDigest(type, body.Type.Project.Known)) return null;
        var content = FedTo(hasher, body).Concat(PassedThrough(hasher, body)).ToImmutableArray();
        return content.IsEmpty ? null : new(result, content, null, IsProven: true);
    }

    private static Hashing? OfPassed(IPropertyReferenceOperation told, Body body, int depth) =>
        told is { Instance: { } stream, Property: { IsIndexer: false, GetMethod: { } getter } } && stream.Type.IsStream()
        && body.Type.Project.BodiesOf(getter) is { IsEmpty: false } bodies ? OfPassed(told, stream, bodies, depth) : null;

    private static IEnumerable<IOperation> FedTo(IOperation hasher, Body body) => body.Calls
        .Where(feeding => Array.IndexOf(Feeding, feeding.Name) >= 0 && feeding.Arguments.Length > 0
            && SymbolEqualityComparer.Default.Equals(feeding.ReceiverSymbol, hasher.Referenced()))
        .Select(feeding => feeding.Arguments[0]);

    /// <summary>The stream that hands to a hash what is written to it or read from it.</summary>
    private static IEnumerable<IOperation> PassedThrough(IOperation hasher, Body body)
    {
        foreach (var creation in body.Of<IObjectCreationOperation>())
            if (creation.Type.Named(Cryptography + "CryptoStream") && hasher.Referenced() is { } hash
                && creation.Arguments.Any(argument => argument.Value.Mentions(hash)))
                foreach (var stream in body.Of<ILocalReferenceOperation>().Where(reference =>
                    SymbolEqualityComparer.Default.Equals(reference.Local, creation.GivenTo())).Take(1)) yield return stream;
    }

    /// <summary>The hash of a library, or of the project, that is fed block by block and finished.</summary>
    private static Hashing? OfFinished(Call call, Body body)
    {
        if (!DigestVerbs.IsFinish(call.Name) && !(call.Arguments.IsEmpty && DigestVerbs.IsDigestVerb(call.Name)) || call.Receiver is not { } hasher
            || hasher.Referenced() is null
            || hasher.Type is not { Name: var library } || !DigestVerbs.IsHasher(library)) return null;
        var content = body.Calls.Where(feeding => DigestVerbs.Feeds(feeding.Name) && feeding.Arguments.Length > 0
            && SymbolEqualityComparer.Default.Equals(feeding.ReceiverSymbol, hasher.Referenced())).Select(feeding => feeding.Arguments[0]).ToImmutableArray();
        return content.IsEmpty ? null : new(call.Operation, content, call.Arguments.Length > 0 ? DestinationOf(call.Arguments[0]) : null, IsProven: false);
    }

    private static IOperation? DestinationOf(IOperation argument) =>
        argument.Type is { Name: "Span" or "Memory" } or IArrayTypeSymbol || argument.Plain().Type is IArrayTypeSymbol ? argument : null;

    /// <summary>A call of code in this project that returns the digest of what it is given.</summary>
    private static Hashing? OfHelper(Call call, ImmutableArray<Body> bodies, int depth)
    {
        if (depth <= 0 || call.Operation is not IInvocationOperation invocation || !IsDigestLike(invocation.TargetMethod.ReturnType.Awaited())) return null;
        foreach (var body in bodies)
        {
            if (DigestHelper.Of(body, depth - 1) is not { } helper) continue;
            var content = ImmutableArray.CreateBuilder<IOperation>();
            foreach (var argument in invocation.Arguments)
                if (argument.Parameter is { } parameter && helper.Hashes(parameter.Ordinal)) content.Add(argument.Value.Plain());
            if (content.Count > 0) return new(call.Operation, content.ToImmutable(), null, helper.IsProven);
        }
        return null;
    }

    /// <summary>A call of code out of sight, by the name that libraries give such members.</summary>
    private static Hashing? OfForeign(Call call)
    {
        if (!DigestVerbs.IsDigestVerb(call.Name) || call.Target is { } target && !IsDigestLike(target.ReturnType.Awaited())) return null;
        var content = ImmutableArray.CreateBuilder<IOperation>();
        foreach (var argument in call.Arguments)
            if (argument.Type.MayBeContent()) content.Add(argument);
        if (call.Receiver is { } receiver && receiver.Plain() is ILocalReferenceOperation or IParameterReferenceOperation && receiver.Type.MayBeContent())
            content.Add(receiver);
        var bytes = content.Where(operand => operand.Type.IsBytes()).ToImmutableArray();
        if (!bytes.IsEmpty) return new(call.Operation, bytes, null, IsProven: false);
        return content.Count > 0 ? new(call.Operation, content.ToImmutable(), null, IsProven: false) : null;
    }

    private static bool IsDigestLike(ITypeSymbol? type) =>
        type is not null
        && type.SpecialType is not (SpecialType.System_Void or SpecialType.System_Boolean or SpecialType.System_Int32 or SpecialType.System_UInt32)
        && !type.IsTask();
}
