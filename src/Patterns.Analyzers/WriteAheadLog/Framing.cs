using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>What marks the borders and the sense of a record.</summary>
/// <param name="LengthPrefix">The length of the payload is written too.</param>
/// <param name="Checksum">A number is computed from the bytes.</param>
/// <param name="Sequence">Records are numbered.</param>
/// <param name="Kinds">The enumeration that tells kinds of records apart, or null.</param>
internal sealed record Framing(bool LengthPrefix, bool Checksum, bool Sequence, INamedTypeSymbol? Kinds)
{
    public int Count => (LengthPrefix ? 1 : 0) + (Checksum ? 1 : 0) + (Sequence ? 1 : 0) + (Kinds is null ? 0 : 1);

    public static Framing Of(LogFacts log) => log.Type.Project.GetOrAdd<Framing>((typeof(Framing), log.Type.Symbol), () =>
    {
        var path = log.WritePath.Select(code => code.Body).ToList();
        var written = path.SelectMany(body => body.Callees.Select(callee => callee.Body).Where(callee => callee.Type != body.Type).Prepend(body)).ToList();
        var operations = written.SelectMany(body => body.Operations).ToList();
        return new(written.Any(body => body.Operations.Any(operation => IsLengthWritten(operation, body))),
            operations.Any(operation => IsChecksum(operation, log.Type.Project)), operations.Any(IsNumbered),
            operations.Select(KindWritten).FirstOrDefault(kind => kind is not null));
    });

    private static bool IsLengthWritten(IOperation operation, Body body) =>
        Call.From(operation) is { } call && (call.Name.StartsWith("Write", StringComparison.Ordinal) || call.Name is "GetBytes" or "TryWriteBytes")
        && call.Arguments.Any(argument => IsLength(argument.Plain())
            || argument.Plain() is ILocalReferenceOperation { Local: var local } && body.DeclaredValue(local)?.Plain() is { } length && IsLength(length));

    private static bool IsLength(IOperation value) => value is IPropertyReferenceOperation { Property.Name: "Length" or "LongLength" or "Count" };

    /// <summary>A computation over bytes that yields one number: a loop of shifts, exclusive ors or sums, or one of the framework's.</summary>
    private static bool IsChecksum(IOperation operation, ProjectFacts project)
    {
        if (operation is not IInvocationOperation { TargetMethod: { Parameters.Length: > 0 } target }) return false;
        if (target.ContainingNamespace?.ToDisplayString() is "System.IO.Hashing"
            || target.ContainingType?.Is(project.Known["System.Security.Cryptography.HashAlgorithm"]) == true) return true;
        return IsNumber(target.ReturnType) && target.Parameters.Any(parameter => StreamSource.IsBytes(parameter.Type))
            && project.BodiesOf(target).Any(body => body.Of<ILoopOperation>().Any());
    }

    private static bool IsNumber(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_UInt32 or SpecialType.System_Int32 or SpecialType.System_UInt64 or SpecialType.System_Int64
            or SpecialType.System_UInt16;

    private static bool IsNumbered(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "Increment", ContainingType.Name: "Interlocked" } } => true,
        IIncrementOrDecrementOperation { Kind: OperationKind.Increment,
            Target: IFieldReferenceOperation { Field.Type.SpecialType: SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Int32 } } =>
            true,
        _ => false,
    };

    private static INamedTypeSymbol? KindWritten(IOperation operation) => operation switch
    {
        IConversionOperation { Operand.Type: INamedTypeSymbol { TypeKind: TypeKind.Enum } kind } when kind.Locations.Any(location => location.IsInSource) =>
            kind,
        IFieldReferenceOperation { Field: { IsConst: true, ContainingType: { TypeKind: TypeKind.Enum } kind } }
            when kind.Locations.Any(location => location.IsInSource) => kind,
        _ => null,
    };
}
