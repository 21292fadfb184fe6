using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>PAT1503: a class that the container builds says in its constructor what it needs.</summary>
internal static class LocatorInBuiltClass
{
    private static readonly Words Scopes = new("CreateScope", "CreateAsyncScope", "IServiceScopeFactory");

    public static void Check(DependencyInjectionModel model, ConventionContext context)
    {
        if (model.Root is not { } root || OtherAnalyzers.CheckLifetimes(context)) return;
        foreach (var registration in root.Registrations.Select(ServiceRegistration.Of).OfType<ServiceRegistration>())
        {
            if (registration.Implementation is not { } implementation || model.Type.Project.Of(implementation) is not { } built
                || !RegisteredServices.Of(built.Project).IsFirst(registration)) continue;
            if (Location(built) is not var (call, where, asked)) continue;
            var evidence = ImmutableArray.Create(registration.Registration.Call.Syntax.GetLocation());
            context.Report(DependencyInjectionRules.LocatorInBuiltClass, call.Syntax.GetLocation(), evidence, null, where, asked.Name, built.Symbol.Name);
        }
    }

    private static (Call Call, string Where, ITypeSymbol Asked)? Location(TypeFacts built)
    {
        if (!built.Words.HasAny(Locating.Words) || built.Words.HasAny(Scopes)) return null;
        foreach (var slot in built.Slots)
            if (Initialiser.Bind(Initialiser.Of(slot), built.Project) is { } value)
                foreach (var operation in value.SelfAndDescendants())
                    if (Call.From(operation) is { } call && Locating.Asked(call) is { } asked && CouldTake(built.Symbol, asked) && IsInjected(call, built)
                        && !IsChosen(operation) && !IsOptional(call, asked, built)) return (call, slot.Name, asked);
        foreach (var body in built.Bodies)
        {
            if (!body.Words.HasAny(Locating.Words)) continue;
            foreach (var call in body.Calls)
                if (Locating.Asked(call) is { } asked && CouldTake(built.Symbol, asked) && IsInjected(call, built) && !IsChosen(call.Operation)
                    && !IsOptional(call, asked, built) && (body.IsConstructor || RegisteredServices.Of(built.Project).CanBeGiven(asked, built)))
                    return (call, body.DisplayName, asked);
        }
        return null;
    }

    /// <summary>A parameter may not be less accessible than the constructor, which has to be public for the container.</summary>
    private static bool CouldTake(INamedTypeSymbol built, ITypeSymbol asked) => !IsVisible(built) || IsVisible(asked);

    private static bool IsVisible(ITypeSymbol type)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
            if (outer.DeclaredAccessibility is not (Accessibility.Public or Accessibility.NotApplicable)) return false;
        return type is not INamedTypeSymbol named || named.TypeArguments.All(IsVisible);
    }

    /// <summary>A service that may be missing: a constructor that took it would fail where the question has no answer.</summary>
    private static bool IsOptional(Call call, ITypeSymbol asked, TypeFacts built) => call.Name == "GetService"
        && (!RegisteredServices.Of(built.Project).For(asked).Any()
            || call.Operation.Ancestors()
                .FirstOrDefault(outer => outer is not IConversionOperation) is IIsPatternOperation or IBinaryOperation or IConditionalAccessOperation);

    /// <summary>The provider came through the constructor.</summary>
    private static bool IsInjected(Call call, TypeFacts built) =>
        call.Receiver is { } provider && provider.Type.Named("System.IServiceProvider") && provider.IsOwnMember()
        && provider.Referenced() is { } held
        && (held is IParameterSymbol || built.Slots.Any(slot => slot.IsReadOnly && !slot.IsStatic && SymbolEqualityComparer.Default.Equals(slot.Symbol, held)));

    /// <summary>What is asked for on some condition, later, again and again, or for somebody else could not be a parameter as well.</summary>
    private static bool IsChosen(IOperation operation) => operation.Ancestors().Any(outer => outer
        is IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation
            or IReturnOperation
        or ICoalesceOperation or ICoalesceAssignmentOperation or ITryOperation);
}
