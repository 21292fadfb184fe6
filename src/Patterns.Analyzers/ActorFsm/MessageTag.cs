using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>The kind of a message on a wire: the object reads it from bytes as a number and writes it there as one. It says what is sent, not how far
/// something has come.</summary>
internal static class MessageTag
{
    public static bool Is(StateMember state)
    {
        var coders = state.Type.Bodies
            .Where(body => !body.IsConstructor && body.Words.HasAny(state.Words) && body.Method.Parameters.Any(parameter => CarriesBytes(parameter.Type)))
            .ToList();
        return coders.Any(body => body.Of<IConversionOperation>().Any(conversion => IsRead(conversion, state)))
            && coders.Any(body => body.Of<IConversionOperation>().Any(conversion => IsNumber(conversion.Type) && state.IsRead(conversion.Operand)));
    }

    private static bool IsRead(IConversionOperation conversion, StateMember state) => IsNumber(conversion.Operand.Type)
        && conversion.Parent is ISimpleAssignmentOperation { Target: var target, Value: var value } && value == conversion && state.IsRead(target);

    private static bool IsNumber(ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;

    /// <summary>A buffer, or a stream of bytes and what reads or writes it.</summary>
    private static bool CarriesBytes(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte } => true,
        INamedTypeSymbol { TypeArguments: { Length: 1 } of } => type.IsFramework() && of[0].SpecialType == SpecialType.System_Byte,
        _ => type is { Name: "Stream" or "BinaryReader" or "BinaryWriter", ContainingNamespace: { Name: "IO", ContainingNamespace.Name: "System" } },
    };
}
