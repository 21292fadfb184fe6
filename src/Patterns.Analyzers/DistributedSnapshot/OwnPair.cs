using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>Finds the members by which a type itself reads a position from a file, or from a store under a fixed key, and writes it there.</summary>
internal static class OwnPair
{
    /// <summary>What a text names that reads or writes files and streams.</summary>
    public static readonly Words Media = new("File", "FileStream", "FileInfo", "Stream", "StreamReader", "StreamWriter", "BinaryReader", "BinaryWriter");

    public static PositionPair? Of(TypeFacts type) =>
        type.Project.GetOrAdd<PositionPair?>((nameof(OwnPair), type), () => (type.Words.HasAny(Media) ? Find(type) : null) ?? UnderKey(type));

    /// <summary>Private members that ask one thing for a number, and tell it one, under a text that both bear.</summary>
    private static PositionPair? UnderKey(TypeFacts type)
    {
        foreach (var load in type.Bodies)
        {
            if (load.IsOpen || load.Method is not { MethodKind: MethodKind.Ordinary, Parameters.IsEmpty: true } || !load.Method.ReturnType.Awaited().IsNumber())
                continue;
            foreach (var save in type.Bodies)
                if (save != load && !save.IsOpen && save.Method is { MethodKind: MethodKind.Ordinary, Parameters.Length: 1 } && save.Method.AnswersNothing()
                    && PositionPair.IsSaveOf(save.Method, load.Method) && type.Slots.Any(slot => IsKeyed(slot, load, save)))
                    return new(type.Symbol, load.Method, save.Method);
        }
        return null;
    }

    private static bool IsKeyed(Slot store, Body load, Body save) => load.Words.Has(store.Name) && save.Words.Has(store.Name)
        && store.Type is { TypeKind: TypeKind.Interface or TypeKind.Class or TypeKind.Error, SpecialType: SpecialType.None } && !store.Type.IsCollection()
        && Texts(load, store).Intersect(Texts(save, store)).Any();

    /// <summary>The texts in what the store is given.</summary>
    private static IEnumerable<string> Texts(Body body, Slot store) => body.Calls
        .Where(call => SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, store.Symbol)).SelectMany(call => call.Arguments)
        .SelectMany(argument => argument.SelfAndDescendants()).Select(part => part.ConstantValue is { HasValue: true, Value: string text } ? text : "")
        .Where(text => text.Length > 1);

    private static PositionPair? Find(TypeFacts type)
    {
        var members = type.Bodies.Where(body => body.Method is { MethodKind: MethodKind.Ordinary } && body.Words.HasAny(Media)).ToList();
        foreach (var load in members)
            foreach (var save in members)
                if (save != load && PositionPair.IsSaveOf(save.Method, load.Method) && IsOneMedium(load, save))
                    return new(type.Symbol, load.Method, save.Method);
        return null;
    }

    /// <summary>Both are given a stream, or both name the same text or stream of the type.</summary>
    private static bool IsOneMedium(Body load, Body save) =>
        load.Method.Parameters.Any(IsStream) && save.Method.Parameters.Any(IsStream)
        || load.Type.Symbol.GetMembers().Any(member => MayBeMedium(member) && load.Words.Has(member.Name) && save.Words.Has(member.Name));

    private static bool IsStream(IParameterSymbol parameter) => parameter.Type.SelfAndBases().Any(type => type.Named("System.IO.Stream"));

    private static bool MayBeMedium(ISymbol member) => member switch
    {
        IFieldSymbol { IsImplicitlyDeclared: false } field => IsMedium(field.Type),
        IPropertySymbol property => IsMedium(property.Type),
        IMethodSymbol { MethodKind: MethodKind.Ordinary } path => path.ReturnType.SpecialType == SpecialType.System_String,
        _ => false,
    };

    private static bool IsMedium(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_String || type is { Name: "FileInfo" } || type.SelfAndBases().Any(self => self.Named("System.IO.Stream"));
}
