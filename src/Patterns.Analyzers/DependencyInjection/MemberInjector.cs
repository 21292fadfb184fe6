using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>Fills the parameters, fields or properties of something from a resolver.</summary>
/// <param name="Evidence">Where it asks for what a member needs.</param>
internal sealed record MemberInjector(Evidence Evidence, Confidence Confidence)
{
    private static readonly Words MemberTypes = new("ParameterType", "PropertyType", "FieldType");

    private static readonly Words Fills = new("SetValue", "Invoke", "CreateInstance", "DynamicInvoke");

    private static readonly Words Selections = new("GetCustomAttribute", "GetCustomAttributes", "IsDefined", "CustomAttributes", "GetCustomAttributesData");

    public static bool MayBe(TypeFacts type) => type.Words.HasAny(MemberTypes) && type.Words.HasAny(Fills) || DelegatesOf(type) is not null;

    public static MemberInjector? In(TypeFacts type) => OfMembers(type) ?? OfDelegates(type);

    private static MemberInjector? OfMembers(TypeFacts type)
    {
        foreach (var body in type.Bodies)
        {
            if (!body.Words.HasAny(MemberTypes) || !type.Words.HasAny(Fills)) continue;
            foreach (var call in body.Calls)
                if (call.Arguments.FirstOrDefault(IsMemberType) is { } asked && (IsResolver(call, body) || IsHandedOn(call, body)))
                    return new(Evidence.At(call.Operation, $"'{body.DisplayName}' resolves the type of each {MemberNoun(asked)} and fills it"),
                        Confidence.High);
        }
        return null;
    }

    private static string MemberNoun(IOperation asked) => ((IPropertyReferenceOperation)asked).Property.Name.Replace("Type", "").ToLowerInvariant();

    private static bool IsMemberType(IOperation argument) =>
        argument is IPropertyReferenceOperation { Property: { Name: "ParameterType" or "PropertyType" or "FieldType",
            ContainingType.ContainingNamespace.Name: "Reflection" } };

    /// <summary>A service provider, a container of this project, or whoever gives an object for a type alone where an attribute chooses the members.</summary>
    private static bool IsResolver(Call call, Body body)
    {
        if (call.Receiver?.Type is not { } receiver || call.IsDelegate) return false;
        if (receiver.Named("System.IServiceProvider")) return true;
        if (call.Target is not { } target || !Resolving.OnlyAsks(target)) return false;
        return IsContainer(receiver, body.Type.Project) || !target.IsStatic && !target.ContainingType.IsFramework() && body.Type.Words.HasAny(Selections);
    }

    /// <summary>True for a helper of the type that asks a service provider for the type that it is given.</summary>
    private static bool IsHandedOn(Call call, Body body) =>
        call.Operation is IInvocationOperation { Arguments: var arguments, TargetMethod: var target }
        && SymbolEqualityComparer.Default.Equals(target.ContainingType.OriginalDefinition, body.Type.Symbol)
        && arguments.FirstOrDefault(argument => IsMemberType(argument.Value.Plain()))?.Parameter?.OriginalDefinition is { } given
        && body.Type.Project.BodiesOf(target).Any(helper => helper.Calls.Any(asking => asking.Receiver?.Type is { } resolver
            && resolver.Named("System.IServiceProvider")
            && asking.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument.Referenced(), given))));

    private static bool IsContainer(ITypeSymbol receiver, ProjectFacts project) =>
        project.Of(receiver) is { } own && Resolving.Offers(own.Symbol)
        && (HoldsServices(own) || project.ImplementationsOf(own.Symbol).Select(project.Of).OfType<TypeFacts>().Any(HoldsServices));

    private static bool HoldsServices(TypeFacts type) => !Container.ServiceMaps(type).IsEmpty;

    /// <summary>Runs, for an object, the delegates that fill it from a resolver.</summary>
    private static MemberInjector? OfDelegates(TypeFacts type)
    {
        if (DelegatesOf(type) is not { } filling) return null;
        foreach (var body in type.Bodies)
        {
            if (!body.Words.Has(filling.Name)) continue;
            foreach (var call in body.Calls)
                if (call.IsDelegate && SymbolEqualityComparer.Default.Equals(call.Owner, filling.Type.ElementType()))
                    return new(Evidence.At(call.Operation, $"'{body.DisplayName}' runs what '{filling.Name}' holds to fill an object from a resolver"),
                        Confidence.Medium);
        }
        return null;
    }

    private static Slot? DelegatesOf(TypeFacts type) =>
        type.Slots.FirstOrDefault(slot => slot.Type.ElementType() is INamedTypeSymbol { DelegateInvokeMethod: { } signature }
            && FillsFromResolver(signature, type.Project));

    private static bool FillsFromResolver(IMethodSymbol signature, ProjectFacts project) =>
        signature.Parameters.Any(parameter => parameter.Type.SpecialType == SpecialType.System_Object)
        && signature.Parameters.Any(parameter => project.Of(parameter.Type) is { } resolver && Resolving.Offers(resolver.Symbol));
}
