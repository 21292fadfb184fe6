using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>The code of one type that registers services with a container.</summary>
/// <param name="Registrations">In the order of the source.</param>
/// <param name="IsOffered">Whether it is a class of extensions of the surface, for others to call.</param>
internal sealed record CompositionRoot(ImmutableArray<Registration> Registrations, bool IsOffered)
{
    /// <summary>Below three, a type registers in passing.</summary>
    private const int Fewest = 3;

    /// <summary>Who builds the provider as well composes it by options, too; for others they are no registrations.</summary>
    private static readonly Words Building = new("BuildServiceProvider");

    public static bool MayBe(TypeFacts type) => BodiesOf(type).Sum(body => CandidatesIn(body)) >= Fewest || ServiceBindings.MayBeIn(type)
        || OwnContainers.MayBeIn(type);

    public static CompositionRoot? In(TypeFacts type)
    {
        var registrations = RegistrationsIn(type);
        if (!type.Words.HasAny(Building)) registrations = registrations.RemoveAll(registration => RegistrationSurface.Sets(registration.Call.Name));
        if (Distinct(registrations) < Fewest) registrations = ServiceBindings.In(type);
        if (registrations.IsEmpty) registrations = OwnContainers.In(type);
        return registrations.IsEmpty ? null : new(registrations, IsExtension(type, registrations));
    }

    /// <summary>Overloads that offer the same thing in several ways count once; what one member registers counts each time.</summary>
    private static int Distinct(ImmutableArray<Registration> registrations) =>
        registrations.GroupBy(registration => registration.Subject)
            .Sum(same => same.GroupBy(registration => registration.Body).Max(inOneBody => inOneBody.Count()));

    /// <summary>What the type registers, be it ever so little. Binds only bodies that call something of that kind.</summary>
    public static ImmutableArray<Registration> RegistrationsIn(TypeFacts type) => type.Project.GetOrAdd(
        (nameof(RegistrationsIn), type.Symbol),
        () => BodiesOf(type).Where(body => CandidatesIn(body) > 0).SelectMany(Registration.In).Where(registration => registration.Decides).ToImmutableArray());

    public ImmutableArray<Evidence> Because()
    {
        var bodies = Registrations.Select(registration => registration.Body).Distinct().ToList();
        var surface = Registrations[0].Surface;
        var where = bodies.Count == 1 ? $"'{bodies[0].DisplayName}' makes"
            : $"'{bodies[0].DisplayName}' and {bodies.Count - 1} more {(bodies.Count == 2 ? "member" : "members")} make";
        var phrase = $"{where} {Registrations.Length} registrations on '{surface}'";
        return Registrations.Select((registration, index) => Evidence.At(registration.Call.Operation, index == 0 ? phrase : "")).Take(Fewest)
            .ToImmutableArray();
    }

    private static IEnumerable<Body> BodiesOf(TypeFacts type)
    {
        var isModule = RegistrationSurface.IsModule(type);
        var names = type.Slots.Where(slot => IsSurface(slot, type)).Select(slot => slot.Name).ToList();
        if (!isModule && names.Count == 0 && !type.Words.HasAny(RegistrationSurface.Words)) yield break;
        foreach (var body in type.Bodies)
            if (isModule || body.Words.HasAny(RegistrationSurface.Words) || names.Any(body.Words.Has)) yield return body;
    }

    private static bool IsSurface(Slot slot, TypeFacts type) => RegistrationSurface.Of(slot.Type, type) is not null;

    /// <summary>Calls that could register, by their spelling: binds nothing.</summary>
    private static int CandidatesIn(Body body) =>
        body.Declaration.DescendantNodes().OfType<InvocationExpressionSyntax>().Count(call => RegistrationSurface.IsVerb(NameOf(call.Expression)));

    private static string NameOf(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };

    private static bool IsExtension(TypeFacts type, ImmutableArray<Registration> registrations) => type.Symbol.IsStatic
        && registrations.All(registration => registration.Body.Method is { IsExtensionMethod: true } or { DeclaredAccessibility: Accessibility.Private });
}
