using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>The steps by which files become plugin objects, each told by the members of the framework that it has to use.</summary>
internal static class Reflection
{
    public const string AssemblyLoadContext = "System.Runtime.Loader.AssemblyLoadContext";

    private const string Assembly = "System.Reflection.Assembly";

    private const int PassingSteps = 3;

    public static readonly Words LoadWords = new("LoadFrom", "LoadFile", "UnsafeLoadFrom", "LoadFromAssemblyPath", "LoadFromAssemblyName", "LoadFromStream",
        "AssemblyLoadContext", "Load");

    public static readonly Words ScanWords = new("GetTypes", "GetExportedTypes", "ExportedTypes", "DefinedTypes");

    public static readonly Words FilterWords = new(
        "IsAssignableFrom", "IsAssignableTo", "GetInterfaces", "GetInterface", "ImplementedInterfaces", "IsSubclassOf", "GetCustomAttribute",
        "GetCustomAttributes", "IsDefined");

    public static readonly Words ActivationWords = new("CreateInstance", "CreateInstanceFrom", "CreateInstanceFromAndUnwrap", "ConstructorInfo",
        "GetConstructor", "GetConstructors", "GetServiceOrCreateInstance");

    /// <summary>Whether the words of a body allow any step or filter.</summary>
    public static bool HasStep(Body body) =>
        body.Words.HasAny(ScanWords) || body.Words.HasAny(ActivationWords) || body.Words.HasAny(FilterWords) || body.Words.HasAny(LoadWords);

