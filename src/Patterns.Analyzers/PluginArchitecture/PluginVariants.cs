using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>Which reference project does it most alike: the most telling trait decides.</summary>
internal static class PluginVariants
{
    private static readonly Words ProgramWords = new("ProcessStartInfo");

    private static readonly Words WireWords = new(
        "Socket", "TcpClient", "HttpClient", "NamedPipeClientStream", "UnixDomainSocketEndPoint", "ClientWebSocket", "GrpcChannel", "ChannelBase");

    public static ReferenceProject Closest(TypeFacts type, PluginEvidence evidence)
    {
        if (evidence.Resolution is not null || evidence.Left is not null || type.Symbol.IsLoadContext()) return ReferenceProjects.Falco;
        if (SortsByDependency(type, evidence)) return ReferenceProjects.Containerd;
        if (evidence.Loading is { Acquisition: not null } or { Steps: > 1 }) return OfLoader(type, evidence);
        if (evidence.ContextUse is not null || evidence.Mark is { ByImport: false }) return ReferenceProjects.Falco;
        if (evidence.Mark is not null) return ReferenceProjects.Airflow;
        if (evidence.Bundle is not null) return ReferenceProjects.Deno;
        if (OutOfProcess(type, evidence) is { } remote) return remote;
        if (ProbesLifecycle(type, evidence) || RegistersStatically(evidence)) return ReferenceProjects.Caddy;
        if (evidence.Compositions.FirstOrDefault() is { } composition) return composition.OwnServices ? ReferenceProjects.Backstage : ReferenceProjects.Bevy;
        if (evidence.Registries.Any(registry => Wraps(registry.Value)) && evidence.Selections.IsEmpty) return ReferenceProjects.CoreDNS;
        if (evidence.Registries.Any(registry => registry is { HoldsFactories: true, Key: null })) return ReferenceProjects.Envoy;
        if (evidence.Selections.FirstOrDefault() is { } selection) return OfSelection(evidence, selection);
        return evidence.Registries.Any(registry => registry.Key is not null) ? ReferenceProjects.Dapr : ReferenceProjects.Prometheus;
    }

    private static ReferenceProject OfLoader(TypeFacts type, PluginEvidence evidence)
    {
        if (SplitsCapabilities(type)) return ReferenceProjects.Airflow;
        if (evidence.Loading!.Scan is null && evidence.Compositions.Any(composition => composition.IsLoaded)) return ReferenceProjects.DuckDB;
        return ReferenceProjects.Falco;
    }

    /// <summary>All that match take part, perhaps in several passes; or one is enough.</summary>
    private static ReferenceProject OfSelection(PluginEvidence evidence, Selection first) =>
        evidence.Selections.Any(selection => PluginContract.IsFactory(selection.Contract)) && !first.TakesFirst ? ReferenceProjects.Envoy
        : first.TakesFirst ? ReferenceProjects.Prometheus
        : ReferenceProjects.Trivy;

    /// <summary>A method that walks what a plugin requires, and calls itself on the way.</summary>
    private static bool SortsByDependency(TypeFacts type, PluginEvidence evidence)
    {
        var contracts = evidence.Registries.Select(registry => registry.Contract).Concat(evidence.Compositions.Select(composition => composition.Contract))
            .ToList();
        if (contracts.Count == 0) return false;
        foreach (var body in type.AllBodies)
        {
            if (!body.Words.Has("foreach")) continue;
            foreach (var loop in body.Of<IForEachLoopOperation>())
                if (loop.Collection.Plain() is IPropertyReferenceOperation { Property: var requirement, Instance.Type: { } owner }
                    && contracts.Any(contract => owner.Is(contract as INamedTypeSymbol)) && requirement.Type.ElementType() is { } element
                    && !PluginContract.IsOwn(element)
                    && loop.Body.Contains(operation => IsRecursion(operation, body))) return true;
        }
        return false;
    }

    private static bool IsRecursion(IOperation operation, Body body) => operation is IInvocationOperation { TargetMethod: var target }
        && (SymbolEqualityComparer.Default.Equals(target, body.Method)
            || target.MethodKind == MethodKind.LocalFunction
                && operation.Ancestors()
                    .Any(outer => outer is ILocalFunctionOperation function && SymbolEqualityComparer.Default.Equals(function.Symbol, target)));

    /// <summary>One plugin object offers several contracts and is filed under each.</summary>
    private static bool SplitsCapabilities(TypeFacts type)
    {
        var lists = type.AllSlots.Select(slot => slot.Type.ElementType()).Where(element => element is not null && PluginContract.IsOwn(element))
            .ToImmutableHashSet(SymbolEqualityComparer.Default);
        if (lists.Count < 2) return false;
        return type.AllBodies.SelectMany(body => body.Operations).Select(Tested).Where(tested => tested is not null && lists.Contains(tested))
            .Distinct(SymbolEqualityComparer.Default).Count() > 1;
    }

    /// <summary>An optional phase that a plugin may have is asked for by its type, and run.</summary>
    private static bool ProbesLifecycle(TypeFacts type, PluginEvidence evidence)
    {
        var contracts = evidence.Registries.Select(registry => registry.Contract).ToList();
        foreach (var body in type.AllBodies)
        {
            if (contracts.Count == 0 || !body.Words.Has("is")) continue;
            foreach (var test in body.Of<IIsPatternOperation>())
                if (Tested(test) is { } phase && contracts.Any(contract => SymbolEqualityComparer.Default.Equals(contract, test.Value.Plain().Type))
                    && PluginContract.IsBehaviour(phase)) return true;
        }
        return false;
    }

    private static ITypeSymbol? Tested(IOperation operation) => operation switch
    {
        IIsPatternOperation { Pattern: IDeclarationPatternOperation { MatchedType: { } matched } } when PluginContract.IsOwn(matched) => matched,
        IInvocationOperation { TargetMethod: { Name: "OfType", TypeArguments: { Length: 1 } types } } when PluginContract.IsOwn(types[0]) => types[0],
        _ => null,
    };

    private static bool RegistersStatically(PluginEvidence evidence) =>
        evidence.Registries.Any(registry => registry.Slot.IsStatic && registry.Registrations.Any(registration => registration.Body.Method.IsStatic));

    /// <summary>A value that makes a plugin around the next one.</summary>
    private static bool Wraps(ITypeSymbol value)
    {
        if (value.DelegateSignature() is { } signature) return TakesOwnProduct(signature);
        return PluginContract.MethodsOf(value).Any(TakesOwnProduct);
    }

    private static bool TakesOwnProduct(IMethodSymbol method) =>
        PluginContract.IsOwn(method.ReturnType) && method.Parameters.Any(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, method.ReturnType));

    private static ReferenceProject? OutOfProcess(TypeFacts type, PluginEvidence evidence)
    {
        foreach (var registry in evidence.Registries)
        {
            var implementations = type.Project.ImplementationsOf(registry.Contract).Select(type.Project.Of).OfType<TypeFacts>().ToList();
            if (implementations.Count == 0) continue;
            var remote = implementations.Count(implementation => implementation.Words.HasAny(WireWords));
            var programs = implementations.Count(implementation => implementation.Words.HasAny(ProgramWords));
            if (programs > 0 && programs + remote < implementations.Count) return ReferenceProjects.Buf;
            if (remote + programs == implementations.Count) return ReferenceProjects.Kubernetes;
        }
        return null;
    }
}
