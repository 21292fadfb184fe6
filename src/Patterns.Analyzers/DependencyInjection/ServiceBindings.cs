using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DependencyInjection;

/// <summary>
/// Registrations on a container that no framework declares, told by their form: <c>Use&lt;IClock, Clock&gt;()</c> where the second type has to fulfil the
/// first, <c>Type&lt;Clock&gt;().As&lt;IClock&gt;()</c>, or <c>For&lt;IClock&gt;().Use&lt;Clock&gt;()</c>. Each names another service; several classes of one
/// base are a table of kinds.
/// </summary>
internal static class ServiceBindings
{
    /// <summary>Below three, a type binds in passing.</summary>
    private const int Fewest = 3;

    /// <summary>Whether enough calls of a type are written like that: told from the text, then from the syntax.</summary>
    public static bool MayBeIn(TypeFacts type) => type.Words.HasMark('<') && type.Bodies.Sum(CandidatesIn) >= Fewest;

    public static ImmutableArray<Registration> In(TypeFacts type)
    {
        if (!MayBeIn(type)) return ImmutableArray<Registration>.Empty;
        var found = ImmutableArray.CreateBuilder<Registration>();
        var services = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var body in type.Bodies)
        {
            if (CandidatesIn(body) == 0) continue;
            foreach (var call in body.Calls)
                if (Bound(call, type) is var (service, surface) && services.Add(service)) found.Add(new(call, body, surface));
        }
        return found.Count < Fewest ? ImmutableArray<Registration>.Empty : found.ToImmutable();
    }

    private static int CandidatesIn(Body body) => !body.Words.HasMark('<') ? 0
        : body.Declaration.DescendantNodes().OfType<InvocationExpressionSyntax>().Count(call => IsPair(call) || IsChain(call));

    private static bool IsPair(InvocationExpressionSyntax call) => TypesOf(call) is { Count: 2 };

    private static bool IsChain(InvocationExpressionSyntax call) => TypesOf(call) is { Count: 1 } && Begun(call) is { } first && TypesOf(first) is { Count: 1 };

    /// <summary>The call whose answer a call goes on with.</summary>
    private static InvocationExpressionSyntax? Begun(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax first } ? first : null;

    private static SeparatedSyntaxList<TypeSyntax>? TypesOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax { Name: GenericNameSyntax name } => name.TypeArgumentList.Arguments,
        GenericNameSyntax name => name.TypeArgumentList.Arguments,
        _ => null,
    };

    /// <summary>The service that a call binds, and what it is bound on; null for any other call.</summary>
    private static (ITypeSymbol Service, string Surface)? Bound(Call call, TypeFacts type)
    {
        if (call.Syntax is not InvocationExpressionSyntax written || TypesOf(written) is not { } types) return null;
        var model = type.Project.Model(written.SyntaxTree);
        if (IsPair(written))
            return IsFulfilled(model.GetTypeInfo(types[0]).Type, model.GetTypeInfo(types[1]).Type) is { } service && Demands(call.Target)
                && SurfaceOf(call, type) is { } surface ? (service, surface) : null;
        if (!IsChain(written) || written.ArgumentList.Arguments.Count > 0 || Begun(written) is not { } begun || TypesOf(begun) is not { } made) return null;
        var (first, second) = (model.GetTypeInfo(made[0]).Type, model.GetTypeInfo(types[0]).Type);
        return (IsFulfilled(second, first) ?? IsFulfilled(first, second)) is { TypeKind: TypeKind.Interface } contract
            && BuilderOf(call, begun, type) is { } builder
            ? (contract, builder) : null;
    }

    /// <summary>What a chain begins on: an object, or the type itself by a member that it inherits; its library may be missing.</summary>
    private static string? BuilderOf(Call call, InvocationExpressionSyntax begun, TypeFacts type) => call.Receiver switch
    {
        { Type: { TypeKind: not TypeKind.Error } builder } first => builder.IsFramework() ? null : (Call.From(first)?.Receiver?.Type ?? builder).Name,
        null when call.Target is null => begun.Expression switch
        {
            MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax on } => on.Identifier.ValueText,
            GenericNameSyntax when type.Symbol.BaseType is { SpecialType: SpecialType.None } parent => parent.Name,
            _ => null,
        },
        _ => null,
    };

    /// <summary>The service, where the other type is a class that stands for it; what a caller names decides nothing.</summary>
    private static ITypeSymbol? IsFulfilled(ITypeSymbol? service, ITypeSymbol? implementation) =>
        service is INamedTypeSymbol { TypeKind: TypeKind.Interface or TypeKind.Class } named && implementation is INamedTypeSymbol { TypeKind: TypeKind.Class }
            && implementation.Is(named) && !SymbolEqualityComparer.Default.Equals(named, implementation) ? service : null;

    /// <summary>True for a member whose second type has to fulfil the first, and for one whose library is missing.</summary>
    private static bool Demands(IMethodSymbol? target) => target is null || target.OriginalDefinition is { TypeParameters: { Length: 2 } parameters }
        && parameters[1].ConstraintTypes.Contains(parameters[0], SymbolEqualityComparer.Default);

    private static string? SurfaceOf(Call call, TypeFacts type) => call.Receiver?.Type is { } receiver
        ? RegistrationSurface.Of(receiver, type) is null ? receiver.Name : null
        : (call.Owner ?? type.Symbol).Name;
}
