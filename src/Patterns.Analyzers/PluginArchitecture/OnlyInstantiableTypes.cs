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
        if (model.Evidence.Loading is not { Scan: { } scan, Activation: not null, Filter: not null }) return;
        foreach (var body in model.Type.Bodies)
        {
            var made = MadeIn(body);
            if (made.Count == 0 && (body != scan.Body || MayTest(model.Type.Words, model.Type))) continue;
            if (!MayChoose(body)) continue;
            var tests = body.Operations.Where(IsTest).ToList();
            if (tests.Count == 0 && MayTest(body.Words, body.Type)) continue;
            foreach (var filter in body.Operations)
                if (IsChoice(filter) && TestsAnElement(filter) && !Reflection.IsRefusal(filter) && !IsNamed(filter)
                    && Reflection.FilteredContract(filter, body) is { } contract
                    && tests.All(test => IsOfAnother(test, filter, contract, body)) && (made.Count == 0 || made.Any(one => Registry.IsOf(one, contract)))
                    && Condition(filter) is { } condition)
                    context.Report(PluginRules.OnlyInstantiableTypes, condition.Syntax.GetLocation(), body.DisplayName, contract.Name,
                        contract.TypeKind == TypeKind.Class || ExcludesInterfaces(filter) ? "abstract classes" : "abstract classes and interfaces");
        }
    }

    /// <summary>The contracts of which a body makes objects itself, where it may also choose the types.</summary>
    private static List<ITypeSymbol> MadeIn(Body body) => !body.Words.HasAny(Reflection.FilterWords) || !body.Words.HasAny(Reflection.ActivationWords) ? []
        : body.Operations.Where(Reflection.IsActivation).Select(made => Reflection.ActivatedContract(made, body)).OfType<ITypeSymbol>().ToList();

    private static bool MayChoose(Body body) =>
        body.Words.HasAny(Reflection.FilterWords) && !body.Callees.Any(callee => MayTest(callee.Body.Words, callee.Body.Type));

    /// <summary>Whether the words of a type allow the test; those of its own members are none.</summary>
    private static bool MayTest(Vocabulary words, TypeFacts type) => Array.Exists(Tests, test => words.Has(test) && type.Symbol.GetMembers(test).IsEmpty);

    private static bool IsTest(IOperation operation) => IsMarked(operation) || operation switch
    {
        IPropertyReferenceOperation { Property: { Name: var name, ContainingType: var owner } } => owner.IsFramework() && Tests.Contains(name),
        IInvocationOperation { TargetMethod: { Name: var name } } => Tests.Contains(name),
        _ => false,
    };

    /// <summary>True for a test that stands in the condition of another query, which seeks classes of another contract.</summary>
    private static bool IsOfAnother(IOperation test, IOperation filter, ITypeSymbol contract, Body body) =>
        test.EnclosingFunction() is IAnonymousFunctionOperation query && query != filter.EnclosingFunction()
        && query.Contains(operation => IsChoice(operation) && Reflection.FilteredContract(operation, body) is { } sought
            && !SymbolEqualityComparer.Default.Equals(sought, contract));

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

    /// <summary>True where the one type is sought that somebody has named: who names an abstract one learns so by the exception.</summary>
    private static bool IsNamed(IOperation filter) =>
        filter.Ancestors().TakeWhile(outer => outer is IBinaryOperation or IUnaryOperation or IConversionOperation)
        .OfType<IBinaryOperation>().Any(both => both.OperatorKind == BinaryOperatorKind.ConditionalAnd && both.Contains(operation =>
            operation is IPropertyReferenceOperation { Property.Name: "Name" or "FullName", Instance.Type: { } named, Parent: var compared }
            && (named.Named("System.Type") || named.Named("System.Reflection.MemberInfo")) && IsComparison(compared)));

    private static bool IsComparison(IOperation? operation) => operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals }
        or IInvocationOperation { TargetMethod.Name: "Equals" } or IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Equals" } };

    /// <summary>True where the same condition asks for a class.</summary>
    private static bool ExcludesInterfaces(IOperation filter) =>
        filter.Ancestors()
            .TakeWhile(outer => outer is IBinaryOperation or IConversionOperation or IUnaryOperation or IArgumentOperation or IInvocationOperation)
            .Any(outer => outer is IBinaryOperation
                && outer.Contains(part => part is IPropertyReferenceOperation { Property.Name: "IsClass" or "IsInterface" }));

    /// <summary>The boolean that the filter answers; null where it does not choose.</summary>
    private static IOperation? Condition(IOperation filter) =>
        filter.Type?.SpecialType == SpecialType.System_Boolean ? filter : Reflection.Membership(filter) ?? filter.Parent as IBinaryOperation;
}
