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
        if (model.Evidence is not { Loading.Acquisition: not null } and not { Mark: not null }) return;
        var reported = new HashSet<SyntaxNode>();
        foreach (var body in model.Type.Bodies)
        {
            if (!MayFail(body, model) && !body.Callees.Any(callee => IsHelper(callee.Body, model))) continue;
            foreach (var (site, evidence) in Faults(body, model))
                if (PluginLoop.Around(site) is { } loop && !Guard.Stops(site, loop is IInvocationOperation ? null : loop, CatchesLoading)
                    && !StopsOnPurpose(loop) && !IsTheLast(site, loop) && !IsGuardedByCallers(body) && reported.Add(loop.Syntax))
                    context.Report(
                        PluginRules.LoadFaultsAreIsolated, site.Syntax.GetLocation(),
                        ImmutableArray.Create(loop.Syntax.GetFirstToken().GetLocation(), evidence.Syntax.GetLocation()), null,
                        body.DisplayName);
        }
    }

    /// <summary>True for a loop that itself refuses a plugin by an exception: a start-up that is meant to fail when one of them is not as it should
    /// be.</summary>
    private static bool StopsOnPurpose(IOperation loop) => loop is ILoopOperation { Body: var body } && body.Contains(operation =>
        operation is IThrowOperation { Exception: not null }
        && !operation.Ancestors().TakeWhile(outer => outer != body)
            .Any(outer => outer is ICatchClauseOperation or IAnonymousFunctionOperation or ILocalFunctionOperation));

    /// <summary>True for the one plugin that a loop looks for: with it the loop ends anyway. What a lambda returns ends no loop.</summary>
    private static bool IsTheLast(IOperation site, IOperation loop)
    {
        var inside = site.Ancestors().TakeWhile(outer => outer != loop).ToList();
        return loop is ILoopOperation && !inside.Any(outer => outer is IAnonymousFunctionOperation)
            && inside.Any(outer => IsEnd(outer) || outer is IBlockOperation { Operations: { Length: > 0 } steps } && IsEnd(steps[steps.Length - 1]));
    }

    private static bool IsEnd(IOperation operation) =>
        operation is IReturnOperation { Kind: OperationKind.Return } or IBranchOperation { BranchKind: BranchKind.Break };

    /// <summary>Where a plugin can fail: in the body itself, or in a helper of the type that lets the fault through.</summary>
    private static IEnumerable<(IOperation Site, IOperation Evidence)> Faults(Body body, PluginModel model)
    {
        foreach (var operation in body.Operations)
            if (model.Evidence.Loading?.Acquisition is null ? Reflection.IsAcquisition(operation) || IsExport(operation)
                : IsStep(operation) && !(Reflection.IsActivation(operation) && CreatedType.IsNamedElsewhere(operation, body)))
                yield return (operation, operation);
        foreach (var (call, callee) in body.Callees)
            if (IsHelper(callee, model)
                && callee.Operations.FirstOrDefault(operation => IsStep(operation) && !Guard.Stops(operation, null, CatchesLoading)) is { } fault)
                yield return (call.Operation, fault);
    }

    private static bool MayFail(Body body, PluginModel model) =>
        Reflection.HasStep(body) || model.Evidence.Mark is not null && body.Words.HasAny(ExportWords);

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
