using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>One list in which services stand beside factories that make others, told apart by their type when somebody asks.</summary>
internal static class MixedServices
{
    private static readonly Words TestWords = new("is", "as", "case");

    public static bool MayBeIn(TypeFacts type) => type.Words.Has("Func") && type.Slots.Any(IsOfObjects);

    public static ServiceMap? In(TypeFacts type)
    {
        foreach (var slot in type.Slots.Where(IsOfObjects))
            foreach (var body in type.Bodies)
            {
                if (!Resolving.Is(body.Method) || !body.Words.Has(slot.Name) || !body.Words.HasAny(TestWords)) continue;
                foreach (var operation in body.Operations)
                    if (Tested(operation) is { } factory
                        && factory.DelegateSignature()!.Parameters.Any(parameter => Factories.IsResolver(parameter.Type, type)))
                        return new(slot, Holding.Mixed, factory);
            }
        return null;
    }

    private static bool IsOfObjects(Slot slot) =>
        slot.Type is INamedTypeSymbol { TypeArguments.Length: 1 } held && held.TypeArguments[0].SpecialType == SpecialType.System_Object
        && held.AllInterfaces.Any(contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable);

    /// <summary>The delegate type that gives what the method is asked for, where an element is tested for it.</summary>
    private static ITypeSymbol? Tested(IOperation operation)
    {
        var type = operation switch
        {
            IDeclarationPatternOperation pattern => pattern.MatchedType,
            IConversionOperation { IsTryCast: true } cast => cast.Type,
            IIsTypeOperation test => test.TypeOperand,
            _ => null,
        };
        return type.DelegateSignature() is { ReturnType: ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } } ? type : null;
    }
}
