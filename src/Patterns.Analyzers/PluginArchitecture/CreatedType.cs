using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>Where the type of a created object comes from.</summary>
internal static class CreatedType
{
    private const int Steps = 4;

    /// <summary>
    /// True when no scan can have found the type: an attribute or a plugin that is already there names it, it is the type of an object, a generic type of
    /// the program itself, closed over what was found, or what a number stands for in the data that is read.
    /// </summary>
    public static bool IsNamedElsewhere(IOperation activation, Body body) =>
        activation is IInvocationOperation call && Source(call) is { } source && IsNamedElsewhere(source, body, Steps);

    /// <summary>True for one more object of the class that an object has.</summary>
    public static bool IsCopied(IOperation activation, Body body) => activation is IInvocationOperation call && Source(call)?.Plain() switch
    {
        ILocalReferenceOperation { Local: var local } => body.DeclaredValue(local)?.Plain() is { } value && IsOfAnObject(value),
        { } source => IsOfAnObject(source),
        null => false,
    };

    /// <summary>True when whoever calls the member from outside names the type, and the class itself never does: what it has found is not what it
    /// makes.</summary>
    public static bool IsNamedByCaller(IOperation activation, Body body) =>
        IsGiven(activation, body) && !body.Type.Bodies.Any(user => user != body && user.Words.Has(body.Name));

    /// <summary>True where everybody who uses the library can hand in a type of his own.</summary>
    public static bool IsHandedIn(IOperation activation, Body body) =>
        !body.Type.Project.IsApplication && OwnAssembly.IsVisible(body.Method) && IsGiven(activation, body);

    /// <summary>True where the member gets the type, and somebody else has found it.</summary>
    public static bool IsGiven(IOperation activation, Body body) =>
        activation is IInvocationOperation call && Source(call) is { } source && IsArgument(source, body, Steps);

    /// <summary>True for the one class that belongs to a type that the caller names, as a generated one does.</summary>
    public static bool IsCompanion(IOperation activation, Body body, ITypeSymbol? contract) =>
        activation is IInvocationOperation call && Source(call)?.Plain() is { } source
        && (source is ILocalReferenceOperation { Local: var local } ? body.DeclaredValue(local)
            : source)?.Contains(part => OwnAssembly.IsOfTheCaller(part, body) || contract is not ITypeParameterSymbol && IsPassedOn(part)) is true;