    /// <summary>True where an assembly is brought in: by name, path or stream.</summary>
    public static bool IsAcquisition(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } call => IsLoad(method) || IsLoader(method) && !IsOwn(method, call)
            || IsLoadAndCreate(method) && IsActivation(call),
        IMethodReferenceOperation { Method: var method } => IsLoad(method),
        _ => false,
    };

    /// <summary>True where a load context is made for some place: it brings the assemblies of that place in.</summary>
    public static bool IsContextMade(IOperation operation) =>
        operation is IObjectCreationOperation { Arguments.IsEmpty: false, Type: { } context } && context.IsLoadContext();

    /// <summary>True where the types of an assembly are enumerated, or those that a mark of the assembly itself names.</summary>
    public static bool IsScan(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "GetTypes" or "GetExportedTypes", ContainingType: var owner } } => IsAssembly(owner),
        IMethodReferenceOperation { Method: { Name: "GetTypes" or "GetExportedTypes", ContainingType: var owner } } => IsAssembly(owner),
        IPropertyReferenceOperation { Property: { Name: "ExportedTypes" or "DefinedTypes", ContainingType: var owner } } => IsAssembly(owner),
        _ => IsMarkSearch(operation),
    };

    public static bool IsMarkSearch(IOperation operation) => MarkOf(operation) is not null;

    /// <summary>The mark of user code that an assembly is asked for, by which it names its types.</summary>
    public static ITypeSymbol? MarkOf(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "GetCustomAttribute" or "GetCustomAttributes", TypeArguments: { Length: 1 } marks } } call
        && !marks[0].IsFramework() && NamesTypes(marks[0]) && Call.From(call)?.Receiver?.Type is INamedTypeSymbol marked && marked.Named(Assembly) ? marks[0]
            : null;

    /// <summary>True for a mark by which an assembly can say which of its types is meant; one that only tells texts describes the assembly.</summary>
    private static bool NamesTypes(ITypeSymbol mark) =>
        mark is not INamedTypeSymbol { TypeKind: not TypeKind.Error, IsGenericType: false } || mark.SelfAndBases()
        .SelectMany(type => type.GetMembers()).Any(member => member is IPropertySymbol { Type: var told } && IsTypes(told)
            || member is IFieldSymbol { Type: var kept } && IsTypes(kept));

    /// <summary>A type, or a sequence of types.</summary>
    public static bool IsTypes(ITypeSymbol type) => type.Named("System.Type") || type.ElementType().Named("System.Type");

    /// <summary>The contract whose classes user code is asked for by a type argument, as in <c>finder.Find&lt;IPlugin&gt;()</c> that gives types, or
    /// descriptions of which objects are made there.</summary>
    public static ITypeSymbol? SearchedContract(IOperation operation, Body body) =>
        operation is IInvocationOperation { TargetMethod: { TypeArguments: { Length: 1 } sought, ContainingType: var finder }, Type: { } found }
        && sought[0] is var contract && IsContract(contract) && !finder.IsFramework() && found.ElementType() is { } element
        && (element.Named("System.Type") || IsDescription(element, contract, body)) ? contract : null;

    /// <summary>True for objects of a class of their own, each of which somebody in the body makes a plugin of.</summary>
    private static bool IsDescription(ITypeSymbol element, ITypeSymbol contract, Body body) =>
        body.Words.Has("CreateInstance") && element.TypeKind is TypeKind.Class or TypeKind.Interface && !element.IsFramework()
        && !element.Is(contract as INamedTypeSymbol)
        && body.Of<IInvocationOperation>().Any(made => IsOwnCreator(made) && Call.From(made)?.Receiver?.Type is { } described
            && (described.Is(element as INamedTypeSymbol) || element.Is(described as INamedTypeSymbol)));

    /// <summary>True where one type is picked out of the enumeration by its name: whoever knows the name has chosen already.</summary>
    public static bool IsLookup(IOperation scan) =>
        scan.Ancestors().SkipWhile(outer => outer is IConversionOperation or IArgumentOperation).FirstOrDefault() is { } query && PicksByName(query);

    /// <summary>True for a query that takes the one type which has a name.</summary>
    public static bool PicksByName(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "First" or "FirstOrDefault" or "Single" or "SingleOrDefault", ContainingType: var query },
            Arguments: { Length: > 1 } arguments }
        && query.Named("System.Linq.Enumerable") && arguments[1].Value.Contains(IsName) && !arguments[1].Value.Contains(IsFilter);

    private static bool IsName(IOperation operation) =>
        operation is IPropertyReferenceOperation { Property.Name: "Name" or "FullName", Instance.Type: { } named } && named.Named("System.Type");

    /// <summary>True where a type is tested for what it implements or carries; not the type of a parameter or property, which is a part of a type that is
    /// known already.</summary>
    public static bool IsFilter(IOperation operation) => IsTest(operation) && !(Tested(operation) is { } type && IsOfAMember(type));

    private static bool IsTest(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "IsAssignableFrom" or "IsAssignableTo" or "GetInterfaces" or "GetInterface" or "IsSubclassOf",
            ContainingType: var owner } } => IsType(owner),
        IMethodReferenceOperation { Method: { Name: "IsAssignableFrom", ContainingType: var owner } } => IsType(owner),
        IPropertyReferenceOperation { Property: { Name: "ImplementedInterfaces", ContainingType: var owner } } => IsType(owner),
        IInvocationOperation { TargetMethod: var method } when IsMarkTest(operation) =>
            method.ContainingType.IsFramework() && (IsMarkSearch(operation) || Call.From(operation)?.Receiver?.Type.Named(Assembly) is not true),
        _ => false,
    };

    /// <summary>The type that a test asks; null where a query hands it in.</summary>
    private static IOperation? Tested(IOperation filter) => filter switch
    {
        IInvocationOperation { TargetMethod.Name: "IsAssignableFrom", Arguments: { Length: 1 } arguments } => arguments[0].Value.Plain(),
        IInvocationOperation { Instance: { } type } => type.Plain(),
        IPropertyReferenceOperation { Instance: { } type } => type.Plain(),
        _ => null,
    };

    /// <summary>True where the tested type is one that the source names, as <c>typeof(T)</c> does.</summary>
    public static bool AsksNamedType(IOperation filter, Body body) =>
        (Tested(filter) is ILocalReferenceOperation { Local: var local } ? body.DeclaredValue(local)?.Plain() : Tested(filter)) is ITypeOfOperation;

    private static bool IsOfAMember(IOperation type) =>
        type is IPropertyReferenceOperation { Property: { Name: "ParameterType" or "PropertyType" or "FieldType" or "ReturnType", ContainingType: var member } }
        && member.IsFramework();

    /// <summary>True where an object is made of a type that is known only at run time; not where a known generic type is closed over one.</summary>
    public static bool IsActivation(IOperation operation) => operation switch
    {
        IInvocationOperation invocation =>
            (IsCreator(invocation.TargetMethod) || IsOwnCreator(invocation) || IsInvokedConstructor(invocation))
            && !invocation.Arguments.Any(argument => argument.Value.Contains(IsKnownType)),
        IMethodReferenceOperation { Method: var method } => IsCreator(method),
        _ => false,
    };

    /// <summary>True where a type is tested for a mark that it carries.</summary>
    public static bool IsMarkTest(IOperation filter) =>
        filter is IInvocationOperation { TargetMethod.Name: "GetCustomAttribute" or "GetCustomAttributes" or "IsDefined" or "GetCustomAttributesData" };

    /// <summary>True where the test passes over the type, or only asserts something of it, as a guard of a member's argument does.</summary>
    public static bool IsRefusal(IOperation filter)
    {
        var isGiven =
            Tested(filter) is IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } };
        foreach (var outer in filter.Ancestors())
        {
            if (outer is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType: var owner } }
                && owner.Named("System.Diagnostics.Debug")) return true;
            if (outer is IAnonymousFunctionOperation) return filter.Parent is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Parent: var whole }
                && whole is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } or IReturnOperation;
            if (outer is not IConditionalOperation choice || !choice.Condition.Syntax.Span.Contains(filter.Syntax.Span)) continue;
            var then = choice.WhenTrue is IBlockOperation { Operations: { Length: 1 } only } ? only[0] : choice.WhenTrue;
            if (isGiven && IsThrow(then)) return true;
            return then is IBranchOperation { BranchKind: BranchKind.Continue } && filter.Parent is not IUnaryOperation { OperatorKind: UnaryOperatorKind.Not };
        }
        return false;
    }

    private static bool IsThrow(IOperation? then) => then is IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation };

    /// <summary>
    /// The contract that a filter asks for: X of <c>typeof(X).IsAssignableFrom(t)</c>, <c>t.IsSubclassOf(typeof(X))</c> or
    /// <c>t.GetInterfaces().Contains(typeof(X))</c>, where <c>typeof(X)</c> may stay in a local first, or in a field for good.
    /// </summary>
    public static ITypeSymbol? FilteredContract(IOperation filter, Body body)
    {
        var scope = Membership(filter) ?? filter;
        foreach (var operation in scope.SelfAndDescendants())
        {
            var named = operation is ILocalReferenceOperation { Local: var local } ? body.DeclaredValue(local)?.Plain() : operation;
            if (named is ITypeOfOperation { TypeOperand: var type } && PluginContract.IsOwn(type)) return type;
            if (operation is IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } field } && Kept(field, body) is { } kept) return kept;
        }
        return PassedContracts(filter, body).FirstOrDefault();
    }

    /// <summary>The contracts that the type itself names for a private member which searches for whatever it is given.</summary>
    public static IEnumerable<ITypeSymbol> PassedContracts(IOperation filter, Body body) => AskedContract(filter)
        .Select(asked => asked.Plain()).OfType<IParameterReferenceOperation>()
        .SelectMany(asked => PassedContracts(asked.Parameter, body, PassingSteps));

    private static IEnumerable<ITypeSymbol> PassedContracts(IParameterSymbol asked, Body body, int steps)
    {
        if (steps == 0 || body.IsOpen || !asked.Type.Named("System.Type") || !SymbolEqualityComparer.Default.Equals(asked.ContainingSymbol, body.Method))
            yield break;
        foreach (var (call, caller) in OwnCalls.Of(body))
        {
            var passed = call.Argument(asked.Name);
            if (passed is ITypeOfOperation { TypeOperand: var named } && PluginContract.IsOwn(named)) yield return named;
            else if (passed is IParameterReferenceOperation { Parameter: var outer })
                foreach (var contract in PassedContracts(outer, caller, steps - 1)) yield return contract;
        }
    }

    /// <summary>The expressions that give the type which a test asks for, other than the tested type itself.</summary>
    public static IEnumerable<IOperation> AskedContract(IOperation filter) => filter switch
    {
        IMethodReferenceOperation { Instance: { } asked } => [asked],
        IInvocationOperation { TargetMethod.Name: "IsAssignableFrom", Instance: { } asked } => [asked],
        IInvocationOperation { TargetMethod.Name: "GetInterfaces" } => (Membership(filter) as IInvocationOperation)?.Arguments.Skip(1)
            .Select(argument => argument.Value) ?? [],
        IInvocationOperation test => test.Arguments.Select(argument => argument.Value),
        _ => [],
    };

    /// <summary>The contract whose type a field is declared with.</summary>
    private static ITypeSymbol? Kept(IFieldSymbol field, Body body)
    {
        var named = Initializers.ValueOf(field, body.Type.Project)?.SelfAndDescendants().OfType<ITypeOfOperation>().FirstOrDefault();
        return named is not null && PluginContract.IsOwn(named.TypeOperand) ? named.TypeOperand : null;
    }

    /// <summary>The test that a list of interfaces is put to, as in <c>t.GetInterfaces().Contains(typeof(X))</c>.</summary>
    public static IOperation? Membership(IOperation interfaces)
    {
        var outer = interfaces.Parent;
        while (outer is IConversionOperation) outer = outer.Parent;
        return outer is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Contains" or "Any" } test } ? test : null;
    }

    /// <summary>The contract that a created object is used as: by a cast, an <c>as</c>, an <c>is</c> pattern or <c>Cast&lt;T&gt;</c>, at once or after a stay
    /// in a local.</summary>
    public static ITypeSymbol? ActivatedContract(IOperation activation, Body body, bool isAnswer = false)
    {
        for (var outer = activation.Parent; outer is not null; outer = outer.Parent)
        {
            if (TargetType(outer) is { } target && IsContract(target)) return target;
            if (LocalOf(outer) is { } local)
                return body.Operations.Where(operation => Operand(operation) is { } operand && IsLocal(operand, local)).Select(TargetType)
                    .FirstOrDefault(type => type is not null && IsContract(type))
                    ?? (body.Of<IReturnOperation>().Any(answer => answer.ReturnedValue is { } value && IsLocal(value, local)) && !isAnswer
                        ? AnsweredContract(body) : null);
            if (outer is IReturnOperation { Kind: OperationKind.Return } && outer.EnclosingFunction() is null) return isAnswer ? null : AnsweredContract(body);
            if (!PassesOn(outer)) return null;
        }
        return null;
    }

    private static ILocalSymbol? LocalOf(IOperation operation) => operation switch
    {
        IVariableDeclaratorOperation { Symbol: var declared } => declared,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var assigned } } => assigned,
        _ => null,
    };

    /// <summary>The contract that a caller in the type uses the object as which a private helper answers.</summary>
    private static ITypeSymbol? AnsweredContract(Body helper) =>
        helper.IsOpen || helper.Method.ReturnType.SpecialType != SpecialType.System_Object ? null
        : OwnCalls.Of(helper).Select(made => ActivatedContract(made.Call.Operation, made.Caller, isAnswer: true)).FirstOrDefault(type => type is not null);

    /// <summary>True for an extension point, and for a type whose library is missing: what is made at run time is made as what others declare.</summary>
    private static bool IsContract(ITypeSymbol target) => PluginContract.IsOwn(target) || target is IErrorTypeSymbol { Name.Length: > 0 };

    private static ITypeSymbol? TargetType(IOperation operation) => operation switch
    {
        IConversionOperation conversion => conversion.Type,
        IIsPatternOperation { Pattern: IDeclarationPatternOperation declaration } => declaration.MatchedType,
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IDeclarationPatternOperation declaration } } => declaration.MatchedType,
        IInvocationOperation { TargetMethod: { Name: "Cast" or "OfType", TypeArguments.Length: 1 } cast } => cast.TypeArguments[0],
        _ => null,
    };

    private static IOperation? Operand(IOperation operation) => operation switch
    {
        IConversionOperation conversion => conversion.Operand,
        IIsPatternOperation pattern => pattern.Value,
        _ => null,
    };

    private static bool IsLocal(IOperation operand, ILocalSymbol local) => SymbolEqualityComparer.Default.Equals(
        (operand.Plain() is IInvocationOperation { TargetMethod.Name: "Unwrap", Instance: { } handle } ? handle : operand).Referenced(), local);

    /// <summary>True where the created object itself comes out again: of a lambda, and of the query that runs it.</summary>
    private static bool PassesOn(IOperation operation) => operation switch
    {
        IConversionOperation or IParenthesizedOperation or ICoalesceOperation or IConditionalOperation or IReturnOperation or IAnonymousFunctionOperation
            or IDelegateCreationOperation
            or IVariableInitializerOperation or IIsPatternOperation or IAwaitOperation => true,
        IBlockOperation => operation.Parent is IAnonymousFunctionOperation,
        IArgumentOperation or IInvocationOperation { TargetMethod: { Name: "Unwrap", Parameters.IsEmpty: true } } => true,
        IInvocationOperation { TargetMethod: { IsExtensionMethod: true, ReturnType: var given } } => given.ElementType() is not null,
        IInvocationOperation invocation => invocation.TargetMethod.ContainingType.Named("System.Linq.Enumerable"),
        _ => false,
    };

    /// <summary>True for a call that takes a load context down.</summary>
    public static bool IsUnload(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "Unload", ContainingType: var owner } } && owner.Named(AssemblyLoadContext);

    private static bool IsLoad(IMethodSymbol method) => method.Name switch
    {
        "Load" or "LoadFrom" or "LoadFile" or "UnsafeLoadFrom" =>
            method.IsStatic && IsAssembly(method.ContainingType) || method.ContainingType.Named("System.AppDomain"),
        "LoadFromAssemblyPath" or "LoadFromAssemblyName" or "LoadFromStream" => method.ContainingType.Named(AssemblyLoadContext),
        _ => method.ReturnType.Named(Assembly) && method.ContainingType.IsLoadContext() && !method.ContainingType.Named(AssemblyLoadContext),
    };

    /// <summary>True for the call that loads a file and creates an object of the class in it that is named.</summary>
    private static bool IsLoadAndCreate(IMethodSymbol method) => method.Name == "CreateInstanceFrom" && method.ContainingType.Named("System.Activator");

    /// <summary>True for a loader of user code that says so: it takes a place or a name and gives the assembly.</summary>
    private static bool IsLoader(IMethodSymbol method) =>
        method is { Parameters.Length: > 0, Name: var name, ContainingType: var owner, ReturnType: var given } && given.Named(Assembly)
        && name.StartsWith("Load", StringComparison.Ordinal) && !owner.IsFramework() && !method.Parameters[0].Type.Named("System.Type");

    /// <summary>True for a method of this project: what it does itself tells whether it loads.</summary>
    private static bool IsOwn(IMethodSymbol method, IOperation call) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, call.SemanticModel?.Compilation.Assembly);

    private static bool IsCreator(IMethodSymbol method) => method switch
    {
        { IsGenericMethod: true } => false,
        { Name: "CreateInstance" or "CreateInstanceFrom" or "CreateInstanceFromAndUnwrap" } =>
            method.ContainingType.Named("System.Activator") || method.ContainingType.Named("System.AppDomain") || IsAssembly(method.ContainingType)
            || IsActivatorUtilities(method),
        { Name: "GetServiceOrCreateInstance" } => IsActivatorUtilities(method),
        { Name: "Invoke" } => method.ContainingType.Named("System.Reflection.ConstructorInfo"),
        _ => false,
    };

    /// <summary>True for the old form in which a type is told to invoke its constructor by flags.</summary>
    private static bool IsInvokedConstructor(IInvocationOperation call) =>
        call.TargetMethod is { Name: "InvokeMember", ContainingType: var owner } && IsType(owner)
        && call.Arguments.Any(argument => argument.Value.Contains(part => part is IFieldReferenceOperation { Field.Name: "CreateInstance" }));

    /// <summary>True for a helper of user code that makes an object of the type, or of the description of one, that it is called on or given.</summary>
    public static bool IsOwnCreator(IInvocationOperation call) =>
        call.TargetMethod is { Name: "CreateInstance", IsGenericMethod: false, ReturnType.SpecialType: SpecialType.System_Object, ContainingType: var helper }
        && !helper.IsFramework() && (Call.From(call)?.Receiver ?? call.Arguments.FirstOrDefault()?.Value)?.Type is { } made
        && (made.Named("System.Type") || made.SpecialType == SpecialType.None && made.TypeKind is TypeKind.Class or TypeKind.Interface);

    private static bool IsActivatorUtilities(IMethodSymbol method) =>
        method.ContainingType.Named("Microsoft.Extensions.DependencyInjection.ActivatorUtilities");

    private static bool IsKnownType(IOperation operation) =>
        operation is ITypeOfOperation or IInvocationOperation { TargetMethod.Name: "MakeGenericType" };

    private static bool IsAssembly(INamedTypeSymbol owner) => owner.Named(Assembly) || owner.Named("System.Reflection.Module");

    private static bool IsType(INamedTypeSymbol owner) => owner.Named("System.Type") || owner.Named("System.Reflection.TypeInfo");

    /// <summary>True for a class of user code that derives from the framework's load context.</summary>
    public static bool IsLoadContext(this ITypeSymbol type)
    {
        foreach (var self in type.SelfAndBases().Skip(1))
            if (self.Named(AssemblyLoadContext)) return true;
        return false;
    }
}
