using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>
/// A log manager over blocks of a file that somebody else writes: each record gets the next number, what lies up to a number is written when somebody asks
/// for it, and the records are handed out again.
/// </summary>
/// <param name="Type">The type.</param>
/// <param name="Append">The member that takes a record and gives its number back.</param>
/// <param name="Number">The number of the last record.</param>
/// <param name="Flush">The member that is told up to which number to write.</param>
/// <param name="Read">The member that hands out what reads the records back.</param>
internal sealed record NumberedLog(TypeFacts Type, Body Append, Slot Number, Body Flush, Body Read)
{
    private const int DeepestWrite = 4;

    public static NumberedLog? Of(TypeFacts type) => type.Project.GetOrAdd((typeof(NumberedLog), type.Symbol), () => Find(type));

    private static NumberedLog? Find(TypeFacts type)
    {
        if (type.Symbol.TypeKind != TypeKind.Class) return null;
        var numbers = type.Slots.Where(slot => slot is { IsStatic: false, IsReadOnly: false } && IsNumber(slot.Type)).ToList();
        if (numbers.Count < 2) return null;
        var open = type.Bodies.Where(body => body is { IsOpen: true, IsConstructor: false, Method.MethodKind: MethodKind.Ordinary }).ToList();
        var append = open.Select(body => (Body: body, Number: numbers.FirstOrDefault(number => Numbers(body, number))))
            .FirstOrDefault(one => one.Number is not null);
        if (append.Number is not { } last || !numbers.Exists(written => written != last && IsSetTo(written, last, type))) return null;
        return open.FirstOrDefault(body => FlushesUpTo(body, numbers)) is { } flush && open.FirstOrDefault(HandsOut) is { } read
            ? new(type, append.Body, last, flush, read) : null;
    }

    /// <summary>A member takes a record, puts it somewhere, and gives back the number that it has raised.</summary>
    private static bool Numbers(Body body, Slot number) => IsNumber(body.Method.ReturnType) && body.Words.Has(number.Name)
        && body.Method.Parameters.Any(parameter => StreamSource.IsBytes(parameter.Type)
            && body.Calls.Any(call => call.Receiver?.IsOwnMember() == true && call.Arguments.Any(argument => argument.Mentions(parameter))))
        && body.Operations.Any(operation => Raised(operation) is { } raised && Is(raised, number))
        && body.Of<IReturnOperation>().Any(answer => answer.ReturnedValue is { } value && (value.Mentions(number.Symbol)
            || value.Plain() is ILocalReferenceOperation { Local: var local } && body.DeclaredValue(local)?.Mentions(number.Symbol) == true));

    private static IOperation? Raised(IOperation operation) => operation switch
    {
        IIncrementOrDecrementOperation { Kind: OperationKind.Increment, Target: var target } => target,
        IInvocationOperation { TargetMethod: { Name: "Increment", ContainingType.Name: "Interlocked" }, Arguments: { Length: > 0 } arguments } =>
            arguments[0].Value,
        _ => null,
    };

    private static bool IsSetTo(Slot written, Slot last, TypeFacts type) => type.Bodies.Any(body => body.Words.Has(written.Name) && body.Words.Has(last.Name)
        && body.Of<ISimpleAssignmentOperation>().Any(assignment => Is(assignment.Target, written) && Is(assignment.Value, last)));

    /// <summary>Up to a number that is given, unless that is written already, blocks go to the disk.</summary>
    private static bool FlushesUpTo(Body body, List<Slot> numbers) => body.Method.Parameters is [var upTo] && IsNumber(upTo.Type)
        && numbers.Exists(number => body.Words.Has(number.Name)
            && body.Of<IBinaryOperation>().Any(test => test.Mentions(upTo) && test.Mentions(number.Symbol)
                && test.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan
                    or BinaryOperatorKind.GreaterThanOrEqual))
        && Writes(body, DeepestWrite);

    /// <summary>The log managers that a type holds, each with the slot.</summary>
    public static IEnumerable<(Slot Slot, NumberedLog Log)> HeldBy(TypeFacts type)
    {
        foreach (var slot in type.Slots)
            if (slot.Type.TypeKind == TypeKind.Class && type.Project.Of(slot.Type) is { } held && held != type && Of(held) is { } log)
                yield return (slot, log);
    }

    /// <summary>Runs code that writes to a file.</summary>
    public static bool Writes(Body body, int left) =>
        LogCode.Of(body).Writes.Count > 0 || left > 0 && body.Callees.Any(callee => Writes(callee.Body, left - 1));

    /// <summary>A member gives out the records, or an object of the project that gives out one after the other.</summary>
    private static bool HandsOut(Body body) => !body.Method.Parameters.Any(parameter => StreamSource.IsBytes(parameter.Type))
        && body.Method.ReturnType.Awaited() is INamedTypeSymbol answer
        && (answer.TypeArguments.Length == 1 && answer.Name.Contains("Enumera")
            || body.Type.Project.Of(answer) is { } reader && reader != body.Type
                && reader.Bodies.Any(step => step.IsOpen && step.Method.Parameters.IsEmpty && StreamSource.IsBytes(step.Method.ReturnType)));

    private static bool IsNumber(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_UInt64;

    private static bool Is(IOperation operation, Slot slot) => SymbolEqualityComparer.Default.Equals(operation.Referenced(), slot.Symbol);
}
