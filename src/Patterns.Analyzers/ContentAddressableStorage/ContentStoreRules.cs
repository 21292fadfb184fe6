using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ContentAddressableStorage;

/// <summary>The rules of the pattern.</summary>
internal static class ContentStoreRules
{
    private static readonly CatalogEntry Entry = PatternCatalog.ContentAddressableStorage;

    public static readonly DiagnosticDescriptor Recognition = Rule.Recognition("PAT1300", Entry);

    public static readonly DiagnosticDescriptor SameBytes = Rule.Convention(
        "PAT1301", Entry, "The bytes hashed are not the bytes stored",
        "'{0}' hashes the result of '{1}' but stores that of another '{2}': what comes back does not hash to its address",
        "Address and stored form come from two serialisations; any difference between them makes every stored object look damaged to a reader that verifies.");

    public static readonly DiagnosticDescriptor ExpectedDigest = Rule.Convention(
        "PAT1302", Entry, "The expected digest is not compared",
        "'{0}' never looks at '{1}': where a caller states the digest that it expects, a content that does not match it is stored all the same",
        "A caller that states a digest asks for proof. A store that ignores it accepts a damaged transfer.");

    public static readonly DiagnosticDescriptor VerifiedRead = Rule.Convention(
        "PAT1303", Entry, "A read does not verify its content",
        "'{0}' returns what lies on disk without hashing it, although '{1}' computes the digest that would tell whether it is whole",
        "An address that is a hash lets every read be verified; a damaged file that is served as valid spreads.");

    public static readonly DiagnosticDescriptor AtomicIngest = Rule.Convention(
        "PAT1304", Entry, "A blob does not appear at once and whole",
        "'{0}' {1}",
        "A blob is staged under a name of its own and moved into place; a writer that finds it there already has succeeded.");

    public static readonly DiagnosticDescriptor ImmutableBlob = Rule.Convention(
        "PAT1305", Entry, "A stored blob is replaced",
        "'{0}' lets '{1}' overwrite what is stored under the digest; equal content need not be written again",
        "Nothing under a digest ever changes. Replacing it, even by the same bytes, breaks readers that have it open and hides damage.");

    public static readonly DiagnosticDescriptor DurableIngest = Rule.Convention(
        "PAT1307", Entry, "A blob is named before it is on disk",
        "'{0}' moves the staged file into place without flushing it to disk: after a power cut the address may lead to an empty file",
        "A rename can reach the disk before the data. The staged file is flushed to the device first.");

    public static readonly DiagnosticDescriptor StrongHash = Rule.Convention(
        "PAT1308", Entry, "An address can be forged",
        "'{0}' addresses contents by {1}, for which two contents with one hash can be made",
        "An address must stand for one content only. Collisions of MD5 and SHA-1 can be bought; SHA-256 has none known.");
}
