using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.LsmTree;

/// <summary>Which reference project a tree is closest to.</summary>
internal static class LsmTreeVariant
{
    /// <summary>A foreign engine behind a contract of the project, with several families of keys, is TiKV's way.</summary>
    public static ReferenceProject Of(TypeFacts type, ForeignEngine foreign) =>
        foreign.Families.Length > 1 && type.Symbol.AllInterfaces.Any(contract => type.Project.Of(contract) is not null) ? ReferenceProjects.TiKV
            : ReferenceProjects.RocksDB;

    public static ReferenceProject Of(Engine engine)
    {
        if (KeepsValuesApart(engine)) return ReferenceProjects.Dgraph;
        if (!engine.StopsAtFirstHit && AsksForTime(engine.FromRuns)) return ReferenceProjects.Prometheus;
        if (KeyFamilies.Over(engine).Any()) return ReferenceProjects.TiKV;
        return KeepsAFormat(engine) ? ReferenceProjects.CockroachDB : ReferenceProjects.RocksDB;
    }

    /// <summary>The value goes into another file first; what that file answers is kept under the key, and read back through the file.</summary>
    private static bool KeepsValuesApart(Engine engine) => engine.Type.Bodies
        .Where(body => !body.IsConstructor && body.Method.Parameters.Length > 1 && body.Words.Has(engine.Buffer.Name))
        .Any(body => ValueFilesOf(body, engine).Any(file => IsReadIn(engine.FromBuffer.Body, file)));

    private static IEnumerable<ISymbol> ValueFilesOf(Body body, Engine engine)
    {
        foreach (var operation in body.Operations)
        {
            var written = operation switch
            {
                ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } map }, Value: var value }
                    when IsBuffer(map, engine) => new[] { value },
                _ when Call.From(operation) is { Receiver: { } table, Arguments: { Length: > 1 } arguments } && IsBuffer(table, engine) => arguments.ToArray(),
                _ => Array.Empty<IOperation>(),
            };
            foreach (var value in written)
                if (Answering(value, body) is { } file && !SymbolEqualityComparer.Default.Equals(file, engine.Runs)) yield return file;
        }
    }

    /// <summary>The member whose method, given a parameter, answered with that value.</summary>
    private static ISymbol? Answering(IOperation value, Body body)
    {
        var plain = value.Plain();
        if (plain is ILocalReferenceOperation local)
            plain = Provenance.Of(body).SourcesOf(local.Local).Select(source => source.Plain()).FirstOrDefault(source => source is IInvocationOperation)
                ?? plain;
        return Call.From(plain) is { Receiver: { } receiver, Arguments.Length: > 0 } call && receiver.IsOwnMember()
            && body.Type.Project.Of(receiver.Type) is not null
            && call.Arguments.Any(argument => argument.Referenced() is IParameterSymbol)
            ? receiver.Referenced()
            : null;
    }

    private static bool IsReadIn(Body body, ISymbol file) => body
        .Occurrences(operation => Call.From(operation) is { Arguments.Length: > 0 } call && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, file))
        .Any();

    private static bool IsBuffer(IOperation expression, Engine engine) => SymbolEqualityComparer.Default.Equals(expression.Referenced(), engine.Buffer);

    private static bool AsksForTime(Lookup lookup) => lookup.Call.Arguments
        .Count(argument => argument.Type is { SpecialType: SpecialType.System_Int64 or SpecialType.System_DateTime } or { Name: "DateTimeOffset" }) > 1;

    /// <summary>Levels of files that say, by a number of 64 bits, in whose format they are.</summary>
    private static bool KeepsAFormat(Engine engine) =>
        Collections.IsNested(engine.Runs.HeldType())
        && RunTypes.Of(engine).Select(run => engine.Type.Project.Of(run.Type)).OfType<TypeFacts>().Distinct()
            .SelectMany(run => run.Bodies)
            .Any(body =>
                body.Operations.Any(operation =>
                    operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals or BinaryOperatorKind.Equals } comparison
                && (IsMagic(comparison.RightOperand) || IsMagic(comparison.LeftOperand))));

    private static bool IsMagic(IOperation operand) => operand.ConstantValue is { HasValue: true, Value: { } value } && value switch
    {
        ulong number => number > uint.MaxValue,
        long number => number > uint.MaxValue || number < int.MinValue,
        _ => false,
    };
}
