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
        && type.GetMembers().Any(member => member is IMethodSymbol { Name: not "Append" } method && StreamSource.TakesOnlyBytes(method)
            && method.Parameters.Any(parameter => parameter.Type.SpecialType == SpecialType.System_Int64)
            && StreamSource.GivesBytes(method));

    /// <summary>True for what stands for a file that is read from front to end: so many bytes are had next, it has a place and a length, and takes nothing
    /// in.</summary>
    public static bool IsForward(ITypeSymbol? type) =>
        IsOwn(type) && type!.GetMembers("Read").Any(member => member is IMethodSymbol method && StreamSource.TakesOnlyBytes(method)
            && StreamSource.GivesBytes(method))
        && Has(type, "Position") && Has(type, "Length") && !Has(type, "Write") && !Has(type, "Append");

    private static bool IsOwn(ITypeSymbol? type) => type is { TypeKind: TypeKind.Interface or TypeKind.Class } && !type.IsFramework();

    private static bool Has(ITypeSymbol type, string name) =>
        type.GetMembers(name).Length > 0 || type.AllInterfaces.Any(contract => contract.GetMembers(name).Length > 0);

    private static bool TakesBytes(ISymbol member) =>
        member is IMethodSymbol { ReturnsVoid: true } method && StreamSource.TakesOnlyBytes(method)
        && method.Parameters.Any(parameter => StreamSource.IsBytes(parameter.Type));
}
