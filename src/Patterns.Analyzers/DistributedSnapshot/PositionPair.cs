using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>A type through which a position is saved, and loaded again.</summary>
/// <param name="Owner">The interface or class.</param>
/// <param name="Load">Returns the position, or gives it out.</param>
/// <param name="Save">Takes it.</param>
internal sealed record PositionPair(INamedTypeSymbol Owner, IMethodSymbol Load, IMethodSymbol Save)
{
    private const int FewMembers = 16;
    private const int ManyMembers = 60;

    private static readonly Declared<PositionPair?> Pairs = new(Find);

    public ITypeSymbol Position => Out is { } given ? given.Type : Load.ReturnType.Awaited().NotNull()!;

    /// <summary>The parameter by which the load gives the position out; null where it returns it.</summary>
    public IParameterSymbol? Out { get; } = OutOf(Load);

    /// <summary>The pair that a type offers, or null. Only symbols are asked.</summary>
    public static PositionPair? Of(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Interface or TypeKind.Class, SpecialType: SpecialType.None } named ? Pairs.Of(named) : null;

    public bool Saves(Call call) => IsCallOf(call, Save);

    public bool Loads(Call call) => IsCallOf(call, Load);

    private static PositionPair? Find(INamedTypeSymbol type)
    {
        if (type.IsFramework() || type.GetMembers().Length > ManyMembers) return null;
        var methods = type.AllInterfaces.Prepend(type).SelectMany(self => self.GetMembers().OfType<IMethodSymbol>())
            .Where(method => method is { MethodKind: MethodKind.Ordinary, IsStatic: false, DeclaredAccessibility: not Accessibility.Private })
            .ToList();
        if (methods.Count is < 2 or > FewMembers) return null;
        foreach (var load in methods.OrderBy(method => OutOf(method) is not null))
            foreach (var save in methods)
                if (IsSaveOf(save, load) && !IsPut(save, load, methods) && !IsSought(save, load) && !IsPlace(save, methods)) return new(type, load, save);
        return null;
    }

    /// <summary>True when one method takes the position that the other gives, and is told all that the other is asked about.</summary>
    public static bool IsSaveOf(IMethodSymbol save, IMethodSymbol load)
    {
        var position = OutOf(load)?.Type ?? load.ReturnType.Awaited();
        return position.MayBePosition() && load.Parameters.All(parameter => parameter.RefKind == RefKind.Out || !parameter.Type.IsSame(position))
            && save.Parameters.Count(parameter => parameter.Type.IsSame(position)) == 1
            && load.Parameters.All(parameter => parameter.RefKind != RefKind.Ref)
            && save.Parameters.All(parameter => parameter.RefKind is not (RefKind.Out or RefKind.Ref)) && IsAnswer(save.ReturnType.Awaited(), position)
            && IsToldTheKeys(save, load);
    }

    private static IParameterSymbol? OutOf(IMethodSymbol load) => load.ReturnType.Awaited().MayBePosition() ? null
        : load.Parameters.FirstOrDefault(parameter => parameter.RefKind == RefKind.Out && parameter.Type.IsNumber());

    /// <summary>
    /// What a load is asked about, a save is told about, too, be it inside the position; otherwise the one looks something up and the other does something
    /// else.
    /// </summary>
    private static bool IsToldTheKeys(IMethodSymbol save, IMethodSymbol load) => load.Parameters.All(key =>
        key.IsOptional || key.RefKind == RefKind.Out || key.Type.Name == "CancellationToken" || BearsName(save, load, key)
        || key.Type is not IArrayTypeSymbol && save.Parameters.Any(parameter => parameter.Type.IsSame(key.Type) || Carries(parameter.Type, key.Type)));

    /// <summary>Who is asked about some object gives a position that says by a text of its own whose it is; nothing else has to be told then.</summary>
    private static bool BearsName(IMethodSymbol save, IMethodSymbol load, IParameterSymbol key) =>
        key.Type is { TypeKind: TypeKind.Interface or TypeKind.Class, SpecialType: SpecialType.None } && load.Parameters.Length == 1
        && load.ReturnType.Awaited() is INamedTypeSymbol { SpecialType: SpecialType.None } position
        && save.Parameters.All(parameter => parameter.IsOptional || parameter.Type.IsSame(position))
        && Positions.Data(position).Any(part => part.SpecialType == SpecialType.System_String);

    private static bool Carries(ITypeSymbol position, ITypeSymbol key) =>
        position.NotNull() is INamedTypeSymbol { SpecialType: SpecialType.None } named && Positions.Data(named).Any(part => part.IsSame(key)
            || part.IsNumbers() && key.IsCollection() && key.ElementType().IsSame(((INamedTypeSymbol)part).TypeArguments[0]));

    /// <summary>In a table that one can go through, a number beside something else is the key under which that is put, and the number that it gives is how
    /// many there are.</summary>
    private static bool IsPut(IMethodSymbol save, IMethodSymbol load, List<IMethodSymbol> members) =>
        load.Parameters.IsEmpty && save.Parameters.Length > 1
        && members.Exists(member => member is { Name: WellKnownMemberNames.GetEnumeratorMethodName, Parameters.IsEmpty: true });

    /// <summary>Who asks by one number and gets another seeks what fits it: where the number that comes back is the first that the other member is told,
    /// it names what is changed there, and what stands behind it is what is known of that. What a store is asked by is told first.</summary>
    private static bool IsSought(IMethodSymbol save, IMethodSymbol load)
    {
        var position = load.ReturnType.Awaited();
        if (!position.IsNumber() || save.Parameters.FirstOrDefault(parameter => parameter.Type.IsNumber()) is not { } first) return false;
        return first.Type.IsSame(position) && load.Parameters.FirstOrDefault(key => key.Type.IsNumber()) is { } key
            && save.Parameters.Skip(first.Ordinal + 1).Any(known => known.Type.IsSame(key.Type));
    }

    /// <summary>Where another member is told the same and gives something for it, the number is the place of what is kept there.</summary>
    private static bool IsPlace(IMethodSymbol save, List<IMethodSymbol> members) => save.Parameters.Length > 1
        && save.Parameters.All(parameter => parameter.Type is { TypeKind: TypeKind.Struct or TypeKind.Enum } or { SpecialType: SpecialType.System_String })
        && members.Exists(member => !SymbolEqualityComparer.Default.Equals(member, save) && IsObject(member.ReturnType.Awaited())
            && member.Parameters.Length == save.Parameters.Length
            && member.Parameters.Zip(save.Parameters, (asked, told) => asked.Type.IsSame(told.Type)).All(same => same));

    private static bool IsObject(ITypeSymbol answer) =>
        answer is { TypeKind: TypeKind.Class or TypeKind.Interface, SpecialType: SpecialType.None } && !answer.IsTask() && !answer.MayBePosition();

    /// <summary>A save returns nothing, whether it succeeded, or what it was given; who gives something out was asked for it.</summary>
    private static bool IsAnswer(ITypeSymbol type, ITypeSymbol position) =>
        type.SpecialType is SpecialType.System_Void or SpecialType.System_Boolean || type.IsTask() || !position.IsNumber() && type.IsSame(position);

    private static bool IsCallOf(Call call, IMethodSymbol method) =>
        call.Target is { } target && target.Name == method.Name && (call.Receiver?.Type ?? target.ContainingType).Is(method.ContainingType);
}
