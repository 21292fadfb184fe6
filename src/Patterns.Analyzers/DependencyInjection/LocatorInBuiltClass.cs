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
            if (registration.Implementation is not { } implementation || model.Type.Project.Of(implementation) is not { } built || !IsFirst(registration, built)) continue;
            if (Location(built) is not var (call, body, asked)) continue;
            var evidence = ImmutableArray.Create(registration.Registration.Call.Syntax.GetLocation());
            context.Report(DependencyInjectionRules.LocatorInBuiltClass, call.Syntax.GetLocation(), evidence, null, body.DisplayName, asked.Name, built.Symbol.Name);
        }
    }

    /// <summary>A class that is registered more than once is reported with its first registration.</summary>
    private static bool IsFirst(ServiceRegistration registration, TypeFacts built) => RegisteredServices.Of(built.Project).Of(built.Symbol)?.Registration.Call.Syntax == registration.Registration.Call.Syntax;

    private static (Call Call, Body Body, ITypeSymbol Asked)? Location(TypeFacts built)
    {
        if (!built.Words.HasAny(Locating.Words) || built.Words.HasAny(Scopes)) return null;
        foreach (var body in built.Bodies)
        {
            if (!body.Words.HasAny(Locating.Words)) continue;
            foreach (var call in body.Calls)
                if (Locating.Asked(call) is { } asked && IsInjected(call, built) && !IsChosen(call.Operation) && (body.IsConstructor || RegisteredServices.Of(built.Project).CanBeGiven(asked, built))) return (call, body, asked);
        }
        return null;
    }

    /// <summary>The provider came through the constructor.</summary>
    private static bool IsInjected(Call call, TypeFacts built) => call.Receiver is { } provider && provider.Type.Named("System.IServiceProvider") && provider.IsOwnMember()
        && provider.Referenced() is { } held && (held is IParameterSymbol || built.Slots.Any(slot => slot.IsReadOnly && !slot.IsStatic && SymbolEqualityComparer.Default.Equals(slot.Symbol, held)));

    /// <summary>What is asked for on some condition, later, again and again, or for somebody else could not be a parameter as well.</summary>
    private static bool IsChosen(IOperation operation) => operation.Ancestors().Any(outer => outer
        is IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation or IReturnOperation
        or ICoalesceOperation or ICoalesceAssignmentOperation or ITryOperation);
}
