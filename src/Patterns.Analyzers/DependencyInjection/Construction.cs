using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>A constructor found by reflection whose parameters are resolved before it is called.</summary>
internal static class Construction
{
    private static readonly Words ParameterWords = new("ParameterType", "GetParameters");

    private static readonly Words ConstructorWords = new("GetConstructor", "GetConstructors", "ConstructorInfo", "DeclaredConstructors", "Constructor",
        "Constructors");

    private static readonly Words CallWords = new("Invoke", "CreateInstance", "New", "Newobj", "ConstructorInfo");

    /// <summary>Where the type of a parameter is read, in the type or in a helper that it holds.</summary>
    public static IOperation? In(TypeFacts type)
    {
        foreach (var part in Parts(type))
        {
            if (!part.Words.HasAny(ParameterWords) || !part.Words.HasAny(CallWords) || !part.Words.HasAny(ConstructorWords)) continue;
            foreach (var body in part.AllBodies)
                if (body.Words.HasAny(ParameterWords) && body.Operations.FirstOrDefault(IsParameterType) is { } found) return found;
        }
        return null;
    }

    private static IEnumerable<TypeFacts> Parts(TypeFacts type) =>
        type.SelfAndSourceBases.Concat(type.AllSlots.Select(slot => type.Project.Of(slot.Type)).OfType<TypeFacts>().Where(part => !Container.MayBe(part)))
            .Distinct();

    private static bool IsParameterType(IOperation operation) =>
        operation is IPropertyReferenceOperation { Property: { Name: "ParameterType", ContainingType: var owner } }
        && owner.Named("System.Reflection.ParameterInfo");
}
