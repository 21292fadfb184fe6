using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>PAT0101: one plugin that cannot be loaded, read or created does not keep the others from it.</summary>
internal static class LoadFaultsAreIsolated
{
    private static readonly ImmutableHashSet<string> LoadFaults = ImmutableHashSet.Create(
        "System.IO.IOException", "System.IO.FileLoadException", "System.IO.FileNotFoundException", "System.BadImageFormatException", "System.TypeLoadException",
        "System.Reflection.ReflectionTypeLoadException", "System.Reflection.TargetInvocationException", "System.MissingMethodException",
        "System.MemberAccessException");

    private static readonly Words ExportWords = new("Value", "CreateExport");

    /// <summary>How far out somebody may stand who catches.</summary>
    private const int Callers = 3;

    public static void Check(PluginModel model, ConventionContext context)
    {
        if (!MeetsStrangers(model)) return;
        var reported = new HashSet<SyntaxNode>();
        foreach (var body in model.Type.Bodies)
        {
            if (!MayFail(body, model) && !body.Callees.Any(callee => IsHelper(callee.Body, model))) continue;
            foreach (var (site, evidence) in Faults(body, model))
                if (PluginLoop.Around(site) is { } loop && !IsKept(evidence, CaughtAround(site, evidence, loop)) && !StopsOnPurpose(loop)
                    && !RefusesInside(loop, body) && !IsOfOnePlugin(site, loop, body) && !IsTheLast(site, loop) && !FillsForFramework(loop, body)
                    && !IsGuardedByCallers(body) && reported.Add(loop.Syntax))
                    context.Report(
                        PluginRules.LoadFaultsAreIsolated, site.Syntax.GetLocation(),
                        ImmutableArray.Create(loop.Syntax.GetFirstToken().GetLocation(), evidence.Syntax.GetLocation()), null,
                        body.DisplayName);
        }
    }

    /// <summary>True for a type that loads or discovers plugins, or makes objects of what is found outside the program.</summary>
    private static bool MeetsStrangers(PluginModel model) =>
        MeetsFiles(model) || model.Evidence.Handed is not null || model.Evidence.Driven is not null
        || model.Role == PluginRoles.Loader && model.Evidence.Loading is { Activation: not null, IsWithin: false, Scan: var scan }
            && (scan is null || !PartialTypeLists.IsOwnAssembly(scan.Operation) && !scan.Body.Operations.Any(Reflection.IsAcquisition));

    /// <summary>What is caught around a fault inside the loop, and in the helper where it arises.</summary>
    private static IEnumerable<ITypeSymbol?> CaughtAround(IOperation site, IOperation fault, IOperation loop) =>
        Guard.Around(site, loop is IInvocationOperation ? null : loop).Concat(site == fault ? [] : Guard.Around(fault, null));

    /// <summary>True where what a step throws is caught: a file that is no assembly and one that cannot be read; types that are missing; a constructor that
    /// fails.</summary>
    private static bool IsKept(IOperation fault, IEnumerable<ITypeSymbol?> caught)
    {
        var types = caught.ToList();
        if (types.Any(Guard.CatchesAll)) return true;
        if (Reflection.IsAcquisition(fault))
            return types.Any(type => IsAny(type, "System.BadImageFormatException")) && (IsInMemory(fault) || types.Any(type => IsAny(type, Unreadable)));
        if (Reflection.IsActivation(fault)) return types.Any(type => IsAny(type, "System.Reflection.TargetInvocationException"));
        return types.Any(CatchesLoading);
    }

    /// <summary>True for an assembly that is loaded from bytes: they have been read before.</summary>
    private static bool IsInMemory(IOperation load) =>
        load is IInvocationOperation { TargetMethod.Parameters: { Length: > 0 } parameters } && parameters[0].Type is IArrayTypeSymbol;

    private static readonly string[] Unreadable = ["System.IO.IOException", "System.IO.FileLoadException", "System.IO.FileNotFoundException"];

    private static bool IsAny(ITypeSymbol? type, params string[] names) => Array.Exists(names, name => type.Named(name));

