using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>A pair of contracts of the user's own for the two ways in which a log uses its file: one only adds to the end, the other only goes from front to
/// end.</summary>
internal static class OwnStreams
{
    public static bool Are(ITypeSymbol type) => IsGrowing(type) || IsForward(type);

    /// <summary>True for what stands for a file that only grows: plain bytes are appended, it has a length and a flush, and so many bytes are had from a place;
    /// there is none to write at.</summary>
    public static bool IsGrowing(ITypeSymbol? type) => IsOwn(type) && type!.GetMembers("Append").Any(TakesBytes)
        && Has(type, "Flush") && Has(type, "Length") && !Has(type, "SetLength") && !Has(type, "Seek")
        && type.GetMembers().Any(member => member is IMethodSymbol { Name: not "Append" } method && IsPlain(method)
            && method.Parameters.Any(parameter => parameter.Type.SpecialType == SpecialType.System_Int64)
            && GivesBytes(method));

    /// <summary>True for what stands for a file that is read from front to end: so many bytes are had next, it has a place and a length, and takes nothing
    /// in.</summary>
    public static bool IsForward(ITypeSymbol? type) => IsOwn(type) && type!.GetMembers("Read").Any(member => member is IMethodSymbol method && IsPlain(method)
            && GivesBytes(method))
        && Has(type, "Position") && Has(type, "Length") && !Has(type, "Write") && !Has(type, "Append");

    private static bool IsOwn(ITypeSymbol? type) => type is { TypeKind: TypeKind.Interface or TypeKind.Class } && !type.IsFramework();

    private static bool Has(ITypeSymbol type, string name) =>
        type.GetMembers(name).Length > 0 || type.AllInterfaces.Any(contract => contract.GetMembers(name).Length > 0);

    private static bool TakesBytes(ISymbol member) =>
        member is IMethodSymbol { ReturnsVoid: true } method && IsPlain(method) && method.Parameters.Any(parameter => IsBytes(parameter.Type));

    /// <summary>Nothing but bytes, where they lie and how many they are: one record is not told from another.</summary>
    private static bool IsPlain(IMethodSymbol method) => method.Parameters.All(parameter => IsBytes(parameter.Type)
        || parameter.Type is { SpecialType: SpecialType.System_Int64 or SpecialType.System_Int32 } or { Name: "CancellationToken" });

    private static bool GivesBytes(IMethodSymbol method) =>
        method.Parameters.Any(parameter => IsBytes(parameter.Type))
        || IsBytes(method.ReturnType.Awaited()) && method.Parameters.Any(parameter => parameter.Type.SpecialType == SpecialType.System_Int32);

    private static bool IsBytes(ITypeSymbol type) => type.ElementType()?.SpecialType == SpecialType.System_Byte;
}
