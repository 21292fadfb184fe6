using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>PAT1308: nobody can make two contents with one address.</summary>
internal static class StrongHashConvention
{
    private const int HowOften = 2;

    public static void Check(ContentStoreModel model, ConventionContext context)
    {
        if (IsOn("CA5350", context) || IsOn("CA5351", context)) return;
        var reported = new HashSet<SyntaxNode>();
        foreach (var put in model.Puts)
        {
            foreach (var body in Hashers(put))
            {
                if (HasFixedFormat(body) || Weak(body) is not var (site, name) || name == "SHA1" && IsText(put) || !reported.Add(site.Syntax)) continue;
                context.Report(ContentStoreRules.StrongHash, site.Syntax.GetLocation(), put.Name, name);
                break;
            }
        }
    }

    private static bool IsOn(string rule, ConventionContext context) =>
        context.Options.TryGetValue($"dotnet_diagnostic.{rule}.severity", out var severity) && severity.ToLowerInvariant() is not ("none" or "silent");

    /// <summary>SHA-1 as plain text or bytes is how older protocols name contents, which the code cannot change; a type of its own hides which hash it
    /// is.</summary>
    private static bool IsText(Put put) =>
        put.AddressTypes().All(type => type.SpecialType == SpecialType.System_String || type.IsBytes()
            || type.TypeKind != TypeKind.Error && type.IsFramework());

    /// <summary>The put, or the code of the project that hashes for it.</summary>
    private static IEnumerable<Body> Hashers(Put put)
    {
        yield return put.Body;
        if (put.Hashing.Operation is not IInvocationOperation { TargetMethod: var target }) yield break;
        foreach (var body in put.Body.Type.Project.BodiesOf(target)) yield return body;
    }

    private static (IOperation Site, string Name)? Weak(Body body)
    {
        foreach (var call in body.Calls)
            if ((WeakName(call.Owner) ?? WeakName(call.Receiver?.Type)) is { } name) return (call.Operation, name);
        foreach (var chosen in body.Of<IPropertyReferenceOperation>())
            if (chosen.Property is { Name: "MD5" or "SHA1", ContainingType: var owner } && owner.Named("System.Security.Cryptography.HashAlgorithmName"))
                return (chosen, chosen.Property.Name);
        return null;
    }

    private static string? WeakName(ITypeSymbol? type) =>
        type is { Name: "MD5" or "SHA1",
            ContainingNamespace: { Name: "Cryptography", ContainingNamespace: { Name: "Security", ContainingNamespace.Name: "System" } } } ? type.Name : null;

    /// <summary>A constant header in what is hashed shows that somebody else fixed the format.</summary>
    private static bool HasFixedFormat(Body body) => Hashing.In(body, ContentFlow.Depth)
        .SelectMany(hashing => hashing.Content)
        .SelectMany(content => Made(content, body, HowOften))
        .Any(operation => operation is ILiteralOperation { ConstantValue: { HasValue: true, Value: string { Length: > 0 } } } or IUtf8StringOperation);

    /// <summary>A value, and what the locals in it were made of.</summary>
    private static IEnumerable<IOperation> Made(IOperation value, Body body, int often) => value.SelfAndDescendants().SelectMany(inner =>
        often > 0 && inner is ILocalReferenceOperation { Local: var local } && body.DeclaredValue(local) is { } declared
            ? Made(declared, body, often - 1).Prepend(inner) : new[] { inner });
}
