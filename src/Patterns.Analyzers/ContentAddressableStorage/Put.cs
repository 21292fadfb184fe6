using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>A body that writes a content under the content's own digest.</summary>
/// <param name="Flow">Where content and digest go in it.</param>
/// <param name="Hashing">The computing of the digest.</param>
/// <param name="Writes">Where the content is written under it.</param>
/// <param name="Address">The value by which the caller learns the digest; null where the caller had to know it.</param>
/// <param name="Expected">The parameter in which the caller says what digest it expects, where the body compares it; otherwise null.</param>
internal sealed record Put(ContentFlow Flow, Hashing Hashing, ImmutableArray<StoreWrite> Writes, IOperation? Address, IParameterSymbol? Expected)
{
    /// <summary>How far a key is followed to what it is made of.</summary>
    private const int LongestChain = 5;

    public Body Body => Flow.Body;

    public string Name => Body.Method.Name;

    /// <summary>The put that a body is, or null.</summary>
    public static Put? Of(Body body)
    {
        if (!MayBe(body)) return null;
        return body.Type.Project.GetOrAdd<Put?>((nameof(Put), body.Method), () => Find(body));
    }

    /// <summary>True when the body may be a put. Binds nothing.</summary>
    public static bool MayBe(Body body) => MayGiveOrTakeAddress(body.Method)
        && HashSites.Of(body.Type.Project) is var sites && (sites.MayHash(body) || sites.MayVerify(body.Words));

    /// <summary>True when the content has another name wherever it is written: a table from names to digests, or a row with a name or a new identifier beside
    /// the digest.</summary>
    public bool IsNamed() => Writes.All(write => write.Site == write.Operation && Call.From(write.Site) is { } call && call.Arguments.Any(argument =>
        argument != write.Key && argument != write.Value && IsName(argument)
        || argument == write.Key && argument == write.Value && Row(argument) is { } row
            && row.Parts().Any(part => IsName(part.Value) && !Flow.IsContent(part.Value.Referenced()))));

    /// <summary>True for an inner step that fills what its caller hands it: the store is that, or who made it.</summary>
    public bool IsStepOfOther() =>
        !Body.IsOpen
        && Writes.All(write => Call.From(write.Site)?.Receiver is IParameterReferenceOperation { Parameter: var filled }
            && SymbolEqualityComparer.Default.Equals(filled.ContainingSymbol, Body.Method));

    /// <summary>True for a parameter that is no digest of what is stored, but the caller's name for it.</summary>
    public bool Names(IParameterSymbol parameter) =>
        Body.Method.Parameters.Any(own => own.Name == parameter.Name && SymbolEqualityComparer.Default.Equals(own.Type, parameter.Type) && !Flow.IsDigest(own)
            && !Flow.IsContent(own))
        || Writes.Any(write => write.Flow != Flow && IsTold(write.Flow, parameter) && Call.From(write.Site) is { } site && site.Arguments.Any(IsPath));

    /// <summary>A step that writes under any path has a parameter of that name for it.</summary>
    private static bool IsTold(ContentFlow step, IParameterSymbol parameter) => step.Body.Method.Parameters.Any(own =>
        own.Name == parameter.Name && SymbolEqualityComparer.Default.Equals(own.Type, parameter.Type) && step.IsDigest(own));

    private bool IsPath(IOperation argument) => Flow.CarriesDigest(argument) && argument.Contains(OperationSites.IsMakingOfPath);

    private bool IsName(IOperation value) => value.Plain() switch
    {
        IParameterReferenceOperation { Parameter: { Type.SpecialType: SpecialType.System_String } name } => !Flow.IsDigest(name),
        ILocalReferenceOperation { Local: var local } => Body.DeclaredValue(local) is { } declared && declared.Contains(IsNewIdentifier),
        var other => other.Contains(IsNewIdentifier),
    };

