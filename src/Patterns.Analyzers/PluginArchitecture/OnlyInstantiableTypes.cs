using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>PAT0103: a scan does not choose an abstract class or an interface for creation.</summary>
internal static class OnlyInstantiableTypes
{
    private static readonly string[] Tests = ["IsAbstract", "GetConstructor", "GetConstructors", "DeclaredConstructors"];

    public static void Check(PluginModel model, ConventionContext context)
    {
        if (model.Evidence.Loading is not { Scan: { } scan, Activation: not null, Filter: not null } || MayTest(model.Type.Words, model.Type)) return;
        var body = scan.Body;
        if (!model.Type.Bodies.Contains(body) || body.Callees.Any(callee => MayTest(callee.Body.Words, callee.Body.Type)) || body.Operations.Any(IsMarked))
            return;
        foreach (var filter in body.Operations)
            if (IsChoice(filter) && TestsAnElement(filter) && !Reflection.IsRefusal(filter) && Reflection.FilteredContract(filter, body) is { } contract
                && Condition(filter) is { } condition)
                context.Report(PluginRules.OnlyInstantiableTypes, condition.Syntax.GetLocation(), body.DisplayName, contract.Name,
                    contract.TypeKind == TypeKind.Class ? "abstract classes" : "abstract classes and interfaces");
    }

    /// <summary>Whether the words of a type allow the test; those of its own members are none.</summary>
    private static bool MayTest(Vocabulary words, TypeFacts type) => Array.Exists(Tests, test => words.Has(test) && type.Symbol.GetMembers(test).IsEmpty);

    /// <summary>Somebody who marks a type for creation knows that it can be created.</summary>
    private static bool IsMarked(IOperation operation) => Reflection.IsFilter(operation) && Reflection.IsMarkTest(operation);

    private static bool IsChoice(IOperation operation) =>
        Reflection.IsFilter(operation)
        && operation is IInvocationOperation { TargetMethod.Name: "IsAssignableFrom" or "IsAssignableTo" or "IsSubclassOf" or "GetInterfaces"
            or "GetInterface" };

    /// <summary>True where the type that is tested is a variable, the element of a scan, and not one that the code names.</summary>
    private static bool TestsAnElement(IOperation filter) => filter is IInvocationOperation { Instance: { } instance } test
        && (test.TargetMethod.Name == "IsAssignableFrom" ? test.Arguments[0].Value : instance)
            .Referenced() is ILocalSymbol or IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.LambdaMethod } };

    /// <summary>The boolean that the filter answers; null where it does not choose.</summary>
    private static IOperation? Condition(IOperation filter) =>
        filter.Type?.SpecialType == SpecialType.System_Boolean ? filter : Reflection.Membership(filter) ?? filter.Parent as IBinaryOperation;
}
