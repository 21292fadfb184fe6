using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>PAT0103: a scan does not choose an abstract class or an interface for creation.</summary>
internal static class OnlyInstantiableTypes
{
    private static readonly Words Tests = new("IsAbstract", "GetConstructor", "GetConstructors", "DeclaredConstructors");

    public static void Check(PluginModel model, ConventionContext context)
    {
        if (model.Evidence.Loading is not { Scan: not null, Activation: not null, Filter: not null } || model.Type.Words.HasAny(Tests)) return;
        foreach (var body in model.Type.Bodies)
        {
            if (!body.Words.HasAny(Reflection.FilterWords) || body.Callees.Any(callee => callee.Body.Words.HasAny(Tests))) continue;
            foreach (var filter in body.Operations)
                if (IsChoice(filter) && Reflection.FilteredContract(filter) is { } contract && Condition(filter) is { } condition)
                    context.Report(PluginRules.OnlyInstantiableTypes, condition.Syntax.GetLocation(), body.DisplayName, contract.Name);
        }
    }

    private static bool IsChoice(IOperation operation) =>
        Reflection.IsFilter(operation) && operation is IInvocationOperation { TargetMethod.Name: "IsAssignableFrom" or "IsAssignableTo" or "IsSubclassOf" or "GetInterfaces" or "GetInterface" };

    /// <summary>The boolean that the filter answers; null where it does not choose.</summary>
    private static IOperation? Condition(IOperation filter) =>
        filter.Type?.SpecialType == SpecialType.System_Boolean ? filter : Reflection.Membership(filter) ?? filter.Parent as IBinaryOperation;
}
