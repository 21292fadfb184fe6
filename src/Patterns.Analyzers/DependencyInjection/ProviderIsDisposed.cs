using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>PAT1502: a provider that is built is disposed, or handed to somebody who does it.</summary>
internal static class ProviderIsDisposed
{
    /// <summary>For the code fix: the local can be declared with <c>using</c>, since nothing that it gave outlives the method.</summary>
    public const string Local = "local";

    private static readonly Words Builds = new("BuildServiceProvider");

    public static void Check(DependencyInjectionModel model, ConventionContext context)
    {
        if (model.Root is null || OtherAnalyzers.CheckLifetimes(context)) return;
        foreach (var body in model.Type.Bodies)
        {
            if (!body.Words.HasAny(Builds) || IsStartup(body)) continue;
            foreach (var call in body.Calls)
                if (Builds.Contains(call.Name) && call.Receiver?.Type is { } receiver && RegistrationSurface.Of(receiver, model.Type) is not null)
                    Check(call, body, context);
        }
    }

    private static void Check(Call build, Body body, ConventionContext context)
    {
        switch (Behind(build.Operation))
        {
            case IVariableDeclaratorOperation { Symbol: var local } declarator when !IsUsing(declarator) && !IsHandedOn(local, body):
                var forFix = StaysInside(local, body) ? ImmutableDictionary<string, string?>.Empty.Add(Local, bool.TrueString) : null;
                context.Report(DependencyInjectionRules.ProviderIsDisposed, build.Syntax.GetLocation(), ImmutableArray<Location>.Empty, forFix,
                    body.DisplayName);
                break;
            case IInvocationOperation { TargetMethod: { } target } user when IsAsked(target, user, build.Operation):
                context.Report(DependencyInjectionRules.ProviderIsDisposed, build.Syntax.GetLocation(), body.DisplayName);
                break;
        }
    }

    /// <summary>What takes the value, conversions and the like aside.</summary>
    private static IOperation? Behind(IOperation operation) =>
        operation.Ancestors()
            .FirstOrDefault(outer => outer is not (IConversionOperation or IParenthesizedOperation or IArgumentOperation or IVariableInitializerOperation));

    private static bool IsUsing(IOperation declarator) => declarator.Ancestors().Any(outer => outer is IUsingDeclarationOperation)
        || declarator.Enclosing<IUsingOperation>() is { } block && block.Resources.SelfAndDescendants().Contains(declarator);

    /// <summary>The provider is asked for a service on the spot and nobody keeps it.</summary>
    private static bool IsAsked(IMethodSymbol target, IInvocationOperation user, IOperation build) =>
        Locating.Words.Contains(target.Name) && Call.From(user) is { Receiver: { } receiver } && receiver == build.Plain();

    /// <summary>True where the local is disposed, returned, stored, captured or passed on: whoever has it then answers for it.</summary>
    private static bool IsHandedOn(ILocalSymbol local, Body body)
    {
        foreach (var reference in body.Of<ILocalReferenceOperation>())
            if (SymbolEqualityComparer.Default.Equals(reference.Local, local) && !IsMerelyAsked(reference)) return true;
        return false;
    }

    private static bool IsMerelyAsked(IOperation reference) => Behind(reference) switch
    {
        IInvocationOperation user =>
            (Locating.Words.Contains(user.TargetMethod.Name) || user.TargetMethod.Name is "CreateScope" or "CreateAsyncScope")
            && Call.From(user)?.Receiver == reference,
        _ => false,
    } && reference.Ancestors().All(outer => outer is not (IAnonymousFunctionOperation or ILocalFunctionOperation));

    /// <summary>True where the method gives nothing back and stores nothing, and nothing that the provider made gets out of it by another way.</summary>
    private static bool StaysInside(ILocalSymbol local, Body body) =>
        body.Method.ReturnType is { SpecialType: SpecialType.System_Void or SpecialType.System_Int32 }
            or { Name: "Task" or "ValueTask" } and INamedTypeSymbol { TypeArguments.IsEmpty: true }
        && body.Operations.All(operation => operation.Assigned() is not var (target, _) || target.Plain() is ILocalReferenceOperation or IDiscardOperation)
        && DerivedFrom(local, body) is var derived && !body.Operations.Any(operation => GetsOut(operation, derived));

    /// <summary>The local and all that are made of what it gives.</summary>
    private static HashSet<ISymbol> DerivedFrom(ILocalSymbol local, Body body)
    {
        var derived = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { local };
        for (var known = 0; known < derived.Count;)
        {
            known = derived.Count;
            foreach (var operation in body.Operations)
            {
                foreach (var (variable, source) in operation.Introduced())
                    if (source is not null && derived.Any(source.Mentions)) derived.Add(variable);
                if (operation.Assigned() is (var target, { } value) && target.Referenced() is ILocalSymbol changed && derived.Any(value.Mentions))
                    derived.Add(changed);
            }
        }
        return derived;
    }

    /// <summary>It is captured or passed on, or it runs on without being waited for.</summary>
    private static bool GetsOut(IOperation operation, HashSet<ISymbol> derived) => operation switch
    {
        ILocalReferenceOperation { Local: var local } when derived.Contains(local) =>
            operation.Ancestors().Any(outer => outer is IAnonymousFunctionOperation or ILocalFunctionOperation or IMethodReferenceOperation),
        IArgumentOperation { Value: var value } =>
            value.Type is { IsReferenceType: true, SpecialType: not SpecialType.System_String } && !IsReceiver(operation) && derived.Any(value.Mentions),
        IExpressionStatementOperation { Operation: IInvocationOperation { Type: var type } started } => type.IsTask() && derived.Any(started.Mentions),
        _ => false,
    };

    /// <summary>The first argument of an extension method.</summary>
    private static bool IsReceiver(IOperation argument) =>
        argument.Parent is IInvocationOperation { Instance: null, TargetMethod.IsExtensionMethod: true } call && call.Arguments[0] == argument;

    /// <summary>ASP.NET Core's own rule watches over the method that its host calls.</summary>
    private static bool IsStartup(Body body) =>
        body.Method.Name == "ConfigureServices" && body.Type.Project.Known["Microsoft.AspNetCore.Builder.IApplicationBuilder"] is not null;
}