    private static bool IsNewIdentifier(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "NewGuid" or "CreateVersion7", ContainingType: var owner } } && owner.Named("System.Guid");

    private IObjectCreationOperation? Row(IOperation argument) =>
        (argument.Plain() is ILocalReferenceOperation { Local: var local } ? Body.DeclaredValue(local)?.Plain() : argument.Plain()) as IObjectCreationOperation;

    /// <summary>A test whether the digest is known, by which an equal content is not written again; null where there is none.</summary>
    public IOperation? ShortCut() => KnownTest.In(this);

    /// <summary>The move of a finished file to its final name; null where there is none.</summary>
    public Call? Move() =>
        Writes.Select(write => Call.From(write.Operation)).FirstOrDefault(call => call is { Name: "Move" or "MoveTo" or "MoveFile" or "Replace" });

    /// <summary>True when one part of the content after the other is stored, and the address that comes out is that of the whole.</summary>
    public bool IsOfParts() => Address is not null && Hashing.Operation.Enclosing<ILoopOperation>() is { } loop
        && loop.Syntax.Span.Contains(Writes[0].Site.Syntax.Span) && !loop.Syntax.Span.Contains(Address.Syntax.Span);

    /// <summary>The types in which an address may be handed in again.</summary>
    public ImmutableHashSet<ITypeSymbol> AddressTypes()
    {
        var types = Flow.DigestTypes().ToList();
        if (Address?.Plain().Type is { } type) types.Add(type.TypeKind == TypeKind.Error ? Body.Method.ReturnType.Awaited() : type.Awaited());
        if (Expected is not null) types.Add(Expected.Type.NotNullable());
        return types.Where(candidate => candidate.MayBeContent() && !candidate.IsStream()).ToImmutableHashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
    }

    /// <summary>An address comes out, or goes in beside a content.</summary>
    private static bool MayGiveOrTakeAddress(IMethodSymbol method)
    {
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation)) return false;
        if (method.ReturnType.Awaited() is var result && (result.SpecialType == SpecialType.System_UInt64 || result.MayBeContent() && !result.IsStream()))
            return true;
        return method.Parameters.Count(parameter => parameter.Type.MayBeContent()) > 1
            || method.Parameters.Any(parameter => parameter.RefKind is RefKind.Out or RefKind.Ref);
    }

    private static Put? Find(Body body)
    {
        if (ContentFlow.OfHashes(body) is not { } flow || !flow.HasBytes()) return FindVerified(body);
        var expected = DigestComparison.ExpectedIn(flow);
        if (expected is not null) flow.Trust(expected);
        if (expected is null && !flow.Returned().Any()) return FindVerified(body);
        var writes = StoreWrite.In(flow).Where(write => !MoreThanContent.IsInKey(write) && !MoreThanContent.IsBesideName(write)
            && !MoreThanContent.IsInReplacedRecord(write)).ToImmutableArray();
        var address = flow.Returned().FirstOrDefault(value => !writes.Any(write => MoreThanContent.IsFound(value, write, flow)));
        return writes.IsEmpty || address is null && expected is null ? null : new(flow, flow.Hashings.First(), writes, address, expected);
    }

    /// <summary>The parameter that stands for the digest until the body computes another; null where the body always computes it.</summary>
    public IParameterSymbol? Given() => Address is null || Expected is not null ? null
        : Body.Method.Parameters.FirstOrDefault(parameter => parameter.RefKind == RefKind.None && Flow.IsDigest(parameter) && !Flow.IsContent(parameter));

    /// <summary>True for a member that only says under what the content of a digest is written.</summary>
    public bool IsKeyMadeBy(IMethodSymbol method) => Flow.Body.Words.Has(method.Name)
        && Writes.Any(write => IsMadeBy(write.Key, method, write.Flow.Body, LongestChain)
            || write.Flow != Flow && Call.From(write.Site) is { } site
                && site.Arguments.Any(argument => Flow.CarriesDigest(argument) && IsMadeBy(argument, method, Flow.Body, LongestChain)));

    /// <summary>A helper of the project compares the digest that the caller states with that of the content, before this is stored under it.</summary>
    private static Put? FindVerified(Body body)
    {
        if (!HashSites.Of(body.Type.Project).MayVerify(body.Words)) return null;
        foreach (var (call, callee) in body.Callees)
        {
            if (call.Operation is not IInvocationOperation invocation || DigestVerifier.Of(callee) is not { } verifier) continue;
            var expected = invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == verifier.Expected)?.Value.Referenced();
            if (expected is not IParameterSymbol told || !body.Method.Parameters.Contains(told, SymbolEqualityComparer.Default)) continue;
            var contents = invocation.Arguments.Where(argument => argument.Parameter is { } given && verifier.Hashes(given.Ordinal))
                .SelectMany(argument => ContentStep.Sources(argument.Value, ImmutableDictionary<IOperation, Hashing>.Empty)).ToList();
            var flow = ContentFlow.OfParameters(body, new[] { told }, contents);
            var writes = StoreWrite.In(flow).Where(write => !MoreThanContent.IsInKey(write) && !MoreThanContent.IsBesideName(write)).ToImmutableArray();
            if (!writes.IsEmpty) return new(flow, verifier.Hashing, writes, null, told);
        }
        return null;
    }

    private static bool IsMadeBy(IOperation value, IMethodSymbol method, Body body, int left) => value.Contains(inner => inner switch
    {
        IInvocationOperation call => SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, method),
        ILocalReferenceOperation { Local: var local } =>
            left > 0 && body.DeclaredValue(local) is { } made && IsMadeBy(made, method, body, left - 1),
        _ => false,
    });
}
