using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>A program that has a library store or query checkpoint its state, or recover it.</summary>
internal static class LibraryStore
{
    private const int DeepestHelper = 2;

    private static readonly string[] Stores = ["FASTER.core.FasterKV`2", "Tsavorite.core.TsavoriteKV`2", "Tsavorite.core.TsavoriteKV`4",
        "Microsoft.StreamProcessing.Process"];

    private static readonly string[] Takes =
    [
        "TakeFullCheckpointAsync", "TakeHybridLogCheckpointAsync", "TakeIndexCheckpointAsync", "TryInitiateFullCheckpoint", "TryInitiateHybridLogCheckpoint",
        "TakeFullCheckpoint", "TakeHybridLogCheckpoint", "Checkpoint",
    ];

    private static readonly string[] Restores = ["Recover", "RecoverAsync", "Restore"];

    private static readonly Words TakeWords = new(Takes);
    private static readonly Words Members = new(Takes.Concat(Restores).ToArray());

    public static bool MayBe(TypeFacts type) => type.Words.HasAny(TakeWords) && IsReferenced(type.Project);

    public static SnapshotModel? In(TypeFacts type)
    {
        Call? take = null, restore = null;
        var isAsked = true;
        foreach (var body in type.Bodies)
        {
            if (!body.Words.HasAny(Members)) continue;
            foreach (var call in body.Calls)
            {
                if (!Stores.Any(store => Library.Is(call.Receiver?.Type, store, type))) continue;
                if (Array.IndexOf(Takes, call.Name) >= 0) (take, isAsked) = (take ?? call, isAsked && IsAsked(body, type));
                if (Array.IndexOf(Restores, call.Name) >= 0) restore ??= call;
            }
        }
        if (take is not { } taken) return null;
        var because = ImmutableArray.CreateBuilder<Evidence>();
        because.Add(Evidence.At(taken.Operation, $"'{taken.Name}' has the store write a consistent state"));
        if (restore is { } restored) because.Add(Evidence.At(restored.Operation, $"'{restored.Name}' returns to it"));
        // Who stores its part only where its base class or contract asks for it does not decide when.
        return new(type, isAsked ? SnapshotRoles.Participant : SnapshotRoles.Coordinator, restore is null ? Confidence.Medium : Confidence.High,
            ReferenceProjects.Spark, because.ToImmutable());
    }

    /// <summary>Code that a base class or a contract of somebody's own asks for, or that only such code of the type runs.</summary>
    private static bool IsAsked(Body body, TypeFacts type, int left = DeepestHelper)
    {
        if (body.Method.IsOverride || IsFulfilment(body.Method)) return true;
        if (left == 0 || body.Method.DeclaredAccessibility == Accessibility.Public) return false;
        var callers = type.Bodies.Where(other => other != body && other.Words.Has(body.Name)).ToList();
        return callers.Count > 0 && callers.All(caller => IsAsked(caller, type, left - 1));
    }

    private static bool IsFulfilment(IMethodSymbol method) => method.ContainingType.AllInterfaces.Any(contract => !contract.IsFramework()
        && contract.GetMembers().Any(member =>
            SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method)));

    private static bool IsReferenced(ProjectFacts project) =>
        project.GetOrAdd(nameof(LibraryStore), () => Stores.Any(store => project.Known[store] is { } type && project.Of(type) is null));
}
