using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Raft;

/// <summary>Which reference project does it most like this.</summary>
internal static class RaftVariants
{
    private const int RecordKinds = 2;

    /// <summary>A group among many belongs to its host; one whose log is metadata is Kafka's; any other is a library's, like etcd's.</summary>
    public static ReferenceProject Of(Member member, RaftGroups groups)
    {
        if (RaftHosts.Of(groups).FirstOrDefault() is { } host) return OfHost(host);
        return Around(member.Type).Any(HoldsMetadata) ? ReferenceProjects.Kafka : ReferenceProjects.Etcd;
    }

    /// <summary>A lease on each group's range lets one replica answer reads alone.</summary>
    public static ReferenceProject OfHost(RaftHost host) =>
        host.Group.SelfAndSourceBases.SelectMany(type => type.Bodies).Concat(host.Type.Bodies).Any(ReadsUnderLease)
        ? ReferenceProjects.CockroachDB
        : ReferenceProjects.TiKV;

    private static IEnumerable<TypeFacts> Around(TypeFacts type) => TermCandidates.Holders(type);

    /// <summary>One method that tells kinds of records apart and puts them into maps of its own: the image of a cluster's metadata.</summary>
    private static bool HoldsMetadata(TypeFacts type) => type.Bodies.Any(body =>
    {
        var kinds = body.Operations.Select(RecordKind).Where(kind => type.Project.Of(kind) is not null).Distinct(SymbolEqualityComparer.Default).Count();
        if (kinds < RecordKinds) return false;
        var maps = body.Operations.Select(WrittenMap).Where(map => map is not null).Distinct(SymbolEqualityComparer.Default).Count();
        return maps >= RecordKinds;
    });

    private static ITypeSymbol? RecordKind(IOperation operation) => operation switch
    {
        IDeclarationPatternOperation declaration => declaration.MatchedType,
        IRecursivePatternOperation recursive => recursive.MatchedType,
        ITypePatternOperation type => type.MatchedType,
        _ => null,
    };

    private static ISymbol? WrittenMap(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: IMemberReferenceOperation map } } => map.Member,
        IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd" or "Remove", Instance: IMemberReferenceOperation map } => map.Member,
        _ => null,
    };

    private static bool ReadsUnderLease(Body body) => body.Of<IBinaryOperation>().Any(comparison =>
        comparison.OperatorKind.IsOrder() && IsMoment(comparison.LeftOperand.Type) && IsOwnEnd(comparison.LeftOperand) != IsOwnEnd(comparison.RightOperand));

    private static bool IsMoment(ITypeSymbol? type) =>
        type is { SpecialType: SpecialType.System_DateTime } or { Name: "DateTimeOffset", ContainingNamespace.Name: "System" };

    private static bool IsOwnEnd(IOperation operation) =>
        operation.Plain() is IMemberReferenceOperation { Member: { IsStatic: false } member } && !member.ContainingType.IsFramework();
}
