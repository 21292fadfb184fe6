using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>Finds the members by which a type itself reads a position from a file, and writes it there.</summary>
internal static class OwnPair
{
    /// <summary>What a text names that reads or writes files and streams.</summary>
    public static readonly Words Media = new("File", "FileStream", "FileInfo", "Stream", "StreamReader", "StreamWriter", "BinaryReader", "BinaryWriter");

    public static PositionPair? Of(TypeFacts type) =>
        type.Words.HasAny(Media) ? type.Project.GetOrAdd<PositionPair?>((nameof(OwnPair), type), () => Find(type)) : null;

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