    /// <summary>True for a loop that itself refuses a plugin by an exception: a start-up that is meant to fail when one of them is not as it should
    /// be.</summary>
    public static bool StopsOnPurpose(IOperation loop) => loop is ILoopOperation { Body: var body } && body.Contains(operation =>
        operation is IThrowOperation { Exception: not null } refusal
        && operation.Ancestors().TakeWhile(outer => outer != body).ToList() is var around
        && !around.Any(outer => outer is IAnonymousFunctionOperation or ILocalFunctionOperation)
        && around.OfType<ICatchClauseOperation>().All(handler => IsWeighed(refusal, handler)));

    /// <summary>True where a private member to which a loop gives each refuses it by an exception: all of them or none.</summary>
    public static bool RefusesInside(IOperation loop, Body body) => body.Callees.Any(called => called.Body.Type == body.Type && !called.Body.IsOpen
        && loop.Syntax.Span.Contains(called.Call.Operation.Syntax.Span) && called.Body.Of<IThrowOperation>().Any(refusal =>
            refusal.Exception?.Plain() is IObjectCreationOperation { Type: { } fault }
            && !fault.SelfAndBases().Any(type => type.Named("System.ArgumentException"))
            && refusal.EnclosingFunction() is null && !refusal.Ancestors().Any(outer => outer is ICatchClauseOperation)));

    /// <summary>True for a loop over parts of one plugin: what it makes is the same each time, or its member is given one assembly and catches all
    /// around.</summary>
    private static bool IsOfOnePlugin(IOperation site, IOperation loop, Body body) => loop is IForEachLoopOperation walk
        && (site is IInvocationOperation { Arguments: { Length: > 0 } given } && given.All(argument => IsTheSame(argument.Value.Plain(), walk, body))
            || body.Method.Parameters.Any(parameter => parameter.Type.Named("System.Reflection.Assembly")) && Guard.Stops(loop, null, Guard.CatchesAll));

