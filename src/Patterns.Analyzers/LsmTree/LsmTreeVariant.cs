using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>Which reference project a tree is closest to.</summary>
internal static class LsmTreeVariant
{
    /// <summary>A foreign engine behind a contract of the project, with several families of keys, is TiKV's way.</summary>
    public static ReferenceProject Of(TypeFacts type, ForeignEngine foreign) =>
        foreign.Families.Length > 1 && type.Symbol.AllInterfaces.Any(contract => type.Project.Of(contract) is not null) ? ReferenceProjects.TiKV : ReferenceProjects.RocksDB;

    public static ReferenceProject Of(Engine engine) => ReferenceProjects.RocksDB;
}
