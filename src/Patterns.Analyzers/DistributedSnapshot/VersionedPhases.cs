using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>
/// A state made of a phase and a version, walked from phase to phase by one type while others take part in each step: operations before and
/// after the change of the version are told apart without stopping them.
/// </summary>
/// <param name="State">The type of the state.</param>
/// <param name="Phase">The member that says the phase.</param>
/// <param name="Version">The member that says the version.</param>
internal sealed record VersionedPhases(INamedTypeSymbol State, IPropertySymbol Phase, IPropertySymbol Version)
{
    private const int FewestPhases = 4;
    private const int FewestSteps = 2;

    public static bool MayBe(TypeFacts type)
    {
        if (States(type.Project) is not { Count: > 0 } states) return false;
        foreach (var method in Methods(type.Symbol))
            foreach (var parameter in method.Parameters)
                if (!method.IsAbstract && states.ContainsKey(parameter.Type)) return true;
        return false;
    }

    public static SnapshotModel? In(TypeFacts type)
    {
        var states = States(type.Project);
        foreach (var taken in Methods(type.Symbol).SelectMany(method => method.Parameters).Select(parameter => parameter.Type)
            .Distinct<ITypeSymbol>(SymbolEqualityComparer.Default))
            if (states.TryGetValue(taken, out var phases) && (phases.Machine(type) ?? phases.Participant(type)) is { } model) return model;
        return null;
    }

    /// <summary>The states that some method of the project takes and gives back: no other is walked from phase to phase.</summary>
    private static Dictionary<ISymbol, VersionedPhases> States(ProjectFacts project) =>
        project.GetOrAdd(nameof(VersionedPhases), () => new Lazy<Dictionary<ISymbol, VersionedPhases>>(() => FindStates(project))).Value;

    private static Dictionary<ISymbol, VersionedPhases> FindStates(ProjectFacts project)
    {
        var states = new Dictionary<ISymbol, VersionedPhases>(SymbolEqualityComparer.Default);
        foreach (var type in project.Types)
            foreach (var member in type.GetMembers())
                if (member is IMethodSymbol { ReturnType: INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class, SpecialType: SpecialType.None } state,
                    Parameters: var parameters }
                    && parameters.Any(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, state)) && !states.ContainsKey(state)
                    && project.Of(state) is not null && Of(state) is { } phases) states.Add(state, phases);
        return states;
    }

    private static VersionedPhases? Of(INamedTypeSymbol named)
    {
        IPropertySymbol? phase = null, version = null;
        foreach (var member in named.GetMembers())
        {
            if (member is not IPropertySymbol { IsStatic: false, IsIndexer: false } property) continue;
            if (property.Type.TypeKind == TypeKind.Enum && !property.Type.IsFramework()
                && property.Type.GetMembers().OfType<IFieldSymbol>().Count(field => field.IsConst) >= FewestPhases) phase ??= property;
            else if (property.Type.IsNumber()) version ??= property;
        }
        return phase is null || version is null ? null : new(named, phase, version);
    }

    /// <summary>A type that says which phase comes next, and raises the version on the way.</summary>
    private SnapshotModel? Machine(TypeFacts type)
    {
        var step = type.Bodies.FirstOrDefault(IsStep);
        if (step is null || !HasParticipants(type) || !RaisesVersion(type)) return null;
        return new(type, SnapshotRoles.Coordinator, Confidence.High, ReferenceProjects.Flink, ImmutableArray.Create(
            Evidence.At(step.Declaration, $"'{step.DisplayName}' walks through the values of '{Phase.Type.Name}'"),
            Evidence.At(Version, $"'{Version.Name}' tells what comes before the checkpoint from what comes after")));
    }

    /// <summary>A type that does its part in one of the phases.</summary>
    private SnapshotModel? Participant(TypeFacts type)
    {
        if (!Contracts(type.Project).Any(contract => type.Symbol.Is(contract))) return null;
        foreach (var body in type.Bodies)
        {
            if (!body.Words.Has(Phase.Name) || !body.Words.Has(Version.Name)) continue;
            if (Chosen(body).FirstOrDefault() is not { } choice || !body.Of<IPropertyReferenceOperation>().Any(reference => Is(reference, Version))) continue;
            return new(type, SnapshotRoles.Participant, Confidence.High, ReferenceProjects.Flink, ImmutableArray.Create(
                Evidence.At(choice, $"'{body.DisplayName}' does its part in one of the phases of '{Phase.Type.Name}'"),
                Evidence.At(Version, $"'{Version.Name}' tells what comes before the checkpoint from what comes after")));
        }
        return null;
    }

    private bool IsStep(Body body) => IsNext(body.Method) && body.Words.Has(Phase.Name) && Chosen(body).Any()
        && body.Of<ISimpleAssignmentOperation>()
            .Count(assignment => Is(assignment.Target, Phase) && assignment.Value.ConstantValue.HasValue) + body.Of<IObjectCreationOperation>()
                .Count(creation => SymbolEqualityComparer.Default.Equals(creation.Type, State)) >= FewestSteps;

    private bool IsNext(IMethodSymbol method) =>
        SymbolEqualityComparer.Default.Equals(method.ReturnType, State)
        && method.Parameters.Any(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, State));

    private bool RaisesVersion(TypeFacts type) =>
        type.SelfAndSourceBases.SelectMany(self => self.Bodies).Any(body => IsNext(body.Method) && body.Words.Has(Version.Name) && (
        body.Of<ISimpleAssignmentOperation>().Any(assignment => Is(assignment.Target, Version))
        || body.Of<IBinaryOperation>().Any(binary => binary.OperatorKind == BinaryOperatorKind.Add && binary.Contains(inner => Is(inner, Version)))));

    /// <summary>Where the code decides by the phase.</summary>
    private IEnumerable<IOperation> Chosen(Body body) => body.Operations.Where(operation => operation switch
    {
        ISwitchOperation choice => Is(choice.Value, Phase),
        ISwitchExpressionOperation choice => Is(choice.Value, Phase),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary =>
            Is(binary.LeftOperand, Phase) || Is(binary.RightOperand, Phase),
        IIsPatternOperation pattern => Is(pattern.Value, Phase),
        _ => false,
    });

    private bool HasParticipants(TypeFacts type) => type.AllSlots.Any(slot => slot.Type.Participants() is { } element && Takes(element));

    /// <summary>The contracts of those who take part in the steps of some machine of the project.</summary>
    private ImmutableArray<INamedTypeSymbol> Contracts(ProjectFacts project) => project.GetOrAdd((nameof(VersionedPhases), State), () => project.Types
        .Where(type => Methods(type).Any(IsNext))
        .Select(project.Of).OfType<TypeFacts>()
        .Where(type => Machine(type) is not null)
        .SelectMany(machine => machine.AllSlots)
        .Select(slot => slot.Type.Participants())
        .OfType<INamedTypeSymbol>()
        .Where(Takes)
        .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
        .ToImmutableArray());

    private bool Takes(INamedTypeSymbol participant) =>
        Methods(participant).Any(method => method.Parameters.Any(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, State)));

    private static IEnumerable<IMethodSymbol> Methods(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IMethodSymbol>().Where(method => method.MethodKind == MethodKind.Ordinary);

    private static bool Is(IOperation operation, ISymbol member) => SymbolEqualityComparer.Default.Equals(operation.Referenced(), member);
}
