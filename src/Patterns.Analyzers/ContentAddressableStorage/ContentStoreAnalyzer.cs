using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>Recognises stores whose addresses are the hashes of what they hold, and checks that an address always tells the truth.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ContentStoreAnalyzer : PatternAnalyzer<ContentStoreModel>
{
    /// <inheritdoc/>
    protected override CatalogEntry Entry => PatternCatalog.ContentAddressableStorage;

    /// <inheritdoc/>
    protected override DiagnosticDescriptor RecognitionRule => ContentStoreRules.Recognition;

    /// <inheritdoc/>
    protected override ImmutableArray<DiagnosticDescriptor> ConventionRules => ImmutableArray.Create(
        ContentStoreRules.SameBytes, ContentStoreRules.ExpectedDigest, ContentStoreRules.VerifiedRead, ContentStoreRules.AtomicIngest,
        ContentStoreRules.ImmutableBlob, ContentStoreRules.DurableIngest, ContentStoreRules.StrongHash);

    /// <inheritdoc/>
    protected override bool MayMatch(TypeFacts type) => ContentStoreSignature.MayMatch(type);

    /// <inheritdoc/>
    protected override ContentStoreModel? Recognise(TypeFacts type) => ContentStoreSignature.Recognise(type);

    /// <inheritdoc/>
    protected override void CheckConventions(ContentStoreModel model, ConventionContext context)
    {
        SameBytesConvention.Check(model, context);
        ExpectedDigestConvention.Check(model, context);
        VerifiedReadConvention.Check(model, context);
        AtomicIngestConvention.Check(model, context);
        ImmutableBlobConvention.Check(model, context);
        DurableIngestConvention.Check(model, context);
        StrongHashConvention.Check(model, context);
    }
}
