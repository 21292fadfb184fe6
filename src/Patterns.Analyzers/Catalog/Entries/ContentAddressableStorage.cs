using static Patterns.Analyzers.Catalog.ReferenceProjects;

namespace Patterns.Analyzers.Catalog;

public static partial class PatternCatalog
{
    /// <summary>13: the hash of a content is its address.</summary>
    public static CatalogEntry ContentAddressableStorage { get; } = new(
        Number: 13,
        Slug: "content-addressable-storage",
        Title: "Content-Addressable Storage",
        Anchor: "content-addressable-storage",
        Intent: "Let the hash of a content be its address: equal contents are stored once, every read can be "
            + "verified, and nothing that is stored ever changes.",
        Rows:
        [
            new(Containerd,
                "A blob is written to a staging area, verified against the digest that the caller expects and then renamed into place; labels "
                    + "link blobs, and the collector keeps what a root can reach."),
            new(RocksDB,
                "Table files never change after they are written: compaction writes new ones and a manifest switches to them.",
                Remark: "A related design: by the source's own words not addressed by hash. Files carry "
                    + "increasing numbers; only the immutability is shared."),
            new(Trivy,
                "Databases travel as registry artifacts whose layers are fetched and verified by digest; the results of a scan are cached under a key "
                    + "derived from the layer's hash and the analysers' versions."),
        ],
        CSharpProjects:
        [
            new("BuildXL", "https://github.com/microsoft/BuildXL",
                "FileSystemContentStoreInternal in the Cache: puts by hash with hard links, pins that keep the collector away, and quota-driven eviction."),
            new("LibGit2Sharp", "https://github.com/libgit2/libgit2sharp",
                "ObjectDatabase: blobs, trees and commits are created and looked up by their hash, the store that made the pattern famous."),
        ]);
}
