using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>An object of the project's own that is made around a stream, to write records to it or to read them from it.</summary>
internal static class LogCarrier
{
    private const int DeepestStep = 2;

    private static readonly Words WriteWords = new("Write", "WriteAsync", "WriteByte");

    private static readonly Words ReadWords = new("Read", "ReadAsync", "ReadByte", "ReadInt32", "ReadUInt32", "ReadInt64", "ReadBytes", "ReadString");

    /// <summary>True for an object that the body, or the constructor for a field, makes around a stream.</summary>
    public static bool Is(IOperation receiver, Call call, Body body)
    {
        var project = body.Type.Project;
        if (call.Target is not { IsStatic: false, IsAbstract: false } || project.Of(receiver.Type) is not { } carrier || carrier == body.Type
            || !carrier.Slots.Any(slot => StreamSource.IsStream(slot.Type, project.Known))) return false;
        return receiver.Plain() switch
        {
            ILocalReferenceOperation { Local: var local } => IsMadeAround(body.DeclaredValue(local), project),
            IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: var field } => IsHeldAround(field, carrier, body.Type),
            _ => false,
        };
    }

    public static bool Writes(Call call, Body body) => Steps(call, body).Any(step => UsesStream(step, WriteWords, DeepestStep));

    public static bool Reads(Call call, Body body) => Steps(call, body).Any(step => UsesStream(step, ReadWords, DeepestStep));

    private static IEnumerable<Body> Steps(Call call, Body body) => body.Type.Project.BodiesOf(call.Target!);

    private static bool UsesStream(Body step, Words words, int left) => step.Words.HasAny(words) && step.Calls.Any(call => words.Contains(call.Name)
            && call.Receiver is { } stream && stream.IsOwnMember() && StreamSource.IsStream(stream.Type, step.Type.Project.Known))
        || left > 0 && step.Callees.Any(callee => callee.Body.Type == step.Type && UsesStream(callee.Body, words, left - 1));

    private static bool IsMadeAround(IOperation? value, ProjectFacts project) => value?.Plain() is IObjectCreationOperation made
        && made.Arguments.Any(argument => StreamSource.IsStream(argument.Value.Plain().Type, project.Known) || IsMadeAround(argument.Value, project));

    private static bool IsHeldAround(IFieldSymbol field, TypeFacts carrier, TypeFacts type) => type.Project.GetOrAdd((nameof(LogCarrier), field), () =>
        type.Bodies.Any(body => body.IsConstructor && body.Words.Has(field.Name) && body.Of<ISimpleAssignmentOperation>()
            .Any(kept => SymbolEqualityComparer.Default.Equals(kept.Target.Referenced(), field)
                && SymbolEqualityComparer.Default.Equals(kept.Value.Plain().Type?.OriginalDefinition, carrier.Symbol)
                && IsMadeAround(kept.Value, type.Project))));
}