    /// <summary>True where the type that the caller names is handed to somebody who gives another for it.</summary>
    private static bool IsPassedOn(IOperation part) => part.Parent is IArgumentOperation { Parent: { } asked }
        && part is ITypeOfOperation { TypeOperand: ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } } && !Reflection.IsFilter(asked);

    /// <summary>True for the one of some types that has the name which is sought.</summary>
    public static bool IsPickedByName(IOperation activation, Body body) =>
        activation is IInvocationOperation call && Source(call) is { } source && IsPickedByName(source, body, Steps);

    private static bool IsPickedByName(IOperation type, Body body, int steps) => steps > 0 && type.Plain() switch
    {
        IInvocationOperation { TargetMethod.Name: "GetConstructor" or "GetConstructors", Instance: { } declaring } => IsPickedByName(declaring, body, steps),
        IInvocationOperation { TargetMethod: { IsExtensionMethod: true, ContainingType: var owner }, Arguments: { Length: > 0 } arguments } query
            when owner.IsFramework() => Reflection.PicksByName(query) || IsPickedByName(arguments[0].Value, body, steps),
        ICoalesceOperation { Value: var first } => IsPickedByName(first, body, steps),
        IArrayElementReferenceOperation element => IsPickedByName(element.ArrayReference, body, steps),
        ILocalReferenceOperation { Local: var local } => Values(local, body).Any(value => IsPickedByName(value, body, steps - 1)),
        _ => false,
    };

    private static bool IsArgument(IOperation type, Body body, int steps) => steps > 0 && type.Plain() switch
    {
        IParameterReferenceOperation { Parameter.ContainingSymbol: var member } => SymbolEqualityComparer.Default.Equals(member, body.Method),
        IInvocationOperation { TargetMethod.Name: "GetConstructor" or "GetConstructors", Instance: { } declaring } => IsArgument(declaring, body, steps),
        IArrayElementReferenceOperation element => IsArgument(element.ArrayReference, body, steps),
        ILocalReferenceOperation { Local: var local } => Values(local, body).Any(value => IsArgument(value, body, steps - 1)),
        _ => false,
    };

    private static bool IsOfAnObject(IOperation type) =>
        type is IInvocationOperation { TargetMethod: { Name: "GetType", Parameters.IsEmpty: true, ContainingType.SpecialType: SpecialType.System_Object } };

    private static IOperation? Source(IInvocationOperation call) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.Named("System.Type") is true)?.Value ?? call.Instance;

    private static bool IsNamedElsewhere(IOperation source, Body body, int steps)
    {
        if (steps == 0) return false;
        return source.Plain() switch
        {
            IMemberReferenceOperation { Member: IPropertySymbol or IFieldSymbol, Instance: { Type: { } owner } instance }
                when IsAttribute(owner) || IsOfAPlugin(instance, owner) => true,
            { } type when IsOfAnObject(type) => true,
            IInvocationOperation { Instance.Type: { } owner } when IsAttribute(owner) => true,
            IInvocationOperation { TargetMethod.ReturnType: var answer, Arguments: { Length: 1 } numbers }
                when answer.Named("System.Type") && IsNumber(numbers[0].Value.Type) => true,
            IInvocationOperation { TargetMethod.Name: "MakeGenericType", Instance: { } definition } =>
                IsConstant(definition, body),
            IInvocationOperation { TargetMethod.Name: "GetConstructor" or "GetConstructors", Instance: { } type } => IsNamedElsewhere(type, body, steps - 1),
            IInvocationOperation { TargetMethod: { IsExtensionMethod: true, ContainingType: var owner }, Arguments: { Length: > 0 } arguments }
                when owner.IsFramework() =>
                IsNamedElsewhere(arguments[0].Value, body, steps - 1),
            IArrayElementReferenceOperation element => IsNamedElsewhere(element.ArrayReference, body, steps - 1),
            ILocalReferenceOperation { Local: var local } => Values(local, body).Any(value => IsNamedElsewhere(value, body, steps - 1)),
            _ => false,
        };
    }

    /// <summary>True for a type that the program names itself, there or in a field or local that holds it for good.</summary>
    private static bool IsConstant(IOperation definition, Body body) => definition.Plain() switch
    {
        ITypeOfOperation => true,
        IParameterReferenceOperation { Parameter: var parameter } =>
            !body.IsOpen && OwnCalls.Of(body).Select(made => made.Call.Argument(parameter.Name)).ToList() is { Count: > 0 } values
            && values.All(value => value is ITypeOfOperation),
        IFieldReferenceOperation { Field: var field } => field is { IsStatic: true, IsReadOnly: true },
        ILocalReferenceOperation { Local: var local } =>
            Values(local, body).ToList() is { Count: > 0 } values && values.All(value => value.Plain() is ITypeOfOperation),
        _ => false,
    };

    /// <summary>A member of an object of some contract, other than the host itself: who is asked is there already.</summary>
    private static bool IsOfAPlugin(IOperation instance, ITypeSymbol owner) =>
        instance.Plain() is not IInstanceReferenceOperation && owner.TypeKind is TypeKind.Interface or TypeKind.Class && PluginContract.IsOwn(owner)
        && PluginContract.IsBehaviour(owner);

    private static bool IsNumber(ITypeSymbol? type) => type is { IsValueType: true, TypeKind: TypeKind.Struct } && !type.Named("System.Guid");

    private static bool IsAttribute(ITypeSymbol type) => type.SelfAndBases().Any(self => self.Named("System.Attribute"));

    /// <summary>What a local is declared with, assigned, or walks.</summary>
    public static IEnumerable<IOperation> Values(ILocalSymbol local, Body body)
    {
        foreach (var operation in body.Operations)
            switch (operation)
            {
                case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator
                    when SymbolEqualityComparer.Default.Equals(declarator.Symbol, local):
                    yield return value;
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment
                    when SymbolEqualityComparer.Default.Equals(target.Local, local):
                    yield return assignment.Value;
                    break;
                case IForEachLoopOperation loop when loop.Locals.Contains(local, SymbolEqualityComparer.Default):
                    yield return loop.Collection;
                    break;
            }
    }
}
