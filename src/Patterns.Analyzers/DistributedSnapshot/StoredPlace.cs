using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>A type of the project by which one place in an input, whatever it is made of, is stored and asked for again.</summary>
/// <param name="Owner">The interface or class.</param>
/// <param name="Load">Is asked without a word and gives it.</param>
/// <param name="Save">Is told nothing else.</param>
/// <param name="Place">Its type.</param>
internal sealed record StoredPlace(INamedTypeSymbol Owner, IMethodSymbol Load, IMethodSymbol Save, ITypeSymbol Place)
{
    private const int FewMembers = 8;

    public static ImmutableArray<StoredPlace> In(ProjectFacts project) => project.GetOrAdd(nameof(StoredPlace), () => project.Types
        .Where(type => type is { TypeKind: TypeKind.Interface } or { TypeKind: TypeKind.Class, IsStatic: false })
        .Select(Find).OfType<StoredPlace>().ToImmutableArray());

    public bool Loads(Call call) => IsOn(call, Load);

    public bool Saves(Call call) => IsOn(call, Save);

    /// <summary>Two mentions of one type, also where what declares it is missing.</summary>
    public static bool IsSame(ITypeSymbol one, ITypeSymbol other) => one.IsSame(other)
        || one.TypeKind == TypeKind.Error && other.TypeKind == TypeKind.Error && one.Name == other.Name && one.Name.Length > 0;

    private static StoredPlace? Find(INamedTypeSymbol type)
    {
        var methods = type.GetMembers().OfType<IMethodSymbol>().Where(method => method is
            { MethodKind: MethodKind.Ordinary, IsStatic: false, IsGenericMethod: false, DeclaredAccessibility: not Accessibility.Private }).ToList();
        if (methods.Count is < 2 or > FewMembers) return null;
        foreach (var load in methods)
            if (Told(load).IsEmpty && !load.AnswersNothing() && load.ReturnType.Awaited() is var place && MayBePlace(place))
                foreach (var save in methods)
                    if (save.AnswersNothing() && Told(save) is [var given] && IsSame(given, place)) return new(type, load, save, place);
        return null;
    }

    private static ImmutableArray<ITypeSymbol> Told(IMethodSymbol method) =>
        method.Parameters.Select(parameter => parameter.Type).Where(type => type.Name != "CancellationToken").ToImmutableArray();

    /// <summary>An object of somebody's own, or a text: numbers are known by what is counted.</summary>
    private static bool MayBePlace(ITypeSymbol type) => type.SpecialType == SpecialType.System_String
        || type is INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface or TypeKind.Error }
            && !type.IsTask() && (type.TypeKind == TypeKind.Error || !type.IsFramework());

    private bool IsOn(Call call, IMethodSymbol method) => call.Name == method.Name && call.Receiver?.Type is INamedTypeSymbol asked && asked.Is(Owner);
}
