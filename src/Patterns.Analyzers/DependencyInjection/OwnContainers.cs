using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>Registrations on a container that the project itself declares, made on it or through a member that hands them on to it.</summary>
internal sealed class OwnContainers
{
    /// <summary>Below three, a type registers in passing.</summary>
    private const int Fewest = 3;

    private readonly ImmutableHashSet<ISymbol> containers;
    private readonly Words names;

    private OwnContainers(ProjectFacts project)
    {
        var found = project.Declared.Where(type => DependencyInjectionSignature.AsContainer(type)?.Container?.Register is not null).ToList();
        containers = found.SelectMany(type => type.SelfAndSourceBases.Select(self => self.Symbol).Concat(type.Symbol.AllInterfaces))
            .Select(type => (ISymbol)type.OriginalDefinition).Where(type => project.Of((INamedTypeSymbol)type) is not null)
            .ToImmutableHashSet(SymbolEqualityComparer.Default);
        names = new(containers.OfType<INamedTypeSymbol>().SelectMany(type => type.GetMembers()).OfType<IMethodSymbol>().Where(Registers)
            .Select(method => method.Name).Distinct().ToArray());
    }

    public static bool MayBeIn(TypeFacts type) => Of(type.Project) is { containers.IsEmpty: false } own && type.Words.HasAny(own.names)
        && !own.containers.Contains(type.Symbol);

    public static ImmutableArray<Registration> In(TypeFacts type)
    {
        if (!MayBeIn(type)) return ImmutableArray<Registration>.Empty;
        var own = Of(type.Project);
        var found = type.Bodies.Where(body => body.Words.HasAny(own.names)).SelectMany(own.MadeIn).Where(registration => registration.Decides)
            .ToImmutableArray();
        return found.Select(registration => registration.Subject).Distinct().Count() < Fewest ? ImmutableArray<Registration>.Empty : found;
    }

    private static OwnContainers Of(ProjectFacts project) => project.GetOrAdd(nameof(OwnContainers), () => new OwnContainers(project));

    private IEnumerable<Registration> MadeIn(Body body)
    {
        foreach (var call in body.Calls)
            if (call.Target is { } target && !IsHandedObject(target) && SurfaceOf(target, body) is { } surface) yield return new(call, body, surface);
    }

    /// <summary>An object that is kept by its type says nothing of how one is made: so does a bag of what belongs to one request.</summary>
    private static bool IsHandedObject(IMethodSymbol target) => target.OriginalDefinition.Parameters.Any(parameter =>
        parameter.Type is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } or { SpecialType: SpecialType.System_Object });

    /// <summary>The container that a call registers on, or to which the member that it calls hands on what it is told.</summary>
    private string? SurfaceOf(IMethodSymbol target, Body body)
    {
        if (!Registers(target.OriginalDefinition)) return null;
        if (containers.Contains(target.OriginalDefinition.ContainingType)) return target.ContainingType.Name;
        if (!body.Type.Symbol.Is(target.ContainingType) || !names.Contains(target.Name)) return null;
        return body.Type.Project.BodiesOf(target).SelectMany(handing => handing.Calls)
            .FirstOrDefault(inner => inner.Target is { } register && containers.Contains(register.OriginalDefinition.ContainingType)
                && Registers(register.OriginalDefinition) && register.TypeArguments.Any(service => IsOf(service, target))).Owner?.Name;
    }

    private static bool IsOf(ITypeSymbol service, IMethodSymbol method) =>
        service is ITypeParameterSymbol && method.OriginalDefinition.TypeParameters.Contains(service, SymbolEqualityComparer.Default);

    /// <summary>A member that others tell for which service something is to be made, or by what.</summary>
    private static bool Registers(IMethodSymbol method) => method.MethodKind == MethodKind.Ordinary
        && RegistrationSurface.IsVerb(method.Name) && !Resolving.Is(method)
        && (!method.TypeParameters.IsEmpty || method.Parameters.Any(parameter => ServiceKey.IsType(parameter.Type)));
}
