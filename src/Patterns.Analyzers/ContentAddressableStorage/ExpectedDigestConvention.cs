using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>PAT1302: a put that is told the digest compares it.</summary>
internal static class ExpectedDigestConvention
{
    public static void Check(ContentStoreModel model, ConventionContext context)
    {
        var addresses = model.Puts.SelectMany(put => put.AddressTypes()).Where(IsOwnKind).ToList();
        if (addresses.Count == 0) return;
        foreach (var body in model.Type.Bodies.Where(body => Stores(body, model)))
            foreach (var parameter in body.Method.Parameters)
                if (!parameter.IsOptional && addresses.Contains(parameter.Type.NotNullable(), SymbolEqualityComparer.Default) && !IsRead(parameter, body))
                    context.Report(ContentStoreRules.ExpectedDigest, parameter.Locations[0], body.Name(), parameter.Name);
    }

    /// <summary>A type made for digests; text and bytes may be anything.</summary>
    private static bool IsOwnKind(ITypeSymbol type) =>
        !type.IsBytes() && type.SpecialType == SpecialType.None && type.TypeKind is not (TypeKind.Array or TypeKind.TypeParameter) && !type.IsFramework();

    private static bool Stores(Body body, ContentStoreModel model) =>
        model.Puts.Any(put => put.Body == body && put.Address is not null)
        || body.Words.HasAny(model.PutWords)
            && body.Calls.Any(call => call.Target is { } target
                && model.Puts.Any(put => SymbolEqualityComparer.Default.Equals(put.Body.Method, target.OriginalDefinition)));

    private static bool IsRead(IParameterSymbol parameter, Body body) =>
        body.Of<IParameterReferenceOperation>().Any(reference => SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter));
}