    /// <summary>True for what a loop does not change: a parameter of the member, or a local from before.</summary>
    private static bool IsTheSame(IOperation value, IForEachLoopOperation loop, Body body) => value.ConstantValue.HasValue || value switch
    {
        IParameterReferenceOperation { Parameter: var parameter } => SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, body.Method),
        ILocalReferenceOperation { Local: var local } => !local.DeclaringSyntaxReferences.Any(place => loop.Syntax.Span.Contains(place.Span))
            && !loop.Body.SelfAndDescendants().Any(operation => operation is IAssignmentOperation { Target: var target }
                && SymbolEqualityComparer.Default.Equals(target.Referenced(), local)),
        _ => false,
    };

    /// <summary>True where a handler looks into the fault, and goes on or refuses: not where it always says the same in other words.</summary>
    private static bool IsWeighed(IThrowOperation refusal, ICatchClauseOperation handler) =>
        refusal.Ancestors().TakeWhile(outer => outer != handler).Any(outer => outer is IConditionalOperation or ISwitchOperation);

    /// <summary>True for the one plugin that a loop looks for: with it the loop ends anyway. What a lambda returns ends no loop.</summary>
    private static bool IsTheLast(IOperation site, IOperation loop)
    {
        var inside = site.Ancestors().TakeWhile(outer => outer != loop).ToList();
        return loop is ILoopOperation && !inside.Any(outer => outer is IAnonymousFunctionOperation)
            && inside.Any(outer => IsEnd(outer) || outer is IBlockOperation { Operations: { Length: > 0 } steps } && IsEnd(steps[steps.Length - 1]));
    }

    /// <summary>True where all plugins together fill one object that a framework hands in: with one left out it would be wrong, and nobody would
    /// know.</summary>
    private static bool FillsForFramework(IOperation loop, Body body) => body.Method.Parameters.Any(filled =>
        IsHandedByFramework(filled, body, Callers) && loop.Contains(operation => Call.From(operation) is { Receiver: { } plugin } call
            && plugin.Type is { } contract && PluginContract.IsOwn(contract) && call.Arguments.Any(argument =>
                SymbolEqualityComparer.Default.Equals(argument.Referenced(), filled))));

    private static bool IsHandedByFramework(IParameterSymbol filled, Body body, int steps) => IsOfAnother(filled.Type, body) && (IsOverride(body)
        || !body.IsOpen && steps > 0 && OwnCalls.Of(body).ToList() is { Count: > 0 } calls && calls.All(made =>
            made.Call.Argument(filled.Name)?.Referenced() is IParameterSymbol passed && IsHandedByFramework(passed, made.Caller, steps - 1)));

    private static bool IsOverride(Body body) => body.Method is { IsOverride: true, OverriddenMethod: var overridden }
        && (overridden is null || IsOfAnother(overridden.ContainingType, body));

    private static bool IsOfAnother(ITypeSymbol type, Body body) => type.TypeKind is TypeKind.Class or TypeKind.Interface or TypeKind.Error
        && type.SpecialType == SpecialType.None && body.Type.Project.Of(type) is null;

    private static bool IsEnd(IOperation operation) =>
        operation is IReturnOperation { Kind: OperationKind.Return } or IBranchOperation { BranchKind: BranchKind.Break };

    /// <summary>Where a plugin can fail: in the body itself, or in a helper of the type that lets the fault through.</summary>
    private static IEnumerable<(IOperation Site, IOperation Evidence)> Faults(Body body, PluginModel model)
    {
        foreach (var operation in body.Operations)
            if (IsFault(operation, body, model)) yield return (operation, operation);
        if (model.Evidence.Handed is { } handed && handed.Body == body) yield return (handed.Site, handed.Site);
        foreach (var (call, callee) in body.Callees)
            if (IsHelper(callee, model))
                foreach (var fault in callee.Operations.Where(step => IsStep(step) && IsAtOnce(step) && (MeetsFiles(model) || IsActivationOf(model, step))))
                    yield return (call.Operation, fault);
    }

    /// <summary>What a type does that only discovers plugins, or only makes what others have found, is less than what a loader does.</summary>
    private static bool IsFault(IOperation operation, Body body, PluginModel model) => IsExport(operation)
        || (model.Evidence.Loading?.Acquisition is not null ? IsStep(operation)
            : model.Evidence.Mark is not null ? Reflection.IsAcquisition(operation) : IsActivationOf(model, operation))
        && !(Reflection.IsActivation(operation) && CreatedType.IsNamedElsewhere(operation, body));

    /// <summary>What it loads lies outside the program.</summary>
    public static bool MeetsFiles(PluginModel model) => model.Evidence is { Mark: not null } or { Loading.Acquisition: not null };

    /// <summary>Where the plugins are made, and no other object.</summary>
    private static bool IsActivationOf(PluginModel model, IOperation operation) => model.Evidence.Loading?.Activation?.Operation == operation;

    /// <summary>What a lambda does is done later, when somebody else may catch.</summary>
    private static bool IsAtOnce(IOperation step) => step.EnclosingFunction() is null;

    private static bool MayFail(Body body, PluginModel model) =>
        Reflection.HasStep(body) || model.Evidence.Handed?.Body == body || body.Words.HasAny(ExportWords);

    /// <summary>True where a composition library makes a plugin that it has only found before.</summary>
    private static bool IsExport(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property: { Name: "Value", ContainingType: { Name: "Lazy", TypeArguments: { Length: > 0 } made } } } =>
            PluginContract.IsOwn(made[0]),
        IInvocationOperation { TargetMethod: { Name: "CreateExport", ContainingType.Name: "ExportFactory" } } => true,
        _ => false,
    };

    private static bool IsHelper(Body callee, PluginModel model) => callee.Type == model.Type && !callee.IsOpen && Reflection.HasStep(callee);

    private static bool IsStep(IOperation operation) =>
        Reflection.IsAcquisition(operation) || Reflection.IsScan(operation) && !PartialTypeLists.IsOwnAssembly(operation) || Reflection.IsActivation(operation);

    /// <summary>True for a private method all of whose callers in the type keep its faults to themselves, or have it look into the program itself.</summary>
    private static bool IsGuardedByCallers(Body body, int steps = Callers)
    {
        if (body.IsOpen || steps == 0) return false;
        var calls = OwnCalls.Of(body).ToList();
        return calls.Count > 0 && calls.All(made => Guard.Stops(made.Call.Operation, null, CatchesLoading)
            || made.Call.Arguments.Any(argument => OwnAssembly.Is(argument, made.Caller)) || IsGuardedByCallers(made.Caller, steps - 1));
    }

    private static bool CatchesLoading(ITypeSymbol? caught) =>
        Guard.CatchesAll(caught) || caught is INamedTypeSymbol named && LoadFaults.Contains(named.FullMetadataName());
}
