using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Catalog;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.DistributedSnapshot;

/// <summary>
/// A type that counts in a field how far it has read what another part gives it piece by piece, writes the field to a file, and begins where the file
/// says.
/// </summary>
/// <param name="Write">The code that writes it.</param>
/// <param name="Output">The call there by which it does.</param>
internal sealed record KeptPosition(Body Write, IOperation Output)
{
    private static readonly Words Outputs = new("WriteAllBytes", "WriteAllBytesAsync", "WriteAllText", "WriteAllTextAsync", "WriteAllLines", "FileStream",
        "StreamWriter", "BinaryWriter", "Serialize", "SerializeAsync");
    private static readonly Words Inputs = new("ReadAllBytes", "ReadAllBytesAsync", "ReadAllText", "ReadAllTextAsync", "ReadAllLines", "FileStream",
        "StreamReader", "BinaryReader", "Deserialize", "DeserializeAsync");
    private static readonly Words Loops = new("while", "for", "foreach", "do");

    public static bool MayBe(TypeFacts type) => type.Words.HasAny(Outputs) && type.Words.HasAny(Inputs) && type.Words.HasAny(Loops) && Candidates(type).Any();

    public static SnapshotModel? In(TypeFacts type)
    {
        foreach (var (slot, place) in Candidates(type))
            if (Find(type, slot, place) is { } model) return model;
        return null;
    }

    private static SnapshotModel? Find(TypeFacts type, Slot slot, ISymbol place)
    {
        var restore = type.Bodies.FirstOrDefault(body => Names(body, slot, Inputs) && slot.IsFilled(body) && body.Calls.Any(IsInput));
        var kept = type.Bodies.Where(body => body != restore && !body.IsConstructor && Names(body, slot, Outputs))
            .Select(body => Written(body, slot) is { } output ? new KeptPosition(body, output) : null).FirstOrDefault(found => found is not null);
        if (restore is null || kept is null || new PositionFlow(type, place).Reading() is not { } reading) return null;
        var reads = type.Bodies.First(body => body.Calls.Contains(reading));
        if (reads == restore || Outputs.Contains(reading.Name) || !IsTaken(reading) || !IsAdvanced(reads, reading, place)) return null;
        return new(type, SnapshotRoles.Tracker, Confidence.Medium, ReferenceProjects.Kafka, ImmutableArray.Create(
            Evidence.At(restore.Declaration, $"'{restore.DisplayName}' loads '{place.Name}'"),
            Evidence.At(reading.Operation, $"'{reads.DisplayName}' reads on from there by '{reading.DisplayName()}'"),
            Evidence.At(kept.Write.Declaration, $"'{kept.Write.DisplayName}' saves how far it came"))) { Kept = kept };
    }

    /// <summary>A field that the texts of one that may write, one that may read and one that may go on name, and what in it may say how far.</summary>
    private static IEnumerable<(Slot Slot, ISymbol Place)> Candidates(TypeFacts type)
    {
        foreach (var slot in type.Slots)
        {
            if (slot.IsReadOnly || slot.IsStatic || !type.Bodies.Any(body => Names(body, slot, Outputs)) || !type.Bodies.Any(body => Names(body, slot, Inputs)))
                continue;
            foreach (var place in Places(slot))
                if (type.Bodies.Any(body => body.Words.Has(place.Name) && body.Words.HasAny(Loops))) yield return (slot, place);
        }
    }

    private static IEnumerable<ISymbol> Places(Slot slot)
    {
        if (slot.Type.IsNumber()) yield return slot.Symbol;
        if (slot.Type is not INamedTypeSymbol { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } named || named.IsFramework()) yield break;
        foreach (var member in named.GetMembers())
            if (member is IFieldSymbol { IsStatic: false, IsReadOnly: false, IsImplicitlyDeclared: false } field && field.Type.IsNumber()
                || member is IPropertySymbol { IsStatic: false, SetMethod: not null } property && property.Type.IsNumber()) yield return member;
    }

    private static bool Names(Body body, Slot slot, Words medium) => body.Words.Has(slot.Name) && body.Words.HasAny(medium);

    private static bool IsInput(Call call) => Inputs.Contains(call.Name)
        || call.Name.StartsWith("Read", StringComparison.Ordinal) && call.Owner is { Name: "StreamReader" or "BinaryReader" or "TextReader" };

    /// <summary>The field, or what was made of it, is what is written.</summary>
    private static IOperation? Written(Body body, Slot slot)
    {
        foreach (var call in body.Calls)
            if (IsOutput(call) && call.Arguments.Any(argument => argument.Mentions(slot.Symbol)
                || argument is ILocalReferenceOperation { Local: var local } && body.DeclaredValue(local)?.Mentions(slot.Symbol) == true))
                return call.Operation;
        return null;
    }

    private static bool IsOutput(Call call) => Outputs.Contains(call.Name)
        || call.Name.StartsWith("Write", StringComparison.Ordinal) && call.Owner is { Name: "StreamWriter" or "BinaryWriter" or "TextWriter" };

    /// <summary>What is read goes into a variable, or is gone through.</summary>
    private static bool IsTaken(Call reading) => reading.Operation.Ancestors().TakeWhile(outer => outer is not IBlockOperation)
        .Any(outer => outer is IVariableDeclaratorOperation or ISimpleAssignmentOperation or IForEachLoopOperation);

    /// <summary>In the loop that reads, the place is counted on, or takes what was counted on from it, or the number of an item that it went through.</summary>
    private static bool IsAdvanced(Body body, Call reading, ISymbol place)
    {
        var counted = body.Of<IIncrementOrDecrementOperation>().Where(step => step.Kind == OperationKind.Increment).Select(step => step.Target.Referenced())
            .Concat(body.Of<ICompoundAssignmentOperation>().Where(sum => sum.OperatorKind == BinaryOperatorKind.Add).Select(sum => sum.Target.Referenced()))
            .OfType<ISymbol>().ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
        return counted.Contains(place) || body.Of<ISimpleAssignmentOperation>().Any(assignment =>
            SymbolEqualityComparer.Default.Equals(assignment.Target.Referenced(), place)
            && (assignment.Value.Referenced() is { } local && counted.Contains(local) && reading.Arguments.Any(argument => argument.Mentions(local))
                || assignment.Value.Item() is { } item
                    && body.Of<IForEachLoopOperation>().Any(loop => loop.Locals.Contains(item, SymbolEqualityComparer.Default)
                    && loop.Collection.Contains(inner => inner == reading.Operation))));
    }
}
