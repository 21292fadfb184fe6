using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>
/// PAT1508: what is registered to be there once is there once. Only where a class that the container builds makes and keeps one of its own, out of nothing but
/// what it is given itself: the container would have made the same, and made it for all.
/// </summary>
internal static class SecondInstance
{
    public static void Check(DependencyInjectionModel model, ConventionContext context)
    {
        if (model.Root is not { } root) return;
        var services = RegisteredServices.Of(model.Type.Project);
        foreach (var registration in root.Registrations.Select(ServiceRegistration.Of).OfType<ServiceRegistration>())
        {
            if (registration.Implementation is not { } implementation || !services.IsFirst(registration)
                || model.Type.Project.Of(implementation) is not { } built) continue;
            foreach (var (creation, once) in Kept(built, services))
                context.Report(
                    DependencyInjectionRules.SecondInstance, creation.Syntax.GetLocation(), ImmutableArray.Create(once.Registration.Call.Syntax.GetLocation()),
                    null, built.Symbol.Name, once.Implementation!.Name);
        }
    }

    private static IEnumerable<(IOperation Creation, ServiceRegistration Once)> Kept(TypeFacts built, RegisteredServices services)
    {
        foreach (var slot in built.Slots)
            if (!slot.IsStatic && Initialiser.Of(slot) is { } initialiser && Creates(initialiser, services)
                && Initialiser.Bind(initialiser, built.Project)?.Plain() is IObjectCreationOperation creation && Second(creation, built, services) is { } once)
                yield return (creation, once);
        foreach (var body in built.Bodies)
        {
            if (!body.IsConstructor || body.Method.IsStatic || !Creates(body.Declaration, services)) continue;
            foreach (var operation in body.Operations)
                if (operation
                    is ISimpleAssignmentOperation
                        { Parent: IExpressionStatementOperation { Parent: IBlockOperation { Parent: IMethodBodyBaseOperation } } } assignment
                    && assignment.Target.IsOwnMember() && assignment.Value.Plain() is IObjectCreationOperation creation
                    && Second(creation, built, services) is { } once)
                    yield return (creation, once);
        }
    }

    private static bool Creates(SyntaxNode code, RegisteredServices services) =>
        code.DescendantNodesAndSelf().OfType<ObjectCreationExpressionSyntax>()
            .Any(creation => creation.Type is SimpleNameSyntax name && services.Singletons.Contains(name.Identifier.ValueText));

    /// <summary>The registration that the creation competes with. A decorator, and a class that stands for others of its kind, have to make their
    /// own.</summary>
    private static ServiceRegistration? Second(IObjectCreationOperation creation, TypeFacts built, RegisteredServices services)
    {
        if (creation.Type is not INamedTypeSymbol made || creation.Initializer is not null
            || services.Of(made.OriginalDefinition) is not { Lifetime: Lifetime.Singleton, IsKeyed: false } once) return null;
        if (once.Service is not INamedTypeSymbol service || built.Symbol.Is(service) || built.Symbol.Is(made)) return null;
        return creation.Arguments.All(argument => argument.ArgumentKind == ArgumentKind.DefaultValue || IsGiven(argument.Value)) ? once : null;
    }

    private static bool IsGiven(IOperation value) =>
        value.Plain() is IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } }
        || value.IsOwnMember();
}
