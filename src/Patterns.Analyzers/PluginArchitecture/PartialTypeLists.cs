using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>
/// PAT0102: an assembly of which some types cannot be loaded still gives the others. An assembly that a caller passes in may be compiled in memory or
/// known to be whole, so only code that loads assemblies, or takes all there are, is told.
/// </summary>
internal static class PartialTypeLists
{
    private static readonly Words GetTypesWords = new("GetTypes", "DefinedTypes");
    private static readonly Words AllAssembliesWords = new("GetAssemblies");

    public static void Check(PluginModel model, ConventionContext context)
    {
        if (model.Role != PluginRoles.Loader) return;
        foreach (var body in model.Type.Bodies)
        {
            if (!body.Words.HasAny(GetTypesWords) || model.Evidence.Loading?.Acquisition is null && !body.Words.HasAny(AllAssembliesWords)) continue;
            foreach (var operation in body.Operations)
                if (IsThrowing(operation) && !IsOwnAssembly(operation) && !Guard.Stops(operation, null, CatchesPartial) && !IsSafeByCallers(operation, body)
                    && !IsAllOrNothing(operation, body))
                    context.Report(PluginRules.PartialTypeLists, operation.Syntax.GetLocation(), body.DisplayName);
        }
    }

    /// <summary>True where the assembly is one of the program's own: it loads whole or the program is broken anyway.</summary>
    public static bool IsOwnAssembly(IOperation scan)
    {
        var assembly = scan switch
        {
            IInvocationOperation invocation => invocation.Instance?.Plain(),
            IPropertyReferenceOperation property => property.Instance?.Plain(),
            _ => null,
        };
        return assembly is not null && IsOwn(assembly);
    }

    private static bool IsThrowing(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "GetTypes" } or IPropertyReferenceOperation { Property.Name: "DefinedTypes" } => Reflection.IsScan(operation),
        IMethodReferenceOperation { Method.Name: "GetTypes" } => Reflection.IsScan(operation),
        _ => false,
    };

    private static bool IsOwn(IOperation assembly) => assembly.Plain() switch
    {
        IConditionalAccessInstanceOperation behind => behind.ConditionalReceiver() is { } receiver && IsOwn(receiver),
        IInvocationOperation { TargetMethod: { Name: "GetAssembly", IsStatic: true }, Arguments: { Length: 1 } named } =>
            named[0].Value.Plain() is ITypeOfOperation { TypeOperand: INamedTypeSymbol },
        IPropertyReferenceOperation { Property: { Name: "Assembly", ContainingType: var owner } } =>
            owner.Named("System.Type") || owner.Named("System.Reflection.TypeInfo"),
        IInvocationOperation { TargetMethod: { Name: "GetExecutingAssembly" or "GetEntryAssembly" or "GetCallingAssembly", IsStatic: true } } => true,
        ILocalReferenceOperation { Local: var local } reference => reference.Ancestors().Last().SelfAndDescendants()
            .Any(operation => operation is IVariableDeclaratorOperation { Initializer.Value: { } value } declarator
                && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local) && IsOwn(value)),
        _ => false,
    };

    /// <summary>True for a private method whose callers in the type all catch the fault or pass the program's own assembly.</summary>
    private static bool IsSafeByCallers(IOperation scan, Body body)
    {
        if (body.IsOpen) return false;
        var parameter = (scan as IInvocationOperation)?.Instance?.Referenced() as IParameterSymbol;
        var calls = OwnCalls.Of(body).Select(made => made.Call).ToList();
        return calls.Count > 0
            && calls.All(call => Guard.Stops(call.Operation, null, CatchesPartial)
                || parameter is not null && call.Argument(parameter.Name) is { } argument && IsOwn(argument));
    }

    /// <summary>True where the loop over the types refuses one that is not as it should be: a part of them is not wanted.</summary>
    private static bool IsAllOrNothing(IOperation scan, Body body) => scan.Ancestors().OfType<IForEachLoopOperation>()
        .Any(loop => loop.Collection.Contains(part => part == scan) && LoadFaultsAreIsolated.RefusesInside(loop, body));

    private static bool CatchesPartial(ITypeSymbol? caught) =>
        Guard.CatchesAll(caught) || caught.Named("System.Reflection.ReflectionTypeLoadException");
}
