using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>
/// A base class that loads assemblies leaves the making of the objects to those who derive from it: an abstract member gets the assembly or the type
/// and answers a plugin.
/// </summary>
/// <param name="Creation">Where a deriving class makes the object.</param>
/// <param name="Body">The member that it stands in.</param>
/// <param name="Contract">The extension point.</param>
internal sealed record LeftActivation(IOperation Creation, Body Body, ITypeSymbol Contract)
{
    /// <summary>Whether a class leaves it to others: told from symbols.</summary>
    public static bool IsOffered(INamedTypeSymbol type) =>
        type.IsAbstract && type.TypeKind == TypeKind.Class
        && type.SelfAndBases().Any(self => self.GetMembers().Any(member => member is IMethodSymbol method && IsLeft(method)));

    /// <summary>The contract of what a call gives that leaves the making to a deriving class; null for any other operation.</summary>
    public static ITypeSymbol? Product(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: var method, Instance: IInstanceReferenceOperation } && IsLeft(method.OriginalDefinition)
            ? PluginContract.Of(method.ReturnType) : null;

    /// <summary>True where a deriving class gets no assembly to look into, only a type that is there already.</summary>
    public static bool IsGivenOnlyType(IOperation call) =>
        call is IInvocationOperation { TargetMethod.Parameters: var given } && !given.Any(parameter => IsAssembly(parameter.Type));

    /// <summary>Whether a type makes what its base class leaves to it: told from symbols.</summary>
    public static bool MayBeIn(TypeFacts type) => type.Words.HasAny(TypeWords) && type.Bodies.Any(body => Fulfils(body.Method));

    /// <summary>Where a type makes an object of a type that it looks up in the assembly that its base class gives it.</summary>
    public static LeftActivation? In(TypeFacts type)
    {
        foreach (var body in type.Bodies)
        {
            if (!Fulfils(body.Method) || !body.Words.HasAny(TypeWords)) continue;
            foreach (var conversion in body.Of<IConversionOperation>())
                if (conversion.Type is { } contract && PluginContract.IsOwn(contract) && Call.From(conversion.Operand.Plain()) is { } made
                    && made.Arguments.Any(argument => IsLookedUp(argument, body)))
                    return new(made.Operation, body, contract);
        }
        return null;
    }

    private static readonly Words TypeWords = new("GetType");

    private static bool IsLeft(IMethodSymbol method) =>
        method is { IsAbstract: true, MethodKind: MethodKind.Ordinary, ContainingType.TypeKind: TypeKind.Class } && TakesAssembly(method)
        && MakesPlugin(method);

    private static bool Fulfils(IMethodSymbol method) => method.OverriddenMethod is not null && TakesAssembly(method) && MakesPlugin(method);

    private static bool MakesPlugin(IMethodSymbol method) => PluginContract.IsOwn(method.ReturnType.Awaited());

    private static bool TakesAssembly(IMethodSymbol method) =>
        method.Parameters.Any(parameter => IsAssembly(parameter.Type) || parameter.Type.Named("System.Type"));

    private static bool IsLookedUp(IOperation type, Body body) =>
        (type.Plain() is ILocalReferenceOperation { Local: var local } ? body.DeclaredValue(local) : type)?.Plain()
            is IInvocationOperation { TargetMethod.Name: "GetType", Instance: { } assembly }
        && assembly.Plain() is IParameterReferenceOperation { Parameter.Type: var given } && IsAssembly(given);

    private static bool IsAssembly(ITypeSymbol type) => type.Named("System.Reflection.Assembly");
}
